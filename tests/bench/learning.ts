/**
 * Prints what decisions teach. In 20 seeded orders of articles a person annotates one after the other (accepts what is right,
 * corrects, rejects, marks what is missing); each next article is measured with and without what was learnt until then.
 * Run: node tests/bench/learning.ts [--gold RAW=GOLD]… [--pieces RAW=GOLD]… [--only]
 * `--gold` adds a text and its annotations ({annotations: [{label, start, end, cue}]}, code points), `--pieces` one that holds
 * several articles with blank lines between them; `--only` leaves the sample and the shared gold articles out.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import { applyLessons } from '../../corpus/learn/apply.ts'
import { addLessons, type Lessons, learn, noLessons } from '../../corpus/learn/lessons.ts'
import { codePointSpan, span as spanOf } from '../../corpus/span.ts'
import { type Suggestion, suggestAll } from '../../corpus/suggest/suggest-all.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { type Article, decide, type Gold, judge } from '../support/decided.ts'
import { createRandom } from '../support/random.ts'

const ORDERS = 20
/** How many articles were annotated before: the steps of the curve. */
const STEPS = [1, 5, 10, 20, 40, Number.POSITIVE_INFINITY]
const shared = fileURLToPath(new URL('../../../shared/corpus', import.meta.url))
const samples = fileURLToPath(new URL('../../corpus/articles', import.meta.url))

const { values: options } = parseArgs({
  options: {
    gold: { type: 'string', multiple: true },
    pieces: { type: 'string', multiple: true },
    only: { type: 'boolean' },
  },
})

type GoldRow = Readonly<{
  label: Label
  start: number
  end: number
  cue?: { text: string } | null
  claim?: { cue: { text: string } | null } | null
}>

function readArticle(name: string, path: string, rows: readonly GoldRow[]): Article {
  const text = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
  const map = createOffsetMap(text)
  const gold = rows.map(({ label, start, end, cue, claim }) => ({
    label,
    span: map.toSpan(codePointSpan(start, end)),
    cue: (claim?.cue ?? cue)?.text ?? '',
  }))
  return makeArticle(name, text, gold)
}

function makeArticle(name: string, text: string, gold: readonly Gold[]): Article {
  return { name, text, gold, found: suggestAll(text), range: { start: 0, end: text.length } }
}

function readSamples(): Article[] {
  return readdirSync(samples)
    .filter((file) => file.endsWith('.gold.jsonl'))
    .map((file) => {
      const lines = readFileSync(join(samples, file), 'utf8').trim().split('\n')
      const rows = lines.map((line) => JSON.parse(line) as GoldRow)
      return readArticle(file.slice(0, 3), join(samples, file.replace('.gold.jsonl', '.txt')), rows)
    })
}

function readShared(): Article[] {
  if (!existsSync(shared)) return []
  const raws = readdirSync(join(shared, 'raw'))
  return readdirSync(join(shared, 'gold'))
    .filter((file) => file.endsWith('.gold.json'))
    .map((file) => {
      const raw = raws.find((each) => each.startsWith(file.slice(0, 3)))!
      return readGold(`${join(shared, 'raw', raw)}=${join(shared, 'gold', file)}`)
    })
}

function readGold(pair: string): Article {
  const [raw = '', gold = ''] = pair.split('=')
  const { annotations } = JSON.parse(readFileSync(gold, 'utf8')) as { annotations: GoldRow[] }
  return readArticle(`${basename(dirname(raw))}/${basename(raw)}`, raw, annotations)
}

/** A text of several articles with blank lines between them, each read for itself. */
function cutAtBlankLines({ name, text, gold }: Article): Article[] {
  const ends = [...[...text.matchAll(/\n\s*\n/g)].map(({ index }) => index), text.length]
  return ends.flatMap((end, at) => {
    const start = ends[at - 1] ?? 0
    const inside = gold.filter(({ span }) => span.start >= start && span.end <= end)
    const moved = inside.map((each) => ({
      ...each,
      span: spanOf(each.span.start - start, each.span.end - start),
    }))
    return inside.length === 0 ? [] : [makeArticle(`${name} ${at + 1}`, text.slice(start, end), moved)]
  })
}

/** An article in parts of about the same length, cut where no annotation is cut; names of one story come back in the next part. */
function cut(article: Article, parts: number): Article[] {
  const { text, gold, found, name } = article
  const bounds = Array.from({ length: parts - 1 }, (_, at) => {
    const aim = Math.floor((text.length * (at + 1)) / parts)
    const free = [...text.slice(aim).matchAll(/[.\n]\s/g)].map(({ index }) => aim + index + 1)
    return (
      free.find((end) => [...gold, ...found].every(({ span }) => span.end <= end || span.start >= end)) ?? text.length
    )
  })
  return [0, ...bounds].map((start, at) => {
    const end = bounds[at] ?? text.length
    const inside = ({ span }: { span: Gold['span'] }) => span.start >= start && span.end <= end
    return {
      name: `${name}.${at}`,
      text,
      gold: gold.filter(inside),
      found: found.filter(inside),
      range: { start, end },
    }
  })
}

