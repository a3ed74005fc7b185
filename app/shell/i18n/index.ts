import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { call } from '../../api.ts'
import { prefer, preferences } from '../preferences.ts'
import ar from './ar.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import { directionOf, type Language } from './languages.ts'
import { formatNumber } from './numbers.ts'

/** Loads the texts and sets the document's language and direction. Called once before the first render. */
export function startTexts(): void {
  const { language } = preferences.get()
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ar',
    resources: { ar: { translation: ar }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    // A project's own names of labels come after the first render.
    react: { bindI18nStore: 'added' },
  })
  i18next.services.formatter?.add('n', (value) => formatNumber(Number(value)))
  applyLanguage(language)
}

/** Turns the whole program to another language: this window now, menus and dialogs through the host. */
export async function changeLanguage(language: Language): Promise<void> {
  await showLanguage(language)
  await call('host.setLanguage', { language })
}

/** Turns this window to a language without telling the host, which told it itself. */
export async function showLanguage(language: Language): Promise<void> {
  if (language === preferences.get().language) return
  await i18next.changeLanguage(language)
  applyLanguage(language)
  prefer({ language })
}

function applyLanguage(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  document.title = i18next.t('app.name')
}
