import { placeNames } from '../actors/lexicon.ts'
import { isVerbalNoun } from '../actors/names.ts'
import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, opensQuote, type Page } from '../grammar/page.ts'
import { isAdjective, isCommonNoun, isFunctionWord, isNisba, knownVerb, verbAt } from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import type { Reading } from '../tokens.ts'
import { nounConfidence } from './confidence.ts'
import type { Found } from './events.ts'
import {
  abilityNouns,
  containerNouns,
  type EventNoun,
  eventNouns,
  eventVerbs,
  lightNouns,
  lightVerbs,
  policyNouns,
  possibleWords,
  purposeNouns,
  ruleNouns,
  statePlaces,
  thingNouns,
} from './lexicon.ts'
import { type Sense, senseOf } from './senses.ts'
import { isUndone } from './undone.ts'

/** A noun of the lexicon as it was found in a token. */
export type NounFound = Reading & Readonly<{ entry: EventNoun }>

/** Reads a token as a noun of an occurrence. */
export function nounAt(page: Page, at: number): NounFound | undefined {
  const token = page.tokens[at]
  if (token?.kind !== 'word') return undefined
  for (const reading of token.readings) {
    const entry = eventNouns.get(reading.rest)
    if (!entry || (reading.article && (entry.form.pronoun || entry.form.construct))) continue
    if (entry.form.pronoun && (isMine(page, at, reading) || token.plain.endsWith('ة'))) continue
    return { ...reading, entry }
  }
  return undefined
}

/** Nouns that a pronoun is enough for: بعد تشكيلها. */
const ownedNouns = wordSet('تشكيل إدانة إقرار تبني اعتماد إعلان')
/** What can, must or shall be done has not been done: يمكن إطلاقه. */
const modal = /^[وف]?(يمكن|يمكن(ه|ها|هم|نا|ني|ك)|يجب|ينبغي|يتعين|بامكان.*|يستطيع|تستطيع)$/

/** ـي is more often an adjective than "my"; behind تم it is the latter. */
function isMine(page: Page, at: number, { rest }: Reading): boolean {
  return rest.endsWith('ي') && !/^[وف]?(تم|جري)$/.test(formAt(page, at - 1))
}

/** Decides whether a noun is the trigger of an occurrence in its place. */
export function readNoun(page: Page, at: number, noun: NounFound, inside: Uint8Array): Found | undefined {
  if (isPolicy(page, at, noun, inside) || isProcess(page, at, noun) || isHypothetical(page, at, noun)) return undefined
  if (isHabit(page, at) || isUndone(page, at, noun)) return undefined
  if (isLightNoun(page, at, noun) || isWrongReading(page, at, noun) || isState(page, at, noun)) return undefined
  const sense = senseOfNoun(page, at, noun)
  if (sense === 'other' && !(noun.entry.form.pronoun && ownedNouns.has(noun.entry.lemma))) return undefined
  if (noun.entry.weak && sense !== 'sure' && !isBound(page, at, noun, inside)) return undefined
  if (
    isDrone(page, at, noun) ||
    isThing(page, at, noun) ||
    isRelay(page, at, noun, inside) ||
    isContent(page, at, noun) ||
    isCombat(page, at, noun, inside) ||
    isAchievement(page, at, noun)
  )
    return undefined
  return { to: at + 1, clitics: noun, rule: 'event.noun', confidence: nounConfidence(page, at, noun, inside) }
}

function senseOfNoun(page: Page, at: number, { entry }: NounFound): Sense {
  return senseOf(page, at, [`ال${entry.lemma}`, entry.lemma, entry.root], 4)
}

/** True for a noun whose complement shows another sense: نشر فكر التنظيم. */
export function isOther(page: Page, at: number, noun: NounFound): boolean {
  return senseOfNoun(page, at, noun) === 'other'
}

