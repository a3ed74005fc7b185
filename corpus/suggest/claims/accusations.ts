import { formAt, isWordAt, opensQuote, type Page } from '../grammar/page.ts'
import { isAdjective, isFunctionWord } from '../grammar/vocabulary.ts'
import { spanTo } from '../spans.ts'
import { contentEnd } from './content.ts'
import { type Cue, isComplementiser } from './cues.ts'
import { timeWords } from './lexicon.ts'
import { addDraft, type Reading } from './reading.ts'
import { recall } from './recall.ts'
import { agrees, type Cast, firstSubject, isDocument, nounPhraseAt, type Source } from './sources.ts'
import { antecedent, subjectBefore } from './subject-before.ts'
import { doerBefore } from './subjects.ts'

const reach = 40

/** اتهم … بـ, حمّل … مسؤولية: the claim runs from the accused on. */
export function readAccusation(reading: Reading, cue: Cue): number | undefined {
  const { page, cast, sentence } = reading
  const to = Math.min(sentence.to, cue.to + reach)
  if (isCharged(page, cue)) return readNamelessAccusation(reading, cue)
  const named = cast.startingAt.get(cue.to)
  const aside = named === undefined ? cue.to : behindAside(page, cast.mentions[named]!.to, to)
  const at = chargeAt(page, cast, cue, aside, to)
  if (at === undefined) return undefined
  if (cue.kind === 'masdar') return readPronounAccusation(reading, cue, at)
  const parties = partiesBetween(cast, cue.to, at)
  if (cue.object || /^(اياه|اياها|اياهم)$/.test(formAt(page, cue.to))) return readPronounAccusation(reading, cue, at)
  const subject = subjectOf(page, cue, parties, at)
  const from = objectOf(page, subject, parties, at) ?? objectFrom(page, cue.to, at)
  if (from === undefined) return undefined
  // A damma where two parties stand is a slip: who accuses is named.
  const source = subject ?? (cue.passive ? undefined : accuser(reading, cue, parties))
  const end = contentEnd(page, cast, from, false)
  return addDraft(reading, {
    from,
    to: end,
    cue,
    source,
    speech: quotes(page, from, end) ? 'mixed' : 'indirect',
    rule: 'claim.accusation',
    confidence: 0.85,
  })
}

/** Where the accused begins: behind the subject, or with the last party where only an attribute follows the subject. */
function objectOf(page: Page, subject: Source | undefined, parties: readonly Source[], at: number): number | undefined {
  const last = parties.at(-1)
  const aside = subject ? behindAside(page, subject.to, at) : -1
  if (subject && aside > subject.to) return aside
  const next = parties.some(({ from }) => from === subject?.to)
  if (!subject || (last && last !== subject && !next && formAt(page, subject.to).startsWith('ال'))) return last?.from
  return subject.to
}

/** Who accuses, right behind the verb, where the accused stands between it and the charge. */
function subjectOf(page: Page, cue: Cue, parties: readonly Source[], at: number): Source | undefined {
  const [first] = parties
  if (cue.kind !== 'verb') return undefined
  if (first?.from === cue.to) {
    const behind = behindAside(page, first.to, at)
    const accused = page.tokens[behind]
    const named = behind < at && (opensQuote(page, behind) || (accused?.kind === 'word' && !isFunctionWord(accused)))
    return named && first.mention && agrees(page, first.mention, cue) ? first : undefined
  }
  const crowd = /(ون|شطاء|براء|هالي|كان|هود)$/.test(formAt(page, cue.to)) && formAt(page, cue.to + 1).startsWith('ال')
  if (!(crowd || isDocument(page, cue.to)) || cue.to + 1 >= at || isAdjective(formAt(page, cue.to + 1)))
    return undefined
  return { from: cue.to, to: cue.to + 1, span: spanTo(page, page.tokens[cue.to]!.start, cue.to + 1) }
}

/** واتهامها بالتعاون: the accused is only a pronoun, so the content is the charge. */
function readPronounAccusation(reading: Reading, cue: Cue, at: number): number | undefined {
  const { page, cast, sentence } = reading
  const behind =
    cue.kind === 'verb' ? (partiesBetween(cast, cue.to, at)[0] ?? nounPhraseAt(page, cast, cue.to, false)) : undefined
  const told = cue.kind === 'participle' ? (reading.speaker ?? doerBefore(page, cast, cue, sentence.from)) : undefined
  const source = behind ?? told ?? firstSubject(page, cast, sentence.from, cue.from) ?? recall(reading, cue)
  const to = contentEnd(page, cast, at, cue.kind === 'masdar')
  return addDraft(reading, {
    from: isComplementiser(formAt(page, at)) ? at + 1 : at,
    to,
    ...(/^ب/.test(formAt(page, at)) && !isComplementiser(formAt(page, at)) ? { cut: 1 } : {}),
    cue,
    source,
    speech: 'indirect',
    rule: 'claim.accusation',
    confidence: cue.kind === 'masdar' ? 0.65 : 0.8,
  })
}

