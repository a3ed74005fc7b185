import { type Command, Option } from 'commander'
import { MEASURES, type Measured, type MeasureName, measureAgreement } from '../../corpus/agreement/measure.ts'
import { DomainError } from '../../corpus/errors.ts'
import { layerAuthor } from '../../corpus/layer.ts'
import { findLayer, listMarkedArticles, listWorkedLayers } from '../../db/agreement.ts'
import { memberNames } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { print, printJson, readProject } from './project.ts'
import type { Outcome } from './run.ts'

/** Measures that the contract names and this version does not have yet. */
const LATER = ['krippendorff-alpha-unitizing', 'gamma', 'weighted-kappa']

/** Fixed, so that the same project always prints the same intervals. */
const DRAWS = { seed: 1, resamples: 1000 }

type Options = { layers?: string; measure?: string; min?: string; json?: boolean }

/** `agreement PROJECT`: how far analysts agree, by pair and label. */
export function addAgreementCommand(program: Command, outcome: Outcome): void {
  program
    .command('agreement')
    .description('how far analysts agree: F1 of spans, kappas and alpha of words, with 95 % intervals')
    .argument('<project>')
    .option('--layers <layers>', 'two or more, separated by commas: names of members, author:<id>, adjudicated')
    .addOption(new Option('--measure <measure>', `one of ${[...MEASURES, ...LATER].join(', ')}`))
    .option('--min <value>', 'exit 1 where a measure of all labels together is below this, or undefined')
    .option('--json', 'print one JSON document')
    .action(async (project: string, options: Options) => {
      const names = readMeasures(options.measure)
      const min = readMinimum(options.min)
      const found = await readProject(project, (db) => measureProject(db, names, options.layers))
      const short = min === undefined ? [] : found.measures.filter((each) => isBelow(each, min))
      if (short.length > 0) outcome.exitCode = 1
      if (options.json) printJson(found)
      else printMeasures(found)
      for (const { name, pair, value } of short)
        process.stderr.write(`isnad: ${[name, nameOf(pair, found.names)].join(' ')} is ${show(value)}, under ${min}\n`)
    })
}

function measureProject(db: Db, names: readonly MeasureName[], asked: string | undefined) {
  const wanted = asked?.split(',').map((name) => findLayer(db, name))
  const articles = listMarkedArticles(db)
  const layers = [...new Set(wanted ?? listWorkedLayers(db, articles))]
  if (layers.length < 2)
    throw new DomainError(
      'bad-input',
      asked === undefined
        ? `agreement needs two analysts who marked articles done (or, where nobody did, annotated them): there are ${layers.length}`
        : '--layers wants two different layers or more',
    )
  const members = memberNames(db)
  return {
    layers,
    measures: measureAgreement(articles, layers, names, DRAWS),
    names: Object.fromEntries(layers.map((layer) => [layer, members.get(layerAuthor(layer) ?? '') ?? layer])),
    units: UNITS,
  }
}

/** What `n` counts. */
const UNITS: Readonly<Record<MeasureName, 'span' | 'word'>> = {
  'f1-exact': 'span',
  'f1-overlap': 'span',
  'f1-clitic': 'span',
  'cohen-kappa': 'word',
  'fleiss-kappa': 'word',
  'krippendorff-alpha-nominal': 'word',
  'gwet-ac1': 'word',
}

function readMeasures(asked: string | undefined): readonly MeasureName[] {
  if (asked === undefined) return MEASURES
  const known = MEASURES.find((name) => name === asked)
  if (known !== undefined) return [known]
  throw new DomainError(
    'bad-input',
    LATER.includes(asked)
      ? `${asked} is not built yet: this version has ${MEASURES.join(', ')}`
      : `no measure is called ${asked}: there are ${[...MEASURES, ...LATER].join(', ')}`,
  )
}

function readMinimum(asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined
  const value = Number(asked)
  if (asked.trim() !== '' && value >= -1 && value <= 1) return value
  throw new DomainError('bad-input', `--min wants a number from -1 to 1, not ${asked}`)
}

function isBelow({ label, value }: Measured, min: number): boolean {
  return label === null && (value === null || value < min)
}

type Found = ReturnType<typeof measureProject>

function printMeasures({ measures, names }: Found): void {
  print(['measure', 'label', 'pair', 'value', 'low', 'high', 'n'].join('\t'))
  for (const { name, label, pair, value, low, high, n } of measures)
    print([name, label ?? 'all', nameOf(pair, names), show(value), show(low), show(high), n].join('\t'))
}

function nameOf(pair: Measured['pair'], names: Found['names']): string {
  return pair === null ? 'all' : pair.map((layer) => names[layer]).join(' / ')
}

function show(value: number | null): string {
  return value === null ? 'undefined' : value.toFixed(3)
}
