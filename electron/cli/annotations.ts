import { type Command, Option } from 'commander'
import { DomainError } from '../../corpus/errors.ts'
import { LayerName } from '../../corpus/layer.ts'
import { type AnnotationsReport, importAnnotations, type OnMismatch } from '../jobs/import-annotations.ts'
import { authorId, print, printJson, readInput, withProject } from './project.ts'
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
    .option('--as <name>', 'who imports')
    .option('--json', 'print one JSON document')
    .action(async (project: string, files: string[], options: Options) => {
      const { layer } = options
      if (layer !== undefined && !LayerName.safeParse(layer).success)
        throw new DomainError('bad-input', `--layer wants adjudicated or author:<id>, not ${layer}`)
      const texts = files.map((file) => readInput(file).toString('utf8'))
      const report = await withProject(project, (db) => {
        const by = authorId(db, options.as)
        const layered = { onMismatch: options.onMismatch, ...(layer === undefined ? {} : { layer }) }
        // One text, so that one bad line in any file refuses them all.
        return importAnnotations(db, texts.join('\n'), by, layered)
      })
      if (report.failed.length > 0) outcome.exitCode = 1
      if (options.json) printJson(report)
      else printReport(report)
    })
}

function printReport({ added, present, failed }: AnnotationsReport): void {
  print(`added ${added}, present ${present}, failed ${failed.length}`)
  for (const { message } of failed) process.stderr.write(`isnad: ${message}\n`)
}
