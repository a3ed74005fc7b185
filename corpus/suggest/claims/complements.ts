import { formAt, isWordAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, isPreposition, knownVerb } from '../grammar/vocabulary.ts'
import { type Cue, isComplementiser, readCue } from './cues.ts'
import { contentNouns, evidenceNouns, namedThings, nearVerbs, occasionNouns } from './lexicon.ts'
import { isMasdar } from './masdars.ts'
import { findObject } from './objects.ts'
import type { Cast } from './sources.ts'

const reach = 45
const agreements = /^(اتفق|اجمع)$/
const speechAdverbs = /^(ايضا|كذلك|لاحقا|بدوره|بدورها|مجددا|حرفيا|امس|اليوم|سابقا|صراحه|علنا|ساخرا|غاضبا)$/
const tellsHow = new Set(['روي', 'حكي', 'شرح', 'كشف', 'اوضح', 'وصف', 'سرد', 'ذكر', 'اظهر', 'بين', 'تذكر'])

/** Where the content of a reporting word begins, and in which shape it stands. */
export type Complement = Readonly<{
  at: number
  from: number
  shape: 'that' | 'quote' | 'colon' | 'phrase' | 'bare'
  cut?: number
  /** True where nobody is named who says so. */
  nameless?: boolean
}>

/** Finds what a verb, participle or verbal noun reports. `behind` is the index behind its subject, if that follows it. */
export function findComplement(page: Page, cast: Cast, cue: Cue, behind: number): Complement | undefined {
  const { to } = sentenceAt(page, cue.from)
  const { frames } = cue.entry
  const object = findObject(page, cast, cue, behind, to)
  const clause = findClause(page, cast, cue, behind, object && isFixed(page, object.at) ? object.at : to)
  const about = clause?.shape === 'phrase' && clause.at > cue.to
  if (clause && !(object && about && clause.at > object.at && isMasdar(page.tokens[object.at]!))) return clause
  if (object) return object
  return frames.has('that') ? bareClause(page, cue, behind) : undefined
}

/** A noun behind a comma may belong to an aside before أن; one that follows its verb or subject does not. */
function isFixed(page: Page, at: number): boolean {
  return formAt(page, at - 1) !== ',' && isMasdar(page.tokens[at]!)
}