function shuffle<T>(list: readonly T[], seed: number): T[] {
  const random = createRandom(seed)
  const rest = [...list]
  return list.map(() => rest.splice(random(rest.length), 1)[0]!)
}

/** What was right, suggested and marked, and the squared error of the confidences. */
type Count = { right: number; suggested: number; marked: number; error: number }
type Sum = { without: Count; taught: Count; gains: number[] }

const none = (): Count => ({ right: 0, suggested: 0, marked: 0, error: 0 })

function count({ text, gold }: Article, found: readonly Suggestion[], label: Label): Count {
  const judged = judge(text, found, gold, label)
  const error = judged.ours.reduce((sum, each, at) => sum + (each.confidence - (judged.rightOf(at) ? 1 : 0)) ** 2, 0)
  return { right: judged.pairs, suggested: judged.ours.length, marked: judged.theirs.length, error }
}

function add(a: Count, b: Count): void {
  for (const key of ['right', 'suggested', 'marked', 'error'] as const) a[key] += b[key]
}

const f1 = ({ right, suggested, marked }: Count): number => (right === 0 ? 0 : (2 * right) / (suggested + marked))

/** The sums of one order by label, and by label and step: article `at` with what the articles before it taught. */
function walk(articles: readonly Article[]): Map<string, Sum> {
  const sums = new Map<string, Sum>()
  let lessons: Lessons = noLessons
  articles.forEach((article, at) => {
    const taught = suggestTaught(article, lessons)
    for (const label of at === 0 ? [] : LABELS) {
      const [before, after] = [count(article, article.found, label), count(article, taught, label)]
      for (const key of [label, `${label} ${STEPS.findLastIndex((step) => step <= at)}`]) {
        const sum = sums.get(key) ?? { without: none(), taught: none(), gains: [] }
        add(sum.without, before)
        add(sum.taught, after)
        sum.gains.push(f1(after) - f1(before))
        sums.set(key, sum)
      }
    }
    lessons = addLessons(lessons, learn(decide(article, taught)))
  })
  return sums
}

/** What decisions teach on an article: everything in the part that counts. */
function suggestTaught({ text, found, range }: Article, lessons: Lessons): Suggestion[] {
  return applyLessons(text, found, lessons).filter(({ span }) => span.start >= range.start && span.end <= range.end)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}

function describe(values: readonly number[]): string {
  const variance = values.reduce((sum, each) => sum + (each - mean(values)) ** 2, 0) / (values.length - 1)
  const half = 1.96 * Math.sqrt(variance / values.length)
  const sign = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`
  return `${sign(mean(values))} [${sign(mean(values) - half)}, ${sign(mean(values) + half)}]`
}

function measure(name: string, order: (seed: number) => Article[]): void {
  const orders = Array.from({ length: ORDERS }, (_, seed) => walk(order(seed + 1)))
  const all = (key: string): Sum[] => orders.flatMap((sums) => sums.get(key) ?? [])
  const pooled = (key: string): number[] => all(key).map(({ without, taught }) => f1(taught) - f1(without))
  const brier = (counts: readonly Count[]): string =>
    (counts.reduce((sum, { error }) => sum + error, 0) / counts.reduce((sum, each) => sum + each.suggested, 0)).toFixed(
      3,
    )
  console.log(`${name}: gain in F1, ${ORDERS} orders, with 95 % interval`)
  for (const label of LABELS) {
    const sums = all(label)
    const errors = `${brier(sums.map(({ without }) => without))} → ${brier(sums.map(({ taught }) => taught))}`
    const each = sums.flatMap(({ gains }) => mean(gains))
    console.log(
      `  ${label.padEnd(7)} taken together ${describe(pooled(label))}, mean ${describe(each)}, Brier ${errors}`,
    )
    const curve = STEPS.slice(0, -1).flatMap((from, at) => {
      const gains = pooled(`${label} ${at}`)
      return gains.length < ORDERS ? [] : [`from ${from}: ${describe(gains)}`]
    })
    console.log(`          by articles annotated before: ${curve.join('; ')}`)
  }
  const means = orders.map((sums) => mean(LABELS.map((label) => mean(sums.get(label)?.gains ?? [0]))))
  console.log(`  mean of the labels ${describe(means)}`)
}

const articles = [
  ...(options.only ? [] : [...readSamples(), ...readShared()]),
  ...(options.gold ?? []).map(readGold),
  ...(options.pieces ?? []).flatMap((pair) => cutAtBlankLines(readGold(pair))),
]
console.log(`${articles.length} articles, ${articles.reduce((sum, { gold }) => sum + gold.length, 0)} annotations`)
measure('the next article', (seed) => shuffle(articles, seed))
measure('the next third of the same article', (seed) => shuffle(articles, seed).flatMap((article) => cut(article, 3)))
