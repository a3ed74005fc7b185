import { analyse } from 'chardet'
import { type Likeness, measureArabic } from './arabic-likeness.ts'
import { createDecoder, findDecoder } from './decode.ts'

/** An encoding in which the bytes can be read whole. `confidence` is 0 to 1; `preview` is text of the file. */
export type EncodingCandidate = Readonly<{ encoding: string; confidence: number; preview: string }>

/** The encoding of bytes that are no UTF-8: one that is sure, or those that a person may choose from, best first. */
export type Detection = Readonly<{ sure: string }> | Readonly<{ candidates: readonly EncodingCandidate[] }>

/** How many letters a text needs before it is taken without a question, and before it needs no second opinion. */
const FEW_LETTERS = 12
const MANY_LETTERS = 60
/** Bits a step; Arabic stays under it, anything else read as Arabic stays above 6. */
const ARABIC_BITS = 5.2
/** By how many bits one reading must beat the other: one in a million. */
const CLEAR_BITS = 20
const MAX_CANDIDATES = 6
/** What detection looks at; the whole file is still decoded strictly afterwards. */
const SAMPLE_BYTES = 200_000

/**
 * Detects the encoding of bytes without a byte order mark that are no UTF-8. Sure are UTF-16 by its pattern of zeros and
 * Arabic high bytes, and windows-1256 or ISO-8859-6 where the decoded text reads as Arabic, the other reading clearly
 * does not, and on a short text the library's statistics agree. Everything else is a question with candidates.
 */
export function detectEncoding(bytes: Uint8Array): Detection {
  const wide = detectUtf16(bytes)
  if (wide?.sure) return { sure: wide.encoding }
  const ranks = rankByLibrary(bytes)
  const readings = ['windows-1256', 'iso-8859-6'].flatMap((encoding) => readAsArabic(bytes, encoding))
  const sure = chooseArabic(readings, ranks)
  if (sure !== undefined) return { sure }
  const found = new Map<string, number>(ranks)
  for (const { encoding, likeness } of readings) found.set(encoding, arabicConfidence(likeness))
  if (wide) found.set(wide.encoding, 0.5)
  return { candidates: listCandidates(bytes, found) }
}

type Reading = Readonly<{ encoding: string; likeness: Likeness }>

function readAsArabic(bytes: Uint8Array, encoding: string): Reading[] {
  const text = readCleanly(bytes, encoding)
  return text === undefined ? [] : [{ encoding, likeness: measureArabic(text) }]
}

function chooseArabic(readings: readonly Reading[], ranks: ReadonlyMap<string, number>): string | undefined {
  const [best, other] = [...readings].sort((a, b) => a.likeness.bits - b.likeness.bits)
  if (best === undefined) return undefined
  const { letters, average, bits } = best.likeness
  if (letters < FEW_LETTERS || average > ARABIC_BITS) return undefined
  if (other && other.likeness.bits - bits < CLEAR_BITS) return undefined
  if (letters >= MANY_LETTERS) return best.encoding
  const top = [...ranks].find(([encoding]) => readings.some((reading) => reading.encoding === encoding))
  return top?.[0] === best.encoding ? best.encoding : undefined
}

/** From how the text reads: nothing at 8 bits a letter, everything at 4, less for a handful of letters. */
function arabicConfidence({ letters, average }: Likeness): number {
  const share = Math.min(1, Math.max(0, (8 - average) / 4))
  return Math.min(0.95, share * Math.min(1, letters / MANY_LETTERS + 0.2)) * Math.min(1, letters)
}

/** What the library's statistics say, best first; only encodings that a decoder reads, without the Unicode ones. */
function rankByLibrary(bytes: Uint8Array): Map<string, number> {
  const ranks = new Map<string, number>()
  for (const { name, confidence } of analyse(bytes.subarray(0, SAMPLE_BYTES))) {
    const encoding = findDecoder(name)?.encoding
    if (encoding === undefined || encoding.startsWith('utf-') || confidence === 0 || ranks.has(encoding)) continue
    ranks.set(encoding, confidence / 100)
  }
  return ranks
}

function listCandidates(bytes: Uint8Array, found: ReadonlyMap<string, number>): EncodingCandidate[] {
  const ranked = [...found].sort(([, a], [, b]) => b - a)
  const seen = new Set<string>()
  const candidates: EncodingCandidate[] = []
  for (const [encoding, confidence] of ranked) {
    const text = readCleanly(bytes, encoding)
    // Two names for one reading are no choice.
    if (text === undefined || seen.has(text)) continue
    seen.add(text)
    candidates.push({ encoding, confidence: Math.round(confidence * 100) / 100, preview: previewOf(text) })
  }
  return candidates.slice(0, MAX_CANDIDATES)
}

/** The text of all bytes, or undefined where one of them means nothing or is a control character in this encoding. */
function readCleanly(bytes: Uint8Array, encoding: string): string | undefined {
  const text = createDecoder(encoding).decode(bytes)
  return text === undefined || CONTROL.test(text) ? undefined : text
}

const CONTROL = /[\p{Cn}\u0000-\u0007\u000E-\u001A\u001C-\u001F\u007F-\u0084\u0086-\u009F\uFFFD]/u

/** A stretch of text around the first character that readings may differ in. */
function previewOf(text: string): string {
  const first = Math.max(0, text.search(/[^\u0000-\u007F]/))
  const start = text.lastIndexOf('\n', first) + 1
  const stretch = text.slice(first - start > 60 ? first - 60 : start, first + 600).replace(CUT_PAIR, '')
  return [...stretch].slice(0, 300).join('')
}

const CUT_PAIR = /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g

/** UTF-16 without a byte order mark: sure where one byte order gives Arabic and Latin text and the other does not. */
function detectUtf16(bytes: Uint8Array): { encoding: string; sure: boolean } | undefined {
  if (bytes.length % 2 !== 0 || bytes.length < 4) return undefined
  const orders = ['utf-16le', 'utf-16be'].map((encoding) => {
    const text = readCleanly(bytes.subarray(0, SAMPLE_BYTES), encoding)
    return { encoding, text, share: text === undefined ? 0 : familiarShare(text) }
  })
  const [best, other] = orders.sort((a, b) => b.share - a.share)
  if (best!.share >= 0.95 && other!.share <= 0.5) return { encoding: best!.encoding, sure: true }
  const spaced = orders.find(({ text }) => text !== undefined && /[\u0020\n]/.test(text))
  return spaced && { encoding: spaced.encoding, sure: false }
}

/** How many of the first characters are Arabic, Latin, digits, spaces or punctuation. */
function familiarShare(text: string): number {
  const sample = [...text]
  return sample.filter((character) => FAMILIAR.test(character)).length / sample.length
}

const FAMILIAR = /[\t\n\r\u0020-\u007E\u00A0-\u00FF\p{Script=Arabic}،؛؟ـ\u064B-\u0655٠-٩\u2000-\u206F]/u