/** A clause, colon, quotation or عن with a noun phrase, whichever comes first before `to`. */
function findClause(page: Page, cast: Cast, cue: Cue, behind: number, to: number): Complement | undefined {
  const { frames } = cue.entry
  let phrase: Complement | undefined
  for (let at = cue.to; at < Math.min(to, cue.to + reach); at++) {
    const form = formAt(page, at)
    if (form === 'كيف' && at >= behind && tellsHow.has(cue.entry.lemma)) return { at, from: at, shape: 'that' }
    if (isComplementiser(form) && at >= behind && cast.inside[at] !== 1 && belongs(page, cast, cue, at, behind)) {
      if (frames.has('that') || frames.has('quote'))
        return { at, from: isComplementiser(formAt(page, at + 1)) ? at + 2 : at + 1, shape: 'that' }
      return phrase
    }
    if (form === ':' && page.tokens[at - 1]?.kind === 'number') continue
    if (form === ':') return frames.has('quote') || at < behind + 2 ? { at, from: at + 1, shape: 'colon' } : phrase
    if (/^["']$/.test(form) && page.partnerOf[at] === -1 && frames.has('quote') && (at === behind || at === cue.to))
      return { at, from: at + 1, shape: 'colon' }
    if (opensQuote(page, at) && cast.inside[at] !== 1 && at >= behind) {
      if (phrase) return phrase
      if (!leadsToQuote(page, cast, cue, behind, at) || isName(page, cue, at, to)) {
        at = Math.max(at, page.partnerOf[at]!)
        continue
      }
      if (frames.has('described')) return { at: behind, from: behind, shape: 'phrase' }
      if (page.partnerOf[at]! - at < 3) continue
      return frames.has('quote') || cue.entry.lemma === 'سجل' || cue.entry.stance === 'describe'
        ? { at, from: at, shape: 'quote' }
        : undefined
    }
    if (frames.has('np:عن') && form === 'عن' && at >= behind && !phrase && !isAsked(page, cue, at - 1))
      phrase = { at, from: at + 1, shape: 'phrase' }
    if (at > cue.to && form.length > 2 && /^[وف]/.test(form)) {
      const next = readCue(page, at)
      if (next?.kind === 'verb' && cast.inside[at] !== 1) break
    }
    if (at > behind && formAt(page, at - 1) === ',' && /^(participle|verb)$/.test(readCue(page, at)?.kind ?? '')) break
    if (phrase && at > phrase.from + 3) return phrase
  }
  return phrase
}

/** بشرط عدم الكشف عن, دفاعا عن: another noun has the preposition. */
function isAsked(page: Page, cue: Cue, at: number): boolean {
  const { form, plain } = page.tokens[at]!
  return at >= cue.to && isMasdar({ form: form.replace(/^ال/, ''), plain: plain.replace(/^ال/, '') })
}

/** A quotation is speech behind the verb, its subject, a mark or an actor; behind a preposition it is a name. */
function leadsToQuote(page: Page, cast: Cast, cue: Cue, behind: number, at: number): boolean {
  if (at === behind || at === cue.to || !isWordAt(page, at - 1) || cast.inside[at - 1] === 1) return true
  if (at - 1 === Math.max(behind, cue.to) && speechAdverbs.test(formAt(page, at - 1))) return true
  // قال عن ذلك «…»: what was spoken about, then the words.
  if (/^(ذلك|هذا|هذه)$/.test(formAt(page, at - 1)))
    return cue.entry.frames.has('described') || page.partnerOf[at]! - at > 4
  const long = page.partnerOf[at]! - at > (cue.entry.frames.has('described') ? 2 : 4)
  return !isFunctionWord(page.tokens[at - 1]) && formAt(page, at - 1) !== 'ل' && long
}

/** A short quotation with a clause or further quotation behind it is a name: المتحدث باسم "الفيلق"، …، إن. */
function isName(page: Page, cue: Cue, at: number, to: number): boolean {
  const closing = page.partnerOf[at]!
  if (closing - at > 5 || !isWordAt(page, at - 1)) return false
  if (/^(باسم|اسم)$/.test(formAt(page, at - 1)) || namedThings.has(formAt(page, at - 1))) return true
  if (at === cue.to) return false
  for (let next = closing + 1; next < Math.min(to, closing + 30); next++) {
    const form = formAt(page, next)
    if (form === ':' || isComplementiser(form)) return true
    if (opensQuote(page, next)) return page.partnerOf[next]! - next > 5
  }
  return false
}

/** True unless another verb governs the clause: طلب أن, قبل أن, or a reporting verb in between that stands closer. */
function belongs(page: Page, cast: Cast, cue: Cue, at: number, behind: number): boolean {
  const before = formAt(page, at - 1)
  if (/^[وف]?(قبل|بعد|دون|منذ|غير|الا|رغم|مع|حتي|بيد|بشرط|لدرجه|كما)$/.test(before)) return false
  // اتفقا على أن يلتقيا: what is to be done, not what is so.
  if (agreements.test(cue.entry.lemma) && formAt(page, at) === 'ان' && knownVerb(page.tokens[at + 1])) return false
  if (nearVerbs.has(cue.entry.lemma) && hasMark(page, Math.max(cue.to, behind), at - 1)) return false
  if (formAt(page, at).startsWith('ب') && at > cue.to + 1 && takesClause(page, at - 1)) return false
  if (isEvidence(page, before === 'علي' ? at - 2 : at - 1, Math.max(behind, cue.to))) return false
  const said = /^(قال|اضاف|اوضح)$/.test(cue.entry.lemma) && page.tokens[at]!.plain.startsWith('إ')
  for (let next = at - 1; next >= Math.max(cue.to, at - 8); next--) {
    if (page.tokens[next]!.kind === 'mark' && formAt(page, next) !== '"') return true
    if (cast.inside[next] === 1) return true
    const other = readCue(page, next)
    if (other?.kind === 'verb' && occasionNouns.has(formAt(page, next - 1))) continue
    if (other && other.kind !== 'phrase' && other.kind !== 'rumour' && !said) return isAside(cue, other)
    if (next === at - 1 && !other && isVerb(page, next)) return false
  }
  return true
}

function isVerb(page: Page, at: number): boolean {
  const token = page.tokens[at]
  return knownVerb(token) !== undefined && !isFunctionWord(token) && !isPreposition(formAt(page, at - 1))
}

/** مطالبها بأن, ضمانات بأن: the noun has the clause, not the verb before it. */
function takesClause(page: Page, at: number): boolean {
  return page.tokens[at]!.readings.some(({ conj, prep, rest }) => conj === '' && prep !== 'ل' && contentNouns.has(rest))
}

/** كدليل على أن, فكرة أن: not where the noun is the speaker. */
function isEvidence(page: Page, at: number, from: number): boolean {
  return at >= from && page.tokens[at]!.readings.some(({ conj, rest }) => conj === '' && evidenceNouns.has(rest))
}

/** قال مضيفا أن, أضاف قائلا إن: the participle only repeats the verb. */
function isAside(cue: Cue, other: Cue): boolean {
  return cue.kind === 'verb' && other.kind === 'participle'
}

function hasMark(page: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (formAt(page, at) === ',' || formAt(page, at) === ';') return true
  return false
}

/** قال المتحدث قتل عشرة: the words follow their speaker without a particle. */
function bareClause(page: Page, cue: Cue, behind: number): Complement | undefined {
  if (cue.kind !== 'verb' || cue.passive || !/^(قال|اوضح|اضاف|ذكر)$/.test(cue.entry.lemma)) return undefined
  const at = Math.max(behind, cue.to)
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token) || readCue(page, at)) return undefined
  const verb = /ا$/.test(token.form) ? undefined : knownVerb(token)
  return verb?.conj === '' && verb.prep === '' ? { at, from: at, shape: 'bare' } : undefined
}
