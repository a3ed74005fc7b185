const alefs = pairUp('أإآٱٲٳٵ', 'ا', 'ى', 'ي', 'ة', 'ه')
const lookAlikes = pairUp(
  ...['کڪڭگ', 'ك', 'یېۍےۓ', 'ي', 'ہھەۀۃ', 'ه', 'پ', 'ب', 'چ', 'ج', 'ڤ', 'ف', 'ژ', 'ز', 'ڨ', 'ق', 'ۆۇۋ', 'و'],
  ...['ٹ', 'ت', 'ڈ', 'د', 'ڑ', 'ر', 'ں', 'ن'],
)
const signs = pairUp(
  ...['٫', '.', '٪', '%', '؉', '‰', '،', ',', '؛', ';', '؟', '?', '۔', '.', '«»“”„‟″', '"', '‘’‚‛′', "'"],
  ...['‐‑‒–—―−', '-', '…', '...'],
)
const spaces = pairUp(
  '\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
  ' ',
)
const digits = new Map([...'٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹'].map((each, index) => [each, String(index % 10)]))

const plain = new Map([...signs, ...spaces, ...digits])
const letters = new Map([...alefs, ...lookAlikes])
const hamzas = pairUp('ؤ', 'و', 'ئ', 'ي', 'ء', '')

const deletedMark =
  /[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff]/
const deletedFormat = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f]/
const presentationForm = /[\ufb50-\ufdff\ufe70-\ufefc]/

/** How far letters are folded: not at all beyond marks and signs, alefs and look-alikes too, or hamza seats as well. */
export type LetterFold = 'marks' | 'default' | 'stem'

/** Outcomes by character, filled as texts need them: a text repeats a few hundred characters. */
const outcomes = {
  marks: new Map<string, string>(),
  default: new Map<string, string>(),
  stem: new Map<string, string>(),
}

/**
 * What one character of a composed text becomes: nothing for marks, tatweel and invisible controls, several characters
 * for a ligature. Separators between digits are not seen here, since they need their neighbours.
 */
export function foldCharacter(character: string, level: LetterFold): string {
  const known = outcomes[level].get(character)
  if (known !== undefined) return known
  const folded = foldAnew(character, level)
  outcomes[level].set(character, folded)
  return folded
}

function foldAnew(character: string, level: LetterFold): string {
  if (character === 'ـ' || deletedMark.test(character) || deletedFormat.test(character)) return ''
  if (presentationForm.test(character)) return foldPresentationForm(character, level)
  const sign = plain.get(character)
  if (sign !== undefined || level === 'marks') return sign ?? character
  const letter = letters.get(character) ?? character
  return level === 'stem' ? (hamzas.get(letter) ?? letter) : letter
}

/** Compatibility forms of one letter, a ligature, or a mark on a space or tatweel, which is dropped with its mark. */
function foldPresentationForm(character: string, level: LetterFold): string {
  const decomposed = character.normalize('NFKC')
  if (decomposed === character) return character
  const isMarkAlone = /^[ ـ]\p{M}+$/u.test(decomposed)
  if (isMarkAlone) return ''
  return [...decomposed].map((each) => foldCharacter(each, level)).join('')
}

function pairUp(...pairs: string[]): Map<string, string> {
  const map = new Map<string, string>()
  for (let at = 0; at < pairs.length; at += 2) for (const each of pairs[at]!) map.set(each, pairs[at + 1]!)
  return map
}
