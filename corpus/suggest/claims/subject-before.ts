import type { Mention } from '../actors/mention.ts'
import { headAt } from '../actors/reach.ts'
import { formAt, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, isPreposition, knownVerb } from '../grammar/vocabulary.ts'
import { spanTo, startOfReading } from '../spans.ts'
import type { Cue } from './cues.ts'
import { documentNouns } from './lexicon.ts'
import { agrees, type Cast, fromMention, isGoverned, type Source } from './sources.ts'

const topicOpeners = /^[وف]?(لكن|ان|اما|فيما|بينما|حيث|اذ|حين|غير|الا|بيد|كان|كانت)$/

/** The noun phrase that a relative clause belongs to: الصحيفة، التي اعتبرت أن. */
export function antecedent(page: Page, cast: Cast, cue: Cue): Source | undefined {
  if (!/^(الذي|التي|الذين|اللذان|اللتان)$/.test(formAt(page, cue.from - 1))) return undefined
  const at = formAt(page, cue.from - 2) === ',' ? cue.from - 2 : cue.from - 1
  const mention = cast.endingAt.get(at)
  return mention === undefined ? nounBefore(page, cast, at) : fromMention(cast.mentions[mention]!)
}

/** The subject before its verb: right before it, or as the topic of the clause that an aside parts from its verb. */
export function subjectBefore(page: Page, cast: Cast, cue: Cue, from: number): Source | undefined {
  const at = formAt(page, cue.from - 1) === ',' ? cue.from - 1 : cue.from
  const mention = cast.endingAt.get(at)
  if (mention !== undefined && cast.mentions[mention]!.from >= from && !isGoverned(page, cast.mentions[mention]!)) {
    const chosen = cast.mentions[mention]!
    const whole = wholeBefore(page, cast, chosen, cue)
    if (whole) return whole
    const topic = topicOf(page, cast, from, cue.from)
    return topic && at !== cue.from ? topic : fromMention(chosen)
  }
  const near = at === cue.from ? nounBefore(page, cast, at) : undefined
  return near ?? topicOf(page, cast, from, cue.from)
}

/** التقرير الذي أعدته اللجنة يقول: the relative clause has the party for its subject, and the noun before it speaks. */
function wholeBefore(page: Page, cast: Cast, mention: Mention, cue: Cue): Source | undefined {
  const { from } = mention
  if (!/^(الذي|التي|الذين)$/.test(formAt(page, from - 2))) return undefined
  if (!/(ه|ها|هم)$/.test(formAt(page, from - 1)) && agrees(page, mention, cue)) return undefined
  const named = cast.endingAt.get(from - 2)
  return named === undefined ? nounBefore(page, cast, from - 2) : fromMention(cast.mentions[named]!)
}

/** The last clause opener's noun phrase: لكن عضوا في البعثة، …، أبلغ; أما المدير …، فنفى. */
function topicOf(page: Page, cast: Cast, from: number, to: number): Source | undefined {
  for (const { from: start, to: end, index } of mentionsBetween(cast, from, to)) {
    const before = formAt(page, start - 1)
    const opens =
      start === from ||
      /^[وف]?(لكن|ان|اما|فيما|بينما|حين|غير|الا|بيد|كان|كانت)$/.test(before) ||
      (start === from + 1 && !isPreposition(before))
    if (opens && end <= to && !isGoverned(page, cast.mentions[index]!)) return fromMention(cast.mentions[index]!)
  }
  return undefined
}

function* mentionsBetween(
  cast: Cast,
  from: number,
  to: number,
): Generator<{ from: number; to: number; index: number }> {
  for (let at = to - 1; at >= Math.max(from, to - 60); at--) {
    const index = cast.startingAt.get(at)
    if (index !== undefined) yield { from: at, to: cast.mentions[index]!.to, index }
  }
}

/** A noun phrase right before a verb: وثائق تظهر, لكن سفيرا مطلعا على الوثيقة قال. */
function nounBefore(page: Page, cast: Cast, at: number): Source | undefined {
  const { from: first } = sentenceAt(page, at - 1)
  for (let start = at - 1; start >= Math.max(first, at - 8); start--) {
    const token = page.tokens[start]!
    if (token.kind !== 'word' || (start < at - 1 && isFiniteVerb(page, start))) break
    const reading = token.readings.find(({ prep, rest }) => prep === '' && documentNouns.has(rest))
    if (!reading || isPreposition(formAt(page, start - 1))) continue
    if (cast.inside[start] === 1) break
    return { from: start, to: at, span: spanTo(page, startOfReading(page, start, reading), at) }
  }
  return topicBefore(page, cast, at, first)
}

function isFiniteVerb(page: Page, at: number): boolean {
  const verb = knownVerb(page.tokens[at])
  return verb !== undefined && !verb.object && !isFunctionWord(page.tokens[at])
}

/** True where nothing but nouns and a few prepositions stands in a stretch of words. */
function isNominal(page: Page, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) {
    const { form } = page.tokens[at]!
    if (/^ف(?!ي$)/.test(form) && page.tokens[at]!.readings.length > 2) return false
    if (isFunctionWord(page.tokens[at]) && !/^(في|من|علي|عن|الي|مع|لدي|بين|قد|التي|الذي|الذين)$/.test(form))
      return false
  }
  return true
}

/** The noun phrase between a clause opener, or the start of the sentence, and its verb. No actor need be in it. */
function topicBefore(page: Page, cast: Cast, at: number, first: number): Source | undefined {
  let start = at
  while (start > Math.max(first, at - 8)) {
    const before = page.tokens[start - 1]!
    if (before.kind !== 'word' || topicOpeners.test(before.form) || /^(ان|لكن|فان)/.test(before.form)) break
    // Behind أن stands a noun: رغم أن زوجته تقول.
    const noun = cast.inside[start - 1] === 1 || formAt(page, start - 2) === 'ان'
    const verb = noun ? undefined : knownVerb(before)
    if (verb && !isFunctionWord(before)) return undefined
    start--
  }
  const token = page.tokens[start]
  const opener = page.tokens[start - 1]
  const open = start === first || (opener && (topicOpeners.test(opener.form) || opener.form === ','))
  if (start === at || !open || token?.kind !== 'word' || isFunctionWord(token) || cast.inside[start] === 1)
    return undefined
  if (/^ي/.test(token.form) || !isNominal(page, start, at)) return undefined
  if (/^[وف]?[بلك]/.test(token.form) && headAt(page, start)?.prep !== '' && token.readings.length > 1) return undefined
  const to = formAt(page, at - 1) === 'قد' ? at - 1 : at
  return { from: start, to, span: spanTo(page, startOfReading(page, start, token.readings[0]!), to) }
}
