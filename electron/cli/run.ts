import { Command, CommanderError } from 'commander'
import { DomainError } from '../../corpus/errors.ts'
import { toDomainError } from '../../db/errors.ts'
import { APP_VERSION } from '../version.ts'
import { addAnnotationsCommand } from './annotations.ts'
import { addBackupCommand } from './backup.ts'
import { addExportCommand } from './export.ts'
import { addImportCommand } from './import.ts'
import { addListCommand } from './list.ts'
import { addNewCommand } from './new.ts'
import { addSegmentCommand } from './segment.ts'
import { addTraceCommand } from './trace.ts'
import { addVerifyCommand } from './verify.ts'

/** The names of all commands; the packaged application looks for one of them in its arguments. */
export const COMMANDS: readonly string[] = [
  'new',
  'import',
  'list',
  'segment',
  'annotations',
  'export',
  'trace',
  'verify',
  'backup',
  'help',
]

/** How a command ended: 0 done, 1 done with problems that are listed, 2 nothing done. */
export type ExitCode = 0 | 1 | 2

/** Lets a command say that it is done, with problems that it listed. */
export type Outcome = { exitCode: ExitCode }

/** Runs one command line (without program and script) and returns its exit code. Results go to stdout, the rest to stderr. */
export async function runCli(args: readonly string[]): Promise<ExitCode> {
  const outcome: Outcome = { exitCode: 0 }
  const program = createProgram(outcome)
  try {
    await program.parseAsync(args, { from: 'user' })
    return outcome.exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const known = toDomainError(error, 'the file')
    if (!(known instanceof DomainError)) throw error
    process.stderr.write(`isnad: ${known.message}\n`)
    return 2
  }
}

function createProgram(outcome: Outcome): Command {
  const program = new Command('isnad')
    .description('Arabic text annotation and claim extraction. Offsets are Unicode code points, zero-based, half-open.')
    .version(APP_VERSION)
    .exitOverride()
    .showHelpAfterError('(isnad COMMAND --help says what a command takes)')
    .helpCommand(true)
  const parts = [
    addNewCommand,
    addImportCommand,
    addListCommand,
    addSegmentCommand,
    addAnnotationsCommand,
    addExportCommand,
    addTraceCommand,
    addVerifyCommand,
    addBackupCommand,
  ]
  for (const add of parts) add(program, outcome)
  return program
}
