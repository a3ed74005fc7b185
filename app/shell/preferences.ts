import { LANGUAGES, type Language } from './i18n/languages.ts'
import { createStore } from './store.ts'

/** Arabic-Indic digits or those of English. */
export type Digits = 'arab' | 'latn'

/** How this person likes to read; kept on this machine, never in the project. */
export type Preferences = Readonly<{
  readingSize: number
  language: Language
  /** Each language has digits of its own, so that going there and back changes nothing. */
  digits: Readonly<Record<Language, Digits>>
  /** The colours of the window; `system` follows the desktop. */
  paper: Paper
  /** Lines as the article has them, or every sentence by itself. */
  layout: 'page' | 'sentences'
  /** The mouse takes words as they are written, also with particles that come off cleanly. */
  wholeWords: boolean
}>

export const PAPERS = ['system', 'warm', 'white', 'dark', 'contrast'] as const
export type Paper = (typeof PAPERS)[number]

export const READING_SIZES = { least: 16, most: 34, step: 2 } as const

const KEY = 'isnad.preferences'
const INITIAL: Preferences = {
  readingSize: 21,
  language: 'ar',
  digits: { ar: 'arab', en: 'latn' },
  paper: 'system',
  layout: 'page',
  wholeWords: false,
}

export const preferences = createStore<Preferences>(readPreferences())

/** Changes a preference, draws it and remembers it. */
export function prefer(change: Partial<Preferences>): void {
  preferences.update(change)
  applyPreferences()
  localStorage.setItem(KEY, JSON.stringify(preferences.get()))
}

/** Writes the preferences where the style sheets read them. */
export function applyPreferences(): void {
  const { readingSize, paper } = preferences.get()
  const root = document.documentElement
  root.dataset.paper = paper === 'system' ? askSystem() : paper
  root.style.setProperty('--reading-size', `${readingSize}px`)
}

/** Draws the window anew whenever the desktop's colours become others. */
export function followSystem(): void {
  for (const query of [DARK, CONTRAST]) matchMedia(query).addEventListener('change', applyPreferences)
}

/** Makes the letters larger or smaller by some steps; none gives them their first size again. */
export function zoom(steps: number | undefined): void {
  const { least, most, step } = READING_SIZES
  const wanted = steps === undefined ? INITIAL.readingSize : preferences.get().readingSize + steps * step
  prefer({ readingSize: Math.min(most, Math.max(least, wanted)) })
}

const DARK = '(prefers-color-scheme: dark)'
const CONTRAST = '(prefers-contrast: more)'

function askSystem(): Exclude<Paper, 'system'> {
  if (matchMedia(CONTRAST).matches) return 'contrast'
  return matchMedia(DARK).matches ? 'dark' : 'warm'
}

function readPreferences(): Preferences {
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY)
  if (kept === null) return INITIAL
  try {
    return checkPreferences(JSON.parse(kept))
  } catch (error) {
    if (error instanceof SyntaxError) return INITIAL
    throw error
  }
}

function checkPreferences(kept: Partial<Preferences>): Preferences {
  const size = Number(kept.readingSize)
  return {
    readingSize: size >= READING_SIZES.least && size <= READING_SIZES.most ? size : INITIAL.readingSize,
    language: LANGUAGES.find((language) => language === kept.language) ?? INITIAL.language,
    digits: { ar: checkDigits(kept, 'ar'), en: checkDigits(kept, 'en') },
    paper: PAPERS.find((paper) => paper === kept.paper) ?? INITIAL.paper,
    layout: kept.layout === 'sentences' ? 'sentences' : 'page',
    wholeWords: kept.wholeWords === true,
  }
}

function checkDigits({ digits }: Partial<Preferences>, language: Language): Digits {
  const kept = digits?.[language]
  return kept === 'arab' || kept === 'latn' ? kept : INITIAL.digits[language]
}
