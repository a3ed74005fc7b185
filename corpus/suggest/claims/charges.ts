import { formAt, isWordAt, type Page } from '../grammar/page.ts'
import { isFunctionWord } from '../grammar/vocabulary.ts'
import { spanTo } from '../spans.ts'
import { contentEnd } from './content.ts'
import { type Cue, isComplementiser } from './cues.ts'
import { cueMasdars } from './lexicon.ts'
import { isMasdar } from './masdars.ts'
import { addDraft, type Reading } from './reading.ts'
import { nounPhraseAt, type Source } from './sources.ts'

const reach = 12
const charges = new Set(['اتهام', 'اتهامات', 'اتهامه', 'اتهاماته', 'اتهاماتها', 'اتهاماتهم'])
const levelled = /^[وف]?(ت|ي|ا)?(وجه|وجهت|وجهوا|ساق|ساقت|كال|كالت|كرر|كررت|جدد|جددت)$/

/** اتهامات الحزب للحكومة بالتزوير, تواجه الجماعة اتهامات بقتل مدنيين: the claim runs from the accused on, or is the charge. */
export function readCharge(reading: Reading, at: number): number | undefined {
  const { page, cast, sentence } = reading
  const found = page.tokens[at]!.readings.find(({ article, rest }) => !article && charges.has(rest))
  const entry = cueMasdars.get('اتهامه')
  if (!found || !entry || cast.inside[at] === 1) return undefined
  let source: Source | undefined
  let accused: number | undefined
  for (let next = at + 1; next < Math.min(sentence.to, at + reach); next++) {
    const form = formAt(page, next)
    if (isCharge(page, next)) {
      const cue: Cue = { ...noun, from: at, to: at + 1, conj: found.conj, prep: found.prep, entry }
      const from = accused ?? (isComplementiser(form) ? next + 1 : next)
      return addDraft(reading, {
        from,
        to: chargeEnd(page, next, contentEnd(page, cast, from, true)),
        ...(isCut(page, from, accused !== undefined) ? { cut: 1 } : {}),
        cue,
        source: source ?? levellerOf(reading, at),
        speech: 'indirect',
        rule: 'claim.charge',
        confidence: 0.65,
      })
    }
    if (!isWordAt(page, next) && form !== '"') return undefined
    if (form === 'الي' || form === 'ضد') accused = next + 1
    else if (/^ل../.test(form) && accused === undefined) accused = next
    else if (next === at + 1 && cast.startingAt.has(next)) source = nounPhraseAt(page, cast, next, false)
    else if (next === at + 1 && form.startsWith('ال'))
      source = { from: next, to: next + 1, span: spanTo(page, page.tokens[next]!.start, next + 1) }
    else if (isFunctionWord(page.tokens[next]) && form !== 'من') return undefined
    if (source && next < source.to) next = source.to - 1
  }
  return undefined
}

const noun = { article: false, kind: 'masdar', feminine: false, plural: false, passive: false } as const

/** ب of the charge and ل of the accused stay out; لل is kept whole. */
function isCut(page: Page, from: number, accused: boolean): boolean {
  return (accused ? /^ل[^ل]/ : /^ب(?!ان)/).test(formAt(page, from)) && (!accused || formAt(page, from - 1) !== 'الي')
}

function isCharge(page: Page, at: number): boolean {
  const { form, plain } = page.tokens[at]!
  if (/^بان(ه|ها|هم)?$/.test(form)) return true
  return /^ب../.test(form) && isMasdar({ form: form.replace(/^ب(ال)?/, ''), plain: plain.replace(/^ب(ال)?/, '') })
}

/** Before a mark, or before what the main clause says of the charges: بأنها عارية, غضبا واسعا. */
function chargeEnd(page: Page, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) if (/^(,|;|بان(ه|ها|هم)?|وذلك)$/.test(formAt(page, at))) return at
  return end
}

/** وجهت واشنطن اتهامات: who levels them stands between the verb and the noun. */
function levellerOf({ page, cast }: Reading, at: number): Source | undefined {
  for (let verb = at - 2; verb >= Math.max(0, at - 10); verb--) {
    if (formAt(page, verb) === ',') return undefined
    if (levelled.test(formAt(page, verb))) return nounPhraseAt(page, cast, verb + 1, false)
  }
  return undefined
}
