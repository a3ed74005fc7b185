/**
 * Prints one table of actors, events and claims against the shared gold articles, the sample articles of the repository and,
 * for information, the persons and organisations of the Wojood sample; then the time per character. Run: node tests/bench/suggest.ts
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Span } from '../../corpus/span.ts'
import { suggestAll } from '../../corpus/suggest/suggest-all.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'

const shared = fileURLToPath(new URL('../../../shared', import.meta.url))
const samples = fileURLToPath(new URL('../../corpus/articles', import.meta.url))

type Score = { gold: number; pred: number; p: number; r: number; f1: number; source_right?: number | null }
type Row = Record<'actor' | 'event' | 'claim', Score>

/** The canonical text of a file, as an import would make it. */
function readText(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
}

/** Suggestions in the shape of the command line. */
function suggestFlat(text: string): unknown {
  const map = createOffsetMap(text)
  const flat = (span: Span) => ({
    start: map.toCodePoint(span.start),
    end: map.toCodePoint(span.end),
    text: text.slice(span.start, span.end),
  })
  const annotations = suggestAll(text).map((each) => ({
    label: each.label,
    ...flat(each.span),
    rule: each.rule,
    ...(each.label === 'claim' ? { source: each.claim.source ? flat(each.claim.source.span) : null } : {}),
  }))
  return { unit: 'code point', annotations }
}

function score(gold: string, raw: string): Row {
  const paths = [join(shared, 'tools/score.py'), 'suggest', gold, raw]
  const { stdout, stderr } = spawnSync('python3', paths, {
    input: JSON.stringify(suggestFlat(readText(raw))),
    encoding: 'utf8',
  })
  if (!stdout) throw new RangeError(`the scorer printed nothing for ${raw}: ${stderr}`)
  return JSON.parse(stdout)
}

function print(name: string, { actor, event, claim }: Row): void {
  const cell = ({ p, r, f1 }: Score) => `${p.toFixed(3)} ${r.toFixed(3)} ${f1.toFixed(3)}`
  const source = claim.source_right === null ? '-' : claim.source_right?.toFixed(3)
  console.log(`${name.padEnd(26)} ${cell(actor)}   ${cell(event)}   ${cell(claim)}   ${source}`)
}

function scoreGold(): void {
  for (const gold of readdirSync(join(shared, 'corpus/gold')).filter((file) => file.endsWith('.gold.json'))) {
    const raw = readdirSync(join(shared, 'corpus/raw')).find((file) => file.startsWith(gold.slice(0, 3)))
    if (raw) print(gold, score(join(shared, 'corpus/gold', gold), join(shared, 'corpus/raw', raw)))
  }
}

/** The sample articles keep source and cue within `claim`; the scorer wants them flat. */
function scoreSamples(): void {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-bench-'))
  for (const file of readdirSync(samples).filter((each) => each.endsWith('.gold.jsonl'))) {
    const rows = readFileSync(join(samples, file), 'utf8').trim().split('\n')
    const annotations = rows.map((row) => {
      const { claim, ...rest } = JSON.parse(row)
      return { ...rest, ...claim }
    })
    const gold = join(folder, file)
    writeFileSync(gold, JSON.stringify({ annotations }))
    print(file.replace('.gold.jsonl', ''), score(gold, join(samples, file.replace('.gold.jsonl', '.txt'))))
  }
  rmSync(folder, { recursive: true })
}

type WojoodCase = { input: string; expected: { type: string; start: number; end: number }[] }

/**
 * Wojood marks every person and organisation, also nested and in dialect; here an actor of ours that overlaps one with half of its
 * words counts. Precision is not comparable, since titles and office-holders are actors of ours as well.
 */
function scoreWojood(): void {
  const { cases } = JSON.parse(readFileSync(join(shared, 'testdata/wojood-sample-ner.json'), 'utf8'))
  const words = (text: string, { start, end }: { start: number; end: number }) =>
    new Set([...text.slice(start, end).matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match) => start + match.index))
  for (const type of ['PERS', 'ORG']) {
    let gold = 0
    let found = 0
    for (const { input, expected } of cases as WojoodCase[]) {
      const actors = suggestAll(input, { labels: ['actor'] }).map(({ span }) => words(input, span))
      for (const entity of expected.filter((each) => each.type === type)) {
        const want = words(input, entity)
        gold++
        if (actors.some((has) => covers(has, want))) found++
      }
    }
    console.log(`Wojood ${type.padEnd(5)} recall ${(found / gold).toFixed(3)} of ${gold} (for information)`)
  }
}

function covers(has: ReadonlySet<number>, want: ReadonlySet<number>): boolean {
  const common = [...want].filter((word) => has.has(word)).length
  return common / want.size >= 0.5
}

/** Milliseconds and cost per character as the text grows; the longest also in one line. */
function time(): void {
  const article = readText(
    join(shared, 'corpus/raw', readdirSync(join(shared, 'corpus/raw')).find((file) => file.startsWith('004'))!),
  )
  suggestAll(article)
  for (const size of [20_000, 100_000, 1_000_000]) {
    const text = article.repeat(Math.ceil(size / article.length)).slice(0, size)
    for (const [name, each] of [
      ['lines', text],
      ['one line', text.replaceAll('\n', ' ')],
    ] as const) {
      const start = performance.now()
      suggestAll(each)
      const took = performance.now() - start
      console.log(
        `${String(size).padStart(9)} characters, ${name.padEnd(8)} ${took.toFixed(0)} ms, ${((took * 1000) / size).toFixed(2)} µs each`,
      )
    }
  }
}

if (existsSync(shared)) {
  console.log(`${''.padEnd(26)} actor p r F1          event p r F1          claim p r F1          source right`)
  scoreGold()
  scoreSamples()
  scoreWojood()
  time()
} else console.log('The shared material is missing; nothing measured.')
