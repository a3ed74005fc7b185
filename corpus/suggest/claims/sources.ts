import type { Span } from '../../span.ts'
import type { Mention } from '../actors/mention.ts'
import { headAt } from '../actors/reach.ts'
import { eventNouns } from '../events/lexicon.ts'
import { formAt, isWordAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isCommonNoun, isFunctionWord, isPreposition, knownVerb, verbAt } from '../grammar/vocabulary.ts'
import { spanTo, startOfReading } from '../spans.ts'
import type { Token } from '../tokens.ts'
import { type Cue, isComplementiser } from './cues.ts'
import {
  attitudeNouns,
  cueMasdars,
  cueParticiples,
  cueVerbs,
  documentNouns,
  quantifiers,
  unnamedSpeakers,
} from './lexicon.ts'
import { isMasdar } from './masdars.ts'

/** Who asserts: the tokens and span of an actor, a document or a noun phrase in its place. */
export type Source = Readonly<{ from: number; to: number; span: Span; mention?: Mention }>

/** Actors by token, for quick look-ups. */
export type Cast = Readonly<{
  mentions: readonly Mention[]
  startingAt: ReadonlyMap<number, number>
  endingAt: ReadonlyMap<number, number>
  inside: Uint8Array
}>

export function createCast(page: Page, found: readonly Mention[]): Cast {
  const mentions = found.flatMap((mention) => withoutParticiple(page, mention))
  const inside = new Uint8Array(page.tokens.length)
  for (const { from, to } of mentions) inside.fill(1, from, to)
  return {
    mentions,
    startingAt: new Map(mentions.map(({ from }, index) => [from, index])),
    endingAt: new Map(mentions.map(({ to }, index) => [to, index])),
    inside,
  }
}

/** قائلا or نفيه behind a name, or alone, goes on reporting and names nobody. */
function withoutParticiple(page: Page, mention: Mention): Mention[] {
  const last = page.tokens[mention.to - 1]!
  const says = verbAt(cueVerbs, last)?.entry.lemma === 'قال'
  const reports = says || (/[^ا]ا$/.test(last.form) ? cueParticiples : cueMasdars).has(last.form)
  if (!reports) return withoutVerb(page, mention)
  const to = mention.to - 1
  return to > mention.from ? [{ ...mention, to, span: spanTo(page, mention.span.start, to) }] : []
}

/** روى الشاهد at the start of a sentence is a verb with its subject and no name. */
function withoutVerb(page: Page, mention: Mention): Mention[] {
  const { from, to, kind } = mention
  const opens = kind === 'person' && to - from > 1 && sentenceAt(page, from).from === from
  if (!opens || !formAt(page, from + 1).startsWith('ال') || isCommonNoun(page.tokens[from]!)) return [mention]
  if (verbAt(cueVerbs, page.tokens[from])?.tense !== 'perfect') return [mention]
  return [{ ...mention, from: from + 1, span: spanTo(page, page.tokens[from + 1]!.start, to) }]
}

const adverbs =
  /^(لنا|لي|فيه|فيها|به|بها|عنه|عنها|له|لها|لهم|ذلك|بشده|باستمرار|بدوره|بدورها|بدورهم|كذلك|ايضا|لاحقا|امس|اليوم|سابقا|مجددا|حينها|انذاك|بالمقابل|رسميا|صراحه|مرارا)$/

/** The noun phrase behind a verb that is its subject: an actor, a document, or an unknown name. */
export function subjectBehind(page: Page, cast: Cast, cue: Cue): Source | undefined {
  let at = cue.to
  while (adverbs.test(formAt(page, at))) at++
  const mention = cast.startingAt.get(at)
  if (mention !== undefined) return subjectMention(page, cast.mentions[mention]!, cue)
  if (unnamedSpeakers.has(formAt(page, at)))
    return { from: at, to: at + 1, span: spanTo(page, page.tokens[at]!.start, at + 1) }
  if (/^(جاء|ورد)$/.test(cue.entry.lemma))
    return formAt(page, at) === 'في' ? nounPhraseAt(page, cast, at + 1, false) : undefined
  // What is announced or denied may stand right behind the verb; an occurrence speaks never.
  if (
    (cue.entry.frames.has('np') || cue.entry.frames.has('deed')) &&
    eventNouns.has(formAt(page, at)) &&
    !isDocument(page, at)
  )
    return undefined
  const { frames } = cue.entry
  const takesNoun = frames.has('masdar') || frames.has('np')
  const token = page.tokens[at]
  if (token && /^(حديث|كلام|كلمت|خطاب|تصريح|مداخلت|شهادت|مقال|رسالت|بيان)(ه|ها|هم)$/.test(token.form)) return undefined
  if (takesNoun && token?.kind === 'word' && (isMasdar(token) || attitudeNouns.has(token.form))) return undefined
  return nounPhraseAt(page, cast, at, false, takesNoun || frames.has('np:ب'))
}

