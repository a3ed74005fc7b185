import { eventNouns } from '../events/lexicon.ts'
import { formAt, isWordAt, opensQuote, type Page } from '../grammar/page.ts'
import {
  adverbs,
  isAdjective,
  isCommonNoun,
  isFunctionWord,
  isNationality,
  isNisba,
  knownVerb,
} from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import type { Token } from '../tokens.ts'
import {
  ambiguousNames,
  compoundNames,
  familyNames,
  givenNames,
  headForms,
  initials,
  loneNames,
  personTitles,
  placeNames,
} from './lexicon.ts'

/** Names that the text itself has introduced, folded. */
export type Known = Readonly<{ persons: ReadonlySet<string> }>

const longestName = 5
const longestTitles = 12

/** True for a word that no lexicon knows: a name, most likely. Words with tanwin or, unless `named`, a verb's shape are none. */
export function isUnknown(page: Page, at: number, named = false): boolean {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || token.form.length < (named ? 4 : 3)) return false
  if (isFunctionWord(token) || isCommonNoun(token) || looksInflected(page, token, named)) return false
  if (/.{4}ات$/.test(token.form) || isParticiple(token) || numerals.test(token.form) || adverbs.has(token.form))
    return false
  return !headForms.has(token.form) && !eventNouns.has(token.form) && !knownVerb(token, formAt(page, at - 1))
}

/** معروفة, متطرف, مستقل: participles in shapes that names hardly have. */
function isParticiple({ form, plain }: Token): boolean {
  return (/^م.{3,5}ة$/.test(plain) || /^م(ت|ست).{3}$/.test(form)) && !givenNames.has(form) && !familyNames.has(form)
}

const numerals = /^(واحد|اثنان|اثنين|ثلاث|اربع|خمس|ست|سبع|ثماني|ثمان|تسع|عشر)(ه|ون|ين)?$/

/** True for a bare word that is likely a proper name, without article or clitics to cut. */
export function isProper(page: Page, at: number, named = false): boolean {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || token.form.startsWith('ال') || token.form.startsWith('لل')) return false
  if (givenNames.has(token.form) || familyNames.has(token.form)) return true
  if (/^[وفبلك](ال|ل)/.test(token.form)) return false
  return isUnknown(page, at, named) && !isAdjective(token.form) && !hasKnownRest(token)
}

/**
 * Index behind a personal name that starts at a token, or undefined. `strong` where a title or a reporting verb stands
 * before it, so that unknown words may begin it.
 */
export function nameEnd(page: Page, from: number, strong: boolean): number | undefined {
  let at = from
  let known = 0
  let words = 0
  while (words < longestName) {
    const part = namePart(page, at, words, strong)
    if (!part) break
    at = part.to
    words += part.words
    if (part.known) known++
    at = hyphenEnd(page, at)
    if (part.last && !/^(بن|ابو|ابي|ام)$/.test(formAt(page, at)) && !familyNames.has(formAt(page, at))) break
  }
  if (words === 0) return undefined
  if (strong) return known > 0 || words > 1 || endsName(page, at) ? at : undefined
  if (formAt(page, from) === 'عبد') return at
  return words > 1 && known > 0 ? at : undefined
}

/** ميشال أليو-ماري, بان كي-مون: what a hyphen joins to a name without blanks. */
function hyphenEnd(page: Page, at: number): number {
  const glued = (each: number) => page.tokens[each]?.spaced === false
  return formAt(page, at) === '-' && glued(at) && glued(at + 1) && isWordAt(page, at + 1) ? at + 2 : at
}

/** Index behind titles such as السيد, الدكتور, د. and the adjectives with them; of a longer row than people bear the first. */
export function titlesEnd(page: Page, from: number): number {
  let at = from
  if (
    partyTitles.has(formAt(page, at)) &&
    !formAt(page, at - 1).startsWith('ال') &&
    givenNames.has(formAt(page, at + 1))
  )
    at++
  while (at - from < longestTitles) {
    const form = formAt(page, at)
    if (personTitles.has(form) && !(form === 'ايه' && !page.tokens[at]!.plain.startsWith('آ'))) {
      at += isAdjective(formAt(page, at + 1)) && formAt(page, at + 1).startsWith('ال') ? 2 : 1
      while (at - from > 1 && isRanking(page, at)) at++
    } else if (form === 'اركان' && formAt(page, at + 1) === 'حرب') at += 2
    else if (at > from && /^(ال)?(ركن|اول|طيار|بحري|مهندس|متقاعد|دكتور)$/.test(form)) at++
    else if (initials.has(form) && formAt(page, at + 1) === '.') at += 2
    else return at
  }
  return at
}

