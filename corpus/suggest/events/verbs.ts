import { headForms, placeNames } from '../actors/lexicon.ts'
import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, isNisba, knownVerb, type VerbFound, verbAt } from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import type { Token } from '../tokens.ts'
import { verbConfidence } from './confidence.ts'
import type { Found } from './events.ts'
import {
  directedVerbs,
  type EventVerb,
  eventVerbs,
  forceVerbs,
  intransitiveVerbs,
  lightVerbs,
  policyNouns,
  ruleNouns,
} from './lexicon.ts'
import { isHabit, isPerfect, nounAt } from './nouns.ts'
import { senseOf } from './senses.ts'
import { isDemanded } from './undone.ts'

const meetings = wordSet('لقاء اجتماع قمة مؤتمر جلسة ندوة محادثة')

type Verb = VerbFound<EventVerb>

/** Decides whether a token is a verb that tells of an occurrence. */
export function readVerbTrigger(page: Page, at: number, inside: Uint8Array): Found | undefined {
  const token = page.tokens[at]!
  const verb = verbAt(eventVerbs, token, formAt(page, at - 1))
  if (!verb || (isFunctionWord(token) && !isNoParticle(page, at, inside)) || isOtherWord(page, at, token, verb))
    return undefined
  if (verb.tense === 'imperfect' && !isOccurring(page, at, verb)) return undefined
  const sense = senseOf(page, at, [verb.entry.lemma], 10)
  if (verb.object && verb.tense === 'perfect' && inside[at + 1] === 0 && describes(page, at + 1)) return undefined
  if ((verb.entry.lemma === 'استهدف' && restates(page, at)) || isLaunch(page, at, verb) || isCause(page, at, verb))
    return undefined
  if (sense === 'other' || isElsewhere(page, at, token, verb.entry.lemma)) return undefined
  if (verb.entry.weak && sense !== 'sure' && !isPlainVerb(page, at, token, verb.tense, inside)) return undefined
  if (verbAt(lightVerbs, token) && governsEvent(page, at)) return undefined
  if (isNominal(page, at, token, verb.tense, inside)) return undefined
  return {
    to: at + 1,
    clitics: { conj: verb.conj, prep: verb.prep, article: false },
    rule: 'event.verb',
    confidence: verbConfidence(page, at, verb, inside),
  }
}

/** قد عبر النهر is no preposition; فجر انتحاري نفسه is no dawn: a bomber or a party follows, or the sign of doubling stands in the word. */
function isNoParticle(page: Page, at: number, inside: Uint8Array): boolean {
  const { form, start, end } = page.tokens[at]!
  if (/^عبر$/.test(form)) return /^[وف]?(قد|ان|انه|انها|انهم|الذي|ثم)$/.test(formAt(page, at - 1))
  if (!/^[وف]?فجر$/.test(form)) return false
  return (
    page.text.slice(start, end).includes('ّ') ||
    inside[at + 1] === 1 ||
    /^(انتحاري|انتحاريان|انتحاريون|مسلح|مسلحون|مسلحان|مهاجم|مهاجمون|شخص|رجل|نفسه|مجهولون|ارهابي)$/.test(
      formAt(page, at + 1),
    )
  )
}

/** A word of the same letters: a short form, شبه of شبّ, a counted noun (394 صوتا), أعدّت beside أعاد. */
function isOtherWord(
  page: Page,
  at: number,
  token: Token,
  { conj, jussive, object, plural, entry, tense }: Verb,
): boolean {
  if (jussive && token.form.length < 5) return true
  // وصفته is of وصف, not of صفّى behind و.
  if (/^[وف]?(فجرا|عصرا|ظهرا)$/.test(token.form)) return true
  // نسبياً, عملاً: with the sign of the accusative a noun.
  if (/ً/.test(page.text.slice(token.start, token.end))) return true
  if (entry.lemma === 'ابعد' && token.form === 'ابعد' && isElative(page, at)) return true
  if (conj !== '' && knownVerb(token)?.conj === '') return true
  // سجن صيدنايا: a prison, unless the vowel of the passive stands there.
  if (entry.lemma === 'سجن' && tense === 'perfect' && /سجن$/.test(token.form))
    return !page.text.slice(token.start, token.end).includes('ُ')
  if (object && intransitiveVerbs.has(entry.lemma)) return true
  // 394 صوتا, أصدرت حكما: an accusative; the dual has two behind it.
  if (
    tense === 'perfect' &&
    plural &&
    /[^و]ا$/.test(token.form) &&
    !object &&
    !hasTwo(page, at) &&
    !isMutual(page, at, entry.lemma)
  )
    return true
  return (
    (entry.lemma === 'اعاد' || entry.lemma === 'احال' || entry.lemma === 'استعاد') &&
    tense === 'perfect' &&
    !/[اي].(ت|وا|ها?|هم|ا)?$/.test(token.form)
  )
}

