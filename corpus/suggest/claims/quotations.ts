import { formAt, isWordAt, opensQuote, type Page, type Range } from '../grammar/page.ts'
import type { Complement } from './complements.ts'
import { contentEnd } from './content.ts'
import type { Cue } from './cues.ts'
import { addDraft, cutLead, type Draft, type Reading, sentencesWithin } from './reading.ts'
import { recall } from './recall.ts'
import type { Cast, Source } from './sources.ts'

const questions = /^[وف]?(هل|ام|كيف|لماذا|ماذا|اين|متي|كم|اليس|من|ما|لم|اي)$/

/** Index of a quotation that opens within the content and closes in a later sentence. */
export function openQuoteIn(page: Page, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) if (opensQuote(page, at) && page.partnerOf[at]! >= to) return at
  return undefined
}

/** The further sentences of a quotation that began within a clause: each is a claim of the same source. */
export function addRest(reading: Reading, open: number, base: Omit<Draft, 'from' | 'to'>): void {
  const { page, sentence } = reading
  const closing = page.partnerOf[open]!
  for (const part of sentencesWithin(page, sentence.to, closing)) {
    addDraft(reading, { ...base, ...part })
    cutLead(reading, part.from)
  }
  reading.quotedTo = closing + 1
}

/** «…»، قال فلان: the words of speech stand before the verb. */
export function readBehindQuote(reading: Reading, cue: Cue, behind: Source | undefined): number | undefined {
  const { page } = reading
  const at = /^[,-]$/.test(formAt(page, cue.from - 1)) ? cue.from - 2 : cue.from - 1
  const open = page.partnerOf[at] ?? -1
  if (open < 0 || open >= at || at - open < 4 || cue.kind !== 'verb' || !cue.entry.frames.has('quote')) return undefined
  if (reading.quotedTo > open) return undefined
  const source = behind ?? recall(reading, cue)
  for (const part of sentencesWithin(page, open + 1, at))
    if (!isQuestion(page, part))
      addDraft(reading, { ...part, cue, source, speech: 'direct', rule: 'claim.quote-before', confidence: 0.85 })
  return behind?.to ?? cue.to
}

/** A quotation: one claim for every sentence in it. What goes on behind its end belongs to the content. */
export function addQuotation(
  reading: Reading,
  cue: Cue,
  source: Source | undefined,
  open: number,
  shape: Complement['shape'],
): number {
  const clause = /^(that|phrase)$/.test(shape)
  const { page, cast, sentence } = reading
  const closing = page.partnerOf[open]!
  const base = { cue, source, rule: clause ? 'claim.that-quote' : 'claim.quote', confidence: 0.92 }
  const speech = clause || !hasColon(page, open) ? 'mixed' : 'direct'
  if (closing < sentence.to) {
    const end = contentEnd(page, cast, open, shape === 'phrase')
    const more = clause && end > closing + 1 && goesOn(page, open, closing)
    addDraft(reading, { ...base, from: more ? open : open + 1, to: more ? end : closing, speech })
    reading.done = more ? end : closing + 1
    return reading.done
  }
  for (const each of sentencesWithin(page, open + 1, closing)) {
    if (isQuestion(page, each)) continue
    addDraft(reading, { ...base, ...each, speech })
    if (each.from > open + 1) cutLead(reading, each.from)
  }
  reading.quotedTo = closing + 1
  reading.done = sentence.to
  return sentence.to
}

/** True where the clause began with a name in quotation marks, or a conjunction joins more to the quotation. */
function goesOn(page: Page, open: number, closing: number): boolean {
  const next = formAt(page, closing + 1)
  if (next === ',' && /^وان/.test(formAt(page, closing + 2))) return true
  return /^[وب]/.test(next) || (closing - open < 6 && isWordAt(page, closing + 1) && next !== 'في')
}

/** هل كانوا خائفين؟ asserts nothing; a question that only ends the sentence leaves what stands before its comma. */
function isQuestion(page: Page, { from, to }: Range): boolean {
  if (formAt(page, to - 1) !== '?' && formAt(page, to) !== '?') return false
  for (let at = from; at < to; at++) {
    if (questions.test(formAt(page, at))) return true
    if (formAt(page, at) === ',') return false
  }
  return true
}

function hasColon(page: Page, open: number): boolean {
  return formAt(page, open - 1) === ':' || formAt(page, open - 2) === ':'
}

/** True where a quotation of some length stands within the content. */
export function mixesQuote(page: Page, cast: Cast, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (opensQuote(page, at) && page.partnerOf[at]! - at > 3 && cast.inside[at] !== 1) return true
  return false
}
