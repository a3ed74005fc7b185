/** What a token is made of. A number is one run of digits of one script; separators between digits are marks. */
export type TokenKind = 'word' | 'number' | 'latin' | 'mark' | 'newline'

/** One way to take a word apart: conjunction (و ف), preposition (ب ك ل), the article, and what is left, all folded. */
export type Reading = Readonly<{ conj: string; prep: string; article: boolean; rest: string }>

/**
 * A word, run of digits, mark or line break of one text. Offsets are UTF-16. `form` is folded as for search
 * (marks, tatweel, controls gone; hamza seats, ya, ta marbuta and digits unified), `plain` keeps hamza, ya and ta marbuta.
 */
export type Token = Readonly<{
  kind: TokenKind
  start: number
  end: number
  form: string
  plain: string
  /** True at the start of the text or after white space. */
  spaced: boolean
  /** How the word can be read, the whole first; of other kinds only the whole. */
  readings: readonly Reading[]
}>

type Folded = Readonly<{ form: string; plain: string; readings: readonly Reading[] }>

const letter = /\p{L}/u
const formsBySurface = new Map<string, string>([
  ...pairs('أإآٱٲٳٵ', 'ا'),
  ...pairs('ىیېۍےۓ', 'ي'),
  ...pairs('ةہھەۀۃ', 'ه'),
  ...pairs('کڪڭگ', 'ك'),
  ...pairs('ۆۇۋ', 'و'),
  ...pairs('پ', 'ب'),
  ...pairs('چ', 'ج'),
  ...pairs('ڤ', 'ف'),
  ...pairs('ژ', 'ز'),
  ...pairs('ڨ', 'ق'),
  ...pairs('ٹ', 'ت'),
  ...pairs('ڈ', 'د'),
  ...pairs('ڑ', 'ر'),
  ...pairs('ں', 'ن'),
])
const markForms = new Map<string, string>([
  ...pairs('٪﹪％', '%'),
  ...pairs('‐‑‒–—―−', '-'),
  ...pairs('،٬', ','),
  ...pairs('«»“”„‟″', '"'),
  ...pairs('‘’‚‛′', "'"),
  ...pairs('؛', ';'),
  ...pairs('؟', '?'),
  ...pairs('۔', '.'),
])

/** Reads a whole text once, left to right. Time and memory grow with its length only. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  const known = new Map<string, Folded>()
  let spaced = true
  for (let at = 0; at < text.length; ) {
    const kind = classOf(text, at)
    if (kind === 'space') {
      spaced = true
      at++
    } else if (kind === 'control') at++
    else {
      const end = kind === 'latin' ? endOfLatin(text, at) : endOfRun(text, at, kind)
      const { form, plain, readings } = foldRun(text.slice(at, end), kind, known)
      tokens.push({ kind, start: at, end, form, plain, spaced, readings })
      spaced = kind === 'newline'
      at = end
    }
  }
  return tokens
}

/** Folds one Arabic word as tokens are folded, so that lexicons can be written in ordinary spelling. */
export function foldWord(word: string): string {
  let form = ''
  for (const char of plainOf(word)) form += formsBySurface.get(char) ?? char
  return form
}

/** Ways to take a folded word apart, the whole first, then the fewest cuts. A rest keeps at least two letters. */
export function readingsOf(form: string): Reading[] {
  const readings = nominal(form, '')
  if ((form[0] === 'و' || form[0] === 'ف') && form.length > 2) readings.push(...nominal(form.slice(1), form[0]))
  return readings
}

function nominal(form: string, conj: string): Reading[] {
  const readings: Reading[] = [{ conj, prep: '', article: false, rest: form }]
  const first = form[0]!
  if (form.startsWith('ال') && form.length > 3) readings.push({ conj, prep: '', article: true, rest: form.slice(2) })
  else if (first === 'ل' && form[1] === 'ل' && form.length > 3)
    readings.push({ conj, prep: 'ل', article: true, rest: form.slice(2) })
  if ((first === 'ب' || first === 'ك' || first === 'ل') && form.length > 2) {
    readings.push({ conj, prep: first, article: false, rest: form.slice(1) })
    if (form.startsWith('ال', 1) && form.length > 4)
      readings.push({ conj, prep: first, article: true, rest: form.slice(3) })
  }
  return readings
}

/** Offset of the text just behind the first `letters` letters of a token, with the marks and tatweel that follow them. */
export function offsetBehindLetters(text: string, token: Token, letters: number): number {
  let at = token.start
  for (let left = letters; at < token.end; at++) {
    const transparent = isMark(text.charCodeAt(at)) || classOf(text, at) === 'control'
    if (!transparent && left-- === 0) break
  }
  return at
}

