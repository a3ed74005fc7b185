import { unitNames } from '../dates/lexicon.ts'
import { isNationality, isNisba } from '../grammar/vocabulary.ts'
import nouns from '../lexicon/nouns.json' with { type: 'json' }
import { isGlued, lexiconOf, look, type Reader, wordSet } from '../reader.ts'
import { foldWord, type Token } from '../tokens.ts'
import { isPerson, readUnit, type Unit } from './units.ts'

/** A counted noun: its unit (`person`, a measure's name, else the noun's singular) and the index behind it. */
export type Counted = Readonly<{ name: string; end: number; known: boolean }>

const singulars: ReadonlyMap<string, string> = lexiconOf([
  ...Object.entries(nouns.plurals).flatMap(([singular, plurals]) => [
    [singular, singular] as const,
    ...plurals.map((plural) => [plural, singular] as const),
  ]),
  ...Object.keys(nouns.plurals).map((singular) => [`${singular}ا`, singular] as const),
])
const notCounted = wordSet(nouns.notCounted)
const others = wordSet(nouns.others)
const notOne = wordSet(nouns.onePlain)
const partitives = wordSet('أفراد عناصر أبناء أعضاء عدد')
const directions = wordSet('شمالي جنوبي شرقي غربي حوالي إجمالي بالتالي')
const ranks = wordSet('كبار قدامى أبرز أهم خيرة صغار أقارب ذوي')
const bodies = wordSet(
  'الشرطة الجيش الحرس القوات الأمن الدرك الطائفة الأقلية الميليشيات المليشيات الحشد الفصائل المعارضة',
)
const ownBodies = wordSet('قوات شرطة حرس جيش أمن ميليشيات مليشيات فصائل')
const pronoun = /(?:هم|ها|هن|كم|نا|ه)$/

/**
 * Reads the noun that a number counts. Without a lexicon entry it must look like one: no particle, no clitic, no verb's
 * prefix, the case ending that 11 to 99 demand. `definite` also takes a noun with the article (`عشرات المدنيين`, `نصف السكان`).
 */
export function readCounted(
  reader: Reader,
  at: number,
  count: number | undefined,
  definite: boolean,
): Counted | undefined {
  const token = reader.tokens[at]
  if (token?.kind !== 'word' || isGlued(reader, at)) return undefined
  const unit = readUnit(reader, at)
  if (unit && !unit.conj && !unit.prep && !unit.unit.dual && (definite || !unit.article))
    return { name: nameOf(unit.unit, token), end: unit.end, known: true }
  if (notCounted.has(token.form)) return undefined
  const listed = look(singulars, token, definite ? 'article' : 'none')
  if (listed) return { name: listed.entry, end: at + 1, known: true }
  if (isNational(token)) return { name: 'person', end: at + 1, known: true }
  const name = asNoun(token, count, definite)
  return name === undefined ? undefined : { name, end: at + 1, known: false }
}

/** `4 يمنيين`, `200 تركي`: people by their nation. */
function isNational({ form }: Token): boolean {
  return /(?:ي|يا|يين|يون)$/.test(form) && !form.startsWith('ال') && isNationality(form)
}

/** `من أفراد أسرهم`, `من عناصر`, `من جنوده`, `من كبار ضباط`, `من الشرطة`: what a number or a vague plural is a part of. */
export function readPartitive(reader: Reader, at: number, vague: boolean): Counted | undefined {
  if (reader.tokens[at]?.form !== 'من') return undefined
  const noun = readCounted(reader, at + 1, undefined, true)
  if (!noun || (!noun.known && !vague)) return readPeople(reader, at + 1)
  // خرج 5 من المدينة: a place that they left.
  if (Object.hasOwn(nouns.plurals, reader.tokens[at + 1]!.plain.replace(/^ال/, '')) && !vague) return undefined
  const genitive = reader.tokens[noun.end]
  const first = reader.tokens[at + 1]!.form
  if (
    partitives.has(first) &&
    genitive?.kind === 'word' &&
    pronoun.test(genitive.form) &&
    !notCounted.has(genitive.form)
  )
    return { ...noun, end: noun.end + 1 }
  return noun
}

/** `كبار ضباط الشرطة`, `جنوده`, `زملائها`, `الحرس الثوري`: people whom no plain word of the lexicon names. */
function readPeople(reader: Reader, at: number): Counted | undefined {
  const token = reader.tokens[at]
  if (token?.kind !== 'word' || isGlued(reader, at)) return undefined
  if (ranks.has(token.form)) {
    const noun = readCounted(reader, at + 1, undefined, true) ?? readPeople(reader, at + 1)
    return noun?.known ? { ...noun, end: behindDefinite(reader, noun.end, 1) } : undefined
  }
  if (ownBodies.has(token.form) && behindDefinite(reader, at + 1, 1) > at + 1)
    return { name: 'person', end: behindDefinite(reader, at + 1, 2), known: true }
  if (bodies.has(token.form)) return { name: 'person', end: behindDefinite(reader, at + 1, 2), known: true }
  return isOwned(token.form) ? { name: 'person', end: at + 1, known: true } : undefined
}

