/**
 * Prints what decisions teach: in 20 seeded orders of the sample and the shared gold articles, a person annotates one article
 * after the other (accepts what is right, corrects, rejects, marks what is missing), and every next article is measured with and
 * without what was learnt: mean gain in F1 with its 95 % interval. Run: node tests/bench/learning.ts
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import { applyLessons } from '../../corpus/learn/apply.ts'
import { addLessons, type Decided, type Lessons, learn, noLessons } from '../../corpus/learn/lessons.ts'
import { codePointSpan, type Span, sliceOf } from '../../corpus/span.ts'
import { type Suggestion, suggestAll } from '../../corpus/suggest/suggest-all.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { createRandom } from '../support/random.ts'

const ORDERS = 20
const shared = fileURLToPath(new URL('../../../shared', import.meta.url))
const samples = fileURLToPath(new URL('../../corpus/articles', import.meta.url))

type Gold = Readonly<{ label: Label; span: Span; cue: string }>
type Article = Readonly<{
  name: string
  text: string
  gold: readonly Gold[]
  found: readonly Suggestion[]
  /** The part of the text that counts. */
  range: Readonly<{ start: number; end: number }>
}>
type GoldRow = Readonly<{
  label: Label
  start: number
  end: number
  cue?: { text: string } | null
  claim?: { cue: { text: string } | null } | null
}>

function readText(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
}

function readArticle(name: string, path: string, rows: readonly GoldRow[]): Article {
  const text = readText(path)
  const map = createOffsetMap(text)
  const gold = rows.map(({ label, start, end, cue, claim }) => ({
    label,
    span: map.toSpan(codePointSpan(start, end)),
    cue: (claim?.cue ?? cue)?.text ?? '',
  }))
  return { name, text, gold, found: suggestAll(text), range: { start: 0, end: text.length } }
}

function readArticles(): Article[] {
  const ours = readdirSync(samples)
    .filter((file) => file.endsWith('.gold.jsonl'))
    .map((file) => {
      const rows = readFileSync(join(samples, file), 'utf8')
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row) as GoldRow)
      return readArticle(file.slice(0, 3), join(samples, file.replace('.gold.jsonl', '.txt')), rows)
    })
  if (!existsSync(shared)) return ours
  const raws = readdirSync(join(shared, 'corpus/raw'))
  const theirs = readdirSync(join(shared, 'corpus/gold'))
    .filter((file) => file.endsWith('.gold.json'))
    .map((file) => {
      const raw = raws.find((each) => each.startsWith(file.slice(0, 3)))!
      const { annotations } = JSON.parse(readFileSync(join(shared, 'corpus/gold', file), 'utf8'))
      return readArticle(`g${file.slice(0, 3)}`, join(shared, 'corpus/raw', raw), annotations)
    })
  return [...ours, ...theirs]
}

type Pair = Readonly<{ at: number; to: number }>

/** Pairs of one label as the shared scorer matches them: best first, one to one, half of the words in common. */
function match(text: string, found: readonly Span[], gold: readonly Span[]): Pair[] {
  const marks = [...text.matchAll(/[\w\p{L}\p{N}\u064b-\u0652\u0670]+/gu)]
  const words = ({ start, end }: Span) =>
    new Set(marks.flatMap((each, at) => (each.index < end && each.index + each[0].length > start ? [at] : [])))
  const ours = found.map(words)
  const theirs = gold.map(words)
  const pairs = ours.flatMap((one, at) =>
    theirs.flatMap((other, to) => {
      const common = [...one].filter((word) => other.has(word)).length
      const share = common / (one.size + other.size - common)
      return share >= 0.5 ? [{ at, to, share, near: -Math.abs(found[at]!.start - gold[to]!.start) }] : []
    }),
  )
  pairs.sort((a, b) => b.share - a.share || b.near - a.near)
  const used = { at: new Set<number>(), to: new Set<number>() }
  return pairs.filter(({ at, to }) => {
    if (used.at.has(at) || used.to.has(to)) return false
    used.at.add(at)
    used.to.add(to)
    return true
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
    const inside = ({ span }: { span: Span }) => span.start >= start && span.end <= end
    return {
      name: `${name}.${at}`,
      text,
      gold: gold.filter(inside),
      found: found.filter(inside),
      range: { start, end },
    }
  })
}

type Score = Record<Label, number> & { mean: number }

