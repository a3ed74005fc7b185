import { eventNouns } from '../events/lexicon.ts'
import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, opensQuote, type Page } from '../grammar/page.ts'
import { isAdjective, isCommonNoun, isFunctionWord, isNisba, knownVerb } from '../grammar/vocabulary.ts'
import {
  bareReferences,
  familyNames,
  givenNames,
  type Head,
  headForms,
  organisationNames,
  pairingHeads,
  personTitles,
  placeNames,
  portfolioHeads,
  portfolios,
  wideJoiners,
} from './lexicon.ts'
import type { Clitics } from './mention.ts'
import { hasKnownRest, isProper, isVerbalNoun, nameEnd, titlesEnd } from './names.ts'
import { behindAdjectives, isArticleAdjective, isBareAdjective, placeEnd } from './places.ts'

/** How far a phrase reaches and what gives it weight as an actor. */
export type Reach = Readonly<{
  to: number
  definite: boolean
  /** What was found behind the head, the strongest evidence last. */
  evidence: readonly Evidence[]
  name?: Readonly<{ from: number; to: number }>
}>
type Evidence =
  | 'article'
  | 'adjective'
  | 'actor'
  | 'proper'
  | 'quoted'
  | 'portfolio'
  | 'name'
  | 'place'
  | 'plain'
  | 'alias'
  | 'counted'

/** A head noun found at a token, with its clitics. */
export type HeadFound = Clitics & Readonly<{ head: Head; rest: string }>

const deepest = 4
const longestQuoted = 7
const purposeKinds = ['institution', 'armed', 'media'] as const

/** Reads a token as a head noun, the reading with the fewest clitics first. */
export function headAt(page: Page, at: number): HeadFound | undefined {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token)) return undefined
  for (const { conj, prep, article, rest } of token.readings) {
    const known = headForms.get(rest)
    const head = token.plain.endsWith('ه') ? known : (known?.withTaMarbuta ?? known)
    if (
      !head ||
      (head.form.pronoun && token.plain.endsWith('ة')) ||
      (article && (head.form.pronoun || head.form.construct))
    )
      continue
    if (head.form.pronoun && /ي$/.test(rest)) continue
    return { conj, prep, article, head, rest }
  }
  return undefined
}

/** Reads what belongs to a head noun: its genitives, adjectives, quoted name, alias, place and personal name. */
export function readReach(page: Page, at: number, found: HeadFound, depth = 0): Reach {
  const { head, article } = found
  const reach = new Growing(at + 1, article || head.form.pronoun)
  if (reach.definite) readAdjectives(page, reach)
  else readGenitive(page, at, found, reach, depth)
  readAlias(page, reach)
  if (depth < 2) readJoined(page, found, reach, depth)
  if (head.kinds.has('role') && head.form.number === 'singular') readPerson(page, reach, depth)
  return reach
}

class Growing {
  to: number
  definite: boolean
  evidence: Evidence[] = []
  name?: { from: number; to: number }
  constructor(to: number, definite: boolean) {
    this.to = to
    this.definite = definite
    if (definite) this.evidence.push('article')
  }
  grow(to: number, evidence: Evidence): void {
    this.to = to
    this.evidence.push(evidence)
  }
}

function readGenitive(page: Page, at: number, found: HeadFound, reach: Growing, depth: number): void {
  const next = reach.to
  if (hasTanwin(page, at) || isIndefinitePlural(found)) readIndefinite(page, reach)
  else if (opensQuote(page, next) && page.partnerOf[next]! - next <= longestQuoted) readQuoted(page, reach)
  else if (isBracketed(page, next)) close(page, reach, next + 3, 'quoted')
  else if (!readKnown(page, reach, depth)) readNominal(page, found, reach)
}

/** مقاتلين, مسؤولون: a sound plural that keeps its ending has no genitive behind it. */
function isIndefinitePlural({ head, rest }: HeadFound): boolean {
  return head.form.number === 'plural' && !head.form.construct && !head.form.pronoun && /[يو]ن$/.test(rest)
}

/** تنظيم (داعش): brackets in the place of quotation marks. */
function isBracketed(page: Page, at: number): boolean {
  if (formAt(page, at) !== '(' || formAt(page, at + 2) !== ')') return false
  const name = readName(page, at + 1, organisationNames)
  return name?.end === at + 2
}