/** عطلته الصيفية, هاتفه النقال: a noun with its pronoun and adjective. */
function describes(page: Page, at: number): boolean {
  const form = formAt(page, at)
  return form.startsWith('ال') && (/^ال(نقال|محمول|ذكي|خلوي|جوال)$/.test(form) || (isNisba(form) && /يه?$/.test(form)))
}

/** إلى مدى أبعد, أبعد من: farther. */
function isElative(page: Page, at: number): boolean {
  return (
    !isWordAt(page, at + 1) ||
    formAt(page, at + 1) === 'من' ||
    /^[وفبل]*(الي|مدي|حد|من|ما|هو|هي|لا|نقطه|حدود)$/.test(formAt(page, at - 1))
  )
}

/** اتفقا على, التقيا في: two who did it with each other. */
function isMutual(page: Page, at: number, lemma: string): boolean {
  return /^(اتفق|اجتمع|التقي|تباحث|تبادل|ناقش|اتصل)$/.test(lemma) && /^(علي|في|مع|خلال)$/.test(formAt(page, at + 1))
}

function hasTwo(page: Page, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 7); before--)
    if (/(ان|ين|هما)$/.test(formAt(page, before)) && page.tokens[before]!.form.length > 3) return true
  return false
}

/** Of what never happens, of a rule, and of a state in the present there is no occurrence: لا يهاجمهم, قانون يحظر. */
function isOccurring(page: Page, at: number, { entry, conj }: Verb): boolean {
  if (isDemanded(page, at) || (/^[وف]?(لم|لن)$/.test(formAt(page, at - 1)) && forceVerbs.has(entry.lemma))) return false
  if (/^[وف]?لا$/.test(formAt(page, at - 1)) || statesRule(page, at) || isHabit(page, at)) return false
  return !entry.perfectOnly || isPast(page, at, conj.length, entry.lemma.length === 3)
}

/** A rule is the subject right before the verb, or before the words that describe it. */
function statesRule(page: Page, at: number): boolean {
  const { from } = sentenceAt(page, at)
  for (let before = at - 1; before >= Math.max(from, at - 7); before--) {
    const token = page.tokens[before]!
    if (token.kind === 'mark' || (before < at - 1 && knownVerb(token))) return false
    if (token.readings.some(({ prep, rest }) => prep === '' && ruleNouns.has(rest))) return true
  }
  return false
}

/** An imperfect that tells of one occurrence: behind لم or لن, or marked as a passive. */
function isPast(page: Page, at: number, behind: number, simple: boolean): boolean {
  const { start, end } = page.tokens[at]!
  // A damma on the first letter marks the passive of a simple verb.
  const word = page.text.slice(start + behind, end)
  if (simple && /^.ُ/.test(word) && !word.includes('ّ')) return true
  if (
    /^(التي|الذي|الذين)$/.test(formAt(page, at - 1)) &&
    /^[وف]?(ال)?(اول|اولي|اخر|اخير|اخيره)$/.test(formAt(page, at - 2))
  )
    return true
  if (formAt(page, at - 1) === 'ان' && /^[وف]?(قبل|قبيل)$/.test(formAt(page, at - 2))) return true
  return /^[وف]?(لم|لن|سوف)$/.test(formAt(page, at - 1))
}

/** A name that looks like the verb, a measure, or a movement without its direction. */
function isElsewhere(page: Page, at: number, token: Token, lemma: string): boolean {
  const near = (pattern: RegExp, reach: number) => {
    for (let next = at + 1; next <= at + reach; next++) if (pattern.test(formAt(page, next))) return true
    return false
  }
  if (readName(page, at, placeNames) || headForms.has(token.form)) return true
  if (
    lemma === 'وصل' &&
    near(/^الي$/, 1) &&
    (page.tokens[at + 2]?.kind === 'number' || near(/^(نحو|حوالي|اكثر|اقل)$/, 2))
  )
    return true
  if (lemma === 'جمع' && isMeeting(page, isRelative(page, at - 1) ? at - 2 : at - 1)) return true
  if (lemma === 'عاد' && startsAnew(page, at)) return true
  return directedVerbs.has(lemma) && (/([هم]|[^و]ا)$/.test(token.form) || !near(/^(الي|من|نحو)$/, 2))
}

/** لقاء جمع الوزيرين: the meeting is the event. */
function isMeeting(page: Page, at: number): boolean {
  return meetings.has(nounAt(page, at)?.entry.lemma ?? '')
}

function isRelative(page: Page, at: number): boolean {
  return /^(الذي|التي|الذين)$/.test(formAt(page, at))
}

