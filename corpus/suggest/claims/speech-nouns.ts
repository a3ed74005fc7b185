import { formAt, isWordAt } from '../grammar/page.ts'
import { isFunctionWord, isPreposition, knownVerb } from '../grammar/vocabulary.ts'
import { contentEnd } from './content.ts'
import { type Cue, isComplementiser } from './cues.ts'
import { isRecognised, speechNouns } from './lexicon.ts'
import { isMasdar } from './masdars.ts'
import { addDraft, type Reading } from './reading.ts'
import { nounPhraseAt, type Source } from './sources.ts'

const reach = 12
const subordinate = /^[وف]?(رغم|بعد|مع|منذ|قبل|عقب|اثر|وسط|برغم|بعيد|غداه)$/

/** إعلان الوزارة أن, رغم نفي الحزب أن, اعتراف إسرائيلي بقتل: a noun of speech with its speaker and its content. */
export function readSpeechNoun(reading: Reading, at: number): number | undefined {
  const { page, cast, sentence } = reading
  const token = page.tokens[at]!
  const found = token.readings.find(({ article, rest }) => !article && speechNouns.has(rest))
  if (!found || cast.inside[at] === 1) return undefined
  const entry = speechNouns.get(found.rest)!
  let source: Source | undefined
  for (let next = at + 1; next < Math.min(sentence.to, at + reach); next++) {
    const { form } = page.tokens[next]!
    const clause = isComplementiser(form)
    if (clause || (entry.frames.has('np:ب') && isAdmitted(reading, next))) {
      const from = clause ? next + 1 : next
      const cue: Cue = { ...noun, from: at, to: at + 1, conj: found.conj, prep: found.prep, entry }
      const to = behindComma(reading, at, from) ?? contentEnd(page, cast, from, !clause)
      const rest = clause ? {} : { cut: 1 }
      return addDraft(reading, {
        from,
        to,
        cue,
        source,
        ...rest,
        speech: 'indirect',
        rule: 'claim.noun',
        confidence: 0.7,
      })
    }
    if (!isWordAt(page, next) && form !== '"') return undefined
    const speaker = next === at + 1 || /^ل/.test(form) ? nounPhraseAt(page, cast, next, true) : undefined
    if (speaker && (speaker.mention || form.startsWith('ال'))) {
      source ??= speaker
      next = speaker.to - 1
    } else if (knownVerb(page.tokens[next]) && !isFunctionWord(page.tokens[next])) return undefined
    else if (isPreposition(form) && !/^(في|من)$/.test(form)) return undefined
  }
  return undefined
}

const noun = { article: false, kind: 'masdar', feminine: false, plural: false, passive: false } as const

/** بقتل, بالمسؤولية عن: what is admitted; a state or a right is recognised. */
function isAdmitted({ page }: Reading, at: number): boolean {
  const { form, plain } = page.tokens[at]!
  if (!/^ب/.test(form)) return false
  const bare = { form: form.replace(/^ب(ال)?/, ''), plain: plain.replace(/^ب(ال)?/, '') }
  return !isRecognised(bare.form) && isMasdar(bare)
}

/** رغم نفي الحزب …، شوهد: the main clause begins behind the comma of the setting. */
function behindComma({ page, sentence }: Reading, at: number, from: number): number | undefined {
  if (at - sentence.from > 3 || !subordinate.test(formAt(page, at - 1))) return undefined
  for (let next = from; next < sentence.to; next++)
    if (formAt(page, next) === ',' && !/^وان/.test(formAt(page, next + 1))) return next
  return undefined
}
