import type { Language } from './contract.ts'
import ar from './texts/ar.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }

/** Texts of menus and system dialogs; those of the window are in app/shell/i18n. */
export type TextKey = keyof typeof ar

const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { ar, en }
let language: Language = 'ar'

/** Chooses the language of menus and dialogs from now on. */
export function setTextLanguage(next: Language): void {
  language = next
}

/** The language of menus and dialogs now. */
export function textLanguage(): Language {
  return language
}

/** One text in the language of the interface. */
export function text(key: TextKey): string {
  return texts[language][key]
}