/** A genitive that is itself an actor, a place or a foreign name. */
function readKnown(page: Page, reach: Growing, depth: number): boolean {
  const next = reach.to
  const whole = (found: Clitics | undefined) => found !== undefined && found.conj === '' && found.prep === ''
  const name = readName(page, next, organisationNames)
  const inner = headAt(page, next)
  const place = readName(page, next, placeNames)
  if (name && whole(name)) close(page, reach, name.end, 'actor')
  else if (inner && whole(inner) && depth < deepest && readInner(page, reach, inner, depth)) return true
  else if (place && whole(place)) close(page, reach, place.end, 'proper')
  else if (page.tokens[next]?.kind === 'latin') close(page, reach, latinEnd(page, next), 'proper')
  else return false
  return true
}

function readInner(page: Page, reach: Growing, inner: HeadFound, depth: number): boolean {
  const next = reach.to
  const within = readReach(page, next, inner, depth + 1)
  if (!within.definite && within.evidence.length === 0) return false
  reach.definite = within.definite
  const actorLike =
    (within.definite && within.evidence.some((each) => each !== 'plain' && each !== 'article')) ||
    bareReferences.has(formAt(page, next))
  reach.grow(within.to, actorLike ? 'actor' : 'plain')
  return true
}

function readNominal(page: Page, { head, rest }: HeadFound, reach: Growing): void {
  const next = reach.to
  const token = page.tokens[next]
  if (token?.kind !== 'word' || isFunctionWord(token)) return
  if (token.form.startsWith('ال')) readArticled(page, reach, rest, head)
  else if (isBareAdjective(page, next)) readIndefinite(page, reach)
  else if (head.kinds.has('role') && isConstruct(page, next)) close(page, reach, next + 2, 'plain')
  else if (isProper(page, next)) readProper(page, reach, head)
  else if (isCommonNoun(token) && readName(page, next + 1, organisationNames))
    close(page, reach, readName(page, next + 1, organisationNames)!.end, 'plain')
  else if (!knownVerb(token) && formAt(page, next + 1).startsWith('ال') && !isAdjective(formAt(page, next + 1)))
    close(page, reach, next + 2, 'plain')
}

/** An unknown bare noun before one with the article: محلل أسواق النقل. */
function isConstruct(page: Page, at: number): boolean {
  const form = formAt(page, at)
  const next = formAt(page, at + 1)
  if (givenNames.has(form) || familyNames.has(form) || knownVerb(page.tokens[at])) return false
  if (hasKnownRest(page.tokens[at]!)) return false
  return next.startsWith('ال') && !isAdjective(next) && !isFunctionWord(page.tokens[at + 1])
}

function readArticled(page: Page, reach: Growing, rest: string, head: Head): void {
  const next = reach.to
  const form = formAt(page, next)
  const bare = form.slice(2)
  const portfolio = portfolios.has(form) && (portfolioHeads.has(rest) || portfolioHeads.has(head.lemma))
  const plain = isCommonNoun(page.tokens[next]!) || eventNouns.has(bare)
  close(
    page,
    reach,
    next + 1,
    portfolio ? 'portfolio' : bareReferences.has(form) ? 'actor' : plain ? 'plain' : 'proper',
  )
  while (portfolio && isJoinedPortfolio(page, reach.to)) close(page, reach, reach.to + 1, 'portfolio')
  if (!portfolio && pairingHeads.has(head.lemma) && isJoinedNoun(page, reach.to))
    close(page, reach, reach.to + 1, 'proper')
}

/** An indefinite head with its adjectives: صحيفة محلية, مصادر دبلوماسية. */
function readIndefinite(page: Page, reach: Growing): void {
  while (isBareAdjective(page, reach.to)) reach.grow(reach.to + 1, 'adjective')
}

/** A name that no lexicon knows: one word, or more behind a medium, an armed group or an institution. */
function readProper(page: Page, reach: Growing, head: Head): void {
  const from = reach.to
  let to = from + 1
  const person = head.kinds.has('role') ? nameEnd(page, from, false) : undefined
  if (person) to = person
  else if (!head.kinds.has('role'))
    while (
      to - from < 3 &&
      ((isProper(page, to) && !givenNames.has(formAt(page, to))) || (isWordAt(page, to) && isFamilyArticle(page, to)))
    )
      to++
  reach.name = { from, to }
  close(page, reach, to, 'proper')
}

function isFamilyArticle(page: Page, at: number): boolean {
  const form = formAt(page, at)
  return (
    form.startsWith('ال') && !isAdjective(form) && !isCommonNoun(page.tokens[at]!) && !isFunctionWord(page.tokens[at])
  )
}