/** الصحفي السعودي البارز: a further adjective of a title, none that a family is named by. */
function isRanking(page: Page, at: number): boolean {
  const form = formAt(page, at)
  return form.startsWith('ال') && isAdjective(form) && !isNisba(form) && !familyNames.has(form)
}

type Part = Readonly<{ to: number; known: boolean; last: boolean; words: number }>

/** أبو رمزي counts as a whole name, عبد الله and نور الدين as its first half. */
function readCompound(page: Page, at: number, words: number): Part | undefined {
  const form = formAt(page, at)
  if (!compoundNames.has(form) || !isNameTail(page, at + 1, form)) return undefined
  const kunya = /^(ابو|ابي|ابا|ام|ابن)$/.test(form)
  if (words === 0 && !kunya && !givenNames.has(form) && !/^(عبد|عبيد)$/.test(form)) return undefined
  return {
    to: at + 2,
    known: true,
    last: false,
    words: kunya || !formAt(page, at + 1).startsWith('ال') || formAt(page, at + 1) === 'الدين' ? 2 : 1,
  }
}

function namePart(page: Page, at: number, words: number, strong: boolean): Part | undefined {
  const form = formAt(page, at)
  if (!isWordAt(page, at)) return undefined
  const compound = readCompound(page, at, words)
  if (compound) return compound
  const next = formAt(page, at + 1)
  // لولا دا سيلفا: a particle's form within a name.
  if (isFunctionWord(page.tokens[at]) && !(words > 0 && givenNames.has(form) && compoundNames.has(next)))
    return undefined
  if (form === 'باسم' && /(متحدث|ناطق)/.test(formAt(page, at - 1))) return undefined
  if (givenNames.has(form) || (words > 0 && familyNames.has(form))) return knownPart(page, at, words, strong)
  if (looksVerbal(form)) return undefined
  if (words > 0 && loneNames.has(next) && form === 'دين') return { to: at + 1, known: false, last: false, words: 1 }
  if (words === 0 && strong && familyNames.has(form)) return { to: at + 1, known: true, last: false, words: 1 }
  if (words > 0 && !form.startsWith('ال') && placeNames.get(form)?.some(({ forms }) => forms.length === 1))
    return undefined
  if (form.startsWith('ال')) {
    if (
      knownVerb(page.tokens[at]) ||
      (words > 1 && !familyNames.has(form) && !isKnownName(page, at - 1) && !isKnownName(page, at - 2))
    )
      return undefined
    if ((words === 0 && !strong) || !isFamilyLike(page, at, strong && (words === 1 || isKunya(page, at - 2))))
      return undefined
    return { to: at + 1, known: false, last: form !== 'الله', words: 1 }
  }
  const clitic =
    form.length > 5 && /^[وفبك]?(ال|لل)/.test(form) && !(strong && words === 1 && isForeign(page.tokens[at]!))
  const joined =
    clitic ||
    (words > 1 && form.startsWith('ل')) ||
    (form.startsWith('و') && (words === 0 || !strong || form.length < 6) && !isLastForeign(page, at, words, strong))
  // سيجري إن, يعلون: what looks like a verb is a family name where the reported clause follows at once.
  if (strong && words === 1 && /^(ان|انه|انها|بان|بانه|:)$/.test(formAt(page, at + 1)) && !joined)
    return { to: at + 1, known: false, last: true, words: 1 }
  // Behind two words a third that nobody knows is the name's last, or no part of it.
  if (words > 1 && !endsName(page, at + 1) && !startsNoun(page, at + 1)) return undefined
  if (joined || (words === 0 && !strong)) return undefined
  // الشاب صدمة: no name but a known one ends so where nothing of a name follows.
  if (words === 0 && page.tokens[at]!.plain.endsWith('ة') && !isFamilyNext(page, at + 1) && !familyNames.has(next))
    return undefined
  const fits =
    words > 0
      ? isUnknown(page, at, strong && !(form.length === 3 && endsName(page, at + 1))) &&
        (isForeign(page.tokens[at]!) || !hasKnownRest(page.tokens[at]!)) &&
        !(words > 1 && isVerbalNoun(form))
      : isProper(page, at, strong && isFamilyNext(page, at + 1)) ||
        (strong && (isForeignPair(page, at) || isBeforeFamily(page, at) || isSaying(page, at)))
  return fits ? { to: at + 1, known: false, last: false, words: 1 } : undefined
}

