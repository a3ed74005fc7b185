/** Prints one table of the text core against public suites and the platform's segmenter. Run: node tests/bench/text.ts */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { sliceOf } from '../../corpus/span.ts'
import { type FoldLevel, fold } from '../../corpus/text/fold.ts'
import { segment } from '../../corpus/text/sentences.ts'

const shared = new URL('../../../shared/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, shared), 'utf8')
const cut = (text: string, clauses = false) => segment(text, { clauses }).sentences.map((each) => sliceOf(text, each))

type Row = { what: string; result: string; bar: string }
type SegmentCase = { rule?: string; input: string; expected: string[] }
type LuceneCase = { kind: string; input: string; expected: string | string[] }

function boundaryF1(predicted: ReadonlySet<number>, gold: ReadonlySet<number>): number {
  const right = [...predicted].filter((each) => gold.has(each)).length
  return (2 * right) / (predicted.size + gold.size)
}

function scorePud(): Row[] {
  const gold = (JSON.parse(read('testdata/segmentation-ud-pud-ar.json')).cases as SegmentCase[]).flatMap(
    (each) => each.expected,
  )
  const text = gold.join(' ')
  let at = -1
  const ends = new Set<number>()
  for (const each of gold) {
    at += each.length + 1
    ends.add(at)
  }
  const ours = new Set(segment(text).sentences.map((each) => each.end as number))
  const theirs = new Set(splitByPlatform(text))
  return [
    { what: 'PUD, joined by a space: boundary F1', result: boundaryF1(ours, ends).toFixed(4), bar: '.9975' },
    { what: '  the same by Intl.Segmenter', result: boundaryF1(theirs, ends).toFixed(4), bar: '' },
  ]
}

function splitByPlatform(text: string): number[] {
  const sentences = new Intl.Segmenter('ar', { granularity: 'sentence' }).segment(text)
  return [...sentences].map((each) => each.index + each.segment.trimEnd().length)
}

function scoreGolden(): Row[] {
  const cases = JSON.parse(read('testdata/segmentation-golden-ar.json')).cases as SegmentCase[]
  const right = cases.filter((each) => cut(each.input, true).join('\n') === each.expected.join('\n')).length
  return [{ what: 'golden rules, clause mode', result: `${right}/${cases.length}`, bar: 'all' }]
}

function scoreArticles(): Row[] {
  const plain = (text: string) => text.replace(/\s+/g, '')
  const rows: Row[] = []
  for (const file of readdirSync(new URL('corpus/gold/', shared)).filter((each) => each.endsWith('.sentences.json'))) {
    const raw = readdirSync(new URL('corpus/raw/', shared)).find((each) => each.startsWith(file.slice(0, 3)))
    if (!raw) continue
    const gold = (JSON.parse(read(`corpus/gold/${file}`)) as string[]).map(plain)
    const found = cut(
      read(`corpus/raw/${raw}`)
        .replace(/^\ufeff/, '')
        .replace(/\r\n?/g, '\n'),
    ).map(plain)
    const missed = gold.filter((each) => !found.includes(each)).length
    const extra = found.filter((each) => !gold.includes(each)).length
    rows.push({
      what: `gold article ${file.slice(0, 3)}: ${gold.length} sentences`,
      result: `${missed} missed, ${extra} extra`,
      bar: '2 wrong in all',
    })
  }
  return rows
}

function scoreLucene(): Row[] {
  const cases = JSON.parse(read('testdata/lucene-ar-normalization-stem.json')).cases as LuceneCase[]
  const count = (kind: string, level: FoldLevel): Row => {
    const own = cases.filter((each) => each.kind === kind)
    const right = own.filter(({ input, expected }) => {
      const folded = fold(input, level).text
      return typeof expected === 'string'
        ? folded === expected
        : expected.every((term) => folded.split(' ').includes(term))
    })
    return { what: `Lucene ${kind} at level ${level}`, result: `${right.length}/${own.length}`, bar: 'all' }
  }
  return [count('normalize', 'default'), count('light-stem', 'stem'), count('analyze', 'stem')]
}

/** The articles that ship, in one line: running text with the stops, quotes and abbreviations that news has. */
function readSample(): string {
  const folder = new URL('../../corpus/articles/', import.meta.url)
  const files = readdirSync(folder).filter((each) => each.endsWith('.txt'))
  return `${files
    .map((each) => readFileSync(new URL(each, folder), 'utf8'))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()} `
}

function measureCost(): Row[] {
  const platform = new Intl.Segmenter('ar', { granularity: 'sentence' })
  const rows: Row[] = []
  const sample = readSample()
  for (const size of [10_000, 100_000, 1_000_000, 10_000_000]) {
    // Joined and sliced text is flattened first, as text read from a file is.
    const text = Buffer.from(sample.repeat(Math.ceil(size / sample.length)).slice(0, size)).toString()
    const [ours, theirs, folding] = nanoseconds(size, [
      () => segment(text),
      () => {
        for (const each of platform.segment(text)) each.index
      },
      () => fold(text, 'default'),
    ])
    const ratio = `${ours!.toFixed(1)} ns, ${(ours! / theirs!).toFixed(2)} × Intl.Segmenter; fold ${folding!.toFixed(0)} ns`
    rows.push({ what: `cost a character, one line of ${size.toLocaleString('en')}`, result: ratio, bar: '2 ×' })
  }
  return rows
}

/** The best time by character of several runs after one to warm up, taken in turns so that all meet the same load. */
function nanoseconds(size: number, runs: readonly (() => void)[]): number[] {
  const best = runs.map(() => Number.POSITIVE_INFINITY)
  const rounds = Math.max(6, Math.min(300, 6_000_000 / size))
  for (let round = 0; round <= rounds; round++) {
    for (const [index, run] of runs.entries()) {
      const began = performance.now()
      run()
      if (round > 0) best[index] = Math.min(best[index]!, performance.now() - began)
    }
  }
  return best.map((each) => (each * 1e6) / size)
}

const suites = existsSync(shared) ? [...scorePud(), ...scoreGolden(), ...scoreArticles(), ...scoreLucene()] : []
if (suites.length === 0) console.log('The public suites are not there: only the cost is measured.')
for (const { what, result, bar } of [...suites, ...measureCost()])
  console.log(`${what.padEnd(46)} ${result.padEnd(44)} ${bar}`)
