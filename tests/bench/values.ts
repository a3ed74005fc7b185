/** Prints one table of numbers, amounts and dates against public suites and the gold articles. Run: node tests/bench/values.ts */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isEdtf } from '../../corpus/suggest/dates/edtf.ts'
import units from '../../corpus/suggest/lexicon/units.json' with { type: 'json' }
import { type Parsed, type ParseKind, parseValue } from '../../corpus/suggest/parse.ts'
import { suggestValues } from '../../corpus/suggest/suggest-values.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { deviations } from './value-deviations.ts'

const shared = new URL('../../../shared/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, shared), 'utf8')

type Case = {
  input: string
  expected: unknown
  kind?: string
  context?: { ReferenceDateTime?: string }
  flags?: Record<string, unknown>
}
type Row = { what: string; right: number; of: number; bar: number; wrong: string[] }
type Judge = (each: Case) => boolean

const rows: Row[] = []
const emitted: string[] = []

function suite(file: string, bar: number, judge: Judge): void {
  const cases = JSON.parse(read(`testdata/${file}.json`)).cases as Case[]
  const wrong = cases.filter((each) => !judge(each)).map((each) => each.input)
  rows.push({ what: file, right: cases.length - wrong.length, of: cases.length, bar, wrong })
}

function parse(kind: ParseKind, input: string, options: Parameters<typeof parseValue>[2] = {}): Parsed {
  const parsed = parseValue(kind, input, options)
  if (kind === 'date' && parsed.value !== null) {
    const { edtf } = parsed.value as { edtf: string | null }
    if (edtf !== null && !edtf.startsWith('P')) emitted.push(edtf)
  }
  return parsed
}

function near(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
}

const wholeNumber: Judge = ({ input, expected, kind }) => {
  const want =
    typeof expected === 'number'
      ? expected
      : ((expected as { value?: number; ordinal?: number }).value ?? (expected as { ordinal?: number }).ordinal)
  const ordinal = kind === 'ordinal' || (expected as { ordinal?: number }).ordinal !== undefined
  const { value, covers } = parse(ordinal ? 'ordinal' : 'number', input)
  return covers && near(value, want)
}

const unitNames: Record<string, string> = { Dollar: 'USD', Pound: 'EGP', Degree: 'degree' }
const measures = units as Record<string, { base?: string; factor?: number }>

/** Units of the suites are ours in other letters; grams may be told in kilograms, degrees as degrees Celsius. */
function sameMeasure(value: number | null | undefined, unit: string | null, want: number, wantUnit: string): boolean {
  const name = unitNames[wantUnit] ?? (/^[A-Z]{3}$/.test(wantUnit) ? wantUnit : wantUnit.toLowerCase())
  if (unit === name || (name === 'degree' && unit === 'celsius')) return near(value, want)
  const own = measures[unit ?? '']
  return (
    own?.base === measures[name]?.base &&
    own?.factor !== undefined &&
    near((value ?? Number.NaN) * own.factor, want * (measures[name]?.factor ?? 1))
  )
}

const wholeAmount: Judge = ({ input, expected }) => {
  const { value, covers } = parse('amount', input)
  const want = expected as { unit: string; value?: number; from?: number; to?: number } | null
  if (want === null) return value === null
  const amount = value as { value: number | null; unit: string | null; min?: number; max?: number; cmp?: string } | null
  if (!amount) return false
  if (want.from !== undefined && want.to !== undefined)
    return covers && near(amount.min, want.from) && near(amount.max, want.to)
  return covers && sameMeasure(amount.value, amount.unit, (want.value ?? want.from ?? want.to)!, want.unit)
}

const prepositions = /^(?:(?:في|من|إلى|الى|على|خلال|بين|حتى|منذ|ما|لمدة|مدة|طوال|يوم|عند|بعد|قبل|هذا|بـ|لـ)\s+)+/
const bare = (text: string) =>
  text
    .replace(prepositions, '')
    .replace(/^ل(?=ل)/, '')
    .trim()
const covered = ({ span }: Parsed, input: string) => (span === null ? '' : input.slice(span.start, span.end))

type Entity = {
  text: string
  resolution?: { value: string }
  value?: { FutureResolution?: { date?: string; duration?: string; startDate?: string } }
}

const foundNumber =
  (kind: 'number' | 'amount'): Judge =>
  ({ input, expected, flags }) => {
    const parsed = parse(kind, input)
    const entities = expected as Entity[]
    if (entities.length === 0) return parsed.value === null
    if (flags?.IgnoreResolution) return entities.some(({ text }) => bare(text) === bare(covered(parsed, input)))
    const value = kind === 'number' ? parsed.value : (parsed.value as { value: number } | null)?.value
    return entities.some(
      ({ resolution }) =>
        Math.abs((value as number) - Number.parseFloat(resolution!.value)) <=
        1e-6 * Math.max(1, Math.abs(value as number)),
    )
  }

const foundDate: Judge = ({ input, expected, context, flags }) => {
  const parsed = parse('date', input, {
    ...(context?.ReferenceDateTime ? { reference: context.ReferenceDateTime } : {}),
    prefer: 'future',
  })
  const [entity] = expected as Entity[]
  if (flags?.IgnoreResolution)
    return (expected as Entity[]).some(({ text }) => bare(text) === bare(covered(parsed, input)))
  const { edtf } = (parsed.value ?? { edtf: null }) as { edtf: string | null }
  const want = entity?.value?.FutureResolution
  return edtf !== null && (edtf === want?.date || edtf.startsWith(want?.startDate ?? 'none'))
}

function seconds(duration: unknown): number {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(
    String(duration),
  )
  const sizes = [31536000, 2592000, 604800, 86400, 3600, 60, 1]
  return match ? sizes.reduce((sum, size, index) => sum + size * Number(match[index + 1] ?? 0), 0) : Number.NaN
}

const foundDuration: Judge = ({ input, expected, flags }) => {
  const parsed = parse('duration', input)
  const [entity] = expected as Entity[]
  if (flags?.IgnoreResolution) return bare(entity!.text) === bare(covered(parsed, input))
  return Math.abs(seconds(parsed.value) - Number(entity!.value?.FutureResolution?.duration)) < 1
}

const wholeDuration: Judge = ({ input, expected }) => {
  const { value, covers } = parse('duration', input)
  return covers && value === (expected as { iso8601: string }).iso8601
}

type Moment = { grain: string; value?: string; from?: string; edtf?: string | null } | null
const reference = '2013-02-12T04:30:00-02:00'

const wholeTime: Judge = ({ input, expected }) => {
  const want = expected as Moment
  const fine = want !== null && /hour|minute|second/.test(want.grain)
  const { value, covers } = parse(fine ? 'time' : 'date', input, { reference, prefer: 'future' })
  if (want === null) return !covers
  const said = fine ? value : (value as { edtf: string | null } | null)?.edtf
  const start = want.edtf ?? want.value ?? want.from!
  return covers && typeof said === 'string' && said.startsWith(fine || want.edtf ? start : start.slice(0, 10))
}

const hijriMonth: Judge = ({ input, expected }) =>
  (parse('date', input).value as { edtf: string } | null)?.edtf === expected

function scoreArticles(): string[] {
  const lines: string[] = []
  for (const gold of readdirSync(new URL('corpus/gold/', shared)).filter((file) => file.endsWith('.gold.json'))) {
    const raw = readdirSync(new URL('corpus/raw/', shared)).find((file) => file.startsWith(gold.slice(0, 3)))
    if (!raw) continue
    const text = read(`corpus/raw/${raw}`)
      .replace(/^\ufeff/, '')
      .replace(/\r\n?/g, '\n')
    const map = createOffsetMap(text)
    const annotations = suggestValues(text).map(({ label, span, value }) => {
      if (label === 'date' && value.edtf !== null && !value.edtf.startsWith('P')) emitted.push(value.edtf)
      return {
        label,
        start: map.toCodePoint(span.start),
        end: map.toCodePoint(span.end),
        text: text.slice(span.start, span.end),
        value,
      }
    })
    const paths = ['tools/score.py', `corpus/gold/${gold}`, `corpus/raw/${raw}`].map((path) =>
      fileURLToPath(new URL(path, shared)),
    )
    const scored = spawnSync('python3', [paths[0]!, 'suggest', paths[1]!, paths[2]!], {
      input: JSON.stringify({ unit: 'code point', annotations }),
      encoding: 'utf8',
    })
    const { date, amount } = JSON.parse(scored.stdout)
    lines.push(
      `${gold.padEnd(40)} dates F1 ${date.f1} (bar .93), values ${date.value_of_found} (.9); amounts F1 ${amount.f1} (.9), values ${amount.value_of_found} (.95)`,
    )
  }
  return lines
}

/** Cost a character in one line, which must stay flat. */
function measureCost(): void {
  const piece =
    'قتل نحو 25 مقاتلاً في 28 مايو/أيار عام 2015، ودفع التنظيم 40 مليون دولار شهرياً منذ ست سنوات بحسب المصدر نفسه. '
  suggestValues(piece.repeat(2000))
  for (const size of [1e4, 1e5, 1e6, 1e7]) {
    const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
    const started = performance.now()
    suggestValues(text)
    console.log(
      `${String(size).padStart(9)} characters in one line: ${((1000 * (performance.now() - started)) / size).toFixed(2)} microseconds a character`,
    )
  }
}

function main(): void {
  measureCost()
  if (!existsSync(shared)) {
    console.log('The shared material is missing; nothing measured.')
    return
  }
  for (const file of ['duckling-ar-numeral', 'duckling-ar-ordinal']) suite(file, 1, wholeNumber)
  for (const file of ['humanizer-ar-cardinal', 'generated-ar-number-words', 'cldr-rbnf-ar-spellout'])
    suite(file, 0.99, wholeNumber)
  for (const file of ['amountofmoney', 'quantity', 'volume', 'temperature'])
    suite(`duckling-ar-${file}`, 0.95, wholeAmount)
  suite('generated-ar-currency-words', 0, wholeAmount)
  suite('duckling-ar-duration', 0.95, wholeDuration)
  suite('duckling-ar-time', 0.85, wholeTime)
  suite('recognizers-ar-number-numbermodel', 0.9, foundNumber('number'))
  suite('recognizers-ar-number-percentmodel', 0.9, foundNumber('amount'))
  suite('recognizers-ar-datetime-dateparser', 0.75, foundDate)
  suite('recognizers-ar-datetime-dateperiodparser', 0.75, foundDate)
  suite('recognizers-ar-datetime-durationparser', 0.75, foundDuration)
  suite('hijri-month-starts', 1, hijriMonth)
  suite('edtf-validity', 1, ({ input, expected }) => isEdtf(input) === (expected as { valid: boolean }).valid)
  const articles = scoreArticles()
  for (const { what, right, of, bar } of rows)
    console.log(
      `${what.padEnd(44)} ${String(right).padStart(4)}/${String(of).padEnd(4)} ${(right / of).toFixed(3)}  bar ${bar || 'none'}  ${right / of >= bar ? 'met' : 'MISSED'}`,
    )
  for (const line of articles) console.log(line)
  const invalid = emitted.filter((edtf) => !isEdtf(edtf))
  console.log(
    `EDTF emitted: ${emitted.length}, invalid: ${invalid.length}${invalid.length ? ` ${invalid.join(' ')}` : ''}`,
  )
  for (const { what, wrong } of rows)
    for (const input of wrong)
      console.log(
        `- ${what}: ${deviations.find(({ of }) => of.test(input))?.reason ?? 'no reason known'} · ${input.length} characters · ${input}`,
      )
}

main()