/** Index behind the relative adjective of a counted noun: `1500 مقاتل كردي`, `60 حالة مرضية`; not behind a direction (`غربي المدينة`). */
export function behindAdjective(reader: Reader, at: number): number {
  const noun = reader.tokens[at - 1]
  const token = reader.tokens[at]
  if (token?.kind !== 'word' || !token.spaced || noun?.kind !== 'word' || /^(?:ال|لل|من$)/.test(noun.plain)) return at
  const { form } = token
  if (directions.has(form) || notCounted.has(form) || form.startsWith('ال')) return at
  const stem = form.endsWith('يا') ? form.slice(0, -1) : form
  const feminine = noun.plain.endsWith('ة')
  const verbal = /^[يتنسوفبلك]/.test(form) && !(feminine && form.endsWith('يه'))
  if (verbal ? !isNationality(stem) : !isNisba(stem)) return at
  const agrees = form.endsWith('يه')
    ? feminine || !isPerson(noun.form)
    : /ي[نو]/.test(form.slice(-3)) || form.endsWith('يا') || !feminine
  // رباعية الدفع, تركي الولاء: the adjective of what stands behind it.
  return agrees && !/^ال/.test(reader.tokens[at + 1]?.plain ?? '') ? at + 1 : at
}

function behindDefinite(reader: Reader, at: number, most: number): number {
  let end = at
  while (end < at + most && /^ال..../.test(reader.tokens[end]?.form ?? '')) end++
  return end
}

/** `جنوده`, `مقاتليهم`, `زملائها`, `مقاتلي التنظيم`: a plural of persons with its owner. */
function isOwned(form: string): boolean {
  if (form.endsWith('ي') && isPerson(`${form}ن`)) return true
  const owner = pronoun.exec(form)?.[0]
  if (!owner) return false
  const stem = form.slice(0, -owner.length)
  return (
    isPerson(stem) ||
    isPerson(`${stem}ن`) ||
    isPerson(stem.replace(/[ئؤءيو]$/, '')) ||
    isPerson(stem.replace(/[ئؤ]$/, 'ء'))
  )
}

/** `سبعة آخرين`, `خمسة منهم`: persons, without a noun of their own. */
export function readOthers(reader: Reader, at: number): Counted | undefined {
  const token = reader.tokens[at]
  return token && others.has(token.form) && token.spaced ? { name: 'person', end: at + 1, known: true } : undefined
}

/** The plain spelling of a word that may be an indefinite noun before واحد, else undefined. */
export function indefiniteNoun(token: Token | undefined): string | undefined {
  if (token?.kind !== 'word' || token.form.length < 3 || notOne.has(token.form) || notCounted.has(token.form))
    return undefined
  const { form, plain } = token
  if (/^(?:ال|لل|بال|وال|فال|كال|[وفبلك](?=..))/.test(form) && !singulars.has(form) && !plain.endsWith('ة'))
    return undefined
  return /^(?:ال|لل|بال|وال|فال|كال)/.test(form) || (/^[يت]/.test(form) && !plain.endsWith('ة')) ? undefined : plain
}

function nameOf(unit: Unit, token: Token): string {
  return unit.name ?? token.plain
}

function asNoun(token: Token, count: number | undefined, definite: boolean): string | undefined {
  const { form, plain } = token
  const article = form.startsWith('ال') && form.length > 4
  if (form.length < 3 || article !== (article && definite)) return undefined
  // فوقها, خلالهم; ومجموعة
  if (notCounted.has(form.replace(pronoun, '')) || (form.startsWith('و') && singulars.has(form.slice(1))))
    return undefined
  if (article) return plain.slice(2)
  const accusative = count !== undefined && count % 100 > 10 && !Number.isNaN(count)
  const ends = form.endsWith('ا') || form.endsWith('ه')
  if (accusative && !ends) return /^[وفبلكيتسن]/.test(form) ? undefined : plain
  const soundPlural = /ات$/.test(form) && form.length > 4 && !/^(?:بال|لل|فال|كال|وال)/.test(form)
  const feminine = plain.endsWith('ة') && form.length > 4
  if (/^[وفبلك]/.test(form) && !(accusative && ends) && !soundPlural && !feminine) return undefined
  if (/^[يسن]/.test(form) && !plain.endsWith('ة') && !form.endsWith('ات') && !(accusative && ends)) return undefined
  if (/^ت/.test(form) && !/(?:ات|ير|يه|ه)$/.test(form) && !(accusative && ends)) return undefined
  if (/(?:وا|ت)$/.test(form) && !form.endsWith('ات')) return undefined
  return accusative && form.endsWith('ا') ? plain.replace(/[اً]+$/, '') : singularOf(form, plain)
}

/** Sound plurals give their singular away; of broken ones only the listed. */
function singularOf(form: string, plain: string): string {
  if (form.endsWith('ات') && form.length > 4) return `${plain.slice(0, -2)}ة`
  return plain
}

/** True for a noun in the plural of persons or with the article, used where the number follows (`البنود الأربعة`). */
export function isDefiniteNoun(token: Token | undefined): boolean {
  if (token?.kind !== 'word' || notCounted.has(token.form)) return false
  return token.readings.some(({ article, rest }) => article && rest.length > 2)
}

/** True for `البنود`, false for `سنوات الحرب السبع`: a number behind a noun counts a plural. */
export function canBeCounted(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]!
  const bare = token.readings.find(({ article }) => article)!.rest
  const singular = singulars.get(bare)
  if (singular !== undefined) return foldWord(singular) !== bare
  const before = reader.tokens[at - 1]
  return !(before && look(singulars, before, 'none')) && !look(unitNames, before, 'none')
}

/** The singular of a noun with the article, for `البنود الأربعة`. */
export function singularOfDefinite(token: Token): string {
  const bare = token.readings.find(({ article }) => article)!.rest
  return singulars.get(bare) ?? singularOf(bare, token.plain.slice(token.plain.indexOf('ال') + 2) || bare)
}
