import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, isNisba, knownVerb } from '../grammar/vocabulary.ts'
import { spanTo } from '../spans.ts'
import { appositionEnd, quotedEnd } from './extents.ts'
import { headMention } from './head-mentions.ts'
import {
  bareReferences,
  blocNames,
  buildings,
  introducedReferences,
  organisationNames,
  ownCountries,
  parties,
  stateNames,
  weakNames,
} from './lexicon.ts'
import { emptyMemory, learn, type Memory } from './memory.ts'
import { type Clitics, type Mention, type MentionKind, mentionSpan, noClitics } from './mention.ts'
import { isPlaceName, readPerson } from './persons.ts'
import { behindAdjectives, isArticleAdjective } from './places.ts'
import { readState } from './states.ts'

/**
 * Suggests the actors of a text, in order and without overlaps. What the text introduces in full is known when it comes
 * back in short; `known` adds what a project has learnt before. Two passes, linear time.
 */
export function suggestActors(page: Page, known: Memory = emptyMemory): Mention[] {
  const first = scan(page, known)
  return scan(page, learn(page, first, known))
}

function scan(page: Page, memory: Memory): Mention[] {
  const mentions: Mention[] = []
  for (let at = 0; at < page.tokens.length; ) {
    const found =
      isWordAt(page, at) || page.tokens[at]!.kind === 'latin' ? readActor(page, at, memory, mentions.at(-1)) : undefined
    if (found) mentions.push(found)
    at = found ? Math.max(found.to, at + 1) : at + 1
  }
  return mentions
}

/** Reads the actor that starts at a token; of several readings the longest, then the surest. */
function readActor(page: Page, at: number, memory: Memory, before: Mention | undefined): Mention | undefined {
  const { to } = sentenceAt(page, at)
  let best: Mention | undefined
  const state = stateEnd(page, at)
  for (const read of [
    readOrganisation,
    headMention,
    readPerson,
    readParty,
    readRemembered,
    readReference,
    readOwnCountry,
  ]) {
    const found = read(page, at, memory)
    if (!found || found.to > Math.max(to, at + 1) || (found.kind === 'person' && isPlaceName(page, at))) continue
    if (found.to === state && found.kind === 'organisation') continue
    if (!best || found.to > best.to || (found.to === best.to && found.confidence > best.confidence)) best = found
  }
  return best ? extended(page, best) : readState(page, at, before, memory)
}

/** Index behind the full name of a state, which is an actor only where it acts: المملكة العربية السعودية. */
function stateEnd(page: Page, at: number): number | undefined {
  const found = readName(page, at, stateNames) ?? readName(page, at, blocNames)
  return found && found.end > at + 1 ? found.end : undefined
}

/** بلاده behind أن, where it acts: the speaker's own state. */
function readOwnCountry(page: Page, at: number): Mention | undefined {
  const token = page.tokens[at]!
  if (!ownCountries.has(token.form) || !/^(ان|بان|لكن)$/.test(formAt(page, at - 1))) return undefined
  return mention(page, at, at + 1, noClitics, { kind: 'state', rule: 'actor.own-state', confidence: 0.7 })
}

/** Takes in what a quotation says an actor is for, and the role behind a name. */
function extended(page: Page, found: Mention): Mention {
  const to =
    quotedEnd(page, found.from, found.to) ?? (found.kind === 'person' ? appositionEnd(page, found.to) : undefined)
  return to === undefined
    ? found
    : { ...found, to, span: { ...found.span, end: spanTo(page, found.span.start, to).end } }
}

function mention(
  page: Page,
  from: number,
  to: number,
  clitics: Clitics,
  found: Readonly<{ kind: MentionKind; rule: string; confidence: number }> & Partial<Mention>,
): Mention {
  return { definite: true, plural: false, ...found, from, to, span: mentionSpan(page, from, to, clitics) }
}

