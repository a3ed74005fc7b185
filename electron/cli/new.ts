import type { Command } from 'commander'
import { closeProject } from '../../db/open.ts'
import { describeProject, newProject } from '../../db/project.ts'
import { authorName, print, printJson, rememberAuthor } from './project.ts'

/** `new PROJECT.isnad`: creates a project; refuses an existing file. */
export function addNewCommand(program: Command): void {
  program
    .command('new')
    .description('create a project; refuses an existing file')
    .argument('<project>', 'the file to create, such as reports.isnad')
    .option('--title <title>', 'what the project is called; the file’s name unless given')
    .option('--as <name>', 'who creates it')
    .option('--json', 'print one JSON document')
    .action((file: string, options: { title?: string; as?: string; json?: boolean }) => {
      const name = authorName(options.as)
      const db = newProject(file, name, options.title)
      const { id, title } = describeProject(db)
      closeProject(db)
      rememberAuthor(options.as)
      if (options.json) printJson({ file, id, counts: { articles: 0, annotations: 0 } })
      else print(`created ${file}: ${title}`)
    })
}
