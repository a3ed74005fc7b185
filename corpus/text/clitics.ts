import { fold } from './fold.ts'
import { splitsGrapheme } from './graphemes.ts'
import list from './lexicon/never-cut.json' with { type: 'json' }
import { isFormatControl } from './white-space.ts'

/** The particles that may be written at the front of a word, outermost first. */
export type Proclitic = 'أ' | 'و' | 'ف' | 'ب' | 'ك' | 'ل' | 'س' | 'ال'

/** Why a cut is believed: an article, digit, Latin letter or quotation mark follows, or the rest is a known word. */
export type CutReason = 'article' | 'foreign' | 'known'

/**
 * A place where a word can be cut. `at` counts UTF-16 units from the word's start, marks and tatweel of the particles
 * included. `rest` is what follows, without marks and tatweel; for ل+ال, written لل, it is the noun without its article.
 */
export type ProcliticCut = Readonly<{ at: number; proclitics: readonly Proclitic[]; rest: string; reason: CutReason }>

/** Enclitic pronoun of a word, with the forms its bare word may have: قيادته is قيادت and ه, of قيادة. */
export type Enclitic = Readonly<{ pronoun: string; stem: string; bases: readonly string[] }>

const combinations: readonly (readonly Proclitic[])[] = [
  ...(['و', 'ف', 'ب', 'ك', 'ل', 'س', 'ال'] as const).map((each) => [each]),
  ...(['و', 'ف', 'ب', 'ك', 'ل'] as const).map((each) => [each, 'ال'] as const),
  ...(['ب', 'ل', 'ك'] as const).flatMap((each) => [['و', each] as const, ['ف', each] as const]),
  ...(['ب', 'ل', 'ك'] as const).flatMap((each) => [['و', each, 'ال'] as const, ['ف', each, 'ال'] as const]),
  ...(['و', 'ف'] as const).map((each) => [each, 'س'] as const),
  ...(['و', 'ف', 'ل'] as const).map((each) => ['أ', each] as const),
]
const pronouns = ['هما', 'كما', 'ها', 'هم', 'هن', 'كم', 'كن', 'ني', 'نا', 'ه', 'ك', 'ي']
const neverCut = new Set(list.words.map(foldWord))
const never = (word: string) => neverCut.has(foldWord(word))

/**
 * The places where proclitics can be cut from a word, shortest first. Cut is only before an article, a digit, a Latin
 * letter or a quotation mark, or where the rest is known (to `isKnown`, which is given it bare of marks, with or without
 * its enclitic), and keeps three letters. A word that merely begins like a particle (وزير, فلسطين) is never cut.
 */
export function findProclitics(word: string, isKnown: (rest: string) => boolean = () => false): ProcliticCut[] {
  const letters = readLetters(word)
  const bare = bareForm(word)
  if (isWholeWord(bare)) return []
  const knows = (rest: string) => isKnownWord(rest, isKnown)
  const cuts = combinations.flatMap((proclitics) => cutBy(proclitics, bare, letters, knows))
  return cuts
    .filter((cut) => !splitsGrapheme(word, cut.at))
    .sort((a, b) => a.at - b.at || a.proclitics.length - b.proclitics.length)
}

/**
 * Where a word begins for an annotation: after و ف ب ك ل where they come off cleanly; the article stays, لل stays whole.
 * 0 where nothing is cut.
 */
export function findCleanStart(word: string, isKnown?: (rest: string) => boolean): number {
  const clean = findProclitics(word, isKnown).filter((cut) =>
    cut.proclitics.every((each) => each !== 'ال' && each !== 'س' && each !== 'أ'),
  )
  return clean.at(-1)?.at ?? 0
}

/** The enclitic pronouns a word may end in, longest first, each with the bare words it may have been put on. */
export function findEnclitics(word: string): Enclitic[] {
  const bare = bareForm(word)
  const found = pronouns.filter((each) => bare.endsWith(each) && bare.length - each.length >= 2)
  return found.map((pronoun) => {
    const stem = bare.slice(0, bare.length - pronoun.length)
    return { pronoun, stem, bases: basesOf(stem) }
  })
}

