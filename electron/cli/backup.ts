import type { Command } from 'commander'
import { backupProject } from '../../db/backup.ts'
import { print, printJson, withProject } from './project.ts'

/** `backup PROJECT FILE`: a checked copy under a new name. */
export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description('write a checked copy of the project; refuses an existing file')
    .argument('<project>')
    .argument('<file>', 'the copy to write')
    .option('--json', 'print one JSON document')
    .action(async (project: string, file: string, options: { json?: boolean }) => {
      const { counts } = await withProject(project, (db) => backupProject(db, file))
      if (options.json) printJson({ file, counts })
      else print(`wrote ${file}: ${counts.articles} articles, ${counts.annotations} annotations`)
    })
}
