import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import { formatNumber } from './numbers.ts'

/** The interface languages; every text of the window lives in one file for each. */
export const LANGUAGES = ['ar', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Writing direction of an interface or article language, by its primary subtag. */
export function directionOf(language: string): 'rtl' | 'ltr' {
  return /^(ar|arc|ckb|dv|fa|he|ks|ku|ps|sd|syr|ug|ur|yi)\b/i.test(language) ? 'rtl' : 'ltr'
}

/** Loads the texts and sets the document's language and direction. Called once before the first render. */
export function startTexts(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ar',
    resources: { ar: { translation: ar }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  i18next.services.formatter?.add('n', (value) => formatNumber(Number(value)))
  applyLanguage(language)
}

function applyLanguage(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  document.title = i18next.t('app.name')
}
