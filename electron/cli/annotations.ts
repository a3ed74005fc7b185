import { type Command, Option } from 'commander'
import { DomainError } from '../../corpus/errors.ts'
import { LayerName } from '../../corpus/layer.ts'
import { inTransaction } from '../../db/open.ts'
import type { OnMismatch } from '../jobs/import-annotations.ts'
import { importJsonl, listBeside } from '../jobs/import-jsonl.ts'
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
    .argument('<files...>', 'files in the format, with those beside an annotations.jsonl; - is standard input')
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
      const read = (isAsked: boolean) => (path: string) => ({ path, text: readInputText(path), isAsked })
      const asked = files.map(read(true))
      const beside = listBeside(files).map(read(false))
      const report = await withProject(project, (db) =>
        // One transaction, so that one bad line in any file refuses them all.
        inTransaction(db, () => {
          const by = authorId(db, options.as)
          const layered = { onMismatch: options.onMismatch, ...(layer === undefined ? {} : { layer }) }
          return importJsonl(db, [...asked, ...beside], by, layered)
        }),
      )
      rememberAuthor(options.as)
      if (report.failed.length > 0) outcome.exitCode = 1
      if (options.json) printJson(report)
      else
        print(`added ${report.added}, present ${report.present}, links ${report.links}, failed ${report.failed.length}`)
      for (const { message } of report.failed) process.stderr.write(`isnad: ${message}\n`)
    })
}
