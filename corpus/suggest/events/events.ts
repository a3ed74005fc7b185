import type { Span } from '../../span.ts'
import type { Mention } from '../actors/mention.ts'
import { formAt, isWordAt, opensQuote, type Page } from '../grammar/page.ts'
import { isFunctionWord, isNisba, verbAt } from '../grammar/vocabulary.ts'
import { readPhrase } from '../phrases.ts'
import { spanTo, startOfReading } from '../spans.ts'
import type { Reading } from '../tokens.ts'
import {
  compounds,
  eventNouns,
  eventVerbs,
  lightNouns,
  objectVerbs,
  operationNouns,
  pairNouns,
  warNouns,
} from './lexicon.ts'
import { isOther, isVerbInPlace, type NounFound, nounAt, ofCommand, readNoun } from './nouns.ts'
import { readMovement } from './participles.ts'
import { isPlanned } from './undone.ts'
import { readVerbTrigger } from './verbs.ts'

/** The trigger of an occurrence in a text. */
export type EventTrigger = Readonly<{ from: number; to: number; span: Span; rule: string; confidence: number }>

/** A trigger that was read: the token behind it and the clitics of its first word. */
export type Found = Readonly<{
  to: number
  clitics: Pick<Reading, 'conj' | 'prep' | 'article'>
  rule: string
  confidence: number
}>

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
  if (compound) {
    if (
      (/^عمليات/.test(compound.entry) && isPlanned(page, at)) ||
      isCeasefireTail(page, at) ||
      /^[وفبل]*عدم$/.test(formAt(page, at - 1)) ||
      (compound.entry === 'حق النقض' && compound.prep !== '')
    )
      return undefined
    return { to: compound.end, clitics: compound, rule: 'event.compound', confidence: 0.9 }
  }
  const noun = nounAt(page, at)
  if (noun && !isVerbInPlace(page, at, noun))
    return readNamed(page, at, noun, inside) ?? readPair(page, at, noun) ?? readNoun(page, at, noun, inside)
  return (
    readCeasefire(page, at) ??
    readPairVerb(page, at) ??
    readVerbObject(page, at) ??
    readVerbTrigger(page, at, inside) ??
    readMovement(page, at)
  )
}

const party = /^(ال)?(تحالف|تنظيم|جبهه|حركه|حزب|جماعه|قوات|جيش|مجلس|حلف|ائتلاف|حكومه)/

/** A named event in full: الحرب الأهلية, عملية "درع الصحراء". */
function readNamed(page: Page, at: number, noun: NounFound, inside: Uint8Array): Found | undefined {
  const next = at + 1
  if (
    warNouns.has(noun.entry.lemma) &&
    noun.article &&
    isNisba(formAt(page, next)) &&
    formAt(page, next).startsWith('ال')
  )
    return { to: next + 1, clitics: noun, rule: 'event.named', confidence: 0.9 }
  if (!operationNouns.has(noun.entry.lemma) || noun.article || !opensQuote(page, next)) return undefined
  if (ofCommand.test(formAt(page, at - 1))) return undefined
  // عملية "التحالف الدولي": its party, not its name.
  if (inside[next + 1] === 1 && party.test(formAt(page, next + 1))) return undefined
  const closing = page.partnerOf[next]!
  const single = closing === next + 2 && nounAt(page, next + 1)
  return single || closing - next > 5
    ? undefined
    : { to: closing + 1, clitics: noun, rule: 'event.named', confidence: 0.9 }
}

/** Two words that are one trigger: إعادة انتشار, عمليات تهريب. */
function readPair(page: Page, at: number, noun: NounFound): Found | undefined {
  if (!pairNouns.has(noun.rest) || noun.article) return undefined
  // إعادة فرض العقوبات: what is imposed is the trigger.
  if (noun.rest === 'اعاده' && lightNouns.has(formAt(page, at + 1)) && nounAt(page, at + 2)) return undefined
  const next = page.tokens[at + 1]
  const definite = nounAt(page, at + 1)
  // حملة القصف: the campaign is known by what it did.
  if (noun.rest === 'حمله' && definite?.article && definite.conj + definite.prep === '' && !definite.entry.weak)
    return { to: at + 2, clitics: noun, rule: 'event.pair', confidence: 0.8 }
  if (next?.kind !== 'word' || isFunctionWord(next) || next.form.startsWith('ال')) {
    return noun.rest === 'اعاده' && next && eventNouns.has(next.form.slice(2)) && next.form.startsWith('ال')
      ? { to: at + 2, clitics: noun, rule: 'event.pair', confidence: 0.8 }
      : undefined
  }
  const second = eventNouns.get(next.form)
  if (second && noun.rest !== 'اعاده' && isOther(page, at + 1, { ...next.readings[0]!, entry: second }))
    return undefined
  if (
    !second &&
    !(
      noun.rest === 'اعاده' &&
      /^(تموضع|تنظيم|ترتيب|تشكيل|تجميع|تسليح|هيكله|انتشار|بناء|توطين|فتح|تدوير)$/.test(next.form)
    )
  )
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

const stop = /^[وف]?[بل]?وقفا?$/

/** وقف فوري لإطلاق النار: the word that stops it is the trigger. */
function readCeasefire(page: Page, at: number): Found | undefined {
  const token = page.tokens[at]!
  if (!stop.test(token.form) || /^[وف]?[بل]?(اي|ايه)$/.test(formAt(page, at - 1))) return undefined
  const reading = token.readings.find(({ rest }) => rest === 'وقف' || rest === 'وقفا')
  for (let next = at + 1; reading && next <= at + 3; next++)
    if (/^لاطلاق$/.test(formAt(page, next)) && /^(ال)?نار$/.test(formAt(page, next + 1)))
      return { to: at + 1, clitics: reading, rule: 'event.compound', confidence: 0.9 }
  return undefined
}

function isCeasefireTail(page: Page, at: number): boolean {
  if (formAt(page, at) !== 'لاطلاق') return false
  for (let before = at - 1; before >= at - 3; before--) if (stop.test(formAt(page, before))) return true
  return false
}

/** أطلقوا النار, أطلقت سراحهم, راح ضحيتها: verb and object are one trigger. */
function readVerbObject(page: Page, at: number): Found | undefined {
  const verb = verbAt(objectVerbs, page.tokens[at])
  if (!verb || (verb.object && !/نا$/.test(formAt(page, at))) || !verb.entry.objects.has(formAt(page, at + 1)))
    return undefined
  return {
    to: at + 2,
    clitics: { conj: verb.conj, prep: verb.prep, article: false },
    rule: 'event.compound',
    confidence: 0.9,
  }
}