/** مايكل وايس،: behind a first name and before a mark, what no lexicon knows without its و is a family name. */
function isLastForeign(page: Page, at: number, words: number, strong: boolean): boolean {
  const rest = formAt(page, at).slice(1)
  if (!strong || words < 1 || words > 2 || rest.startsWith('ال') || hasKnownRest(page.tokens[at]!)) return false
  const behind = page.tokens[at + 1]
  return behind?.kind === 'mark' && !isCommonNoun(page.tokens[at]!) && !placeNames.has(rest) && !isAdjective(rest)
}

/** كالامار, بالانش: what seems to be ك with an article before a word that nobody knows. */
function isForeign(token: Token): boolean {
  if (!/^[كف]ال/.test(token.form)) return false
  const rest = token.form.slice(3)
  return (
    !isCommonNoun(token) && !headForms.has(rest) && !eventNouns.has(rest) && !isAdjective(rest) && !isVerbalNoun(rest)
  )
}

/** لعال آغا: an unknown word right before a known family name, whatever clitics it seems to have. */
function isBeforeFamily(page: Page, at: number): boolean {
  return familyNames.has(formAt(page, at + 1)) && !ambiguousNames.has(formAt(page, at + 1)) && isUnknown(page, at, true)
}

/** قال جانكلي إن, أكد عشماوي: "…": one word behind a reporting verb that only looks like a relative adjective. */
function isSaying(page: Page, at: number): boolean {
  const { form } = page.tokens[at]!
  if (!/ي$/.test(form) || isNationality(form) || !isUnknown(page, at, true) || hasKnownRest(page.tokens[at]!))
    return false
  return (
    knownVerb(page.tokens[at - 1]) !== undefined &&
    (opensQuote(page, at + 1) || /^(ان|انه|انها|بان|بانه|:)$/.test(formAt(page, at + 1)))
  )
}

/** سيلتقيان, يعلنون, قائلا, مشيرا: shapes of the future, the plural imperfect and of participles in the accusative. */
function looksVerbal(form: string): boolean {
  return /^[تي]ت.{3,}$|^س[يت].{3,}(ان|ون)$|^[يت].{3,}ون$|^(م.{3,6}|.ا[^ا].)ا$/.test(form)
}

/** A word that begins another phrase: a noun that is known, or one with the article. */
function startsNoun(page: Page, at: number): boolean {
  const token = page.tokens[at]
  if (token?.kind !== 'word') return false
  const { form } = token
  return (
    isCommonNoun(token) || eventNouns.has(form) || headForms.has(form) || hasKnownRest(token) || /^[وفبل]?ال/.test(form)
  )
}

/** الجيش الإسرائيلي أفيخاي أدرعي: two words that look like bare relative adjectives cannot belong to a definite noun. */
function isForeignPair(page: Page, at: number): boolean {
  if (!formAt(page, at - 1).startsWith('ال')) return false
  const behind = page.tokens[at + 2]
  if (!endsName(page, at + 2) && !(behind !== undefined && hasKnownRest(behind))) return false
  return [at, at + 1].every((each) => {
    const token = page.tokens[each]
    if (token?.kind !== 'word' || token.form.startsWith('ال')) return false
    return isUnknown(page, each, true) && !isNationality(token.form) && !hasKnownRest(token)
  })
}

function knownPart(page: Page, at: number, words: number, strong: boolean): Part | undefined {
  const weak = ambiguousNames.has(formAt(page, at))
  const form = formAt(page, at)
  const last = words > 0 && (form.startsWith('ال') || (familyNames.has(form) && !givenNames.has(form)))
  if (!weak || words > 0 || strong) return { to: at + 1, known: true, last, words: 1 }
  const next = formAt(page, at + 1)
  const sure = (givenNames.has(next) && !ambiguousNames.has(next)) || familyNames.has(next) || compoundNames.has(next)
  return sure ? { to: at + 1, known: true, last: false, words: 1 } : undefined
}

/** A foreign name that no list knows has no Arabic family name behind it. */
function isKnownName(page: Page, at: number): boolean {
  const form = formAt(page, at)
  return givenNames.has(form) || familyNames.has(form) || compoundNames.has(form) || form.startsWith('ال')
}