function readQuoted(page: Page, reach: Growing): void {
  const open = reach.to
  const to = page.partnerOf[open]!
  reach.name = { from: open + 1, to }
  close(page, reach, to + 1, 'quoted')
}

function close(page: Page, reach: Growing, to: number, evidence: Evidence): void {
  reach.grow(to, evidence)
  reach.definite = true
  readAdjectives(page, reach)
}

/** Adjectives with the article, and a second one joined by و: القوات العراقية والأمريكية. */
function readAdjectives(page: Page, reach: Growing): void {
  const from = reach.to
  const to = behindAdjectives(page, from)
  if (to > from) reach.grow(to, 'adjective')
  const last = formAt(page, to - 1)
  const joined = formAt(page, to)
  if (to > from && isNisba(last) && /^وال/.test(joined) && isNisba(joined.slice(1)) && sameEnding(last, joined))
    reach.grow(to + 1, 'adjective')
  if (/^(ذات|نفس)(ه|ها|هم)$/.test(formAt(page, reach.to))) reach.to++
  if (/^الموالي(ن|ه)?$/.test(formAt(page, reach.to - 1)) && /^ل(ه|ها|هم)$/.test(formAt(page, reach.to))) reach.to++
}

/** A name in quotation marks behind a definite head, and a short form in brackets. */
function readAlias(page: Page, reach: Growing): void {
  if (reach.evidence.includes('quoted') === false && reach.definite && opensQuote(page, reach.to)) {
    const closing = page.partnerOf[reach.to]!
    if (closing - reach.to <= 5 && reach.evidence.length > 0 && reach.evidence[0] !== 'article') {
      reach.name = { from: reach.to + 1, to: closing }
      reach.grow(closing + 1, 'alias')
      readAdjectives(page, reach)
    }
  }
  const end = aliasEnd(page, reach.to)
  if (end !== undefined && reach.evidence.length > 0) reach.grow(end, 'alias')
}

/** Index behind a short form in brackets, as in (YPG) or (سنتكوم), or undefined. */
export function aliasEnd(page: Page, open: number): number | undefined {
  if (formAt(page, open) !== '(') return undefined
  let at = open + 1
  if (formAt(page, at) === '"') at++
  const token = page.tokens[at]
  if (token?.kind === 'latin') at = latinEnd(page, at)
  else if (token?.kind === 'word' && (isProper(page, at) || readName(page, at, organisationNames)))
    at = readName(page, at, organisationNames)?.end ?? at + 1
  else return undefined
  if (formAt(page, at) === '"') at++
  return formAt(page, at) === ')' ? at + 1 : undefined
}

/** Phrases that belong to a head: باسم, في with an institution or place, من with a party, ل with a purpose. */
function readJoined(page: Page, found: HeadFound, reach: Growing, depth: number): void {
  const { head, rest } = found
  for (let turn = 0; turn < 2; turn++) {
    const at = reach.to
    const form = formAt(page, at)
    const to =
      (head.kinds.has('role') && readOffice(page, at, found, reach, depth)) ||
      (purposeKinds.some((kind) => head.kinds.has(kind)) && readPurpose(page, at, reach)) ||
      readMembership(page, found, reach, depth) ||
      (wideJoiners.has(rest) && !found.article && form === 'في' && behindDefinite(page, at + 1)) ||
      undefined
    if (!to) return
    reach.grow(to, 'place')
    if (head.kinds.has('role')) readAdjectives(page, reach)
  }
}

/** The institution or place a role belongs to. */
function readOffice(page: Page, at: number, found: HeadFound, reach: Growing, depth: number): number | undefined {
  const form = formAt(page, at)
  if (/^باسم/.test(form)) return form === 'باسم' ? actorEnd(page, at + 1, depth, true) : at + 1
  const complete = reach.evidence.some((each) => each !== 'article')
  if (!complete && found.article && form !== 'في') return undefined
  if (form === 'في') {
    const inside =
      institutionEnd(page, at + 1, depth) ??
      fieldEnd(page, at + 1, found.rest) ??
      officePlace(page, at + 1, found, complete)
    if (inside !== undefined) return inside
    return complete && isProper(page, at + 1) && !isWordAt(page, at + 2) ? at + 2 : undefined
  }
  if (form === 'لدى' || form === 'الي')
    return complete && found.article ? (actorEnd(page, at + 1, depth, true) ?? placeEnd(page, at + 1)) : undefined
  if (/^ل/.test(form) && complete && found.article) return actorEnd(page, at, depth, true)
  if (/^لشؤون/.test(form)) return behindDefinite(page, at + 1)
  if (/^ب/.test(form))
    return joinedInstitution(page, at, depth) ?? (complete ? namedBehind(page, placeEnd(page, at, true)) : undefined)
  return undefined
}

