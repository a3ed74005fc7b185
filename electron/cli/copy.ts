import type { Command } from 'commander'
import { listArticles } from '../../db/article.ts'
import { handOut } from '../../db/copy.ts'
import { authorId, authorName, print, printJson, rememberAuthor, withProject } from './project.ts'
import { watchOnStderr } from './watch.ts'

type Options = { for: string; articles?: string[]; as?: string; json?: boolean }

/** `copy PROJECT FILE --for NAME`: a hand-out copy for an analyst, with its own replica. */
export function addCopyCommand(program: Command): void {
  program
    .command('copy')
    .description('write a hand-out copy for an analyst: the chosen articles, and nothing that others annotated')
    .argument('<project>')
    .argument('<file>', 'the copy to write; refuses an existing file')
    .requiredOption('--for <name>', 'who the copy is for; becomes a member of the project where they are none')
    .option('--articles <ids>', 'ids of articles, with commas; all of them unless given', (text) => text.split(','))
    .option('--as <name>', 'who hands it out')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nIn the copy the author, where --as names nobody, is the member it was handed to.')
    .action(async (project: string, file: string, options: Options) => {
      const name = authorName(options.for, '--for')
      const { report } = watchOnStderr('copying')
      const { memberId, counts } = await withProject(project, (db) => {
        const articleIds = [...new Set(options.articles ?? listArticles(db).map(({ id }) => id))]
        return handOut(db, file, { name, articleIds }, () => authorId(db, options.as), report)
      })
      rememberAuthor(options.as)
      if (options.json) printJson({ file, id: memberId, counts })
      else
        print(
          `wrote ${file} for ${name}: ${counts.articles} articles, ${counts.annotations} of their own annotations; ${counts.omitted} log entries left out`,
        )
    })
}