/** A weak noun counts with a pronoun, a definite genitive, a party, or the prepositions of dealing behind it. */
function isBound(page: Page, at: number, noun: NounFound, inside: Uint8Array): boolean {
  if (noun.entry.form.pronoun || isJoined(page, at, noun)) return true
  if (inside[at + 1] === 1 || page.tokens[at + 1]?.kind === 'number' || (noun.prep === 'ل' && noun.article)) return true
  const next = formAt(page, at + 1)
  if (
    !noun.article &&
    isWordAt(page, at + 1) &&
    (noun.prep !== '' || /^(قبل|بعد|خلال|منذ|عقب|اثر|علي|الي|عن)$/.test(formAt(page, at - 1)))
  )
    return !isFunctionWord(page.tokens[at + 1])
  if (noun.article)
    return /^مع(ه|ها|هم)$/.test(next) || (/^(بين|مع|علي|ضد|من|في|الي)$/.test(next) && isLightBefore(page, at))
  return (next.startsWith('ال') && !isNisba(next)) || /^(بين|مع|ضد)$/.test(next) || isLightBefore(page, at)
}

/** قتل وجرح: a weak noun joined to a sure one. */
function isJoined(page: Page, at: number, { conj, article }: NounFound): boolean {
  const before = conj === 'و' && !article ? nounAt(page, at - 1) : undefined
  return before !== undefined && !before.entry.weak && !before.article
}

function isLightBefore(page: Page, at: number): boolean {
  return verbAt(lightVerbs, page.tokens[at - 1]) !== undefined
}

/** What follows a word of policy is a purpose, not an occurrence: سياسة التهجير, منع الاعتقالات, القدرة على الهجوم. */
function isPolicy(page: Page, at: number, noun: NounFound, inside: Uint8Array): boolean {
  const before = page.tokens[at - 1]
  if (before?.kind !== 'word' || noun.conj !== '' || noun.prep !== '') return false
  // من أجل is a purpose, أُجّل a verb of its own.
  if (/^[وف]?اجل$/.test(before.form) && !/^[وف]?من$/.test(formAt(page, at - 2))) return false
  if (/^(علي|في|من)$/.test(before.form)) return standsIn(page, at - 2, abilityNouns)
  if (standsIn(page, at - 1, purposeNouns))
    return !hasObject(page, at, noun, inside) && senseOfNoun(page, at, noun) !== 'sure'
  return before.readings.some(({ article, rest }) => policyNouns.has(rest) || (!article && containerNouns.has(rest)))
}

/** من أجل الإفراج عن قسيس, بهدف إعادتهما: the purpose is one act on somebody. */
function hasObject(page: Page, at: number, noun: NounFound, inside: Uint8Array): boolean {
  return noun.entry.form.pronoun || inside[at + 1] === 1 || (noun.article && /^(عن|علي)$/.test(formAt(page, at + 1)))
}

function standsIn(page: Page, at: number, words: ReadonlySet<string>): boolean {
  const token = page.tokens[at]
  return token?.kind === 'word' && token.readings.some(({ rest }) => words.has(rest))
}

/** عملية التفاوض, عملية "إخلاء": what follows names the occurrence. */
function isProcess(page: Page, at: number, { rest, article }: NounFound): boolean {
  if (article || !/^عملي(ه|ات)$/.test(rest)) return false
  if (ofCommand.test(formAt(page, at - 1))) return true
  const next = formAt(page, at + 1)
  const second = nounAt(page, at + 1)
  if (second && second.conj === '' && second.prep === '')
    return second.article || second.entry.form.pronoun || isOther(page, at + 1, second)
  if (isWordAt(page, at + 1) && isVerbalNoun(next.replace(/^ال/, '')) && !isNisba(next)) return true
  return next === '"' && opensQuote(page, at + 1) && eventNouns.has(formAt(page, at + 2))
}

/** قائد عمليات نينوى: a command, no operation. */
export const ofCommand = /^[وفبل]*(ال)?(قائد|قياده|قاده|غرفه|مركز)$/

