import ar from './texts/ar.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }

/** Texts of menus and system dialogs; those of the window are in app/shell/i18n. */
export type TextKey = keyof typeof ar

const texts: Readonly<Record<'ar' | 'en', Readonly<Record<TextKey, string>>>> = { ar, en }
let language: 'ar' | 'en' = 'ar'

/** Chooses the language of menus and dialogs from now on. */
export function setTextLanguage(next: 'ar' | 'en'): void {
  language = next
}

/** One text in the language of the interface. */
export function text(key: TextKey): string {
  return texts[language][key]
}
