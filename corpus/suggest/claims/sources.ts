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

/** A mention as the source. */
export function fromMention(mention: Mention): Source {
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

/** True where a preposition stands before a mention or is joined to it. */
export function isGoverned(page: Page, mention: Mention): boolean {
  const { conj } = page.tokens[mention.from]!.readings[0]!
  const offset = mention.span.start - page.tokens[mention.from]!.start
  if (offset > conj.length && !/^[وف]/.test(formAt(page, mention.from))) return true
  return isPreposition(formAt(page, mention.from - 1))
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
