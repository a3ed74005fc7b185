import type { Mention } from '../actors/mention.ts'
import { formAt, isWordAt, opensQuote, type Page, type Range } from '../grammar/page.ts'
import { readAccusation } from './accusations.ts'
import { readCharge } from './charges.ts'
import { findComplement } from './complements.ts'
import { contentEnd } from './content.ts'
import { type Cue, isComplementiser, isRelativeMa, readCue } from './cues.ts'
import { readHeadline } from './headlines.ts'
import { continueList } from './lists.ts'
import { addQuotation, addRest, mixesQuote, openQuoteIn, readBehindQuote } from './quotations.ts'
import { addDraft, type ClaimFound, type Reading } from './reading.ts'
import { recall, refersTo } from './recall.ts'
import { readRelay } from './relays.ts'
import { readRumour } from './rumours.ts'
import { readSourcePhrase } from './source-phrases.ts'
import { createCast, firstSubject, isDocument, nounPhraseAt, type Source, subjectBehind } from './sources.ts'
import { readSpeechNoun } from './speech-nouns.ts'
import { antecedent, subjectBefore } from './subject-before.ts'
import {
  actsOnly,
  doerBefore,
  isAttribute,
  isByline,
  isInference,
  opensClause,
  ownerOf,
  pronounSubject,
  quotedBy,
  reporterOf,
  sharedSubject,
  subjectAhead,
  takesUp,
} from './subjects.ts'

/** Suggests the attributed claims of a text, in reading order of their cues. Content never crosses a sentence. Linear time. */
export function suggestClaims(page: Page, actors: readonly Mention[]): ClaimFound[] {
  const start = { from: 0, to: 0 }
  const reading: Reading = {
    page,
    cast: createCast(page, actors),
    claims: [],
    sentence: start,
    speaker: undefined,
    lastSpeaker: undefined,
    recent: [],
    done: 0,
    quotedTo: 0,
  }
  page.sentences.forEach((sentence, index) => {
    Object.assign(reading, { sentence, speaker: undefined, done: sentence.from })
    if (!readHeadline(reading)) readSentence(reading)
    continueList(reading, index)
  })
  return reading.claims
}

function readSentence(reading: Reading): void {
  const { page, cast, sentence } = reading
  for (let at = Math.max(sentence.from, reading.quotedTo); at < sentence.to; ) {
    if (at === sentence.from) at = behindOwnQuote(page, sentence) ?? at
    const cue = cast.inside[at] === 1 && !isNameless(reading, at) ? undefined : readCue(page, at)
    const next =
      (cue ? readCueClaim(reading, cue) : undefined) ?? readSpeechNoun(reading, at) ?? readCharge(reading, at)
    at = Math.max(next ?? 0, at + 1)
  }
}

/** "…"، يقول فلان: what stands in a quotation is claimed where its speaker is named behind it. */
function behindOwnQuote(page: Page, { from, to }: Range): number | undefined {
  const closing = page.partnerOf[from]!
  if (closing - from < 5) return undefined
  const next = formAt(page, closing + 1) === ',' ? closing + 2 : closing + 1
  const cue = page.tokens[next] ? readCue(page, next) : undefined
  return cue && (cue.kind === 'phrase' || cue.entry.frames.has('quote')) ? Math.min(closing, to) : undefined
}

/** A rumour noun may have been taken for an actor's head; every other word in an actor reports nothing. */
function isNameless({ cast }: Reading, at: number): boolean {
  return (
    cast.startingAt.has(at) &&
    cast.mentions[cast.startingAt.get(at)!]!.to === at + 1 &&
    cast.mentions[cast.startingAt.get(at)!]!.confidence < 0.7
  )
}

/** Reads the claim of one reporting word. Returns where to read on, or undefined where it reports nothing. */
function readCueClaim(reading: Reading, cue: Cue): number | undefined {
  if (cue.kind === 'phrase') return readSourcePhrase(reading, cue)
  if (cue.kind === 'rumour') return readRumour(reading, cue)
  if (cue.kind === 'impersonal') return readImpersonal(reading, cue)
  if (cue.entry.frames.has('accuse') || cue.entry.frames.has('blame')) return readAccusation(reading, cue)
  if (cue.entry.relay) return readRelay(reading, cue)
  return readReport(reading, cue) ?? (cue.entry.frames.has('ascribe') ? readRelay(reading, cue) : undefined)
}