/** The words a stem before a pronoun may stand for: ة as ت, ى as ا, ء on a seat, a plural or dual without its ن. */
function basesOf(stem: string): string[] {
  const cut = stem.slice(0, -1)
  const bases = [stem]
  if (stem.endsWith('ت')) bases.push(`${cut}ة`)
  if (/[^ا]ا$/.test(stem)) bases.push(`${cut}ى`)
  if (/ا[ئؤ]$/.test(stem)) bases.push(`${cut}ء`)
  if (stem.endsWith('ي')) bases.push(`${stem}ن`, `${cut}ون`, `${cut}ان`)
  if (/[وا]$/.test(stem)) bases.push(`${stem}ن`)
  return bases
}

type Letter = { letter: string; end: number }

/** The letters of a word that are not marks, tatweel or controls, each with where it and these behind it end. */
function readLetters(word: string): Letter[] {
  const letters: Letter[] = []
  let at = 0
  for (const each of word) {
    at += each.length
    const last = letters.at(-1)
    if (!isOrnament(each)) letters.push({ letter: each, end: at })
    else if (last) last.end = at
  }
  return letters
}

function cutBy(
  proclitics: readonly Proclitic[],
  bare: string,
  letters: readonly Letter[],
  knows: (rest: string) => boolean,
): ProcliticCut[] {
  const written = proclitics.join('').replace(/لال$/, 'لل')
  if (!bare.startsWith(written)) return []
  const rest = bare.slice(written.length)
  const cutAt = (length: number, reason: CutReason): ProcliticCut => ({
    at: letters[length - 1]!.end,
    proclitics,
    rest: bare.slice(length),
    reason,
  })
  const cuts: ProcliticCut[] = []
  const reason = reasonFor(proclitics, rest, knows)
  if (reason) cuts.push(cutAt(written.length, reason))
  // ل + ال before a noun that itself begins with ل drops one of three: للجنة is also ل + ال + لجنة.
  if (written.endsWith('لل') && knows(`ل${rest}`)) cuts.push(cutAt(written.length - 1, 'known'))
  return cuts
}

function reasonFor(
  proclitics: readonly Proclitic[],
  rest: string,
  knows: (rest: string) => boolean,
): CutReason | undefined {
  const last = proclitics.at(-1)
  if (last !== 'س' && proclitics[0] !== 'أ' && /^[\p{N}\p{Script=Latin}"«“„'‘(]/u.test(rest)) return 'foreign'
  if ((rest.match(/\p{L}/gu) ?? []).length < 3) return undefined
  if (last === 'س') return /^[يتنأا]/.test(rest) && knows(rest) ? 'known' : undefined
  if (knows(rest)) return 'known'
  if (last === 'ال') return 'article'
  return /^(?:ال|[بك]ال|لل)\p{L}{3}/u.test(rest) && !(last !== 'و' && last !== 'ف' && /^[بكل]/.test(rest))
    ? 'article'
    : undefined
}

function isKnownWord(rest: string, isKnown: (rest: string) => boolean): boolean {
  return (
    never(rest) ||
    isKnown(rest) ||
    findEnclitics(rest).some(({ bases }) => bases.some((each) => never(each) || isKnown(each)))
  )
}

/** True for a word of the never-cut list, also with an ending of number or gender or a pronoun on it. */
function isWholeWord(bare: string): boolean {
  if (never(bare)) return true
  const ending = /(?:ات|ون|ين|ان|ية|ة|ي|ا|اً)$/.exec(bare)?.[0] ?? ''
  if (ending !== '' && bare.length - ending.length >= 3 && never(bare.slice(0, -ending.length))) return true
  return findEnclitics(bare).some(({ bases }) => bases.some((each) => each.length >= 3 && never(each)))
}

/** Marks, tatweel and invisible controls: what may stand on or between letters without being one. */
function isOrnament(character: string): boolean {
  return isFormatControl(character.charCodeAt(0)) || /^[\p{M}ـ\ufeff]/u.test(character)
}

function bareForm(word: string): string {
  return readLetters(word)
    .map((each) => each.letter)
    .join('')
}

function foldWord(word: string): string {
  return fold(word, 'default').text
}
