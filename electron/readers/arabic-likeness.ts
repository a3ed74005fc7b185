import pairs from './letter-pairs.json' with { type: 'json' }

/**
 * How well a decoded text reads as Arabic. `letters` counts Arabic letters; `bits` is what all of them cost under the
 * letter pairs of Arabic, `average` per step: about 4 for Arabic of any kind, 6.5 and more for anything else read as if
 * it were. `foreign` counts characters that no Arabic text holds where they stand.
 */
export type Likeness = Readonly<{ letters: number; bits: number; average: number; foreign: number }>

/** Measures a text; of a long one the first 100,000 code units are enough. */
export function measureArabic(whole: string): Likeness {
  const sum = { letters: 0, steps: 0, tenths: 0, foreign: 0 }
  for (const [word] of whole.slice(0, SAMPLE).matchAll(WORD)) measureWord(word, sum)
  const bits = sum.tenths / 10
  return { letters: sum.letters, bits, average: sum.steps === 0 ? 0 : bits / sum.steps, foreign: sum.foreign }
}

const SAMPLE = 100_000
// Beside words, what a legacy encoding puts above ASCII is a word of its own unless Arabic print uses it.
const WORD =
  /[\p{L}\p{M}\u0640\u200C\u200D]+|[^\p{L}\p{M}\p{Nd}\p{White_Space}\x21-\x7E،؛؟٪٫٬«»“”„‘’‚–—…•·°×÷\u200E\u200F\uFEFF]/gu
const ARABIC = /\p{Script=Arabic}/u

/** Costs in tenths of a bit; a foreign character costs more than the rarest pair of letters. */
const FOREIGN = 110
const MARK = 40

// The letters of Persian, Kurdish and Urdu that Arabic text has in names, as the letters they are shaped like.
const RELATED = new Map(
  Object.entries({ پ: 'ب', چ: 'ج', ژ: 'ز', ڤ: 'ف', گ: 'ك', ک: 'ك', ی: 'ي', ھ: 'ه', ہ: 'ه', ٱ: 'ا' }),
)
const letters = new Map([...pairs.letters].map((letter, at) => [letter, at + 1]))

type Sum = { letters: number; steps: number; tenths: number; foreign: number }

function measureWord(word: string, sum: Sum): void {
  if (!ARABIC.test(word)) {
    // A Latin word stands beside Arabic everywhere; signs and accented letters by themselves do not.
    if (!/[A-Za-z]/.test(word)) for (const _ of word) charge(sum, FOREIGN)
    return
  }
  let before = 0
  const characters = [...word]
  for (const [at, character] of characters.entries()) {
    if (character === '\u0640' || character === '\u200C' || character === '\u200D') continue
    const letter = letters.get(RELATED.get(character) ?? character)
    if (letter !== undefined) {
      step(sum, pairs.cost[before]![letter]!)
      sum.letters++
      before = letter
    } else if (isMark(character) && before !== 0 && !isStrayTanwin(character, characters.slice(at + 1))) step(sum, MARK)
    else charge(sum, FOREIGN)
  }
  if (before !== 0) step(sum, pairs.cost[before]![0]!)
}

function charge(sum: Sum, tenths: number): void {
  sum.foreign++
  step(sum, tenths)
}

function step(sum: Sum, tenths: number): void {
  sum.steps++
  sum.tenths += tenths
}

function isMark(character: string): boolean {
  return /[\u064B-\u0655\u0670]/.test(character)
}

/** Tanwin ends a word, but for the alef or alef maqsura that carries it. */
function isStrayTanwin(character: string, after: readonly string[]): boolean {
  if (!/[\u064B-\u064D]/.test(character)) return false
  const rest = after.filter((each) => !isMark(each) && each !== '\u0640').join('')
  return rest !== '' && rest !== 'ا' && rest !== 'ى'
}
