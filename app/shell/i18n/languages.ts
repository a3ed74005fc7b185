/** The interface languages; every text of the window lives in one file for each. */
export const LANGUAGES = ['ar', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Writing direction of an interface or article language, by its primary subtag. */
export function directionOf(language: string): 'rtl' | 'ltr' {
  return /^(ar|arc|ckb|dv|fa|he|ks|ku|ps|sd|syr|ug|ur|yi)\b/i.test(language) ? 'rtl' : 'ltr'
}