/** A noun phrase that starts at a token: an actor, or words up to the next particle, verb or mark. */
export function nounPhraseAt(
  page: Page,
  cast: Cast,
  at: number,
  clitics: boolean,
  hasObject = false,
): Source | undefined {
  const mention = cast.startingAt.get(at)
  if (mention !== undefined) return fromMention(cast.mentions[mention]!)
  const quoted = opensQuote(page, at) ? cast.startingAt.get(at + 1) : undefined
  if (quoted !== undefined)
    return { ...fromMention(cast.mentions[quoted]!), to: Math.max(cast.mentions[quoted]!.to, page.partnerOf[at]! + 1) }
  if (opensQuote(page, at) && namesSpeaker(page, at)) return quotedName(page, at)
  const token = page.tokens[at]
  if (token?.kind === 'word' && quantifiers.has(token.form)) return quantified(page, cast, at)
  if (token?.kind !== 'word' || token.form.length < 3 || isFunctionWord(token) || cueParticiples.has(token.form))
    return undefined
  const reading = token.readings.find(
    ({ conj, prep, rest }) => conj === '' && (prep === '' || clitics) && documentNouns.has(rest),
  )
  if (!reading && knownVerb(token)) return undefined
  if (!reading && !clitics && (/^[بلفو](ال|ل)/.test(token.form) || isJoined(page, at))) return undefined
  const to = phraseEnd(page, cast, at, hasObject, clitics)
  const start = startOfReading(
    page,
    at,
    reading ??
      (clitics ? { conj: '', prep: /^ل[^ل]/.test(token.form) ? 'ل' : '', article: false } : token.readings[0]!),
  )
  return { from: at, to, span: spanTo(page, start, to) }
}

/** علم "الموقع" من مصادر أن: a short quotation with a clause behind it is a name. */
function namesSpeaker(page: Page, at: number): boolean {
  const closing = page.partnerOf[at]!
  if (closing - at > 5) return false
  for (let next = closing + 1; next < closing + 10; next++) {
    if (isComplementiser(formAt(page, next))) return true
    if (!isWordAt(page, next)) return false
  }
  return false
}

function quotedName(page: Page, at: number): Source {
  const closing = page.partnerOf[at]!
  return { from: at, to: closing + 1, span: spanTo(page, page.tokens[at + 1]!.start, closing) }
}

/** بوزارة, لصحيفة: a preposition joined to a noun; باتريك and لندن only begin like one. */
function isJoined(page: Page, at: number): boolean {
  const token = page.tokens[at]!
  if (!/^[بل]/.test(token.form) || headAt(page, at)?.prep === '') return false
  if (isCommonNoun(token) || isMasdar({ form: token.form.slice(1), plain: token.plain.slice(1) })) return true
  return !isForeignName(page, at)
}

/** A foreign name goes on with a further word that is neither noun nor verb. */
function isForeignName(page: Page, at: number): boolean {
  const next = page.tokens[at + 1]
  if (next?.kind !== 'word' || isFunctionWord(next) || isComplementiser(next.form)) return false
  return !next.form.startsWith('ال') && !isCommonNoun(next) && !knownVerb(next)
}

/** عدد من التقارير, عدة مصادر. */
function quantified(page: Page, cast: Cast, at: number): Source | undefined {
  const next = formAt(page, at + 1) === 'من' ? at + 2 : at + 1
  if (!isWordAt(page, next) || (isFunctionWord(page.tokens[next]) && !cast.startingAt.has(next))) return undefined
  const to = phraseEnd(page, cast, next - 1)
  return to > next ? { from: at, to, span: spanTo(page, page.tokens[at]!.start, to) } : undefined
}

const longest = 9

