import { formAt, type Page, sentenceAt } from '../grammar/page.ts'
import { isNisba, type VerbFound, verbAt } from '../grammar/vocabulary.ts'
import { type EventVerb, lightVerbs, solidNouns } from './lexicon.ts'
import type { NounFound } from './nouns.ts'

/** Words behind which much is only wished, feared, asked for or supposed. */
const doubt =
  /^[وفبل]*(اذا|لو|حال|ربما|يمكن|ممكن|يجب|ينبغي|يتعين|امكان|امكانيه|احتمال|خشيه|طالب(ت|وا)?|يطالب(ون)?|تطالب|دعا|دعت|دعوا|يدعو|تدعو|دعوه|دعوات|هدد(ت|وا)?|يهدد|تهدد|تهديد|التهديد|حذر(ت|وا)?|يحذر|تحذر|طلب(ت|وا)?|امر(ت|ته|وا)?|يسعي|تسعي|سعي|يهدف|تهدف|ينوي|تنوي|يعتزم|تعتزم|يريد|تريد|يحاول|تحاول|محاوله|محاولات|رفض(ت|وا)?|يرفض|ترفض|يحظر|تحظر|يمنع|تمنع|منع|فكره|خطه|خطط|مشروع|ضروره|استعداد|مستعد(ه|ون)?|ينتظر|تنتظر|لتفادي|لتجنب|القدره|الحق)$/
const timely = /^[وف]?(بعد|قبل|قبيل|خلال|منذ|عقب|اثر|غداه|اثناء|لدي|عند|بعيد)$/

/** True when a word of doubt stands close before, in the same clause. */
function isDoubtful(page: Page, at: number): boolean {
  const { from } = sentenceAt(page, at)
  for (let before = at - 1; before >= Math.max(from, at - 6); before--) {
    const token = page.tokens[before]!
    if (token.kind === 'mark' && token.form !== '"') return false
    if (doubt.test(token.form) || (token.form === 'قد' && /^[يتن]/.test(formAt(page, before + 1)))) return true
  }
  return false
}

/** How sure a noun is: what it is, what it is tied to, and what stands before it. Values are shares of right ones on annotated articles. */
export function nounConfidence(page: Page, at: number, noun: NounFound, inside: Uint8Array): number {
  const light = verbAt(lightVerbs, page.tokens[at - 1]) !== undefined
  const tied = light || timely.test(formAt(page, at - 1)) || noun.entry.form.pronoun || inside[at + 1] === 1
  if (isDoubtful(page, at)) return noun.entry.weak ? 0.5 : solidNouns.has(noun.entry.lemma) ? 0.85 : tied ? 0.75 : 0.65
  if (noun.entry.weak) return tied ? 0.65 : 0.6
  if (solidNouns.has(noun.entry.lemma)) return tied ? 0.96 : 0.93
  return tied ? 0.88 : noun.article && !isNisba(formAt(page, at + 1)) ? 0.7 : 0.8
}

/** How sure a verb is: told as done, or only meant, supposed or usual. */
export function verbConfidence(page: Page, at: number, verb: VerbFound<EventVerb>, inside: Uint8Array): number {
  const doubtful = isDoubtful(page, at)
  if (verb.tense === 'imperfect') return doubtful ? 0.45 : /^[وف]?لم$/.test(formAt(page, at - 1)) ? 0.8 : 0.65
  if (doubtful) return 0.65
  if (verb.tense === 'future') return 0.85
  return inside[at + 1] === 1 || inside[at - 1] !== 0 ? 0.88 : 0.8
}
