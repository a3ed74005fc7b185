import { foldWord } from '../tokens.ts'

/** How a word was read as a form of a known verb. `jussive` forms are short and stand only behind لم and لا. */
export type VerbReading<T> = Readonly<{
  entry: T
  tense: 'perfect' | 'imperfect' | 'future'
  feminine: boolean
  plural: boolean
  object: boolean
  jussive: boolean
}>

type Ending = Readonly<{ set: string; feminine: boolean; plural: boolean; object: boolean }>
type Stem<T> = Readonly<{ entry: T; sets: string; jussive: boolean }>

/** Stems of verbs, folded, with the sets of endings that each takes. */
export type VerbIndex<T> = Readonly<{ perfect: Map<string, Stem<T>[]>; imperfect: Map<string, Stem<T>[]> }>

const objects = ['ه', 'ها', 'هم', 'هما', 'هن', 'ني', 'نا', 'ك', 'كم']
// Sets: b the bare form, o the bare form with an object, r regular endings, s endings that shorten a weak stem,
// w its plural, d its dual.
const perfectEndings = endingsOf([
  ['b', '', '', false, false],
  ['o', undefined, '', false, false],
  ['r', 'ت', 'ت', true, false],
  ['r', 'ا', 'ا', false, true],
  ['r', 'تا', 'تا', true, true],
  ['r', 'وا', 'و', false, true],
  ['s', 'ت', 'ت', false, false],
  ['s', 'نا', 'نا', false, true],
  ['s', 'ن', 'ن', true, true],
  ['s', 'تم', 'تمو', false, true],
])
const imperfectEndings = endingsOf([
  ['b', '', '', false, false],
  ['o', undefined, '', false, false],
  ['r', 'ون', 'ون', false, true],
  ['r', 'وا', 'و', false, true],
  ['r', 'ان', 'ان', false, true],
  ['r', 'ا', 'ا', false, true],
  ['s', 'ن', 'ن', true, true],
  ['w', 'ون', 'ون', false, true],
  ['w', 'وا', 'و', false, true],
  ['d', 'ان', 'ان', false, true],
  ['d', 'ا', 'ا', false, true],
])
const longestEnding = 6

/** Builds the stems of verbs that are given by their perfect and imperfect in ordinary spelling. */
export function indexVerbs<T>(verbs: Iterable<readonly [perfect: string, imperfect: string, entry: T]>): VerbIndex<T> {
  const index: VerbIndex<T> = { perfect: new Map(), imperfect: new Map() }
  for (const [perfect, imperfect, entry] of verbs) {
    addPerfect(index.perfect, perfect, entry)
    addImperfect(index.imperfect, imperfect, isHollow(perfect), entry)
  }
  return index
}

/** Reads a folded word without conjunction as a form of one of the verbs. */
export function readVerb<T>(index: VerbIndex<T>, form: string): VerbReading<T> | undefined {
  return readStem(index.perfect, perfectEndings, form, 'perfect') ?? readImperfect(index, form)
}

/** Reads a word as an imperfect only: what stands behind لن or أن. */
export function readImperfect<T>(index: VerbIndex<T>, form: string): VerbReading<T> | undefined {
  const future = form[0] === 'س'
  const at = future ? 1 : 0
  const person = form[at]
  if (person !== 'ي' && person !== 'ت' && person !== 'ن') return undefined
  const found = readStem(index.imperfect, imperfectEndings, form.slice(at + 1), future ? 'future' : 'imperfect')
  // نـ is "we": it takes no ending of the plural.
  if (person === 'ن' && found?.plural) return undefined
  return found && { ...found, feminine: found.feminine || (person === 'ت' && !found.plural) }
}

