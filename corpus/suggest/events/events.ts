import type { Span } from '../../span.ts'
import { headForms, placeNames } from '../actors/lexicon.ts'
import type { Mention } from '../actors/mention.ts'
import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isCommonNoun, isFunctionWord, isNisba, verbAt } from '../grammar/vocabulary.ts'
import { readPhrase } from '../phrases.ts'
import { spanTo, startOfReading } from '../spans.ts'
import type { Reading, Token } from '../tokens.ts'
import {
  compounds,
  containerNouns,
  directedVerbs,
  type EventNoun,
  eventNouns,
  eventVerbs,
  lightNouns,
  lightVerbs,
  operationNouns,
  pairNouns,
  policyNouns,
  warNouns,
} from './lexicon.ts'

/** The trigger of an occurrence in a text. */
export type EventTrigger = Readonly<{ from: number; to: number; span: Span; rule: string; confidence: number }>

type Found = Readonly<{
  to: number
  clitics: Pick<Reading, 'conj' | 'prep' | 'article'>
  rule: string
  confidence: number
}>
type NounFound = Reading & Readonly<{ entry: EventNoun }>

/** Suggests the triggers of events, in order. Words inside the name of an actor are none. Linear time. */
export function suggestEvents(page: Page, actors: readonly Mention[]): EventTrigger[] {
  const inside = coverage(page, actors)
  const events: EventTrigger[] = []
  for (let at = 0; at < page.tokens.length; ) {
    const found = isWordAt(page, at) && inside[at] === 0 ? readEvent(page, at, inside) : undefined
    if (found) {
      const { to, clitics, rule, confidence } = found
      events.push({ from: at, to, span: spanTo(page, startOfReading(page, at, clitics), to), rule, confidence })
    }
    at = found?.to ?? at + 1
  }
  return events
}

/** For each token 0 outside actors, else 1 at the first and 2 at the later tokens of one. */
function coverage(page: Page, actors: readonly Mention[]): Uint8Array {
  const inside = new Uint8Array(page.tokens.length)
  for (const { from, to } of actors) for (let at = from; at < to; at++) inside[at] = at === from ? 1 : 2
  return inside
}

function readEvent(page: Page, at: number, inside: Uint8Array): Found | undefined {
  const compound = readPhrase(page, at, compounds)
  if (compound) return { to: compound.end, clitics: compound, rule: 'event.compound', confidence: 0.9 }
  const noun = nounAt(page, at)
  if (noun) return readNamed(page, at, noun) ?? readPair(page, at, noun) ?? readNoun(page, at, noun, inside)
  return readPairVerb(page, at) ?? readVerbTrigger(page, at, inside)
}

function nounAt(page: Page, at: number): NounFound | undefined {
  const token = page.tokens[at]
  if (token?.kind !== 'word') return undefined
  for (const reading of token.readings) {
    const entry = eventNouns.get(reading.rest)
    if (!entry || (reading.article && (entry.form.pronoun || entry.form.construct))) continue
    if (entry.form.pronoun && (/ي$/.test(reading.rest) || token.plain.endsWith('ة'))) continue
    return { ...reading, entry }
  }
  return undefined
}

/** A named event in full: الحرب الأهلية, عملية "درع الصحراء". */
function readNamed(page: Page, at: number, noun: NounFound): Found | undefined {
  const next = at + 1
  if (
    warNouns.has(noun.entry.lemma) &&
    noun.article &&
    isNisba(formAt(page, next)) &&
    formAt(page, next).startsWith('ال')
  )
    return { to: next + 1, clitics: noun, rule: 'event.named', confidence: 0.9 }
  if (!operationNouns.has(noun.entry.lemma) || noun.article || !opensQuote(page, next)) return undefined
  const closing = page.partnerOf[next]!
  const single = closing === next + 2 && nounAt(page, next + 1)
  return single || closing - next > 5
    ? undefined
    : { to: closing + 1, clitics: noun, rule: 'event.named', confidence: 0.9 }
}

/** Two words that are one trigger: إعادة انتشار, عمليات تهريب. */
function readPair(page: Page, at: number, noun: NounFound): Found | undefined {
  if (!pairNouns.has(noun.rest) || noun.article) return undefined
  const next = page.tokens[at + 1]
  if (next?.kind !== 'word' || isFunctionWord(next) || next.form.startsWith('ال')) {
    return noun.rest === 'اعاده' && next && eventNouns.has(next.form.slice(2)) && next.form.startsWith('ال')
      ? { to: at + 2, clitics: noun, rule: 'event.pair', confidence: 0.8 }
      : undefined
  }
  const second = eventNouns.get(next.form)
  if (!second && !(noun.rest === 'اعاده' && /^(ت..?ي.|ا...?ا.|انتاج|بناء|هيكله|احياء|نظر)$/.test(next.form)))
    return undefined
  return second?.form.pronoun ? undefined : { to: at + 2, clitics: noun, rule: 'event.pair', confidence: 0.85 }
}