function readImpersonal(reading: Reading, cue: Cue): number | undefined {
  const { page, cast, sentence } = reading
  // يبدو أن is what the article itself concludes.
  if (/^[وف]?[يت]بدو$/.test(formAt(page, cue.from))) return undefined
  let at = cue.to
  while (at < Math.min(sentence.to, cue.to + 3) && !isComplementiser(formAt(page, at))) at++
  if (!isComplementiser(formAt(page, at))) return undefined
  // تبيّن المراسلات أن: a document behind the verb is who shows it.
  const shown = isDocument(page, cue.to) ? nounPhraseAt(page, cast, cue.to, false) : undefined
  const named = cue.conj === '' ? cast.endingAt.get(cue.from) : undefined
  const actor =
    named === undefined || /^(يبدو|يذكر|يشار)$/.test(formAt(page, cue.from)) ? undefined : cast.mentions[named]
  const source = shown ?? actor
  const end = contentEnd(page, cast, at + 1, false)
  const to = isRelativeMa(page, cue.from) ? nameEnd(page, at + 1, end) : end
  return addDraft(reading, {
    from: at + 1,
    to,
    cue,
    source,
    speech: 'indirect',
    rule: 'claim.impersonal',
    confidence: 0.75,
  })
}

/** A verb, participle or verbal noun with its subject and its clause, quotation or noun phrase. */
function readReport(reading: Reading, cue: Cue): number | undefined {
  const { page, cast } = reading
  if (isInference(page, cast, cue) || isAttribute(page, cue) || isByline(page, cue)) return undefined
  if (cue.entry.lemma === 'جاء' && !/^(في|فيه|فيها|علي)$/.test(formAt(page, cue.to))) return undefined
  const behind = cue.kind !== 'verb' || cue.passive ? undefined : nextSubject(reading, cue)
  const relative = behind?.mention ? undefined : antecedent(page, cast, cue)
  const complement = findComplement(page, cast, cue, relative ? cue.to : (behind?.to ?? cue.to))
  if (!complement || actsOnly(page, cue, behind, complement.shape === 'phrase'))
    return noteSubject(reading, cue, behind) ?? readBehindQuote(reading, cue, behind)
  if (complement.shape === 'phrase' && !behind && !relative && isOrphan(reading, cue)) return undefined
  const nameless = cue.passive || (complement.nameless === true && !behind && !cast.endingAt.has(cue.from))
  const source = nameless ? undefined : chooseSource(reading, cue, relative, behind, complement.at)
  const from = complement.shape === 'colon' ? behindParticle(page, complement.from) : complement.from
  if (opensQuote(page, from)) return addQuotation(reading, cue, source, from, complement.shape)
  const last = contentEnd(page, cast, from, complement.shape === 'phrase')
  const called = cue.entry.frames.has('described') && complement.shape === 'phrase'
  const to = called || isRelativeMa(page, cue.from) ? nameEnd(page, from, last) : last
  const inner = mixesQuote(page, cast, from, to)
  const open = to === reading.sentence.to ? openQuoteIn(page, from, to) : undefined
  const speech = complement.shape === 'colon' ? 'direct' : inner ? 'mixed' : 'indirect'
  const cut = complement.cut === undefined ? {} : { cut: complement.cut }
  const base = { cue, source, confidence: complement.shape === 'phrase' ? 0.7 : 0.88 }
  const end = addDraft(reading, {
    ...base,
    from,
    to,
    ...cut,
    speech,
    rule: `claim.${ruleNames[complement.shape]}`,
  })
  if (open !== undefined) addRest(reading, open, { ...base, speech: 'mixed', rule: 'claim.that-quote' })
  return end
}

/** نفى الرجل كل ما قيل: who denies or warns goes on to speak. */
function rejects({ kind, entry }: Cue): boolean {
  return kind === 'verb' && (/^(deny|fear)$/.test(entry.stance) || /^(روي|حكي|سرد|شرح|علق)$/.test(entry.lemma))
}

/** نقش يتحدث عن المواقع: a verb without conjunction and subject belongs to the noun before it. */
function isOrphan({ page, cast, sentence, speaker, done }: Reading, cue: Cue): boolean {
  if (cue.kind !== 'verb' || cue.passive || cue.conj !== '' || speaker || cue.entry.frames.has('estimate')) return false
  // أظهر رد الفعل …: a sentence that opens with its verb names the subject first.
  if (cue.from === sentence.from) return cue.entry.stance === 'reveal'
  if (!isWordAt(page, cue.from - 1)) return false
  // لكنه كشف, كانت أعلنت: the pronoun or the auxiliary keeps the subject.
  if (/^[وف]?((لكن|ان|كان)(ه|ها|هم)|كان|كانت|كانوا|قد)$/.test(formAt(page, cue.from - 1))) return false
  const before = reporterOf(page, cast, cue) ?? subjectBefore(page, cast, cue, Math.max(sentence.from, done))
  return !(before ?? subjectAhead(page, cast, cue, sentence))
}