/** The charge: ب with a noun behind the accused, or the word for responsibility. */
function chargeAt(page: Page, cast: Cast, cue: Cue, from: number, to: number): number | undefined {
  const blame = cue.entry.frames.has('blame')
  for (let at = from; at < to; at++) {
    const { form } = page.tokens[at]!
    if (blame) {
      if (/^(ال)?مسؤولي/.test(form)) return at
      continue
    }
    if ((at === cue.to && cue.kind !== 'masdar' && !cue.object) || cast.inside[at] === 1) continue
    if (
      /^ب/.test(form) &&
      form.length > 1 &&
      !isFunctionWord(page.tokens[at]) &&
      page.tokens[at]!.readings.some(({ prep }) => prep === 'ب')
    )
      return at
    if (form === 'ب' || /^بان/.test(form)) return at
  }
  return undefined
}

function partiesBetween(cast: Cast, from: number, to: number): Source[] {
  const found: Source[] = []
  for (let at = from; at < to; at++) {
    const index = cast.startingAt.get(at)
    if (index === undefined || cast.mentions[index]!.to > to) continue
    const mention = cast.mentions[index]!
    found.push({ from: mention.from, to: mention.to, span: mention.span, mention })
  }
  return found
}

function accuser(reading: Reading, cue: Cue, parties: readonly Source[]): Source | undefined {
  const { page, cast, sentence } = reading
  const [first] = parties
  const relative = antecedent(page, cast, cue)
  if (relative) return relative
  const crowd = first && first.from > cue.to ? crowdBetween(page, cue.to, first.from) : undefined
  if (crowd) return crowd
  const before = cue.conj === 'و' ? undefined : subjectBefore(page, cast, cue, Math.max(sentence.from, reading.done))
  const doer = cue.kind === 'participle' && !reading.speaker ? doerBefore(page, cast, cue, sentence.from) : undefined
  return before ?? doer ?? recall(reading, cue)
}

/** يُتهمون بأنهم, متهم بأنه: the charge follows at once and nobody is named who makes it. */
function isCharged(page: Page, cue: Cue): boolean {
  return cue.kind === 'verb' && cue.entry.frames.has('accuse') && !cue.object && /^بان/.test(formAt(page, cue.to))
}

function readNamelessAccusation(reading: Reading, cue: Cue): number {
  const from = cue.to + 1
  const { page } = reading
  const end = contentEnd(page, reading.cast, from, false)
  let to = from
  // ، وهم محتجزون: what the article adds of the accused.
  while (to < end && !(formAt(page, to) === ',' && /^و(هو|هي|هم|هما)$/.test(formAt(page, to + 1)))) to++
  return addDraft(reading, { from, to, cue, speech: 'indirect', rule: 'claim.accusation', confidence: 0.7 })
}

/** Index behind what stands between commas behind the accuser: ، في بيان،; ، الخميس،; ، الذي زار البلاد،. */
function behindAside(page: Page, from: number, to: number): number {
  if (formAt(page, from) !== ',') return from
  const opens = (at: number) => isFunctionWord(page.tokens[at]) || timeWords.has(formAt(page, at))
  for (let at = from + 2; at < to; at++)
    if (formAt(page, at) === ',' && (isWordAt(page, at + 1) || opensQuote(page, at + 1)) && !opens(at + 1))
      return at + 1
  return opens(from + 1) ? from : from + 1
}

/** يتهم الأهالي الحزب: accusers who are no actor. */
function crowdBetween(page: Page, from: number, to: number): Source | undefined {
  if (to - from > 3 || !formAt(page, from).startsWith('ال') || isFunctionWord(page.tokens[from])) return undefined
  return { from, to, span: spanTo(page, page.tokens[from]!.start, to) }
}

function objectFrom(page: Page, from: number, at: number): number | undefined {
  return at > from && !isFunctionWord(page.tokens[from]) ? from : undefined
}

function quotes(page: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (formAt(page, at) === '"' && page.partnerOf[at]! - at > 2) return true
  return false
}
