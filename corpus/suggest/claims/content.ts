import { type Span, span } from '../../span.ts'
import { eventNouns } from '../events/lexicon.ts'
import { formAt, isWordAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, isPreposition, knownVerb } from '../grammar/vocabulary.ts'
import { type Cue, isComplementiser, readCue } from './cues.ts'
import { articledMasdars, attitudes, nearVerbs } from './lexicon.ts'
import type { Cast } from './sources.ts'

const reach = 45
const clauseOpeners = /^[وف]?(لكن(?:ه|ها|هم)?|فيما|بينما|كما|اما|بعدما|حين|الا|غير|بيد|قبل|وسط|ثم|في)$/
const concessions = /^[وف]?(لكن|رغم|الا|غير|بيد|بينما|فيما)$/

/**
 * Index behind the content that starts at a token: the sentence's end, or before it the next reporting word, source phrase
 * or, for a noun phrase, a concession.
 */
export function contentEnd(page: Page, cast: Cast, from: number, nounPhrase: boolean): number {
  const { to } = sentenceAt(page, from)
  for (let at = from + 1; at < to; at++) {
    const open = opensQuote(page, at) ? page.partnerOf[at]! : -1
    if (open > at && open < to) {
      at = open
      continue
    }
    if (startsAttribution(page, cast, at, to)) return behindMarks(page, from, at)
    if (isComment(page, at)) return behindMarks(page, from, at)
    if (nounPhrase && formAt(page, at) === ',' && endsPhrase(page, at + 1)) return at
  }
  return to
}

/** ، وهو ما نفاه …: what the article says about the content, with a reporting word of its own. */
function isComment(page: Page, at: number): boolean {
  if (formAt(page, at - 1) !== ',' || !/^وهو$/.test(formAt(page, at)) || formAt(page, at + 1) !== 'ما') return false
  return /^[يت]?(نفا|نفت|نفي|اكد|وكد|ذكر|اعلن|كشف|اوضح)/.test(formAt(page, at + 2))
}

function endsPhrase(page: Page, at: number): boolean {
  if (concessions.test(formAt(page, at)) || (formAt(page, at) === 'علي' && formAt(page, at + 1) === 'الرغم'))
    return true
  if (/^[وف]?(من)$/.test(formAt(page, at)) && formAt(page, at + 1) === 'دون') return true
  const verb = knownVerb(page.tokens[at])
  return verb !== undefined && verb.conj === '' && verb.tense === 'perfect' && !isFunctionWord(page.tokens[at])
}

/** True where a further attribution begins: ، مضيفا أن, وأضاف أن, ، بحسب, ، فيما زعم … أن. */
function startsAttribution(page: Page, cast: Cast, at: number, to: number): boolean {
  if (cast.inside[at] === 1 && !cast.startingAt.has(at)) return false
  const comma = formAt(page, at - 1) === ','
  const cue = readCue(page, at)
  if (cue) {
    if (cue.kind === 'phrase') return comma || cue.conj !== '' || isFinalPhrase(page, cue, to)
    if (cue.kind === 'participle') return (comma || cue.conj !== '') && hasFrame(page, cast, cue, to)
    if (cue.kind === 'verb' && (cue.conj !== '' || comma)) return hasFrame(page, cast, cue, to)
    if (cue.kind === 'impersonal') return comma || cue.conj !== ''
    if (cue.kind === 'rumour') return false
  }
  const { form } = page.tokens[at]!
  if (comma && attitudes.has(form)) return true
  if (form === 'وتم' && articledMasdars.has(formAt(page, at + 1).slice(2))) return true
  if (/^(يدور|يجري|يتردد|تتردد)$/.test(form) && readCue(page, at + 1)?.kind === 'rumour') return true
  if (!clauseOpeners.test(formAt(page, at)) || !(comma || /^[وف]?(فيما|بينما|لكن|كما)$/.test(formAt(page, at))))
    return false
  for (let next = at + 1; next < Math.min(to, at + 4); next++) {
    const later = readCue(page, next)
    if (later && (later.kind === 'verb' || later.kind === 'rumour') && hasFrame(page, cast, later, to)) return true
    if (/^(الذي|التي|الذين)$/.test(formAt(page, next)) || formAt(page, next) === ',') return false
  }
  return false
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
  for (let at = cue.to; at < Math.min(to, cue.to + 25); at++) {
    const form = formAt(page, at)
    if (isComplementiser(form)) return frames.has('that') || frames.has('described')
    if (form === ':' || (opensQuote(page, at) && cast.inside[at] !== 1))
      return frames.has('quote') || frames.has('described')
    if (frames.has('np:عن') && form === 'عن') return true
    if (at > cue.to && /^[وف]/.test(form) && readCue(page, at)?.kind === 'verb') return false
  }
  if (cue.kind === 'participle') return frames.has('np') || frames.has('np:ب') || frames.has('masdar')
  return frames.has('np') && cue.entry.stance === 'deny'
}