/** في شؤون الشرق الأوسط: what an expert knows about. */
function fieldEnd(page: Page, at: number, rest: string): number | undefined {
  if (!wideJoiners.has(rest) || !/^(شوون|شؤون|قضايا|علوم|مجال|الشان|ملف|تاريخ)$/.test(formAt(page, at)))
    return undefined
  return placeEnd(page, at + 1) ?? behindDefinite(page, formAt(page, at).startsWith('ال') ? at : at + 1)
}

/** A place belongs to an office that nothing else names, or to one whose holder is named behind it. */
function officePlace(page: Page, at: number, { article, head }: HeadFound, complete: boolean): number | undefined {
  const to = placeEnd(page, at)
  if (!complete) return article || head.form.pronoun ? undefined : to
  return namedBehind(page, to)
}

function namedBehind(page: Page, to: number | undefined): number | undefined {
  if (to === undefined) return undefined
  const comma = formAt(page, to) === ','
  const from = titlesEnd(page, comma ? to + 1 : to)
  const end = nameEnd(page, from, true)
  return end !== undefined && (!comma || closesName(page, end, false)) ? to : undefined
}

/** من with a party behind an indefinite plural or group: عناصر من داعش, شخصية من مؤسسة الحكم. */
function readMembership(page: Page, found: HeadFound, reach: Growing, depth: number): number | undefined {
  const { head, article } = found
  if (article || reach.evidence.some((each) => each !== 'adjective' && each !== 'plain')) return undefined
  if (!['group', 'role', 'source'].some((kind) => head.kinds.has(kind as 'role'))) return undefined
  if (formAt(page, reach.to) === 'غير' && isWordAt(page, reach.to + 1)) reach.to += 2
  const at = reach.to
  const numbered = /^اثن(ين|ان)$/.test(formAt(page, at)) ? at + 1 : at
  const form = formAt(page, numbered)
  if (form === 'من' || form === 'في' || form === 'عن') return actorEnd(page, numbered + 1, depth, true)
  if (numbered > at) reach.grow(numbered, 'counted')
  return undefined
}

/** ل with a verbal noun or a definite noun behind an institution: المنظمة الدولية لصون الذاكرة, الهيئة العليا للاقتراع. */
function readPurpose(page: Page, at: number, reach: Growing): number | undefined {
  const named = reach.evidence.includes('quoted') || reach.evidence.at(-1) === 'adjective'
  const form = formAt(page, at)
  if (!named || !isWordAt(page, at) || form.length < 4) return undefined
  if (form.startsWith('لل')) {
    const rest = form.slice(2)
    if (headForms.get(rest)?.kinds.has('armed') || bareReferences.has(`ال${rest}`)) return undefined
    return behindAdjectives(page, at + 1)
  }
  if (!form.startsWith('ل') || !formAt(page, at + 1).startsWith('ال')) return undefined
  const rest = form.slice(1)
  if (headForms.get(rest)?.kinds.has('armed') || givenNames.has(rest) || isFunctionWord(page.tokens[at]))
    return undefined
  return /^(حقوق|شؤون|صون|رعاية|دراسات|بحوث)$/.test(rest) || eventNouns.has(rest) || /^(ا|ت|م)/.test(rest)
    ? behindAdjectives(page, at + 2)
    : undefined
}

/** The personal name of a role-holder, with or without a comma and a further title before it. */
function readPerson(page: Page, reach: Growing, depth: number): void {
  if (reach.name && reach.evidence.at(-1) === 'proper') return
  const comma = formAt(page, reach.to) === ','
  const from = comma ? reach.to + 1 : reach.to
  if (comma && reach.evidence.length === 0) return
  const titled = titlesEnd(page, from)
  const end = nameEnd(page, titled, true)
  if (
    end === titled + 1 &&
    titled === from &&
    isLoneFamily(page, titled) &&
    !personTitles.has(formAt(page, reach.to - 1))
  )
    return
  if (end === undefined || (comma && !closesName(page, end, titled > from))) return
  reach.name = { from: titled, to: end }
  reach.definite = true
  reach.grow(end, 'name')
  const role = depth === 0 ? headAt(page, end) : undefined
  if (
    role &&
    !role.article &&
    role.conj === '' &&
    role.prep === '' &&
    role.head.kinds.has('role') &&
    !role.head.form.pronoun
  ) {
    const within = readReach(page, end, role, depth + 1)
    if (within.definite) reach.grow(within.to, 'actor')
  }
}

