import { formAt, opensQuote, type Page } from '../grammar/page.ts'
import { spanTo, startOfReading } from '../spans.ts'
import { contentEnd } from './content.ts'
import { type Cue, isComplementiser } from './cues.ts'
import { hedgedRumours, pretexts } from './lexicon.ts'
import { isMasdar } from './masdars.ts'
import { addDraft, type Reading } from './reading.ts'
import { firstSubject, type Source } from './sources.ts'

const spreading = /^[وف]?(تردد|ترددت|وردت|ظهرت|انتشرت|تداولت|ثمه|هناك|وسط|سرت|راجت|بعد|مع|انتشار|يدور|متناقضه)$/
const weak = /(معلومات|تقارير|اخبار|حديث|تسريبات|اتهامات)$/

/** أنباء عن, مزاعم حول, الحديث عن with a noun phrase or a clause: nobody is named as the source. */
export function readRumour(reading: Reading, cue: Cue): number | undefined {
  const { page, cast, sentence } = reading
  if (
    weak.test(formAt(page, cue.from)) &&
    !/^(ال)?حديث$|^الحديث/.test(formAt(page, cue.from)) &&
    ![1, 2, 3].some((back) => cue.from - back >= sentence.from && spreading.test(formAt(page, cue.from - back)))
  )
    return undefined
  const link = linkAt(reading, cue)
  if (!link) return undefined
  const { from, cut } = link
  const quoted = opensQuote(page, from) && page.partnerOf[from]! < sentence.to
  const to = quoted ? page.partnerOf[from]! : contentEnd(page, cast, from, true)
  const source = rumourSource(reading, cue)
  return addDraft(reading, {
    source,
    from: quoted ? from + 1 : from,
    to,
    ...(cut ? { cut: 1 } : {}),
    cue,
    speech: quoted ? 'mixed' : 'indirect',
    rule: 'claim.rumour',
    confidence: hedgedRumours.has(formAt(page, cue.from)) ? 0.75 : 0.6,
  })
}

/** من خلال الحديث عن: the subject speaks. الأنباء with the article are their own source. */
function rumourSource({ page, cast, sentence }: Reading, cue: Cue): Source | undefined {
  if (pretexts.test(formAt(page, cue.from)) || formAt(page, cue.from - 1) === 'خلال')
    return firstSubject(page, cast, sentence.from, cue.from)
  if (
    !formAt(page, cue.from).replace(/^[وف]/, '').startsWith('ال') ||
    cue.entry.stance === 'doubt' ||
    /حديث/.test(formAt(page, cue.from))
  )
    return undefined
  return { from: cue.from, to: cue.to, span: spanTo(page, startOfReading(page, cue.from, cue), cue.to) }
}

/** مزاعم بالتزوير, شائعات باعتقال: ب with what is said. */
function isAlleged(page: Page, at: number): boolean {
  if (!hedgedRumours.has(formAt(page, at - 1)) || !/^ب../.test(formAt(page, at))) return false
  const { form, plain } = page.tokens[at]!
  return isMasdar({ form: form.replace(/^ب(ال)?/, ''), plain: plain.replace(/^ب(ال)?/, '') })
}

type Link = Readonly<{ from: number; cut: boolean }>

/** The preposition that leads to the content: عن, حول, بشأن, المتعلقة بـ, أو أن. */
function linkAt({ page, sentence }: Reading, cue: Cue): Link | undefined {
  for (let at = cue.to; at < Math.min(sentence.to, cue.to + 6); at++) {
    const form = formAt(page, at)
    if (/^(عن|حول|بشان)$/.test(form)) return { from: at + 1, cut: false }
    if (at === cue.to && isAlleged(page, at)) return { from: at, cut: true }
    if (form === ',' && /^(عن|حول|بشان)$/.test(formAt(page, at + 1))) continue
    if (form === ',' || /^[وف]?(الا|غير|بيد|لكن)$/.test(form)) return undefined
    if (isComplementiser(form)) return { from: at + 1, cut: false }
    if (/^المتعلق/.test(form) && /^ب/.test(formAt(page, at + 1))) return { from: at + 1, cut: true }
    if (form === '.' || form === ':' || startOfReading(page, at, page.tokens[at]!.readings[0]!) < 0) return undefined
  }
  return undefined
}