/** لا هدنة, أي حرب, هجوم محتمل, من دون اتفاق: what did not happen or only may. */
function isHypothetical(page: Page, at: number, { conj, prep, article }: NounFound): boolean {
  const before = formAt(page, at - 1)
  if (/^[وف]?[بل]?(لا|اي|ايه)$/.test(before) || modal.test(before)) return true
  if (before === 'من' && isPrevented(page, at - 2)) return true
  if (/^[وف]?لا$/.test(formAt(page, at - 2)) && isLightBefore(page, at)) return true
  const next = formAt(page, at + 1)
  if (possibleWords.has(next) || (next.startsWith('ال') && possibleWords.has(next.slice(2)))) return true
  return /^[وف]?(من)?(دون|بدون|بلا)$/.test(before) && conj + prep === '' && !article
}

/** منعهم من العودة: what was prevented. */
function isPrevented(page: Page, at: number): boolean {
  for (let before = at; before >= 0 && before > at - 6; before--) {
    const form = formAt(page, before)
    if (/^[وفل]*[ايتن]?منع(ت|وا)?(ه|ها|هم|نا)?$/.test(form)) return true
    if (page.tokens[before]!.kind === 'mark' && form !== '"') return false
  }
  return false
}

/** اعتاد عناصره حرق المحاصيل, غالبا ما يهاجم: what is done again and again. */
export function isHabit(page: Page, at: number): boolean {
  for (let before = at - 1; before >= 0 && before > at - 5; before--) {
    const token = page.tokens[before]!
    if (token.kind === 'mark') return false
    if (
      /^[وفي]*(اعتاد(ت|وا)?|اشتهر(ت|وا)?|عاده|دائما|غالبا|احيانا|دوما|مرارا)$/.test(token.form) &&
      token.plain !== 'عاده'
    )
      return true
  }
  return false
}

/** A light verbal noun gives way to the event noun behind it: إبرام صفقة, شن هجوم. */
function isLightNoun(page: Page, at: number, noun: NounFound): boolean {
  if (noun.rest === 'اعاده' && lightNouns.has(formAt(page, at + 1))) return nounAt(page, at + 2) !== undefined
  if (!lightNouns.has(noun.rest)) return false
  const next = nounAt(page, at + (/^(الي|علي|ب)$/.test(formAt(page, at + 1)) ? 2 : 1))
  return next !== undefined && next.conj === ''
}

/** تحت سيطرة الجيش, مناطق سيطرته: control that lasts. */
function isState(page: Page, at: number, { entry, article, prep }: NounFound): boolean {
  if (!stateNouns.has(entry.lemma)) return false
  const last = at - (formAt(page, at - 1) === '"' ? 2 : 1)
  const before = formAt(page, last)
  if (prep !== '') return prep === 'ل' && (subjected.test(before) || subjected.test(formAt(page, last - 1)))
  if (entry.lemma !== 'سيطره') return before === 'نظام'
  if (/^[وف]?(تحت|احكام|باحكام)$/.test(before)) return true
  return article ? before === 'عن' : before === 'من' || standsIn(page, last, statePlaces)
}

const stateNouns = wordSet('سيطرة عقوبات حصار')
const subjected = /^[وف]?(ال)?(خاضع(ه|ا|ين|ون|ات)?|[يت]خضع(ون|ان)?|خضع(ت|وا)?)$/

/** اعتراض مكالمة, بدعوى أن, رفع العقوبات: a call on record, a pretext, sanctions that end. */
function isContent(page: Page, at: number, { entry, prep, article }: NounFound): boolean {
  const before = formAt(page, at - 1)
  if (entry.lemma === 'مكالمه') return /^[وفبل]*(اعتراض|تسجيلا?|تسجيلات|تسريب|رصد|التقاط|مضمون|نص|فحوي)$/.test(before)
  if (entry.lemma === 'دعوي' || entry.lemma === 'اتجاه') return prep === 'ب' && !article
  if (entry.lemma === 'ملاحقه') return prep === 'ل'
  // دفع القصف السكان إلى الفرار: the verb for what drove them.
  if (entry.lemma === 'دفع') {
    const next = article || prep || entry.form.pronoun ? undefined : nounAt(page, at + 1)
    return next !== undefined && next.conj + next.prep === '' && !next.entry.weak
  }
  if (entry.lemma !== 'عقوبات') return false
  // قرار يفرض عقوبات: a rule.
  if (/^[يت](فرض|تضمن)$/.test(before) && standsIn(page, at - 2, ruleNouns)) return true
  return /^[وفبل]*(رفع|الغاء|تخفيف|تعليق|انهاء)$/.test(before)
}

