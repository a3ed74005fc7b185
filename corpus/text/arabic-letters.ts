const ARABIC_LETTER = /(?=\p{L})\p{Script=Arabic}/u

/** True where the text holds a letter of Arabic script; marks, digits and punctuation are none. */
export function hasArabicLetters(text: string): boolean {
  return ARABIC_LETTER.test(text)
}
