import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Isnad } from './cli.ts'

type Line = {
  id?: string
  entity?: string
  label: string
  start: number
  end: number
  text: string
  value?: unknown
  rating?: unknown
  claim?: { polarity: string } | null
  articleSha256: string
}

const ARTICLES = fileURLToPath(new URL('../../corpus/articles/', import.meta.url))

/** The names of the three, in the order in which their layers are made. */
export const ANALYSTS = ['هدى', 'زيد', 'منى'] as const

/** What the second and the third analyst do otherwise than the first; by the number of the line, from 0. */
type Otherwise = (line: Line, at: number) => Line | undefined

const second: Otherwise = (line, at) => {
  if (at % 9 === 4) return undefined
  if (at % 9 === 2) return shorten(line)
  if (line.label === 'claim') return { ...line, rating: { reliability: 'C', credibility: 3 } }
  return line
}

const third: Otherwise = (line, at) => {
  if (at % 11 === 4) return undefined
  if (line.label === 'event' && at % 3 === 0) return { ...line, label: 'actor' }
  if (line.label === 'date') return { ...line, value: { edtf: '1999' } }
  if (line.label === 'claim')
    return { ...line, claim: { ...line.claim!, polarity: 'denies' }, rating: { reliability: 'B', credibility: 2 } }
  return line
}

/** Another bound: without the first word, or without the last letter where there is one word. */
function shorten(line: Line): Line {
  const from = line.text.indexOf(' ') + 1
  if (from === 0) return line
  return { ...line, start: line.start + from, text: line.text.slice(from), value: null, claim: line.claim ?? null }
}

/**
 * Makes a project through the command line, led by `lead`, with one sample article that three analysts marked: most alike,
 * some with other bounds, labels, values, ratings, or not at all.
 */
export async function makeAdjudicable(cli: Isnad, folder: string, lead: string, article = '005-arak-ceasefire') {
  const file = join(folder, 'three.isnad')
  await cli.json(['new', file, '--title', 'ثلاثة محللين', '--as', lead])
  await cli.json(['import', file, join(ARTICLES, `${article}.txt`), '--as', lead])
  const lines = readFileSync(join(ARTICLES, `${article}.gold.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line & { id?: string; layer?: string; annotator?: string })
    .map(({ id: _, layer: _layer, annotator: _annotator, ...line }) => line)
  for (const [at, name] of ANALYSTS.entries()) {
    const otherwise = [(line: Line) => line, second, third][at]!
    const own = lines.flatMap((line, index) => otherwise(line, index) ?? []).map(nameEntity(at))
    const from = join(folder, `${at}.jsonl`)
    const beside = [write(folder, 'entities.jsonl', ENTITIES), write(folder, 'links.jsonl', linkFirst(own))]
    writeFileSync(from, own.map((line) => JSON.stringify(line)).join('\n'))
    await cli.json(['annotations', 'import', file, from, ...beside, '--format', 'jsonl', '--as', name])
  }
  return file
}

const ENTITIES = ['الجهة الأولى', 'جهة غيرها'].map((name) => ({ id: randomUUID(), name }))

/** The first two refer the same actors to the same entity, but for the first actor. */
function nameEntity(analyst: number): (line: Line, at: number) => Line {
  return (line, at) => {
    const id = randomUUID()
    if (line.label !== 'actor' || analyst === 2) return { ...line, id }
    return { ...line, id, entity: ENTITIES[analyst === 1 && at < 3 ? 1 : 0]!.id }
  }
}

/** What an analyst's claims are about: the actors within them. */
function linkFirst(lines: readonly Line[]): object[] {
  return lines
    .filter(({ label }) => label === 'claim')
    .flatMap((claim) =>
      lines
        .filter(({ label, start, end }) => label === 'actor' && start >= claim.start && end <= claim.end)
        .map((actor) => ({ from: claim.id, to: actor.id, kind: 'about' })),
    )
}

function write(folder: string, name: string, lines: readonly object[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return path
}