/** لقتال القوات الأجنبية, قتالهم: whom somebody fights in general; القتال and قتال بين tell of one fight. */
function isCombat(page: Page, at: number, { entry, article }: NounFound, inside: Uint8Array): boolean {
  if (entry.lemma !== 'قتال' || article) return false
  const next = formAt(page, at + 1)
  return entry.form.pronoun || inside[at + 1] === 1 || (next.startsWith('ال') && !isNisba(next))
}

/** نقل موقع … عن: what looks like the noun passes on what somebody said. */
function isRelay(page: Page, at: number, { rest, prep, article }: NounFound, inside: Uint8Array): boolean {
  if (rest !== 'نقل' || prep !== '' || article || inside[at + 1] !== 1) return false
  let next = at + 2
  while (inside[next] === 2) next++
  return formAt(page, next) === 'عن'
}

/** تحقيق العدالة, تحقيق أهداف: what is reached; an inquiry has في or مع behind it, or nothing. */
function isAchievement(page: Page, at: number, { rest, article, entry }: NounFound): boolean {
  if (/^[وفبل]?تحقيق$/.test(formAt(page, at - 1)) && !article) return true
  if (rest !== 'تحقيق' || article || entry.form.pronoun) return false
  const next = page.tokens[at + 1]
  return next?.kind === 'word' && !isFunctionWord(next) && !isNisba(next.form)
}

/** With the article a thing or a party, as in الحل السياسي; an occurrence only with its party or direction: النقل إلى. */
function isThing(page: Page, at: number, { entry, article }: NounFound): boolean {
  if (article && thingNouns.has(`ال${entry.lemma}`)) {
    const next = at + (isNisba(formAt(page, at + 1)) ? 2 : 1)
    return !/^(الي|من|بين|لل.*)$/.test(formAt(page, next))
  }
  // القوة المهاجمة: the participle of the same letters.
  return article && /^م.ا..ه$/.test(entry.lemma) && isDefinite(page, at - (isNisba(formAt(page, at - 1)) ? 2 : 1))
}

const weapons =
  /^[وفبلك]*(ال)?(طائره|طائرات|صاروخ|صواريخ|هجوم|هجمات|اسقاط|اسقطت?|اعتراض|اعترضت?|اطلاق|اطلقت?|سلاح|سرب|اسراب|باستخدام|بواسطه)$/
const ofDrones = /^(انتحاريه|مفخخه|هجوميه|استطلاعيه|استطلاع|معاديه|ملغومه|مسلحه|انقضاضيه)$/

/** مسيّرات, طائرة مسيرة, أسقطوا مسيرة: drones are no marches. */
function isDrone(page: Page, at: number, { entry, prep, article }: NounFound): boolean {
  if (entry.lemma !== 'مسيره') return false
  const { start, end } = page.tokens[at]!
  if (page.text.slice(start, end).includes('ّ') || (prep === 'ب' && !article)) return true
  return (
    weapons.test(formAt(page, at - 1)) ||
    weapons.test(formAt(page, at - 2)) ||
    ofDrones.test(formAt(page, at + 1).replace(/^ال/, ''))
  )
}

function isDefinite(page: Page, at: number): boolean {
  const token = page.tokens[at]
  return token?.kind === 'word' && token.form.startsWith('ال') && !isFunctionWord(token) && !isAdjective(token.form)
}

