import type { ArticleDescription } from './article.ts'
import fields from './lexicon/metadata.json' with { type: 'json' }
import { proposeDate } from './metadata-date.ts'
import { splitsGrapheme } from './text/graphemes.ts'

const TITLE_LENGTH = 160
const NAME_LENGTH = 60

type Field = 'author' | 'publisher' | 'date'

/**
 * Proposes what describes an article from the first and last lines of its text: labelled fields ("الكاتب : …"), a
 * byline, a publisher's line under the title, a line that is a date. A date is EDTF where it is understood, else as found.
 * A proposal only: a person may change it, and what is not there is null.
 */
export function proposeDescription(text: string, fileName: string): ArticleDescription {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const head = lines.slice(0, 8)
  const tail = lines.slice(-6)
  const found = findFields([...head, ...tail])
  const title = proposeTitle(lines) ?? (fileName.replace(/\.[^.]+$/, '') || fileName)
  const publisher = found.publisher ?? findPublisher(head, tail, title) ?? null
  return {
    title,
    publisher,
    // A closing "place - outlet" names no person.
    author: found.author === undefined || found.author === publisher ? null : found.author,
    date: found.date ?? null,
    language: proposeLanguage(text),
  }
}

/** The first line that reads like a heading; of a long first line its beginning, cut at a word. */
function proposeTitle(lines: readonly string[]): string | undefined {
  const first = lines.find(
    (line) => !isGenericHeading(line) && outletOf(line) === undefined && !isField(line) && dateOf(line) === undefined,
  )
  if (first === undefined) return undefined
  const bare = first.slice(0, fieldStart(first)).trim() || first
  return shorten(bare)
}

function shorten(line: string): string {
  if (line.length <= TITLE_LENGTH) return line
  const stop = line.search(/[.؟!…](\s|$)/)
  const sentence = stop > 0 && stop < TITLE_LENGTH ? line.slice(0, stop) : line
  if (sentence.length <= TITLE_LENGTH) return sentence
  let cut = TITLE_LENGTH
  while (splitsGrapheme(sentence, cut)) cut--
  return `${sentence.slice(0, cut).replace(/\s+\S*$/, '')}…`
}

function isGenericHeading(line: string): boolean {
  return fields.genericHeadings.includes(line.replace(/[:\s]+$/, ''))
}

const markers: readonly (readonly [field: Field | 'other', marker: string])[] = [
  ...fields.author.map((marker) => ['author', marker] as const),
  ...fields.publisher.map((marker) => ['publisher', marker] as const),
  ...fields.date.map((marker) => ['date', marker] as const),
  ...fields.other.map((marker) => ['other', marker] as const),
]
const anyMarker = new RegExp(
  `(?<![\\p{L}\\p{M}])(${markers.map(([, marker]) => marker.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('|')})\\s*[:：]\\s*`,
  'giu',
)

/** Where the first labelled field of a line begins; the line's length where it has none. */
function fieldStart(line: string): number {
  const at = line.search(anyMarker)
  return at < 0 ? line.length : at
}

/** A short line that begins with a labelled field is no title. */
function isField(line: string): boolean {
  return line.length <= NAME_LENGTH + 30 && fieldStart(line) === 0
}

type Found = { [Name in Field]?: string | undefined }

function findFields(lines: readonly string[]): Found {
  const found: Found = {}
  for (const line of lines) {
    const hits = [...line.matchAll(anyMarker)]
    for (const [at, hit] of hits.entries()) {
      const field = markers.find(([, marker]) => marker.toLowerCase() === hit[1]!.toLowerCase())?.[0]
      const value = line.slice(hit.index + hit[0].length, hits[at + 1]?.index).trim()
      if (!field || field === 'other' || found[field] !== undefined || !isValue(field, value)) continue
      found[field] = field === 'date' ? (proposeDate(value) ?? value) : value
    }
    found.author ??= byline(line)
    const placed = readDateline(line)
    found.date ??= dateOf(line) ?? placed?.date
    found.publisher ??= placed?.publisher
    found.author ??= placed?.author
  }
  return found
}

