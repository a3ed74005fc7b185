import type { Mention } from '../actors/mention.ts'
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

const showing = /^(دل|اشار|اكد|اظهر|اثبت|كشف|اوحي|بين|عكس|رجح|فسر)$/
const pointing = /^[وف]?(ما|مما|بما|هذا|هذه|ذلك|تلك|الامر)$/

/** مما يشير إلى أن, وهذا يؤكد أن, يدل ذلك على أن: the article itself draws the conclusion. */
export function isInference(page: Page, cast: Cast, cue: Cue): boolean {
  if (cue.kind !== 'verb' || !showing.test(cue.entry.lemma) || cast.startingAt.has(cue.to)) return false
  if (pointing.test(formAt(page, cue.to)) && !cast.startingAt.has(cue.to + 1))
    return cue.entry.stance === 'reveal' || /^ب?ان/.test(formAt(page, cue.to + 1))
  const before = formAt(page, cue.from - 1)
  if (before === 'الذي' || before === 'التي') return /^(الامر|الشيء)$/.test(formAt(page, cue.from - 2))
  return pointing.test(before) && /^(الي|علي|ان|بان|عن)/.test(formAt(page, cue.to))
}

/** أظهر الجيش قوة, أثبت الفريق قدرته: with a thing for its object only a document shows that something is so. */
export function actsOnly(page: Page, cue: Cue, behind: Source | undefined): boolean {
  if (cue.kind !== 'verb') return false
  if (cue.entry.lemma === 'سجل') return !behind?.mention
  return /^(اظهر|اثبت)$/.test(cue.entry.lemma) && behind?.mention !== undefined && !isDocument(page, behind.from)
}

/** نفت دمشق ذلك, وأكد المصدر هذا: what was said before is taken up, so its speaker goes on. */
export function takesUp(page: Page, cue: Cue, behind: number): boolean {
  return cue.kind === 'verb' && /^(ذلك|هذا|هذه|الامر)$/.test(formAt(page, behind))
}

/** عن دبلوماسي قوله, إلى الوزير قولها: whose words the verbal noun with its pronoun passes on. */
export function quotedBy(page: Page, cast: Cast, cue: Cue, from: number): Source | undefined {
  for (let at = cue.from - 1; at >= Math.max(from, cue.from - 12); at--)
    if (/^(عن|الي|لسان)$/.test(formAt(page, at))) return nounPhraseAt(page, cast, at + 1, false)
  const named = cast.endingAt.get(cue.from)
  return named === undefined ? undefined : speaker(cast, named)
}

/** الوفد أبلغ الوسطاء: an actor that opens the clause right before its verb is the subject, what follows the object. */
export function opensClause(page: Page, cast: Cast, cue: Cue, from: number): boolean {
  const index = cast.endingAt.get(cue.from)
  if (index === undefined || cue.conj !== '') return false
  const mention = cast.mentions[index]!
  const opens = mention.from === from || /^[وف]?(لكن|ان|بينما|فيما|حين|اما)$/.test(formAt(page, mention.from - 1))
  return opens && agreesBefore(mention, cue)
}

/** Before its verb a subject agrees in gender; a plural may take either form. */
function agreesBefore({ head, kind, plural }: Mention, cue: Cue): boolean {
  if (plural || kind === 'group' || kind === 'person' || head === undefined) return true
  return cue.feminine ? true : !head.endsWith('ه')
}

function speaker(cast: Cast, index: number): Source {
  const mention = cast.mentions[index]!
  return { from: mention.from, to: mention.to, span: mention.span, mention }
}