/** A short form that is a verb, a particle or another word in its place. */
function isWrongReading(page: Page, at: number, noun: NounFound): boolean {
  const token = page.tokens[at]!
  const { form } = token
  if (noun.entry.form.pronoun && /^(الذي|التي|الذين)$/.test(formAt(page, at - 1))) return true
  // في سيول: a town in its place.
  // الإجراءات العملية, بيان انتخابي: adjectives.
  if (noun.entry.lemma === 'عمليه' && noun.article && isDefinite(page, at - 1)) return true
  if (noun.entry.form.construct && /[^ت]ي$/.test(noun.rest) && !isDual(page, at)) return true
  if (/^[وف]?(في|من|الي)$/.test(formAt(page, at - 1)) && readName(page, at, placeNames)) return true
  if (
    isFunctionWord(token) ||
    /^[وفبل]*(وصولا|بدايه|عاده|اضافه|ردا|رده|بالضبط|شنقا|حرقا|غرقا|ذبحا|خنقا|طعنا|رميا|قتلي|جرحي|اسري|احتجاجا|احتفالا|تعليقات|تعليقات(ه|ها|هم)|انتقاما|ثارا|ضمان|انطلاقا|دفعا)$/.test(
      form,
    )
  )
    return true
  // إعادة النظر, إعادة كتابة: done again, but no return.
  if (
    noun.entry.lemma === 'اعاده' &&
    !noun.entry.form.pronoun &&
    /^(ال)?(نظر|رسم|طرح|كتابه|قراءه|صياغه|ت..ي.|ا...ا.|ا..ا.)$/.test(formAt(page, at + 1))
  )
    return true
  if (form === 'رفع') return !formAt(page, at + 1).startsWith('ال')
  // أصابه في مقتل: where it hurts.
  if (form === 'مقتل' && formAt(page, at - 1) === 'في') return !isWordAt(page, at + 1)
  if (noun.prep !== '' && !noun.article && isCommonNoun({ ...token, readings: token.readings.slice(0, 1) })) return true
  return /^(ب|ك)/.test(form) && noun.rest.length < 3 && !noun.article
}

/** هجومي باريس وبروكسل: a dual with its genitive behind a verb or particle, no adjective behind its noun. */
function isDual(page: Page, at: number): boolean {
  const before = page.tokens[at - 1]
  const governed = before?.kind !== 'word' || isFunctionWord(before) || knownVerb(before) !== undefined
  if (/^[وف]?(تم|جري)$/.test(before?.form ?? '')) return true
  return governed && isWordAt(page, at + 1) && !isFunctionWord(page.tokens[at + 1]) && !isNisba(formAt(page, at + 1))
}

const subjunctive =
  /^[وف]?ب?(التي|الذي|الذين|ان|الا|لن|لم|قد|سوف|كي|لكي|وهي|هي|كانت|بان|لان|لانها|انها|بانها|عندما|ما)$/

/** قد قتل, زرع عميلا, تخلّى: behind the words for what is past, before an object of its own, or by its last letter. */
export function isPerfect(page: Page, at: number): boolean {
  if (verbAt(eventVerbs, page.tokens[at])?.tense !== 'perfect') return false
  const next = page.tokens[at + 1]
  const object =
    !page.tokens[at]!.form.endsWith('ا') &&
    next?.kind === 'word' &&
    /^[^ا].{2,}[^اوه]ا$/.test(next.form) &&
    !isFunctionWord(next)
  const named = object && (readName(page, at + 1, placeNames) !== undefined || nounAt(page, at + 1) !== undefined)
  const subject = next?.kind === 'word' && /.{2}ون$/.test(next.form)
  return (
    perfectBehind.test(formAt(page, at - 1)) || subject || (object && !named) || page.tokens[at]!.plain.endsWith('ى')
  )
}

const perfectBehind = /^[وف]?(قد|لقد|ان|الذي|حيث|كان|بعدما|عندما|حين|حينما|ثم)$/

/** أن فرض, قد قتل, التي تدخل: what looks like the verbal noun is a verb. */
export function isVerbInPlace(page: Page, at: number, { rest, article, prep, entry }: NounFound): boolean {
  if (!article && prep === '' && isPerfect(page, at)) return true
  if (article || entry.form.pronoun || entry.form.number !== 'singular' || !/^ت...$/.test(rest)) return false
  const before = formAt(page, at - 1)
  return prep === 'ل' ? before === ',' && !isNisba(formAt(page, at + 1)) : prep === '' && subjunctive.test(before)
}
