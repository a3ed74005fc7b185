import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { SPEECHES } from '../../corpus/claim.ts'
import { parseJsonlLine } from '../../corpus/formats/jsonl.ts'
import { AmountValue, DateValue } from '../../corpus/value.ts'

type Part = { start: number; end: number; text: string; via?: Part }
type CatalogRow = Record<'file' | 'title' | 'publisher' | 'author' | 'date' | 'language', string>
type GoldLine = Part & {
  id: string
  articleSha256: string
  unit: string
  layer: string
  label: string
  prefix: string
  suffix: string
  value: Record<string, unknown> | null
  rating?: { reliability: string; credibility: number; rationale: string }
  claim: { source: Part | null; cue: Part | null; speech: string; polarity: string; hedged: boolean } | null
}

const folder = join(import.meta.dirname, '../../corpus/articles')
const slugs = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.slice(0, -'.txt'.length))
  .sort()

function readArticle(slug: string): { text: string; codePoints: string[]; lines: GoldLine[] } {
  const text = readFileSync(join(folder, `${slug}.txt`), 'utf8')
  const jsonl = readFileSync(join(folder, `${slug}.gold.jsonl`), 'utf8')
  const lines = jsonl.split('\n').filter((line) => line !== '')
  return { text, codePoints: [...text], lines: lines.map((line) => JSON.parse(line) as GoldLine) }
}

/** Number of the sentence that holds a code point: a newline ends one, and so does a stop after two letters or more. */
function sentenceNumbers(text: string): number[] {
  const numbers: number[] = []
  let sentence = 0
  const ends = new Set(
    Array.from(text.matchAll(/\n|(?<=[\p{L}\p{M}\p{N}]{2}["»”)]*[.؟!…]+["»”)]*) /gu), (m) => m.index),
  )
  let at = 0
  for (const character of text) {
    numbers.push(sentence)
    if (ends.has(at)) sentence++
    at += character.length
  }
  return numbers
}

const partsOf = (line: GoldLine): Part[] => {
  const { source, cue } = line.claim ?? { source: null, cue: null }
  return [line, source, source?.via ?? null, cue].filter((part) => part !== null)
}

const claimsIn = (slug: string) => readArticle(slug).lines.filter((line) => line.label === 'claim')

describe('the catalogue of the sample articles', () => {
  const rows: CatalogRow[] = parse(readFileSync(join(folder, 'catalog.csv')), { columns: true })

  it('names every article once, with all its columns filled', () => {
    expect(rows.map((row) => row.file)).toEqual(slugs.map((slug) => `${slug}.txt`))
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['file', 'title', 'publisher', 'author', 'date', 'language'])
      expect(Object.values(row).every((value) => value.trim() !== '')).toBe(true)
      expect(row.date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(row.language).toBe('ar')
    }
  })

  it('takes title, publisher and author from the text itself', () => {
    for (const row of rows) {
      const { text } = readArticle(row.file.replace('.txt', ''))
      for (const column of ['title', 'publisher', 'author'] as const) expect(text).toContain(row[column])
    }
  })
})