function isValue(field: Field, value: string): boolean {
  if (value === '' || value.length > NAME_LENGTH) return false
  return field === 'date' ? /\d|[٠-٩]/.test(value) : /\p{L}/u.test(value)
}

/** "بقلم فلان" or "كتب: فلان" on a line of its own. */
function byline(line: string): string | undefined {
  const start = fields.bylines.find((word) => line.startsWith(`${word} `))
  const name = start && line.slice(start.length).trim()
  return name && name.length <= NAME_LENGTH && !/[.؟!،]/.test(name) ? name : undefined
}

/** The date of a line that is one, or of "نُشر في 17 تشرين الثاني 2023": a publishing verb without a colon. */
function dateOf(line: string): string | undefined {
  const start = fields.published.find((phrase) => line.startsWith(`${phrase} `))
  if (start === undefined) return proposeDate(line)
  const rest = line.slice(start.length).trim()
  const found = rest.split(/[،,|]/)[0]!.trim()
  return proposeDate(rest) ?? (isValue('date', found) ? found : undefined)
}

/** "place - outlet - author" or "place - author", the dateline of news agencies; one of the parts may be a date. */
function readDateline(line: string): Found | undefined {
  const all = line.split(/\s[-–—|]\s/).map((part) => part.trim())
  const date = all.map(proposeDate).find((found) => found !== undefined)
  const parts = all.filter((part) => proposeDate(part) === undefined)
  if (all.length < 2 || parts.length > 3 || !parts.every(isShortName)) return undefined
  const outlet = parts.find((part) => outletOf(part) !== undefined)
  if (parts.length === 3) return { date, publisher: outlet ?? parts[1]!, author: parts[2]! }
  if (outlet !== undefined) return { date, publisher: outlet }
  return parts.length === 2 ? { date, author: parts[1]! } : { date }
}

/** The outlet that a short line names: "مجلة الرقيم | ثقافة" gives "مجلة الرقيم". */
function outletOf(line: string): string | undefined {
  const name = line.split(/\s*[|–—]\s*/)[0]!.trim()
  return isShortName(name) && fields.outlets.includes(name.split(/\s+/)[0]!) ? name : undefined
}

/** A short line between the title and the body, or the outlet that a last line says the text was taken from. */
function findPublisher(head: readonly string[], tail: readonly string[], title: string): string | undefined {
  for (const line of tail) {
    const taken = fields.takenFrom.find((phrase) => line.includes(`${phrase} `))
    if (!taken) continue
    const name = line.slice(line.indexOf(taken) + taken.length).trim()
    const latin = /[A-Za-z][\w.'’& -]*[\w]/.exec(name)?.[0]
    if (latin) return latin
    if (name !== '' && name.length <= NAME_LENGTH) return name.replace(/[.؛،]+$/, '')
  }
  const named = [...head, ...tail].map(outletOf).find((name) => name !== undefined)
  if (named) return named
  const at = head.lastIndexOf(title)
  const next = at < 0 ? undefined : head[at + 1]
  return next && isShortName(next) && (head[at + 2]?.length ?? 0) > NAME_LENGTH ? next : undefined
}

/** One to four words without a stop: a name, not a sentence and not a heading in letters and dots. */
function isShortName(line: string): boolean {
  const words = line.split(/\s+/)
  return words.length <= 4 && line.length <= 40 && /^[\p{L}\p{M}\s]+$/u.test(line) && !isGenericHeading(line)
}

function proposeLanguage(text: string): string {
  const sample = text.slice(0, 5000)
  const arabic = sample.match(/\p{sc=Arab}/gu)?.length ?? 0
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  return letters === 0 || arabic * 2 >= letters ? 'ar' : 'und'
}