function score({ text, gold }: Article, found: readonly Suggestion[]): Score {
  const f1 = (label: Label): number => {
    const ours = found.filter((each) => each.label === label).map(({ span }) => span)
    const theirs = gold.filter((each) => each.label === label).map(({ span }) => span)
    const right = match(text, ours, theirs).length
    return right === 0 ? 0 : (2 * right) / (ours.length + theirs.length)
  }
  const each = Object.fromEntries(LABELS.map((label) => [label, f1(label)])) as Record<Label, number>
  return { ...each, mean: LABELS.reduce((sum, label) => sum + each[label], 0) / LABELS.length }
}

/** What a careful person decides about what was suggested. */
function decide({ text, gold }: Article, found: readonly Suggestion[]): Decided[] {
  return LABELS.flatMap((label) => {
    const ours = found.filter((each) => each.label === label)
    const theirs = gold.filter((each) => each.label === label)
    const pairs = match(
      text,
      ours.map(({ span }) => span),
      theirs.map(({ span }) => span),
    )
    const wordsOf = (each: Suggestion): string =>
      each.label === 'claim' ? (each.claim.cue ? sliceOf(text, each.claim.cue.span) : '') : sliceOf(text, each.span)
    const goldWords = (each: Gold): string => (label === 'claim' ? each.cue : sliceOf(text, each.span))
    const judged = ours.flatMap((each, at): Decided[] => {
      const { rule, confidence } = each
      const pair = pairs.find((one) => one.at === at)
      if (pair === undefined) return [{ label, words: wordsOf(each), outcome: 'refused', rule, confidence }]
      const right = theirs[pair.to]!
      if (right.span.start === each.span.start && right.span.end === each.span.end)
        return [{ label, words: wordsOf(each), outcome: 'kept', rule, confidence }]
      const corrected: Decided = { label, words: goldWords(right), outcome: 'kept', rule: null, confidence: null }
      if (label === 'claim') return [{ label, words: wordsOf(each), outcome: 'kept', rule, confidence }]
      return [{ label, words: wordsOf(each), outcome: 'refused', rule, confidence }, corrected]
    })
    const made = theirs
      .filter((_, to) => !pairs.some((one) => one.to === to))
      .map((each): Decided => ({ label, words: goldWords(each), outcome: 'kept', rule: null, confidence: null }))
    return [...judged, ...made]
  })
}

function shuffle<T>(list: readonly T[], seed: number): T[] {
  const random = createRandom(seed)
  const rest = [...list]
  return list.map(() => rest.splice(random(rest.length), 1)[0]!)
}

type Gains = Map<string, number[]>

/** What decisions teach on an article: everything in the part that counts. */
function suggestTaught({ text, found, range }: Article, lessons: Lessons): Suggestion[] {
  return applyLessons(text, found, lessons).filter(({ span }) => span.start >= range.start && span.end <= range.end)
}

/** The gain of each step of one order: article `at` with what the articles before it taught. */
function walk(articles: readonly Article[], gains: Gains): void {
  let lessons: Lessons = noLessons
  articles.forEach((article, at) => {
    const taught = suggestTaught(article, lessons)
    if (at > 0) {
      const [before, after] = [score(article, article.found), score(article, taught)]
      for (const label of [...LABELS, 'mean'] as const)
        for (const key of [label, `${label} ${at}`])
          gains.set(key, [...(gains.get(key) ?? []), after[label] - before[label]])
    }
    lessons = addLessons(lessons, learn(decide(article, taught)))
  })
}

function describe(values: readonly number[]): string {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1)
  const half = 1.96 * Math.sqrt(variance / values.length)
  const sign = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`
  return `${sign(mean)} [${sign(mean - half)}, ${sign(mean + half)}]`
}

function measure(name: string, parts: (seed: number) => Article[]): void {
  const gains: Gains = new Map()
  for (let seed = 1; seed <= ORDERS; seed++) walk(parts(seed), gains)
  console.log(`${name}: mean gain in F1, ${ORDERS} orders, with 95 % interval`)
  for (const label of [...LABELS, 'mean']) console.log(`  ${label.padEnd(8)} ${describe(gains.get(label) ?? [])}`)
  const steps = [...gains.keys()].filter((key) => key.startsWith('mean ')).map((key) => Number(key.slice(5)))
  const curve = steps.map((at) => (gains.get(`mean ${at}`) ?? []).reduce((sum, each) => sum + each, 0) / ORDERS)
  console.log(`  curve of the mean, by what was annotated before: ${curve.map((gain) => gain.toFixed(4)).join(' ')}`)
}

const articles = readArticles()
measure('the next article', (seed) => shuffle(articles, seed))
measure('the next third of the same article', (seed) => shuffle(articles, seed).flatMap((article) => cut(article, 3)))