/** Index behind a noun phrase without a known name; a verbal noun in it may be the object of the verb before. */
function phraseEnd(page: Page, cast: Cast, from: number, hasObject = false, named = false): number {
  const { to: end } = sentenceAt(page, from)
  let at = from + 1
  while (at < end && at - from < longest) {
    const mention = cast.startingAt.get(at)
    if (mention !== undefined) {
      at = cast.mentions[mention]!.to
      continue
    }
    const { form } = page.tokens[at]!
    if ((named || isDocument(page, from)) && opensQuote(page, at) && page.partnerOf[at]! - at < 6 && at > from) {
      at = page.partnerOf[at]! + 1
      continue
    }
    if (form === 'عن' && /^(ال)?صادر(ه)?$/.test(formAt(page, at - 1))) {
      at++
      continue
    }
    if (cueMasdars.has(form) || cueParticiples.has(form)) break
    if (!isWordAt(page, at) || isComplementiser(form) || form === 'عن') break
    if (/^و/.test(form) && isFunctionWord(page.tokens[at])) break
    if (isFunctionWord(page.tokens[at]) && form !== 'من' && form !== 'عدد') break
    if (/^(ب|لل)/.test(form) && (at > from + 1 || isMasdar(withoutBa(page, at)))) break
    if (/^(التاكيد|القول|التشديد)$/.test(form) && at > from) break
    if (form === 'ل' || (at > from && /^(عليها|عليه|منها|عنها)$/.test(formAt(page, at + 1)))) break
    if (hasObject && isMasdar(page.tokens[at]!) && (at > from + 1 || /^ال|ون$/.test(formAt(page, from)))) break
    const verb = knownVerb(page.tokens[at])
    if (verb && !verb.object) break
    at++
  }
  return at
}

function withoutBa(page: Page, at: number): Pick<Token, 'form' | 'plain'> {
  const { form, plain } = page.tokens[at]!
  return { form: form.slice(1), plain: plain.slice(1) }
}

function fromMention(mention: Mention): Source {
  return { from: mention.from, to: mention.to, span: mention.span, mention }
}

function subjectMention(page: Page, mention: Mention, cue: Cue): Source | undefined {
  const first = page.tokens[mention.from]!
  if (first.readings.length > 1 && mention.span.start > first.start) return undefined
  return agrees(page, mention, cue) ? fromMention(mention) : undefined
}

/** A verb before its subject agrees with it in gender, in the singular. */
export function agrees(page: Page, mention: Mention, cue: Cue): boolean {
  if (mention.kind === 'person' || mention.plural || cue.kind !== 'verb') return true
  const head = mention.head
  if (!head || mention.kind === 'group') return true
  const form = formAt(page, mention.from)
  if (cue.feminine) return head.endsWith('ه') || /(ه|ات)$/.test(form) || isBroken(mention)
  return !head.endsWith('ه') || mention.kind === 'role'
}

const feminineHeads = /^(قوات|قوي|سلطات|مخابرات|استخبارات|مصادر|شركات|وسائل|كتائب|فصائل|الجيوش|امم|دار|صحف)/

function isBroken(mention: Mention): boolean {
  return mention.head !== undefined && (feminineHeads.test(mention.head) || mention.rule === 'actor.known-name')
}

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

/** True where a preposition stands before a mention or is joined to it. */
function isGoverned(page: Page, mention: Mention): boolean {
  const { conj } = page.tokens[mention.from]!.readings[0]!
  const offset = mention.span.start - page.tokens[mention.from]!.start
  if (offset > conj.length && !/^[وف]/.test(formAt(page, mention.from))) return true
  return isPreposition(formAt(page, mention.from - 1))
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

const topicOpeners = /^[وف]?(لكن|ان|اما|فيما|بينما|حيث|اذ|حين|غير|الا|بيد|كان|كانت)$/

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

/** True for a noun that names a document: a source that is no actor. */
export function isDocument(page: Page, at: number): boolean {
  return page.tokens[at]?.readings.some(({ conj, rest }) => conj === '' && documentNouns.has(rest)) ?? false
}

/** The first actor of a sentence that no preposition governs. */
export function firstSubject(page: Page, cast: Cast, from: number, to: number): Source | undefined {
  for (let at = from; at < Math.min(to, from + 60); at++) {
    const index = cast.startingAt.get(at)
    if (index !== undefined && !isGoverned(page, cast.mentions[index]!)) return fromMention(cast.mentions[index]!)
  }
  return undefined
}
