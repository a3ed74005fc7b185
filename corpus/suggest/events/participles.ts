import { formAt, type Page } from '../grammar/page.ts'
import { isFunctionWord } from '../grammar/vocabulary.ts'
import type { Found } from './events.ts'
import { movingForms } from './lexicon.ts'

const direction = /^(الي|من|نحو|عبر|باتجاه|صوب)$/
const way = /^[وفبل]*(ال)?(طريق|طرق|عام|شهر|اسبوع|سنه|ايام|اجيال|انتخابات)$/

/** القافلة القادمة من, مقاتلون متسللين عبر: a movement told by its participle, with its direction. */
export function readMovement(page: Page, at: number): Found | undefined {
  const token = page.tokens[at]!
  if (!direction.test(formAt(page, at + 1))) return undefined
  const reading = token.readings.find(({ prep, rest }) => prep === '' && movingForms.has(rest))
  if (reading?.conj !== '') return undefined
  const before = page.tokens[at - 1]
  const follows = before?.kind === 'word' && before.form.startsWith('ال') && !isFunctionWord(before)
  if (reading.article ? !follows || way.test(before.form) : !/ين$/.test(reading.rest)) return undefined
  return { to: at + 1, clitics: reading, rule: 'event.participle', confidence: 0.7 }
}
