import { type Span, span } from '../../span.ts'
import { formAt, isWordAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, isPreposition, knownVerb } from '../grammar/vocabulary.ts'
import { isComment } from './comments.ts'
import { type Cue, isComplementiser, readCue } from './cues.ts'
import { articledMasdars, attitudes } from './lexicon.ts'
import { isMasdar } from './masdars.ts'
import { findObject } from './objects.ts'
import type { Cast } from './sources.ts'

const clauseOpeners = /^[وف]?(لكن(?:ه|ها|هم)?|فيما|بينما|كما|اما|بعدما|حين|الا|غير|بيد|قبل|وسط|ثم|في|رغم|برغم)$/
const concessions = /^[وف]?(لكن|رغم|الا|غير|بيد|بينما|فيما|كون|لكون)$/

/**
 * Index behind the content that starts at a token: the sentence's end, or before it the next reporting word, source phrase
 * or, for a noun phrase, a concession.
 */
export function contentEnd(page: Page, cast: Cast, from: number, nounPhrase: boolean): number {
  const { to } = sentenceAt(page, from)
  let clause = false
  for (let at = from + 1; at < to; at++) {
    const open = opensQuote(page, at) ? page.partnerOf[at]! : -1
    if (open > at && open < to) {
      at = open
      continue
    }
    if (startsAttribution(page, cast, at, to)) return behindMarks(page, from, at)
    if (isComment(page, at)) return behindMarks(page, from, at)
    if (!nounPhrase) continue
    if (formAt(page, at) === ',' && endsPhrase(page, at + 1, clause)) return at
    if (isConcession(page, at)) return behindMarks(page, from, at)
    clause ||= isVerb(page, at)
  }
  return to
}

function isVerb(page: Page, at: number): boolean {
  const verb = knownVerb(page.tokens[at])
  return verb !== undefined && !isFunctionWord(page.tokens[at]) && !isPreposition(formAt(page, at - 1))
}

/** بيد أنه, إلا أن, غير أن: what the article sets against the noun phrase. */
function isConcession(page: Page, at: number): boolean {
  return /^(بيد|الا|غير)$/.test(formAt(page, at)) && isComplementiser(formAt(page, at + 1))
}

/** A further main clause behind a noun phrase; `clause` tells that a relative clause has begun, which may go on. */
function endsPhrase(page: Page, at: number, clause: boolean): boolean {
  if (
    concessions.test(formAt(page, at)) ||
    (formAt(page, at) === 'علي' && /^(الرغم|عكس|خلاف)$/.test(formAt(page, at + 1)))
  )
    return true
  if (/^[وف]?(من)$/.test(formAt(page, at)) && formAt(page, at + 1) === 'دون') return true
  if (formAt(page, at) === 'مما') return true
  if (formAt(page, at) === 'ما' && /^(ا?دي|ا?دت|اسفر|يعني|دفع|ا?ثار|ترك|جعل|يؤدي|تسبب)/.test(formAt(page, at + 1)))
    return true
  const verb = knownVerb(page.tokens[at])
  if (verb?.tense !== 'perfect' || isFunctionWord(page.tokens[at])) return false
  return verb.conj === '' || (verb.conj === 'و' && !clause)
}

/** True where a further attribution begins: ، مضيفا أن, وأضاف أن, ، بحسب, ، فيما زعم … أن. */
function startsAttribution(page: Page, cast: Cast, at: number, to: number): boolean {
  if (cast.inside[at] === 1 && !cast.startingAt.has(at)) return false
  const comma = formAt(page, at - 1) === ','
  const cue = readCue(page, at)
  if (cue) {
    if (cue.kind === 'phrase') return comma || cue.conj !== '' || isFinalPhrase(page, cue, to)
    const joined = comma || cue.conj !== ''
    if (cue.kind === 'participle' && (joined || leadsOn(page, cue)) && hasFrame(page, cast, cue, to)) return true
    if (cue.kind === 'verb' && joined) return hasFrame(page, cast, cue, to)
    if (cue.kind === 'impersonal') return comma || cue.conj !== ''
    if (cue.kind === 'rumour') return false
  }
  if (comma && isNewSpeaker(page, cast, at, to)) return true
  const { form } = page.tokens[at]!
  if (comma && attitudes.has(form)) return true
  if (form === 'وتم' && articledMasdars.has(formAt(page, at + 1).slice(2))) return true
  if (/^(يدور|يجري|يتردد|تتردد)$/.test(form) && readCue(page, at + 1)?.kind === 'rumour') return true
  if (!clauseOpeners.test(formAt(page, at)) || !(comma || /^[وف]?(فيما|بينما|لكن|كما)$/.test(formAt(page, at))))
    return false
  for (let next = at + 1; next < Math.min(to, at + 4); next++) {
    const later = readCue(page, next)
    if (later && (later.kind === 'verb' || later.kind === 'rumour') && hasFrame(page, cast, later, to)) return true
    if (later?.kind === 'verb' && /^(ذلك|هذا|هذه)$/.test(formAt(page, later.to))) return true
    if (/^(الذي|التي|الذين)$/.test(formAt(page, next)) || formAt(page, next) === ',') return false
  }
  return false
}