/** عادت الأمم المتحدة وأعلنت, عاد ليقول: it did so again. */
function startsAnew(page: Page, at: number): boolean {
  for (let next = at + 1; next <= at + 4; next++) {
    const token = page.tokens[next]
    if (token?.kind !== 'word') return false
    const verb = knownVerb(token)
    if (verb) return verb.conj === 'و' || verb.prep === 'ل'
    if (isFunctionWord(token)) return false
  }
  return false
}

/** A light verb has its event noun close behind it, before the next verb, particle or mark. */
export function governsEvent(page: Page, at: number): boolean {
  const { to } = sentenceAt(page, at)
  for (let next = at + 1; next < Math.min(to, at + 6); next++) {
    const token = page.tokens[next]!
    if (token.kind === 'mark' && token.form !== '"') return false
    if (/^(ان|الذي|التي|لكن|ثم|حين|بعد|قبل)$/.test(token.form) || knownVerb(token)?.conj) return false
    const noun = nounAt(page, next)
    if (noun && noun.conj === '' && !noun.entry.weak) return true
  }
  return false
}

function isPlainVerb(page: Page, at: number, token: Token, tense: string, inside: Uint8Array): boolean {
  if (tense !== 'perfect' || /(ت|وا|ها|ه)$/.test(token.form)) return true
  return inside[at + 1] === 1 || isPerfect(page, at)
}

const strikes = /^[وفبلك]*(ال)?(هجوم|هجوما|هجمات|غاره|غارات|قصف|قصفا|ضربه|ضربات|تفجير|تفجيرا|تفجيرات)$/

/** هجوم استهدف, استهدفها القصف: the attack itself is the trigger, the verb only names its target. */
function restates(page: Page, at: number): boolean {
  if (strikes.test(formAt(page, at + 1))) return true
  const { from } = sentenceAt(page, at)
  for (let before = at - 1; before >= Math.max(from, at - 7); before--) {
    if (page.tokens[before]!.kind === 'mark') return false
    if (strikes.test(formAt(page, before))) return true
  }
  return false
}

/** العملية التي أطلقتها أنقرة: the launch of what is told already. */
function isLaunch(page: Page, at: number, { entry, object }: Verb): boolean {
  if (entry.lemma !== 'اطلق' || !object || !isRelative(page, at - 1)) return false
  for (let before = at - 2; before >= 0 && before > at - 8; before--) {
    const lemma = nounAt(page, before)?.entry.lemma ?? ''
    if (launched.has(lemma)) return true
  }
  return false
}

const launched = wordSet('عملية حملة هجوم معركة غزوة مناورة مفاوضة محادثة حوار مبادرة')

/** دفع القصف السكان إلى الفرار: what happened drove them, nobody paid. */
function isCause(page: Page, at: number, { entry, object }: Verb): boolean {
  if (entry.lemma !== 'دفع' || object) return false
  const next = nounAt(page, at + 1)
  return (
    (next !== undefined && next.conj + next.prep === '' && !next.entry.weak) ||
    /^(هذا|هذه|تلك|ذلك)$/.test(formAt(page, at + 1))
  )
}

/** A bare perfect behind a preposition or before a relative adjective is a noun that looks the same. */
function isNominal(page: Page, at: number, token: Token, tense: string, inside: Uint8Array): boolean {
  const before = page.tokens[at - 1]
  // ينزع تسلح الميليشيا: a verbal noun that looks like the verb for "she".
  // شبه تقاطع دولي: with an adjective of its own it is a noun.
  const next = formAt(page, at + 1)
  if (
    tense === 'imperfect' &&
    /^ت/.test(token.form) &&
    !next.startsWith('ال') &&
    isNisba(next) &&
    !/(ين|ون|ات)$/.test(next)
  )
    return true
  if (tense === 'imperfect' && /^(في|من|الي|عن|مع|بين|ضمن|تحت|حول)$/.test(before?.form ?? '')) return true
  if (tense === 'imperfect' && /^ت...$/.test(token.form))
    return /^[وفبل]*(نزع|سباق|مزيد)$/.test(before?.form ?? '') || knownVerb(before)?.tense === 'imperfect'
  if (tense !== 'perfect' || inside[at - 1] !== 0) return false
  // استهدف and its like are long enough to be nothing else.
  const bare = (!/(ت|وا|ها|هم)$/.test(token.form) && token.form.length < 6) || token.form.length < 4
  if (!bare) return false
  if (/^(انه|هو|هي|انها)$/.test(before?.form ?? '') && isNisba(formAt(page, at + 1))) return true
  if (before?.kind === 'word' && before.readings.some(({ article, rest }) => !article && policyNouns.has(rest)))
    return true
  return /^(في|من|علي|الي|عن|كل|اي|مع|بين|هذا|ذلك|ضمن|تحت|حول)$/.test(before?.form ?? '')
}