/** أبو مهدي المهندس: any word with the article may follow. */
function isKunya(page: Page, at: number): boolean {
  return /^(ابو|ابي|ابا|ام)$/.test(formAt(page, at))
}

/** True for a word with the article that can be a family name. */
function isFamilyNext(page: Page, at: number): boolean {
  return formAt(page, at).startsWith('ال') && isFamilyLike(page, at, true)
}

function isFamilyLike(page: Page, at: number, named: boolean): boolean {
  const form = formAt(page, at)
  if (familyNames.has(form)) return true
  if (placeNames.has(form)) return false
  const token = page.tokens[at]!
  const rest = form.slice(2)
  if (isFunctionWord(token) || isCommonNoun(token)) return false
  if (headForms.has(rest) && !(named && headForms.get(rest)!.kinds.has('role') && endsName(page, at + 1))) return false
  if (eventNouns.has(rest) && !named) return false
  return named || !personTitles.has(form)
}

function isNameTail(page: Page, at: number, before: string): boolean {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token)) return false
  if (
    !/^(ابو|ابي|ابا|ام|بن|ابن|بنت|ال|ذو|عبد|عبيد|فون|فان|دي|دا|داه|ديل|دو|لا|لو|ماك|مار|ايت|ولد|با|اولاد|سيدي|مولاي|جاد)$/.test(
      before,
    ) &&
    !token.form.startsWith('ال')
  )
    return false
  if (before === 'ام') return givenNames.has(token.form)
  // ابن عمه: a relation with its pronoun.
  if (/^(ابن|بنت)$/.test(before) && token.plain.endsWith('ه') && !givenNames.has(token.form)) return false
  if (token.form === 'الدين') return true
  if (before === 'عبد' || before === 'عبيد') return token.form.startsWith('ال') || token.form === 'رب'
  return givenNames.has(token.form) || familyNames.has(token.form) || (!isCommonNoun(token) && !knownVerb(token))
}

function endsName(page: Page, at: number): boolean {
  const token = page.tokens[at]
  return token === undefined || token.kind !== 'word' || isFunctionWord(token) || knownVerb(token) !== undefined
}

/** A word that ends as verbs and adverbs do: tanwin, وا, a bare ت; or begins with ي as an imperfect. */
function looksInflected(page: Page, token: Token, named: boolean): boolean {
  const { form } = token
  if (/[ًٌٍ]/.test(page.text.slice(token.start, token.end))) return true
  if (form.length > 3 && /(وا|يا|ائه|ية)$/.test(form) && !givenNames.has(form)) return /(وا|[^ر]يا)$/.test(form)
  if (form.length > 4 && /(ها|هم|هن|هما)$/.test(form)) return true
  if (form.length > 3 && token.plain.endsWith('ه')) return true
  return form.length > 3 && !named && (/[^ايو]ت$/.test(form) || /^ي/.test(form))
}

/** True for a word that is another one with a proclitic before it: ل and تصوير, و and عناصر. */
export function hasKnownRest(token: Token): boolean {
  return token.readings.some(({ conj, prep, rest }) => {
    if (conj === '' && prep === '') return false
    return headForms.has(rest) || eventNouns.has(rest) || givenNames.has(rest) || isVerbalNoun(rest)
  })
}

/** الجمهوري تيد كروز: the party of a politician before his name. */
const partyTitles = wordSet(
  'الجمهوري الديمقراطي الديموقراطي الاشتراكي المحافظ العمالي الليبرالي الشيوعي المستقل اليميني اليساري الجمهورية الديمقراطية',
)

/** True for the shapes of verbal nouns: تفعيل, إفعال, افتعال, استفعال, مفاعلة. */
export function isVerbalNoun(word: string): boolean {
  return /^(ت..ي.(ه|ات)?|ا..ا.(ات)?|ا...ا.(ات)?|است..ا.(ات)?|م.ا..(ه|ات)|منع|كسب|دعم|حل|لحظه)$/.test(word)
}

/** A name behind a comma is one where another mark, a verb or a particle follows it. */
export function closesName(page: Page, at: number, titled: boolean): boolean {
  const token = page.tokens[at]
  if (token === undefined || token.kind === 'mark' || token.kind === 'newline') return true
  return titled || isFunctionWord(token) || knownVerb(token) !== undefined
}
