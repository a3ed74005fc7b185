import { formAt, isWordAt, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, isPreposition, knownVerb } from '../grammar/vocabulary.ts'
import type { Cue } from './cues.ts'
import { agrees, type Cast, isDocument, nounPhraseAt, type Source } from './sources.ts'

const reach = 40

/** أصدر الجيش بيانا جاء فيه: who made the document speaks in it; without a maker, the document. */
export function reporterOf(page: Page, cast: Cast, cue: Cue): Source | undefined {
  const tells = /^ان(ه|ها|هم)$/.test(formAt(page, cue.to)) && isDocument(page, cue.from - 1)
  if (!tells && !/^(فيه|فيها|فيهما)$/.test(formAt(page, cue.to))) return undefined
  const { from } = sentenceAt(page, cue.from)
  for (let at = cue.from - 1; at >= Math.max(from, cue.from - 12); at--) {
    if (!isDocument(page, at) || cast.inside[at] === 1) continue
    const maker = /^(ظهر|تظهر|يظهر|اظهر)/.test(formAt(page, cue.from)) ? undefined : cast.endingAt.get(at)
    return maker === undefined ? nounPhraseAt(page, cast, at, false) : speaker(cast, maker)
  }
  return undefined
}

/** عادت الوزارة … وأعلنت: the subject that an earlier verb of the sentence has, if it agrees with this one. */
export function sharedSubject(page: Page, cast: Cast, cue: Cue, from: number): Source | undefined {
  if (cue.kind !== 'verb' || cue.conj === '') return undefined
  for (let at = cue.from - 1; at >= Math.max(from, cue.from - reach); at--) {
    const index = cast.startingAt.get(at)
    if (index === undefined) continue
    const mention = cast.mentions[index]!
    const verb = knownVerb(page.tokens[at - 1])
    const opens = at === from || (verb !== undefined && !verb.object && !isFunctionWord(page.tokens[at - 1]))
    if (opens && !isPreposition(formAt(page, at - 1)) && agrees(page, mention, cue)) return speaker(cast, index)
  }
  return undefined
}

/** تداول نشطاء … لافتين: speakers in the plural who are no actor, behind the verb that opens the sentence. */
export function crowdOf(page: Page, cast: Cast, cue: Cue, from: number): Source | undefined {
  if (!/ين$/.test(formAt(page, cue.from))) return undefined
  const verb = knownVerb(page.tokens[from])
  if (!verb || !isWordAt(page, from + 1) || cast.startingAt.has(from + 1)) return undefined
  return nounPhraseAt(page, cast, from + 1, false)
}

function speaker(cast: Cast, index: number): Source {
  const mention = cast.mentions[index]!
  return { from: mention.from, to: mention.to, span: mention.span, mention }
}
