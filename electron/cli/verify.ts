import type { Command } from 'commander'
import { verifyProject } from '../../db/verify.ts'
import { print, printJson, withProject } from './project.ts'
import type { Outcome } from './run.ts'
import { watchOnStderr } from './watch.ts'

/** `verify PROJECT`: structure, hashes, chains, quotes, and that the tables are the fold of the log. */
export function addVerifyCommand(program: Command, outcome: Outcome): void {
  program
    .command('verify')
    .description('check that nothing in the project was altered')
    .argument('<project>')
    .option('--json', 'print one JSON document')
    .action(async (project: string, options: { json?: boolean }) => {
      const { report } = watchOnStderr('verifying')
      const found = await withProject(project, (db) => verifyProject(db, report))
      if (!found.ok) outcome.exitCode = 1
      if (options.json) printJson(found)
      else {
        const { ops, articles, annotations } = found.checked
        print(
          `checked ${ops} log entries, ${articles} articles, ${annotations} annotations: ${found.ok ? 'intact' : 'ALTERED'}`,
        )
        print(...found.problems.map(({ code, where, message }) => `${code}\t${where}\t${message}`))
      }
    })
}
