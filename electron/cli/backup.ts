import { dirname } from 'node:path'
import type { Command } from 'commander'
import { backupProject } from '../../db/backup.ts'
import { writeSealed } from '../jobs/seal-file.ts'
import { print, printJson, readProject } from './project.ts'
import { addSealOptions, readSealFor, type SealOptions } from './seal-options.ts'

/** `backup PROJECT FILE`: a checked copy under a new name, encrypted where a recipient or a passphrase is named. */
export function addBackupCommand(program: Command): void {
  const command = program
    .command('backup')
    .description('write a checked copy of the project; refuses an existing file')
    .argument('<project>')
    .argument('<file>', 'the copy to write')
  addSealOptions(command)
    .option('--json', 'print one JSON document')
    .action(async (project: string, file: string, options: SealOptions & { json?: boolean }) => {
      const whom = readSealFor(options)
      const { counts } = await readProject(project, (db) =>
        whom ? writeSealed(file, whom, dirname(db.file), (plain) => backupProject(db, plain)) : backupProject(db, file),
      )
      if (options.json) printJson({ file, counts })
      else print(`wrote ${file}: ${counts.articles} articles, ${counts.annotations} annotations`)
    })
}
