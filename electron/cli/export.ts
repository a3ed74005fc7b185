import { type Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { Label } from '../../corpus/annotation.ts'
import { type ExportOptions, exportCorpus } from '../jobs/export-corpus.ts'
import { parseSplit } from '../jobs/split.ts'
import { print, printJson, readProject } from './project.ts'
import type { Outcome } from './run.ts'
import { watchOnStderr } from './watch.ts'

type Options = {
  format: 'jsonl'
  out: string
  layer?: string
  labels?: Label[]
  articles?: string[]
  split?: string
  seed: number
  anonymous?: boolean
  json?: boolean
}

/** `export PROJECT --format F --out DIR`: writes into an empty or new folder, reads back, compares. */
export function addExportCommand(program: Command, outcome: Outcome): void {
  program
    .command('export')
    .description('export the labelled corpus into an empty or new folder')
    .argument('<project>')
    .addOption(new Option('--format <format>').choices(['jsonl']).makeOptionMandatory())
    .requiredOption('--out <folder>', 'an empty or new folder')
    .option('--layer <layer>', 'one layer; every layer but the suggestions unless given')
    .option('--labels <labels>', 'actor,event,date,amount,claim', readLabels)
    .option('--articles <ids>', 'ids of articles, with commas', (text) => text.split(','))
    .option('--split <shares>', 'train/validation/test in percent, such as 80/10/10')
    .option('--seed <number>', 'decides which article goes where', readSeed, 1)
    .option('--anonymous', 'numbers in place of annotators’ names')
    .option('--json', 'print one JSON document')
    .action(async (project: string, options: Options) => {
      const { format, out, layer, labels, articles, split, seed, anonymous } = options
      const wanted: ExportOptions = {
        format,
        progress: watchOnStderr('exporting'),
        ...(layer === undefined ? {} : { layer }),
        ...(labels === undefined ? {} : { labels }),
        ...(articles === undefined ? {} : { articles }),
        ...(split === undefined ? {} : { split: parseSplit(split, seed) }),
        ...(anonymous === undefined ? {} : { anonymous }),
      }
      const report = await readProject(project, (db) => exportCorpus(db, out, wanted))
      if (!report.lossless) outcome.exitCode = 1
      if (options.json) printJson({ file: out, counts: report.counts, lossless: report.lossless, lost: report.lost })
      else print(`exported ${report.counts.annotations} annotations of ${report.counts.articles} articles to ${out}`)
    })
}

function readSeed(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('a whole number is wanted')
}

function readLabels(text: string): Label[] {
  const labels = z.array(Label).safeParse(text.split(','))
  if (labels.success) return labels.data
  throw new InvalidArgumentError('known labels are actor, event, date, amount, claim')
}