/** يعيد تجميع: the verb for doing again with its verbal noun. */
function readPairVerb(page: Page, at: number): Found | undefined {
  const verb = verbAt(eventVerbs, page.tokens[at])
  const next = page.tokens[at + 1]
  if (verb?.entry.lemma !== 'اعاد' || verb.object || next?.kind !== 'word' || !eventNouns.has(next.form))
    return undefined
  return {
    to: at + 2,
    clitics: { conj: verb.conj, prep: verb.prep, article: false },
    rule: 'event.pair',
    confidence: 0.8,
  }
}

function readNoun(page: Page, at: number, noun: NounFound, inside: Uint8Array): Found | undefined {
  if (isPolicy(page, at, noun) || isProcess(page, at, noun) || (noun.entry.weak && !isBound(page, at, noun, inside)))
    return undefined
  if (isLightNoun(page, at, noun) || isWrongReading(page, at, noun)) return undefined
  if (isDenied(page, at) || isRelay(page, at, noun, inside) || isAchievement(page, at, noun)) return undefined
  return { to: at + 1, clitics: noun, rule: 'event.noun', confidence: noun.entry.weak ? 0.65 : 0.85 }
}

/** A weak noun counts with a pronoun, a definite genitive, a party, or the prepositions of dealing behind it. */
function isBound(page: Page, at: number, noun: NounFound, inside: Uint8Array): boolean {
  if (noun.entry.form.pronoun) return true
  if (inside[at + 1] === 1 || page.tokens[at + 1]?.kind === 'number' || (noun.prep === 'ل' && noun.article)) return true
  const next = formAt(page, at + 1)
  if (
    !noun.article &&
    isWordAt(page, at + 1) &&
    (noun.prep !== '' || /^(قبل|بعد|خلال|منذ|عقب|اثر)$/.test(formAt(page, at - 1)))
  )
    return !isFunctionWord(page.tokens[at + 1])
  if (noun.article) return /^(بين|مع|علي|ضد|من|في|الي)$/.test(next) && isLightBefore(page, at)
  return (next.startsWith('ال') && !isNisba(next)) || /^(بين|مع|ضد)$/.test(next) || isLightBefore(page, at)
}

function isLightBefore(page: Page, at: number): boolean {
  return verbAt(lightVerbs, page.tokens[at - 1]) !== undefined
}

/** What follows a word of policy is a purpose, not an occurrence: سياسة التهجير, منع الاعتقالات. */
function isPolicy(page: Page, at: number, noun: NounFound): boolean {
  const before = page.tokens[at - 1]
  if (before?.kind !== 'word' || noun.conj !== '' || noun.prep !== '') return false
  // من أجل is a purpose, أُجّل a verb of its own.
  if (/^[وف]?اجل$/.test(before.form) && !/^[وف]?من$/.test(formAt(page, at - 2))) return false
  return before.readings.some(({ article, rest }) => policyNouns.has(rest) || (!article && containerNouns.has(rest)))
}

/** عملية التفاوض, عملية "إخلاء": what follows names the occurrence. */
function isProcess(page: Page, at: number, { rest, article }: NounFound): boolean {
  if (article || !/^عملي(ه|ات)$/.test(rest)) return false
  const next = formAt(page, at + 1)
  return next.startsWith('ال') ? eventNouns.has(next.slice(2)) : next === '"' && eventNouns.has(formAt(page, at + 2))
}

/** A light verbal noun gives way to the event noun behind it: إبرام صفقة, شن هجوم. */
function isLightNoun(page: Page, at: number, noun: NounFound): boolean {
  if (!lightNouns.has(noun.rest) || noun.entry.form.pronoun) return false
  const next = nounAt(page, at + 1)
  return next !== undefined && next.conj === ''
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
  if (rest !== 'تحقيق' || article || entry.form.pronoun) return false
  const next = page.tokens[at + 1]
  return next?.kind === 'word' && !isFunctionWord(next) && !isNisba(next.form)
}

/** A short form that is a verb, a particle or another word in its place. */
function isWrongReading(page: Page, at: number, noun: NounFound): boolean {
  const token = page.tokens[at]!
  const { form } = token
  if (noun.entry.form.pronoun && /^(الذي|التي|الذين)$/.test(formAt(page, at - 1))) return true
  // في سيول: a town in its place.
  if (/^[وف]?(في|من|الي)$/.test(formAt(page, at - 1)) && readName(page, at, placeNames)) return true
  if (isFunctionWord(token) || /^(وصولا|بدايه|عاده|اضافه)$/.test(form)) return true
  if (form === 'حل' || form === 'ضم' || form === 'رفع') return !formAt(page, at + 1).startsWith('ال')
  if (noun.prep !== '' && !noun.article && isCommonNoun({ ...token, readings: token.readings.slice(0, 1) })) return true
  return /^(ب|ك)/.test(form) && noun.rest.length < 3
}

