import { formAt, type Page } from '../grammar/page.ts'
import type { Cue } from './cues.ts'
import type { Reading } from './reading.ts'
import { type Cast, nounPhraseAt, type Source } from './sources.ts'

const farthest = 400
const remembered = 6

/** Who is meant where a reporting word names nobody: the last speaker whose gender and number fit it, else the last one. */
export function recall({ page, cast, recent, speaker, lastSpeaker }: Reading, cue: Cue): Source | undefined {
  const latest = speaker ?? lastSpeaker
  if (!latest) return topicBefore(page, cast, cue)
  if (refersTo(page, latest, cue)) return latest
  for (let index = recent.length - 1; index >= Math.max(0, recent.length - remembered); index--) {
    const source = recent[index]!
    if (cue.from - source.from < farthest && refersTo(page, source, cue)) return source
  }
  return topicBefore(page, cast, cue) ?? latest
}

/** أما هلال فقد نجا. وأوضح أنه …: the topic of the sentence before, where no speaker fits. */
function topicBefore(page: Page, cast: Cast, cue: Cue): Source | undefined {
  const before = page.sentences[page.sentenceOf[cue.from]! - 1]
  if (!before || !/^[وف]?اما$/.test(formAt(page, before.from))) return undefined
  const topic = nounPhraseAt(page, cast, before.from + 1, false)
  return topic && refersTo(page, topic, cue) ? topic : undefined
}

const brokenPlurals =
  /^(مصادر|قوات|قوي|سلطات|مخابرات|استخبارات|شركات|وسائل|كتائب|فصائل|امم|دار|صحف|دول|تقارير|وثائق|صور|وكالات|جهات|جماعات|منظمات)/
const people =
  /^(مسؤولون|مسؤولين|سكان|اهالي|شهود|ناشطون|نشطاء|خبراء|محللون|مقاتلون|جنود|ضباط|اعضاء|قاده|مراقبون|محققون|باحثون)/
const masculineStates = /^(لبنان|العراق|المغرب|السودان|الاردن|اليمن)$/

/** True unless gender or number of a reporting word show that somebody else is meant: وأضافت is no masculine spokesman's. */
export function refersTo(page: Page, { from, mention }: Source, cue: Cue): boolean {
  if (cue.kind !== 'verb' && cue.kind !== 'participle') return true
  const form = formAt(page, from).replace(/^(ال|لل)/, '')
  const head = mention?.head ?? (mention?.kind === 'person' || mention?.rule === 'actor.known-name' ? undefined : form)
  const many = mention?.plural === true || people.test(form) || /(ون|يون|يين)$/.test(form)
  const plural = cue.plural || (cue.kind === 'participle' && /ين$/.test(formAt(page, cue.from)))
  if (plural) return many || mention?.kind === 'group' || (head !== undefined && brokenPlurals.test(head))
  if (people.test(form) || (/ون$/.test(form) && mention?.kind !== 'person')) return false
  if (mention?.kind === 'state') return cue.feminine || masculineStates.test(formAt(page, from))
  if (head === undefined || mention?.kind === 'group') return true
  const feminine = /(ه|ات|اء)$/.test(head) || brokenPlurals.test(head)
  if (/اء$/.test(head)) return true
  return cue.feminine ? feminine : !feminine || mention?.kind === 'role'
}
