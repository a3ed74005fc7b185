import { formAt, opensQuote, type Page } from '../grammar/page.ts'
import { isFunctionWord, knownVerb } from '../grammar/vocabulary.ts'
import { contentEnd, trimmedSpan } from './content.ts'
import { type Cue, isComplementiser, readCue } from './cues.ts'
import { addDraft, type Reading } from './reading.ts'
import { nounPhraseAt, subjectBehind } from './sources.ts'
import { subjectBefore } from './subject-before.ts'

const reach = 40

/** نقلت رويترز عن مسؤول قوله إن: the official is the source, the agency passed it on. نقل alone is no report. */
export function readRelay(reading: Reading, cue: Cue): number | undefined {
  const { page, cast, sentence } = reading
  const via =
    subjectBehind(page, cast, cue) ?? (cue.conj === '' ? subjectBefore(page, cast, cue, sentence.from) : undefined)
  const end = Math.min(sentence.to, cue.to + reach)
  const start = via && via.from >= cue.to ? via.to : cue.to
  const from = linkFrom(page, cue, start, Math.min(end, start + 10))
  const source = from === undefined ? undefined : nounPhraseAt(page, cast, from, false)
  if (!source) return undefined
  let words: Cue = cue
  for (let at = source.to; at < end; at++) {
    const form = formAt(page, at)
    const masdar = readCue(page, at)
    if (masdar?.kind === 'masdar') words = masdar
    if (masdar?.kind === 'masdar' && startsClause(page, at + 1)) {
      const to = contentEnd(page, cast, at + 1, false)
      const rest = { cue: words, source, via, confidence: 0.75, rule: 'claim.relay' }
      return addDraft(reading, { ...rest, from: at + 1, to, speech: 'indirect' })
    }
    if (isComplementiser(form) || form === ':' || opensQuote(page, at)) {
      const quoted = opensQuote(page, at) ? at : opensQuote(page, at + 1) ? at + 1 : -1
      const to =
        quoted >= 0 && page.partnerOf[quoted]! < sentence.to
          ? page.partnerOf[quoted]!
          : contentEnd(page, cast, at + 1, false)
      const content = quoted >= 0 ? quoted + 1 : at + 1
      if (!trimmedSpan(page, content, to)) return undefined
      const rest = { cue: words, source, via, confidence: 0.85, rule: 'claim.relay' }
      return addDraft(reading, {
        ...rest,
        from: content,
        to,
        speech: quoted >= 0 ? 'mixed' : mixed(reading, content, to) ? 'mixed' : 'indirect',
      })
    }
  }
  return undefined
}

/** قوله لا نعرف, قولها قد وصلوا: the words follow without a particle. */
function startsClause(page: Page, at: number): boolean {
  if (/^(لا|لم|لن|ليس|ليست|قد|لقد|هناك|نحن|انا|كنا|كنت|كان|كانت|ما)$/.test(formAt(page, at))) return true
  const verb = isFunctionWord(page.tokens[at]) ? undefined : knownVerb(page.tokens[at])
  return verb !== undefined && verb.conj === '' && verb.prep === ''
}

/** Index behind عن or على لسان, and behind إلى where words are ascribed: نسبت الصحيفة إلى الوزير قوله. */
function linkFrom(page: Page, cue: Cue, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    const form = formAt(page, at)
    if (isComplementiser(form) || form === ':') return undefined
    if (form === (cue.entry.frames.has('ascribe') ? 'الي' : 'عن')) return at + 1
    if (form === 'علي' && formAt(page, at + 1) === 'لسان') return at + 2
  }
  return undefined
}

function mixed({ page, cast }: Reading, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (opensQuote(page, at) && page.partnerOf[at]! - at > 3 && cast.inside[at] !== 1) return true
  return false
}