function readOrganisation(page: Page, at: number): Mention | undefined {
  const found = readName(page, at, organisationNames)
  if (!found) return undefined
  const quoted = formAt(page, at - 1) === '"' && formAt(page, found.end) === '"'
  if (found.entry === 'حماس' && !quoted && isZeal(page, found.end, found.prep)) return undefined
  const first = page.tokens[at]!
  if (
    weakNames.has(first.form.slice(first.form.length - found.entry.length)) ||
    weakNames.has(formsOf(page, at, found.end))
  )
    if (!quoted && !(found.entry === 'القاعدة' && !/ال(عسكري|جوي|بحري|ذهبي|شعبي)ه/.test(formAt(page, found.end))))
      return undefined
  const to =
    isNisba(formAt(page, found.end)) && formAt(page, found.end).startsWith('ال')
      ? behindAdjectives(page, found.end)
      : found.end
  return mention(page, at, to, found, { kind: 'organisation', rule: 'actor.known-name', confidence: 0.93 })
}

/** بحماس, حماس الجماهير: the noun, not the movement. */
function isZeal(page: Page, end: number, prep: string): boolean {
  const next = page.tokens[end]
  if (prep === 'ب' || prep === 'ك') return true
  return next?.kind === 'word' && !isFunctionWord(next) && !knownVerb(next) && !isNisba(next.form)
}

function formsOf(page: Page, from: number, to: number): string {
  const forms: string[] = []
  for (let at = from; at < to; at++) forms.push(formAt(page, at))
  return forms.join(' ')
}

/** الطرفان, الجانبين المتحاربين. */
function readParty(page: Page, at: number): Mention | undefined {
  const found = page.tokens[at]!.readings.find(({ article, rest }) => article && parties.has(`ال${rest}`))
  if (!found) return undefined
  return mention(page, at, behindAdjectives(page, at + 1), found, {
    kind: 'reference',
    rule: 'actor.party',
    confidence: 0.85,
    plural: true,
  })
}

function readRemembered(page: Page, at: number, memory: Memory): Mention | undefined {
  const token = page.tokens[at]!
  for (const { conj, prep, article, rest } of token.readings) {
    const form = article ? `ال${rest}` : rest
    const person = memory.persons.has(form)
    if (!person && !memory.names.has(form)) continue
    if (prep === 'ب' && !article && isPlaceLike(page, at)) return undefined
    if (!person && isAfterPlaceWord(page, at)) return undefined
    return mention(
      page,
      at,
      at + 1,
      { conj, prep, article },
      {
        kind: person ? 'person' : 'organisation',
        rule: 'actor.introduced',
        confidence: 0.85,
      },
    )
  }
  return undefined
}

function isPlaceLike(page: Page, at: number): boolean {
  return isFunctionWord(page.tokens[at + 1]) && !knownVerb(page.tokens[at - 1])
}

function isAfterPlaceWord(page: Page, at: number): boolean {
  return /^(في|الي|من|نحو|قرب|داخل|عبر|شمال|جنوب|شرق|غرب)$/.test(formAt(page, at - 1))
}

/** A bare definite reference to a party that the text has introduced, or that is always one. */
function readReference(page: Page, at: number, memory: Memory): Mention | undefined {
  for (const { conj, prep, article, rest } of page.tokens[at]!.readings) {
    if (!article) continue
    const introduced =
      introducedReferences.has(`ال${rest}`) &&
      memory.heads.has(rest) &&
      !(buildings.has(rest) && isAfterPlaceWord(page, at))
    if (!introduced && !bareReferences.has(`ال${rest}`)) continue
    return headlessMention(page, at, { conj, prep, article }, rest, memory)
  }
  return undefined
}

function headlessMention(page: Page, at: number, clitics: Clitics, rest: string, memory: Memory): Mention | undefined {
  // With an adjective it is a phrase of its own, which the head nouns have read or refused.
  if (isArticleAdjective(page, at + 1)) return undefined
  if (/^(هذا|هذه|ذلك|تلك)$/.test(formAt(page, at - 1)) && !memory.heads.has(rest)) return undefined
  return mention(page, at, at + 1, clitics.prep === 'ل' ? { ...noClitics, ...clitics } : clitics, {
    kind: 'reference',
    rule: 'actor.reference',
    confidence: 0.7,
    head: rest,
  })
}
