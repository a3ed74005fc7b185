import { formAt, type Page } from '../grammar/page.ts'
import { wordSet } from '../reader.ts'
import type { NounFound } from './nouns.ts'

/** Words between a denial and what did not happen: عدم وجود أي أدلة على حدوث. */
const happening = /^(وقوع|حدوث|تسجيل|وجود|حصول|اي|ايه|ادله|دليل|علي)$/
const denial = /^[وفبل]*(عدم|دون|بدون|بلا|غياب|انعدام)$/
const unable =
  /^(يستطع|تستطع|يستطيعوا|يستطيع|تستطيع|يتمكن|تتمكن|يتمكنوا|ينجح|تنجح|ينجحوا|يفلح|تفلح|يفلحوا|يقم|تقم|يقوموا)$/
const plans =
  /^[وفبل]*(يخطط|تخطط|يخططون|خطط|خططت|خططوا|(ال)?مخططا?|(ال)?مخططات|(ال)?تخطيط|يعد|تعد|يعدون|(ال)?اعداد|يحضر|تحضر|يحضرون|(ال)?تحضير|(ال)?تحضيرات|يستعدون|عرضه|تحسبا)$/
const chances = /^[وف]?(الصعب|السهل|المستحيل|الممكن|الضروري|صعب|يصعب|يسهل|يستحيل)$/
const needs =
  /^[وف]?(يمكن(ه|ها|هم)?|يجب|ينبغي|يتعين|علي(ه|ها|هم|هما|نا|كم)|بامكان(ه|ها|هم)?|لابد|بد|شان(ه|ها|هم)|يريد|تريد|يريدون)$/
const goals = wordSet('وصول حصول توصل')

/** دون وقوع إصابات, عدم وجود أدلة على حدوث اشتباكات: denied with the word for happening. */
function isDenied(page: Page, at: number): boolean {
  let before = at - 1
  while (before > at - 8 && happening.test(formAt(page, before))) before--
  return before < at - 1 && denial.test(formAt(page, before))
}

/** لم تستطع السيطرة على, لم يقم الجيش بقصف: what was out of reach or left undone. */
function isUnable(page: Page, at: number): boolean {
  for (let before = at - 1; before > at - 6 && before > 0; before--) {
    if (page.tokens[before]!.kind === 'mark') return false
    if (unable.test(formAt(page, before))) return /^[وف]?(لم|لن|لا)$/.test(formAt(page, before - 1))
  }
  return false
}

/** كانت تعد لتنفيذ عمليات, عرضة لهجمات: several of a kind that somebody only has in mind. */
export function isPlanned(page: Page, at: number): boolean {
  let aim = formAt(page, at).startsWith('ل')
  for (let before = at - 1; before > at - 5 && before >= 0; before--) {
    if (page.tokens[before]!.kind === 'mark') return false
    if (plans.test(formAt(page, before))) return aim
    aim ||= formAt(page, before).startsWith('ل')
  }
  return false
}

/** True for a noun of what is denied, not managed, only planned, or a mere goal: للحصول على, من الصعب الوصول. */
export function isUndone(page: Page, at: number, { entry, article, prep }: NounFound): boolean {
  if (isDenied(page, at) || isUnable(page, at)) return true
  if (prep === 'ل' && article && goals.has(entry.lemma)) return true
  if (chances.test(formAt(page, at - (/^(جدا|للغايه)$/.test(formAt(page, at - 1)) ? 2 : 1)))) return true
  return !article && !entry.form.pronoun && entry.form.number === 'plural' && isPlanned(page, at)
}

/** عليهم أن يهاجموا, يمكن أن تنسحب: what must or may be done. */
export function isDemanded(page: Page, at: number): boolean {
  if (formAt(page, at - 1) !== 'ان') return false
  for (let before = at - 2; before > at - 6 && before >= 0; before--) {
    if (page.tokens[before]!.kind === 'mark') return false
    if (needs.test(formAt(page, before))) return true
  }
  return false
}
