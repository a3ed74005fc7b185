import { cueVerbs, phraseStarts } from '../claims/lexicon.ts'
import { formAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, knownVerb, verbAt } from '../grammar/vocabulary.ts'
import { foldWord } from '../tokens.ts'
import { hasTanwin } from './genitives.ts'
import { pairVerbs, personTitles } from './lexicon.ts'
import { readReach } from './noun-phrase.ts'
import { headAt } from './reach.ts'

const longestQuoted = 8

/** True behind a reporting verb or a source phrase: what follows is whoever speaks. */
export function isIntroduced(page: Page, at: number): boolean {
  const before = page.tokens[at - 1]
  if (before?.kind !== 'word' || before.form === 'بين') return false
  if (before.readings.some(({ article, rest, prep }) => !article && phraseStarts.has(prep + rest))) return true
  return verbAt(cueVerbs, before, formAt(page, at - 2)) !== undefined || isQuotedFrom(page, at - 1)
}

/** نقلت الوكالة عن, نقلا عن: whoever is quoted follows. */
function isQuotedFrom(page: Page, at: number): boolean {
  if (formAt(page, at) !== 'عن') return false
  for (let each = at - 1; each > at - 5; each--) if (/^[وف]?[يت]?نقل(ت|ا|وا)?$/.test(formAt(page, each))) return true
  return false
}

/** Index behind the closing mark's inside where an actor opens a quotation whose other words only say what it is for. */
export function quotedEnd(page: Page, from: number, to: number): number | undefined {
  const open = from - 1
  if (!opensQuote(page, open)) return undefined
  const closing = page.partnerOf[open]!
  if (closing <= to || closing - open > longestQuoted) return undefined
  for (let at = to; at < closing; at++) if (knownVerb(page.tokens[at])?.conj === '') return undefined
  return /^ل/.test(formAt(page, to)) ? closing : undefined
}

/**
 * Index behind a role that follows a name at once: نبيل العطار وزير الصناعة, كريم سعد المتحدث باسم الشركة. None behind verbs that
 * take two persons: التقى نبيل العطار وزير الصناعة.
 */
export function followingRole(page: Page, at: number, end: number): number | undefined {
  const role = headAt(page, end)
  if (role?.conj !== '' || role.prep !== '' || !role.head.kinds.has('role')) return undefined
  if (role.head.form.number !== 'singular' || role.head.form.pronoun || hasTanwin(page, end)) return undefined
  const verb = knownVerb(page.tokens[at - 1], formAt(page, at - 2))
  if (verb && pairVerbs.has(foldWord(verb.entry))) return undefined
  const reach = readReach(page, end, role, 1)
  const placed = reach.evidence.includes('place')
  if (!(reach.definite || placed) || reach.evidence.includes('name') || reach.to > sentenceAt(page, at).to)
    return undefined
  return reach.evidence.length > (role.article ? 1 : 0) ? reach.to : undefined
}

/**
 * Index behind a role that follows a name after a comma and is closed by a mark: سامي الخوري، رئيس اتحاد الطلاب،. Titles and
 * name are one actor.
 */
export function appositionEnd(page: Page, at: number): number | undefined {
  if (formAt(page, at) !== ',') return undefined
  const { to: end } = sentenceAt(page, at - 1)
  const one = /^(احد|احدي)$/.test(formAt(page, at + 1))
  const from = one ? at + 2 : at + 1
  const role = headAt(page, from)
  if (one && role?.article && role.head.kinds.has('role')) return readReach(page, from, role, 1).to
  if (role?.conj !== '' || role.prep !== '' || !role.head.kinds.has('role')) return undefined
  if (role.head.form.number !== 'singular' || role.head.form.pronoun) return undefined
  const reach = readReach(page, from, role, 1)
  if (!reach.definite || reach.to > end || (role.article && reach.evidence.length < 2)) return undefined
  const last = page.tokens[reach.to]
  const closed = last === undefined || last.kind !== 'word' || isFunctionWord(last)
  return closed && !(role.article && personTitles.has(formAt(page, from)) && reach.name) ? reach.to : undefined
}