type CharClass = TokenKind | 'space' | 'control'

function classOf(text: string, at: number): CharClass {
  const code = text.charCodeAt(at)
  if (code === 10 || code === 13) return 'newline'
  if (code === 32 || code === 9 || (code > 0x9f && isSpace(code))) return 'space'
  if (isDigit(code)) return 'number'
  if (isArabic(code) || isMark(code)) return 'word'
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return 'latin'
  if (code < 0xa1) return 'mark'
  if (isControl(code)) return 'control'
  return letter.test(String.fromCodePoint(text.codePointAt(at)!)) ? 'latin' : 'mark'
}

/** A web address is one token up to the next white space: the numbers in it count nothing. */
function endOfLatin(text: string, start: number): number {
  const end = endOfRun(text, start, 'latin')
  if (!text.startsWith('://', end) && !(text.startsWith('www.', start) || text.startsWith('www.', end))) return end
  let at = end
  while (at < text.length && classOf(text, at) !== 'space' && classOf(text, at) !== 'newline') at++
  return at
}

function endOfRun(text: string, start: number, kind: TokenKind): number {
  if (kind === 'newline') return start + 1
  if (kind === 'mark') return start + (text.codePointAt(start)! > 0xffff ? 2 : 1)
  const digits = kind === 'number' ? scriptOf(text.charCodeAt(start)) : 0
  let end = start
  for (let at = start; at < text.length; ) {
    const found = classOf(text, at)
    const size = text.codePointAt(at)! > 0xffff ? 2 : 1
    if (found !== kind && found !== 'control') break
    if (found === 'number' && scriptOf(text.charCodeAt(at)) !== digits) break
    at += size
    if (found === kind) end = at
  }
  return end
}

function foldRun(surface: string, kind: TokenKind, known: Map<string, Folded>): Folded {
  const found = known.get(surface)
  if (found) return found
  const plain = kind === 'word' ? plainOf(surface) : kind === 'number' ? digitsOf(surface) : surface
  const form = kind === 'word' ? foldWord(surface) : kind === 'mark' ? (markForms.get(surface) ?? surface) : plain
  const readings = kind === 'word' && form ? readingsOf(form) : [{ conj: '', prep: '', article: false, rest: form }]
  const folded = { form: kind === 'latin' ? form.toLowerCase() : form, plain, readings }
  known.set(surface, folded)
  return folded
}

function plainOf(word: string): string {
  let plain = ''
  for (const char of word.normalize('NFC')) {
    const code = char.charCodeAt(0)
    if (isMark(code) || isControl(code)) continue
    if (code >= 0xfb50) plain += char.normalize('NFKC').replaceAll(/[ـ\s\p{M}]/gu, '')
    else plain += char
  }
  return plain
}

function digitsOf(run: string): string {
  let digits = ''
  for (const char of run) {
    const code = char.charCodeAt(0)
    if (isDigit(code)) digits += String.fromCharCode(48 + (code - scriptOf(code)))
  }
  return digits
}

/** Code of the zero of the script that a digit belongs to. */
function scriptOf(code: number): number {
  return code >= 0x6f0 ? 0x6f0 : code >= 0x660 ? 0x660 : 48
}

function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0x660 && code <= 0x669) || (code >= 0x6f0 && code <= 0x6f9)
}

function isArabic(code: number): boolean {
  if (code < 0x621) return false
  if (code <= 0x64a || code === 0x6d5) return true
  if (code >= 0x66e && code <= 0x6d3) return true
  if ((code >= 0x6ee && code <= 0x6ef) || (code >= 0x6fa && code <= 0x6ff) || (code >= 0x750 && code <= 0x77f))
    return true
  if (code >= 0x8a0 && code <= 0x8c7) return true
  return (code >= 0xfb50 && code <= 0xfdfb) || (code >= 0xfe70 && code <= 0xfefc)
}

/** Marks that a word carries along, and tatweel. */
function isMark(code: number): boolean {
  if (code === 0x640 || code === 0x670) return true
  if (code < 0x610 || code > 0x8ff) return false
  if (code <= 0x61a || (code >= 0x64b && code <= 0x65f)) return true
  return (code >= 0x6d6 && code <= 0x6ed && code !== 0x6dd && code !== 0x6de && code !== 0x6e9) || code >= 0x8ca
}

function isSpace(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}

function isControl(code: number): boolean {
  if (code < 0xad) return false
  if (code === 0xad || code === 0x61c || code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f)) return true
  if (code >= 0x200b && code <= 0x200f) return true
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069)
}

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((char) => [char, to])
}
