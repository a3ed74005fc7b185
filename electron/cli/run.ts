import { Command, CommanderError } from 'commander'
import { DomainError } from '../../corpus/errors.ts'
import { showFileName } from '../../corpus/text/invisible.ts'
import { toDomainError } from '../../db/errors.ts'
import { APP_VERSION } from '../version.ts'
import { addAgreementCommand } from './agreement.ts'
import { addAnnotationsCommand } from './annotations.ts'
import { addBackupCommand } from './backup.ts'
import { addBundleCommand } from './bundle.ts'
import { addCopyCommand } from './copy.ts'
import { addExportCommand } from './export.ts'
import { addFoldCommand } from './fold.ts'
import { addImportCommand } from './import.ts'
import { addListCommand } from './list.ts'
import { addLogCommand } from './log.ts'
import { addMergeCommand } from './merge.ts'
import { addNewCommand } from './new.ts'
import { addParseCommand } from './parse.ts'
import { addRestoreCommand } from './restore.ts'
import { addSegmentCommand } from './segment.ts'
import { addSuggestCommand } from './suggest.ts'
import { addTraceCommand } from './trace.ts'
import { addVerifyCommand } from './verify.ts'

/** The names of all commands; the packaged application looks for one of them in its arguments. */
export const COMMANDS: readonly string[] = [
  'new',
  'import',
  'list',
  'segment',
  'suggest',
  'parse',
  'fold',
  'annotations',
  'agreement',
  'export',
  'trace',
  'verify',
  'log',
  'backup',
  'restore',
  'copy',
  'merge',
  'bundle',
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
    // A message may name a file, and a name may turn a terminal's line around.
    process.stderr.write(`isnad: ${showFileName(describeError(error))}\n`)
    return 2
  }
}

/** One line for a person; of a mistake of ours only its kind and place, for its message may hold an article's words. */
function describeError(error: unknown): string {
  const path = (error as { path?: unknown } | undefined)?.path
  const known = toDomainError(error, typeof path === 'string' ? path : 'a file')
  if (known instanceof DomainError) return known.message
  if (!(error instanceof Error)) return 'stopped by an unknown error'
  const place = error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? ''
  return `stopped by a mistake in the program (${error.name}${place.replace(/^\s+/, ' ')}): please report it`
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
    addSuggestCommand,
    addParseCommand,
    addFoldCommand,
    addAnnotationsCommand,
    addAgreementCommand,
    addExportCommand,
    addTraceCommand,
    addVerifyCommand,
    addLogCommand,
    addBackupCommand,
    addRestoreCommand,
    addCopyCommand,
    addMergeCommand,
    addBundleCommand,
  ]
  for (const add of parts) add(program, outcome)
  return program
}