function readVerbTrigger(page: Page, at: number, inside: Uint8Array): Found | undefined {
  const token = page.tokens[at]!
  const verb = verbAt(eventVerbs, token, formAt(page, at - 1))
  if (!verb || isFunctionWord(token)) return undefined
  if (verb.jussive && token.form.length < 5) return undefined
  // What never happens is no occurrence: لا ترقى إلى, لا يهاجمهم.
  if (verb.tense === 'imperfect' && isDenied(page, at)) return undefined
  if (
    verb.entry.perfectOnly &&
    verb.tense === 'imperfect' &&
    !isPast(page, at, verb.conj.length, verb.entry.lemma.length === 3)
  )
    return undefined
  if (isElsewhere(page, at, token, verb.entry.lemma)) return undefined
  if (verb.entry.weak && !isPlainVerb(page, at, token, verb.tense, inside)) return undefined
  if (verbAt(lightVerbs, token) && governsEvent(page, at)) return undefined
  if (isNominal(page, at, token, verb.tense)) return undefined
  return {
    to: at + 1,
    clitics: { conj: verb.conj, prep: verb.prep, article: false },
    rule: 'event.verb',
    confidence: verb.tense === 'imperfect' ? 0.6 : 0.75,
  }
}

function isDenied(page: Page, at: number): boolean {
  return /^[وف]?لا$/.test(formAt(page, at - 1))
}

/** An imperfect that tells of one occurrence: behind لم, لن or كان, or marked as a passive. */
function isPast(page: Page, at: number, behind: number, simple: boolean): boolean {
  const { start, end } = page.tokens[at]!
  // A damma on the first letter marks the passive of a simple verb.
  const word = page.text.slice(start + behind, end)
  if (simple && /^.ُ/.test(word) && !word.includes('ّ')) return true
  return (
    /^[وف]?(لم|لن|كان|كانت|كانوا|سوف)$/.test(formAt(page, at - 1)) || /^[وف]?كان(ت|وا)?$/.test(formAt(page, at - 2))
  )
}

/** Another sense of the verb, or a name that looks like one: نقلت … عن, أطلق عليه اسم, قدموا without إلى, the town تدمر. */
function isElsewhere(page: Page, at: number, token: Token, lemma: string): boolean {
  const near = (pattern: RegExp, reach: number) => {
    for (let next = at + 1; next <= at + reach; next++) if (pattern.test(formAt(page, next))) return true
    return false
  }
  if (readName(page, at, placeNames) || headForms.has(token.form)) return true
  if (lemma === 'نقل' && near(/^عن$/, 8)) return true
  if (lemma === 'اطلق' && near(/^(اسم|لقب|اسماء|وصف|تسميه)$/, 6)) return true
  if (
    lemma === 'وصل' &&
    near(/^الي$/, 1) &&
    (page.tokens[at + 2]?.kind === 'number' || near(/^(نحو|حوالي|اكثر|اقل)$/, 2))
  )
    return true
  return directedVerbs.has(lemma) && /[هام]$/.test(token.form)
    ? true
    : directedVerbs.has(lemma) && !near(/^(الي|من|نحو)$/, 2)
}

/** A light verb has its event noun close behind it, before the next particle or mark. */
function governsEvent(page: Page, at: number): boolean {
  const { to } = sentenceAt(page, at)
  for (let next = at + 1; next < Math.min(to, at + 6); next++) {
    const token = page.tokens[next]!
    if (token.kind === 'mark' && token.form !== '"') return false
    if (/^(ان|الذي|التي|لكن|ثم|حين|بعد|قبل)$/.test(token.form)) return false
    const noun = nounAt(page, next)
    if (noun && noun.conj === '' && !noun.entry.weak) return true
  }
  return false
}

function isPlainVerb(page: Page, at: number, token: Token, tense: string, inside: Uint8Array): boolean {
  if (tense !== 'perfect' || /(ت|وا|ها|ه)$/.test(token.form)) return true
  return inside[at + 1] === 1 || /^(قد|لم|الذي|ان|حيث|بعدما|عندما)$/.test(formAt(page, at - 1))
}

/** A bare perfect behind a preposition or before a relative adjective is a noun that looks the same. */
function isNominal(page: Page, at: number, token: Token, tense: string): boolean {
  if (tense !== 'perfect') return false
  const before = page.tokens[at - 1]
  const bare = !/(ت|وا|ها|هم)$/.test(token.form) || token.form.length < 4
  return bare && /^(في|من|علي|الي|عن|كل|اي|مع|بين|هذا|ذلك)$/.test(before?.form ?? '')
}