/** An unknown word with the article: a name behind a title, else more likely an adjective. */
function isLoneFamily(page: Page, at: number): boolean {
  return formAt(page, at).startsWith('ال') && !familyNames.has(formAt(page, at))
}

/** A name behind a comma is one where another mark, a verb or a particle follows it. */
function closesName(page: Page, at: number, titled: boolean): boolean {
  const token = page.tokens[at]
  if (token === undefined || token.kind === 'mark' || token.kind === 'newline') return true
  return titled || isFunctionWord(token) || knownVerb(token) !== undefined
}

/** Index behind an actor that starts at a token: a head with what belongs to it, or a known name. */
function actorEnd(page: Page, at: number, depth: number, clitics: boolean): number | undefined {
  const found = headAt(page, at)
  const name = readName(page, at, organisationNames) ?? readName(page, at, placeNames)
  const fits = (each: Clitics) => each.conj === '' && (clitics || each.prep === '')
  let to = name && fits(name) ? behindAdjectives(page, name.end) : undefined
  if (found && fits(found)) {
    const within = readReach(page, at, found, depth + 1)
    if (within.definite && within.to > (to ?? 0)) to = within.to
  }
  return to
}

function institutionEnd(page: Page, at: number, depth: number): number | undefined {
  const found = headAt(page, at)
  if (found?.conj !== '' || found.prep !== '' || found.head.kinds.has('role')) {
    const name = readName(page, at, organisationNames)
    return name && name.conj === '' && name.prep === '' ? name.end : undefined
  }
  const within = readReach(page, at, found, depth + 1)
  return within.definite ? within.to : undefined
}

function joinedInstitution(page: Page, at: number, depth: number): number | undefined {
  const found = headAt(page, at)
  if (found?.prep !== 'ب' || found.conj !== '' || found.head.kinds.has('role') || found.head.kinds.has('group'))
    return undefined
  const within = readReach(page, at, found, depth + 1)
  return within.definite ? within.to : undefined
}

/** Index behind a definite noun with its adjectives and the place behind them. */
function behindDefinite(page: Page, at: number): number | undefined {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token)) return undefined
  const articled = token.form.startsWith('ال')
    ? at
    : formAt(page, at + 1).startsWith('ال') && !knownVerb(token)
      ? at + 1
      : -1
  if (articled < 0) return undefined
  const to = behindAdjectives(page, articled + 1)
  return placeEnd(page, to) ?? to
}

function isJoinedPortfolio(page: Page, at: number): boolean {
  const form = formAt(page, at)
  return form.startsWith('وال') && portfolios.has(form.slice(1)) && !isArticleAdjective(page, at)
}

/** والتنمية behind العدالة: a common or verbal noun, no party of its own. */
function isJoinedNoun(page: Page, at: number): boolean {
  const form = formAt(page, at)
  if (!isWordAt(page, at) || !form.startsWith('وال')) return false
  const rest = form.slice(3)
  if (headForms.has(rest) || bareReferences.has(`ال${rest}`)) return false
  if (isCommonNoun(page.tokens[at]!)) return true
  return !isNisba(rest) && (eventNouns.has(rest) || isVerbalNoun(rest))
}

function sameEnding(first: string, second: string): boolean {
  return first.endsWith('ه') === second.endsWith('ه')
}

function latinEnd(page: Page, from: number): number {
  let at = from
  while (at - from < 4 && page.tokens[at]?.kind === 'latin') at++
  return at
}

/** True for an indefinite accusative: وفدًا, or وفدا beside وفد. */
export function hasTanwin(page: Page, at: number): boolean {
  const token = page.tokens[at]!
  return (
    /[ًٌٍ]/.test(page.text.slice(token.start, token.end)) ||
    (/[^اوي]ا$/.test(token.form) &&
      headForms.get(token.form)?.form.number === 'singular' &&
      !token.form.endsWith('ءا') &&
      isAccusative(token.form))
  )
}

/** وفدا beside وفد: an ending of the indefinite accusative. */
function isAccusative(form: string): boolean {
  return headForms.has(form.slice(0, -1))
}