function readStem<T>(
  stems: ReadonlyMap<string, Stem<T>[]>,
  endings: ReadonlyMap<string, readonly Ending[]>,
  word: string,
  tense: VerbReading<T>['tense'],
): VerbReading<T> | undefined {
  const shortest = Math.max(2, word.length - longestEnding)
  for (let length = word.length; length >= shortest; length--) {
    const found = stems.get(word.slice(0, length))
    if (!found) continue
    for (const { set, feminine, plural, object } of endings.get(word.slice(length)) ?? []) {
      const stem = found.find(({ sets }) => sets.includes(set))
      if (stem) return { entry: stem.entry, tense, feminine, plural, object, jussive: stem.jussive }
    }
  }
  return undefined
}

function addPerfect<T>(stems: Map<string, Stem<T>[]>, perfect: string, entry: T): void {
  const form = foldWord(perfect)
  const add = (stem: string, sets: string) => addStem(stems, stem, { entry, sets, jussive: false })
  const cut = form.slice(0, -1)
  if (/[ىي]$/.test(perfect)) {
    add(form, perfect.endsWith('ى') ? 'bs' : 'bors')
    add(cut, 'r')
    add(`${cut}ا`, 'o')
  } else if (perfect.endsWith('ا')) {
    add(form, 'bo')
    add(cut, 'r')
    add(`${cut}و`, 's')
    add(`${cut}ي`, 'br')
  } else if (isHollow(perfect)) {
    add(form, 'bor')
    add(form.slice(0, -2) + form.slice(-1), form.length > 3 ? 's' : '')
    // Passives as in استعيد; of three letters only those that are listed, since most of these verbs have none.
    if (form.length > 3 && !form.startsWith('ان')) add(`${form.slice(0, -2)}ي${form.slice(-1)}`, 'bor')
  } else {
    add(form, form.length > 2 ? 'bors' : 'bor')
    if (perfect.endsWith('أ')) add(`${cut}ؤ`, 'r')
    // Passives as in حوصر and صودرت.
    if (/^[^و]ا..$/.test(form)) add(`${form[0]}و${form.slice(2)}`, 'bor')
  }
}

function addImperfect<T>(stems: Map<string, Stem<T>[]>, imperfect: string, hollow: boolean, entry: T): void {
  const form = foldWord(imperfect).slice(1)
  const add = (stem: string, sets: string, jussive = false) => addStem(stems, stem, { entry, sets, jussive })
  const cut = form.slice(0, -1)
  if (/[ىيو]$/.test(imperfect)) {
    add(form, 'bos')
    // يلتقيان, يلقيان: the dual keeps the weak letter.
    add(`${cut}ي`, 'bd')
    add(cut, 'w')
    add(cut, 'bo', true)
    add(`${cut}ا`, 'o')
  } else if (hollow && /[اوي].$/.test(form)) {
    add(form, 'bor')
    add(`${form.slice(0, -2)}ا${form.slice(-1)}`, 'bor')
    add(form.slice(0, -2) + form.slice(-1), 'bos', true)
  } else {
    add(form, 'bors')
    if (imperfect.endsWith('أ')) add(`${cut}ؤ`, 'r')
  }
}

function addStem<T>(stems: Map<string, Stem<T>[]>, stem: string, found: Stem<T>): void {
  if (stem.length < 2 || found.sets === '') return
  const list = stems.get(stem)
  if (list) list.push(found)
  else stems.set(stem, [found])
}

/** True for verbs with a long a before their last letter, as in قال and استعاد. */
function isHollow(perfect: string): boolean {
  return perfect.length > 2 && perfect[perfect.length - 2] === 'ا'
}

type Row = readonly [set: string, alone: string | undefined, before: string, feminine: boolean, plural: boolean]

function endingsOf(rows: readonly Row[]): Map<string, Ending[]> {
  const endings = new Map<string, Ending[]>()
  const add = (form: string, ending: Ending) => endings.set(form, [...(endings.get(form) ?? []), ending])
  for (const [set, alone, before, feminine, plural] of rows) {
    if (alone !== undefined) add(alone, { set, feminine, plural, object: false })
    if (alone === '') continue
    for (const object of objects) add(before + object, { set, feminine, plural, object: true })
  }
  return endings
}
