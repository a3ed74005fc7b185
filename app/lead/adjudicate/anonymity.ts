import i18next from 'i18next'
import { locale } from '../../shell/i18n/numbers.ts'
import { project } from '../../shell/project.ts'
import { createStore } from '../../shell/store.ts'

/** Whether names are hidden while cases are decided; it stays from article to article. */
export const anonymity = createStore<{ hidden: boolean }>({ hidden: false })

const LETTERS = { ar: 'أبجدهوزحط', en: 'ABCDEFGHI' } as const

/** What an analyst is called: the name, or a letter by the place in the order where names are hidden. */
export function nameAnalyst(id: string, order: readonly string[], hidden: boolean): string {
  if (!hidden) return project.get().names.get(id) ?? id.slice(0, 8)
  const letters = LETTERS[locale().startsWith('en') ? 'en' : 'ar']
  const at = order.indexOf(id)
  return i18next.t('adjudicate.analystLetter', { letter: letters[at] ?? String(at + 1) })
}
