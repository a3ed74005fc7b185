import type { Command } from 'commander'
import { verifyProject } from '../../db/verify.ts'
import { verifyAgainst } from '../jobs/verify-against.ts'
import { print, printJson, readProject } from './project.ts'
import type { Outcome } from './run.ts'
import { addKeyOptions, type KeyOptions, readKeys } from './seal-options.ts'
import { watchOnStderr } from './watch.ts'

type Options = KeyOptions & { json?: boolean; against?: string }

/**
 * `verify PROJECT [--against OTHER]`: structure, hashes, signatures, chains, checkpoints, quotes, and that the tables are
 * the fold of the log; and what a colleague's copy contradicts.
 */
export function addVerifyCommand(program: Command, outcome: Outcome): void {
  const command = program
    .command('verify')
    .description('check that nothing in the project was altered')
    .argument('<project>')
    .option('--against <other>', 'compare with a colleague’s copy, a backup or a bundle; it is not changed')
  addKeyOptions(command)
    .option('--json', 'print one JSON document')
    .action(async (project: string, options: Options) => {
      const keys = readKeys(options)
      const { report } = watchOnStderr('verifying')
      const found = await readProject(project, (db) =>
        options.against === undefined
          ? verifyProject(db, report)
          : verifyAgainst(db, options.against, { keys, onProgress: report }),
      )
      if (!found.ok) outcome.exitCode = 1
      if (options.json) printJson(found)
      else {
        const { ops, articles, annotations, unsigned } = found.checked
        print(
          `checked ${ops} log entries, ${articles} articles, ${annotations} annotations: ${found.ok ? 'intact' : 'ALTERED'}`,
        )
        if (unsigned > 0)
          print(`${unsigned} log entries were made before entries were signed: nothing proves whose they are`)
        print(...found.problems.map(({ code, where, message }) => `${code}\t${where}\t${message}`))
      }
    })
}