/** مشيرا إلى أن, قائلة إنها: a participle with its clause right behind it needs no comma. */
function leadsOn(page: Page, cue: Cue): boolean {
  if (!/[اه]$|ين$/.test(formAt(page, cue.from))) return false
  const at = /^(الي|علي)$/.test(formAt(page, cue.to)) ? cue.to + 1 : cue.to
  if (isComplementiser(formAt(page, at)) || formAt(page, at) === ':' || opensQuote(page, at)) return true
  const { frames } = cue.entry
  const noun = frames.has(at > cue.to ? 'np:إلى' : 'masdar') ? page.tokens[at] : undefined
  return noun?.kind === 'word' && isMasdar(noun)
}

/** ، والحزب يعتقد أن: another party and its reporting verb. */
function isNewSpeaker(page: Page, cast: Cast, at: number, to: number): boolean {
  const index = cast.startingAt.get(at)
  const cue = index === undefined ? undefined : readCue(page, cast.mentions[index]!.to)
  return cue?.kind === 'verb' && cue.conj === '' && hasFrame(page, cast, cue, to)
}

function isFinalPhrase(page: Page, cue: Cue, to: number): boolean {
  for (let at = cue.to; at < Math.min(to, cue.to + 12); at++) if (formAt(page, at) === ',') return false
  return true
}

/** True when what a reporting word needs stands close behind it. */
export function hasFrame(page: Page, cast: Cast, cue: Cue, to: number): boolean {
  if (cue.kind === 'rumour') return /^(عن|حول|بشان)$/.test(formAt(page, cue.to))
  const { frames } = cue.entry
  if (frames.has('accuse')) return true
  if (frames.has('estimate') && cue.kind === 'verb' && findObject(page, cast, cue, cue.to, to)) return true
  for (let at = cue.to; at < Math.min(to, cue.to + 25); at++) {
    const form = formAt(page, at)
    if (isComplementiser(form)) return frames.has('that') || frames.has('described')
    if (form === ':' || (opensQuote(page, at) && cast.inside[at] !== 1))
      return frames.has('quote') || frames.has('described')
    if (frames.has('np:عن') && form === 'عن') return true
    if (at > cue.to && /^[وف]/.test(form) && readCue(page, at)?.kind === 'verb') return false
  }
  if (cue.kind === 'participle')
    return frames.has('np') || frames.has('np:ب') || frames.has('masdar') || frames.has('np:إلى')
  return frames.has('np') && cue.entry.stance === 'deny'
}

/** The stretch of text between two tokens without the marks around it, or undefined where no word is left. */
export function trimmedSpan(page: Page, from: number, to: number): Span | undefined {
  let first = from
  let last = to - 1
  while (first <= last && isEdge(page, first, from, to)) first++
  while (last >= first && isEdge(page, last, from, to)) last--
  const words = page.tokens.slice(first, last + 1)
  if (words.every(({ kind, form }) => kind === 'mark' || kind === 'newline' || form === '')) return undefined
  return span(page.tokens[first]!.start, page.tokens[last]!.end)
}

/** A mark at the edge goes, unless it closes or opens a pair that stands within. */
function isEdge(page: Page, at: number, from: number, to: number): boolean {
  const token = page.tokens[at]!
  if (token.kind === 'newline') return true
  if (token.kind !== 'mark' || token.form === '%' || token.form === '$') return false
  const partner = page.partnerOf[at]!
  if (partner >= from && partner < to) return false
  if (token.form === ')') return !opensBracket(page, at, from)
  return token.form !== '('
}

function opensBracket(page: Page, at: number, from: number): boolean {
  for (let before = at - 1; before >= Math.max(from, at - 12); before--) if (formAt(page, before) === '(') return true
  return false
}

function behindMarks(page: Page, from: number, at: number): number {
  let to = at
  while (
    to > from &&
    !isWordAt(page, to - 1) &&
    formAt(page, to - 1) !== ')' &&
    page.tokens[to - 1]!.kind === 'mark' &&
    page.partnerOf[to - 1] === -1
  )
    to--
  return to
}