/** Where the content of a reporting word begins, and in which shape it stands. */
export type Complement = Readonly<{
  at: number
  from: number
  shape: 'that' | 'quote' | 'colon' | 'phrase'
  cut?: number
}>

/** Finds what a verb, participle or verbal noun reports. `behind` is the index behind its subject, if that follows it. */
export function findComplement(page: Page, cast: Cast, cue: Cue, behind: number): Complement | undefined {
  const { to } = sentenceAt(page, cue.from)
  const { frames } = cue.entry
  let phrase: Complement | undefined
  for (let at = cue.to; at < Math.min(to, cue.to + reach); at++) {
    const form = formAt(page, at)
    if (isComplementiser(form) && at >= behind && belongs(page, cast, cue, at)) {
      if (frames.has('that') || frames.has('quote')) return thatClause(at)
      return phrase
    }
    if (form === ':' && page.tokens[at - 1]?.kind === 'number') continue
    if (form === ':') return frames.has('quote') || frames.has('that') ? { at, from: at + 1, shape: 'colon' } : phrase
    if (opensQuote(page, at) && cast.inside[at] !== 1 && at >= behind) {
      if (phrase) return phrase
      if (!leadsToQuote(page, cast, cue, behind, at)) {
        at = Math.max(at, page.partnerOf[at]!)
        continue
      }
      if (frames.has('described')) return { at: behind, from: behind, shape: 'phrase' }
      if (page.partnerOf[at]! - at < 3) continue
      return frames.has('quote') || cue.entry.lemma === 'سجل' || cue.entry.stance === 'describe'
        ? { at, from: at, shape: 'quote' }
        : undefined
    }
    if (frames.has('np:عن') && form === 'عن' && at >= behind - 0 && !phrase)
      phrase = { at, from: at + 1, shape: 'phrase' }
    if (at > cue.to && form.length > 2 && /^[وف]/.test(form)) {
      const next = readCue(page, at)
      if (next?.kind === 'verb' && cast.inside[at] !== 1) break
    }
    if (at > behind && formAt(page, at - 1) === ',' && readCue(page, at)?.kind === 'participle') break
    if (phrase && at > phrase.from + 3) return phrase
  }
  return phrase ?? nounComplement(page, cue, Math.max(behind, cue.to), to)
}

/** A quotation is speech behind the verb, its subject, a mark or an actor; behind a preposition it is a name. */
function leadsToQuote(page: Page, cast: Cast, cue: Cue, behind: number, at: number): boolean {
  if (at === behind || at === cue.to || !isWordAt(page, at - 1) || cast.inside[at - 1] === 1) return true
  // قال عن ذلك «…»: what was spoken about, then the words.
  if (/^(ذلك|هذا|هذه)$/.test(formAt(page, at - 1))) return page.partnerOf[at]! - at > 4
  return !isFunctionWord(page.tokens[at - 1]) && formAt(page, at - 1) !== 'ل' && page.partnerOf[at]! - at > 4
}