/** Keeps who took up or denied what was said: the next words may be theirs. */
function noteSubject(reading: Reading, cue: Cue, behind: Source | undefined): undefined {
  const { page, cast } = reading
  const named = behind && (behind.mention || formAt(page, behind.from).startsWith('ال'))
  const party = named ? behind : takesUp(page, cue, cue.to) ? subjectBefore(page, cast, cue, 0) : undefined
  if (!party || !(takesUp(page, cue, Math.max(cue.to, party.to)) || rejects(cue))) return
  reading.speaker = party
  reading.lastSpeaker = party
  reading.recent.push(party)
}

/** قال: إن: the particle behind a colon still only leads to the clause. */
function behindParticle(page: Page, at: number): number {
  return formAt(page, at) === 'ان' ? at + 1 : at
}

/** Where what something is called ends: before a mark, or before the words of time and cause that tell the rest. */
function nameEnd(page: Page, from: number, end: number): number {
  for (let at = from + 1; at < end; at++)
    if (/^(,|;|ردا|بعد|قبل|خلال|بهدف|وذلك|منذ|فيما|بينما|اثر|عقب|وسط)$/.test(formAt(page, at))) return at
  return end
}

const ruleNames = { phrase: 'noun-phrase', colon: 'colon', that: 'that-clause', quote: 'quote', bare: 'bare-clause' }

/** The subject behind a verb; what follows a verb whose subject stands right before it is its object. */
function nextSubject({ page, cast, sentence }: Reading, cue: Cue): Source | undefined {
  if (opensClause(page, cast, cue, sentence.from)) return undefined
  const behind = subjectBehind(page, cast, cue)
  const { frames } = cue.entry
  // قدرت الأضرار بـ: what is estimated stands where its estimator would.
  if (behind && !behind.mention && frames.has('estimate') && !isDocument(page, behind.from)) return undefined
  // واعتبرت الاتهامات «…»: what is called something stands where its speaker would.
  if (behind && !behind.mention && frames.has('described') && cue.conj !== '' && opensQuote(page, behind.to))
    return undefined
  if (!behind || behind.mention || cue.conj !== '' || !frames.has('np')) return behind
  if (cue.plural || isDocument(page, cue.from - 1) || isDocument(page, cue.from - 2)) return undefined
  return cast.endingAt.has(cue.from) && subjectBefore(page, cast, cue, sentence.from) ? undefined : behind
}

function chooseSource(
  reading: Reading,
  cue: Cue,
  relative: Source | undefined,
  behind: Source | undefined,
  at: number,
): Source | undefined {
  const { page, cast, sentence } = reading
  if (relative) return relative
  if (cue.kind === 'masdar') return quotedBy(page, cast, cue, sentence.from) ?? reading.speaker ?? reading.lastSpeaker
  if (cue.kind !== 'verb') return reading.speaker ?? subjectOf(reading, cue) ?? recall(reading, cue)
  if (behind && behind.to <= at) return behind
  const apart = pronounSubject(page, cast, cue) ?? ownerOf(page, cast, cue, sentence.from)
  if (apart) return apart
  const from = Math.max(sentence.from, reading.done)
  const before = cue.conj === 'و' ? undefined : (reporterOf(page, cast, cue) ?? subjectBefore(page, cast, cue, from))
  const ahead = before ? undefined : subjectAhead(page, cast, cue, sentence)
  if (before ?? ahead) return before ?? ahead
  if (reading.speaker && refersTo(page, reading.speaker, cue)) return reading.speaker
  return sharedSubject(page, cast, cue, sentence.from) ?? recall(reading, cue)
}

/** Who a participle speaks for where the sentence has reported nothing yet: its first actor outside a preposition. */
function subjectOf({ page, cast, sentence }: Reading, cue: Cue): Source | undefined {
  return (
    subjectBefore(page, cast, cue, sentence.from) ??
    doerBefore(page, cast, cue, sentence.from) ??
    firstSubject(page, cast, sentence.from, cue.from)
  )
}
