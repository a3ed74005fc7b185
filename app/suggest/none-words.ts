import i18next from 'i18next'
import { hasArabicLetters } from '../../corpus/text/arabic-letters.ts'

/** Why a text has no suggestion: it is in another script, or everything is decided. */
export function describeNone(text: string): string {
  return i18next.t(hasArabicLetters(text) ? 'suggest.none' : 'suggest.noArabic')
}