/** True unless another verb governs the clause: طلب أن, قبل أن, or a reporting verb in between that stands closer. */
function belongs(page: Page, cast: Cast, cue: Cue, at: number): boolean {
  const before = formAt(page, at - 1)
  if (/^[وف]?(قبل|بعد|دون|منذ|غير|الا|رغم|مع|حتي|بيد|بشرط|لدرجه|كما)$/.test(before)) return false
  if (nearVerbs.has(cue.entry.lemma) && hasMark(page, cue.to, at)) return false
  const said = /^(قال|اضاف|اوضح)$/.test(cue.entry.lemma) && page.tokens[at]!.plain.startsWith('إ')
  for (let next = at - 1; next >= Math.max(cue.to, at - 8); next--) {
    if (page.tokens[next]!.kind === 'mark' && formAt(page, next) !== '"') return true
    if (cast.inside[next] === 1) return true
    const other = readCue(page, next)
    if (other && other.kind !== 'phrase' && other.kind !== 'rumour' && !said) return isAside(cue, other)
    if (next === at - 1 && !other && knownVerb(page.tokens[next]) && !isFunctionWord(page.tokens[next])) return false
  }
  return true
}

/** قال مضيفا أن, أضاف قائلا إن: the participle only repeats the verb. */
function isAside(cue: Cue, other: Cue): boolean {
  return cue.kind === 'verb' && other.kind === 'participle'
}

function hasMark(page: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (formAt(page, at) === ',' || formAt(page, at) === ';') return true
  return false
}

function thatClause(at: number): Complement {
  return { at, from: at + 1, shape: 'that' }
}

/** A noun phrase as the object: نفى وجود, أعلنت تشكيل, أقر بتأخر. */
function nounComplement(page: Page, cue: Cue, from: number, to: number): Complement | undefined {
  const { frames, stance } = cue.entry
  const at = behindAside(page, from, to)
  const token = page.tokens[at]
  if (token?.kind !== 'word' || at >= to) return undefined
  if (frames.has('np:ب')) {
    const found = token.readings.find(({ conj, prep }) => conj === '' && prep === 'ب')
    return found && /^ب[^ا]?/.test(token.form) && !isComplementiser(token.form)
      ? { at, from: at, shape: 'phrase', cut: 1 }
      : undefined
  }
  if (isFunctionWord(token) || /^(ل|ب)(ل|ال)/.test(token.form)) return undefined
  // كشف وجهه: what belongs to the subject is shown, not said.
  if (
    frames.has('np') &&
    stance === 'reveal' &&
    /(ه|ها|هم)$/.test(token.form) &&
    !token.plain.endsWith('ة') &&
    !eventNouns.has(token.form)
  )
    return undefined
  const masdar = eventNouns.has(token.form) || /^(وجود|صحه|اي|حدوث|مسؤولي|مسؤوليه|قيام|تورط|وقوف|نيه)/.test(token.form)
  if (frames.has('np')) {
    if (stance === 'say')
      return masdar && cue.entry.lemma === 'اعلن' && isEventPhrase(token.form)
        ? { at, from: at, shape: 'phrase' }
        : undefined
    if (stance === 'deny' && !masdar && !token.form.startsWith('ال')) return { at, from: at, shape: 'phrase' }
    return masdar || !token.form.startsWith('ال') ? { at, from: at, shape: 'phrase' } : undefined
  }
  if (frames.has('masdar') && masdar && cue.kind !== 'masdar') return { at, from: at, shape: 'phrase' }
  if (frames.has('described') && cue.kind === 'verb' && hasNumber(page, at, to))
    return { at, from: at, shape: 'phrase' }
  return undefined
}

/** Index behind a comma and an aside between commas that begins with a preposition: ، في بيان …،. */
function behindAside(page: Page, from: number, to: number): number {
  if (formAt(page, from) !== ',') return from
  if (!isPreposition(formAt(page, from + 1))) return from + 1
  for (let at = from + 2; at < Math.min(to, from + 15); at++) if (formAt(page, at) === ',') return at + 1
  return from + 1
}

/** What is announced is an occurrence with its parties; a declaration of war is itself one. */
function isEventPhrase(form: string): boolean {
  return !/^(حرب|الحرب|هدنه|حاله|انتخاب|استقال|افلاس|حداد)/.test(form)
}

function hasNumber(page: Page, from: number, to: number): boolean {
  for (let at = from; at < Math.min(to, from + 4); at++) if (page.tokens[at]!.kind === 'number') return true
  return false
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
  while (to > from && !isWordAt(page, to - 1) && page.tokens[to - 1]!.kind === 'mark' && page.partnerOf[to - 1] === -1)
    to--
  return to
}
