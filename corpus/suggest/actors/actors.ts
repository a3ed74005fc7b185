import { readName } from '../grammar/names.ts'
import { isWordAt, type Page, sentenceAt } from '../grammar/page.ts'
import { spanTo } from '../spans.ts'
import { appositionEnd, followingRole, quotedEnd } from './extents.ts'
import { headMention } from './head-mentions.ts'
import { blocNames, stateNames } from './lexicon.ts'
import { emptyMemory, learn, type Memory } from './memory.ts'
import type { Mention } from './mention.ts'
import { readAddressee, readOrganisation } from './named.ts'
import { isPlaceName, readPerson } from './persons.ts'
import { readOwnCountry, readParty, readPointed, readReference, readRemembered } from './references.ts'
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
    () => readPerson(page, at, before),
    readParty,
    readRemembered,
    readReference,
    readOwnCountry,
    readAddressee,
    readPointed,
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

/** Takes in what a quotation says an actor is for, and the role behind a name. */
function extended(page: Page, found: Mention): Mention {
  const person = found.kind === 'person'
  const role = person && found.rule === 'actor.introduced' ? followingRole(page, found.from, found.to) : undefined
  const to = quotedEnd(page, found.from, found.to) ?? role ?? (person ? appositionEnd(page, found.to) : undefined)
  return to === undefined
    ? found
    : { ...found, to, span: { ...found.span, end: spanTo(page, found.span.start, to).end } }
}
