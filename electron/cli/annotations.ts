import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import { DomainError } from '../../corpus/errors.ts'
import { LayerName } from '../../corpus/layer.ts'
import { inTransaction } from '../../db/open.ts'
import { type AnnotationsReport, importAnnotations, type OnMismatch } from '../jobs/import-annotations.ts'
import { authorId, print, printJson, readInputText, rememberAuthor, withProject } from './project.ts'
import type { Outcome } from './run.ts'

type Options = { format: 'jsonl'; layer?: string; onMismatch: OnMismatch; as?: string; json?: boolean }

/** `annotations import PROJECT FILE…`: annotations that were made elsewhere. */
export function addAnnotationsCommand(program: Command, outcome: Outcome): void {
  const annotations = program.command('annotations').description('annotations made elsewhere')
  annotations
    .command('import')
    .description('import annotations; every quote must be the text at its offsets')
    .argument('<project>')
    .argument('<files...>', 'files in the format; - is standard input')
    .addOption(new Option('--format <format>', 'of the files').choices(['jsonl']).makeOptionMandatory())
    .option('--layer <layer>', 'adjudicated or author:<id>; the row’s own unless given')
    .addOption(
      new Option('--on-mismatch <act>', 'fail: all or nothing; skip: leave out what is wrong')
        .choices(['fail', 'skip'])
        .default('fail'),
    )
    .option('--as <name>', 'who imports; in a hand-out copy, unless given, the member it was handed to')
    .option('--json', 'print one JSON document')
    .action(async (project: string, files: string[], options: Options) => {
      const { layer } = options
      if (layer !== undefined && !LayerName.safeParse(layer).success)
        throw new DomainError('bad-input', `--layer wants adjudicated or author:<id>, not ${layer}`)
      const texts = files.map((file) => ({ file: basename(file), text: readInputText(file) }))
      const report = await withProject(project, (db) =>
        // One transaction, so that one bad line in any file refuses them all.
        inTransaction(db, () => {
          const by = authorId(db, options.as)
          const layered = { onMismatch: options.onMismatch, ...(layer === undefined ? {} : { layer }) }
          return sum(texts.map(({ file, text }) => importAnnotations(db, text, by, { ...layered, file })))
        }),
      )
      rememberAuthor(options.as)
      if (report.failed.length > 0) outcome.exitCode = 1
      if (options.json) printJson(report)
      else print(`added ${report.added}, present ${report.present}, failed ${report.failed.length}`)
      for (const { message } of report.failed) process.stderr.write(`isnad: ${message}\n`)
    })
}

function sum(reports: readonly AnnotationsReport[]): AnnotationsReport {
  return {
    added: reports.reduce((total, { added }) => total + added, 0),
    present: reports.reduce((total, { present }) => total + present, 0),
    failed: reports.flatMap(({ failed }) => failed),
  }
}