describe.each(slugs)('the sample article %s', (slug) => {
  const { text, codePoints, lines } = readArticle(slug)
  const sentences = sentenceNumbers(text)
  const claims = lines.filter((line) => line.claim !== null)

  it('is canonical text of 250 to 600 words', () => {
    const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
    expect(words.length).toBeGreaterThanOrEqual(250)
    expect(words.length).toBeLessThanOrEqual(600)
    expect(text).not.toMatch(/[\r\uFEFF\0]/u)
    expect(text.endsWith('\n')).toBe(true)
  })

  it('reads line by line as the lossless format', () => {
    const jsonl = readFileSync(join(folder, `${slug}.gold.jsonl`), 'utf8')
    const read = jsonl
      .trimEnd()
      .split('\n')
      .map((line, at) => parseJsonlLine(line, at + 1))
    expect(read.filter((each) => 'failure' in each)).toEqual([])
    expect(jsonl.endsWith('}\n')).toBe(true)
  })

  it('names the text by the hash of its bytes on every line', () => {
    const sha256 = createHash('sha256').update(text, 'utf8').digest('hex')
    expect(new Set(lines.map((line) => line.articleSha256))).toEqual(new Set([sha256]))
    expect(new Set(lines.map((line) => `${line.unit}|${line.layer}`))).toEqual(new Set(['code point|adjudicated']))
  })

  it('quotes exactly what its offsets cover, sources and cues too', () => {
    for (const part of lines.flatMap(partsOf)) expect(codePoints.slice(part.start, part.end).join('')).toBe(part.text)
  })

  it('keeps 32 code points of context, fewer only at the ends', () => {
    for (const line of lines) {
      expect(line.prefix).toBe(codePoints.slice(Math.max(0, line.start - 32), line.start).join(''))
      expect(line.suffix).toBe(codePoints.slice(line.end, line.end + 32).join(''))
    }
  })

  it('has spans without outer space, stop or quotation mark that opens outside them', () => {
    for (const { text: quote } of lines.flatMap(partsOf)) {
      expect(quote.trim()).toBe(quote)
      expect(quote).not.toMatch(/^[\s.,:،؛]|[\s.,:،؛]$/u)
      for (const [open, close] of ['«»', '“”', '()']) expect(quote.split(open!).length).toBe(quote.split(close!).length)
      expect(quote.split('"').length % 2).toBe(1)
      expect(quote).not.toMatch(/^«[^»]*»$|^“[^”]*”$|^"[^"]*"$/u)
    }
  })

  it('never cuts a word at its end', () => {
    for (const { end } of lines.flatMap(partsOf)) expect(codePoints[end] ?? '').not.toMatch(/[\p{L}\p{M}\p{N}ـ]/u)
  })

  it('cuts nothing but proclitics off the front of a word', () => {
    for (const { start } of lines.flatMap(partsOf)) {
      const before = codePoints
        .slice(0, start)
        .join('')
        .match(/[\p{L}\p{M}\p{N}ـ]*$/u)![0]
      expect(before).toMatch(/^(و|ف)?(ب|ك|ل)?ـ?$/u)
    }
  })

  it('holds each id and each span of one label once', () => {
    const spans = lines.map((line) => `${line.label} ${line.start} ${line.end}`)
    expect(new Set(spans).size).toBe(lines.length)
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length)
    for (const { id } of lines)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('marks nothing inside an annotation of the same label, and runs in reading order', () => {
    for (const [at, line] of lines.entries()) {
      const next = lines.slice(at + 1)
      expect(next.filter((other) => other.label === line.label && other.start < line.end)).toEqual([])
      expect(next[0] === undefined || next[0].start >= line.start).toBe(true)
    }
  })

  it('uses all five labels and gives only dates and amounts a value', () => {
    expect(new Set(lines.map((line) => line.label))).toEqual(new Set(['actor', 'event', 'date', 'amount', 'claim']))
    for (const { label, value } of lines) {
      if (label === 'date') expect(DateValue.safeParse(value).success).toBe(true)
      else if (label === 'amount') expect(AmountValue.safeParse(value).success).toBe(true)
      else expect(value).toBeNull()
    }
  })

  it('writes dates as EDTF of the right shape or as durations', () => {
    const day = /^(\d{2}XX|\d{3}[\dX])(-\d{2}(-\d{2})?)?(T\d{2}:\d{2}:\d{2})?[~?]?$/
    const duration = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?)?$/
    for (const { value } of lines.filter((line) => line.label === 'date')) {
      const { edtf } = DateValue.parse(value)
      if (edtf !== null) for (const part of edtf.split('/')) expect(day.test(part) || duration.test(part)).toBe(true)
    }
  })

  it('leaves an amount without a value only where the text gives no number', () => {
    for (const line of lines.filter((each) => each.label === 'amount')) {
      const { value, unit, vague, min, max } = AmountValue.parse(line.value)
      const isRange = min !== undefined && max !== undefined && min < max
      expect(unit).toBeTruthy()
      if (value === null) expect(vague || isRange).toBe(true)
      if (value === null && !isRange) expect(line.text).not.toMatch(/[0-9٠-٩]/u)
    }
  })

  it('gives every claim, and nothing else, its claim fields', () => {
    expect(claims).toEqual(lines.filter((line) => line.label === 'claim'))
    for (const { claim, rating } of claims) {
      expect(SPEECHES).toContain(claim!.speech)
      expect(['asserts', 'denies']).toContain(claim!.polarity)
      expect(typeof claim!.hedged).toBe('boolean')
      expect(claim!.cue !== null || claim!.speech === 'headline').toBe(true)
      if (rating) expect(`${rating.reliability}${rating.credibility}`).toMatch(/^[A-F][1-6]$/)
      if (rating) expect(rating.rationale).toMatch(/\p{Script=Arabic}/u)
    }
  })

  it('leaves the source out only behind words that name nobody', () => {
    const impersonal = /^(ي[ُ]|تجدر|جدير|مزاعم|شائعات|أنباء)/u
    for (const { claim, text: content } of claims) {
      if (claim!.source === null) expect(claim!.cue!.text, content).toMatch(impersonal)
    }
  })

  it('keeps each claim inside one sentence, its source and cue in the same one or the one before', () => {
    for (const line of claims) {
      const sentence = sentences[line.start]!
      expect(sentences[line.end - 1], line.text).toBe(sentence)
      for (const part of [line.claim!.source, line.claim!.source?.via, line.claim!.cue]) {
        if (part) expect([sentence, sentence - 1], `${part.text} | ${line.text}`).toContain(sentences[part.start])
      }
    }
  })

  it('has sources and cues outside the claim they introduce', () => {
    for (const line of claims) {
      for (const part of [line.claim!.source, line.claim!.cue]) {
        if (part) expect(part.end <= line.start || part.start >= line.end, line.text).toBe(true)
      }
    }
  })
})

describe('the gold annotations together', () => {
  const all = slugs.flatMap(claimsIn)

  it('hold at least 150 claims over six articles', () => {
    expect(slugs).toHaveLength(6)
    expect(all.length).toBeGreaterThanOrEqual(150)
  })

  it('hold direct, indirect, mixed and headline claims, denials, hedged ones, and claims without a source', () => {
    expect(new Set(all.map(({ claim }) => claim!.speech))).toEqual(new Set(SPEECHES))
    expect(all.some(({ claim }) => claim!.polarity === 'denies')).toBe(true)
    expect(all.some(({ claim }) => claim!.hedged)).toBe(true)
    expect(all.some(({ claim }) => claim!.source === null)).toBe(true)
    expect(all.some(({ claim }) => claim!.source?.via)).toBe(true)
    expect(all.some(({ rating }) => rating)).toBe(true)
  })
})
