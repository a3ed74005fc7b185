import type { Command } from 'commander'
import { restoreProject } from '../../db/restore.ts'
import { withUnsealed } from '../jobs/seal-file.ts'
import { print, printJson } from './project.ts'
import { addKeyOptions, type KeyOptions, readKeys } from './seal-options.ts'

/** `restore PROJECT FILE`: a backup, encrypted or not, takes the project's place; the project as it was is kept. */
export function addRestoreCommand(program: Command): void {
  const command = program
    .command('restore')
    .description('put a backup in the project’s place; the project as it was is kept beside it')
    .argument('<project>')
    .argument('<file>', 'the backup')
  addKeyOptions(command)
    .option('--json', 'print one JSON document')
    .action(async (project: string, backup: string, options: KeyOptions & { json?: boolean }) => {
      const restore = (plain: string) => restoreProject(project, plain)
      const { counts, kept } = await withUnsealed(backup, readKeys(options), project, restore)
      if (options.json) printJson({ file: project, counts, kept })
      else {
        print(`restored ${project}: ${counts.articles} articles, ${counts.annotations} annotations`)
        print(...kept.map((name) => `kept as it was: ${name}`))
      }
    })
}
