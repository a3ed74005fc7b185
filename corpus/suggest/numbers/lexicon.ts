import numbers from '../lexicon/numbers.json' with { type: 'json' }
import { lexiconOf } from '../reader.ts'
import { foldWord } from '../tokens.ts'

/** A word that builds numbers. `joined` units stand only in compounds (أحد عشر, إحدى وعشرون). */
export type NumberWord = Readonly<
  | { class: 'unit' | 'joined' | 'ten' | 'teen' | 'tens' | 'hundred' | 'zero'; value: number }
  | { class: 'scale'; value: number; number: 'one' | 'plural' | 'dual' }
>

/** A fraction word: نصف is one of two, ثلثان two of three, أرباع needs a count before it. */
export type FractionWord = Readonly<{ of: number; number: 'one' | 'dual' | 'plural' }>

/** Cardinal words by folded form. */
export const numberWords: ReadonlyMap<string, NumberWord> = lexiconOf(listNumberWords())

/** Fraction words by folded form; خمس, سبع, تسع and عشر are cardinal words too. */
export const fractionWords: ReadonlyMap<string, FractionWord> = lexiconOf(
  Object.entries(numbers.fractions).flatMap(([of, words]) =>
    (['one', 'dual', 'plural'] as const).flatMap((number) =>
      words[number].map((word) => [word, { of: Number(of), number }] as const),
    ),
  ),
)

/** Ordinals 1 to 10 by folded form. */
export const ordinalWords: ReadonlyMap<string, number> = lexiconOf(listed(numbers.ordinals))

/** The first part of 11th, 21st, 31st … (الحادي, الواحد). */
export const ordinalOnes: ReadonlyMap<string, number> = lexiconOf(listed(numbers.ordinalOnes))

/** The bare word for a hundred, which a digit or unit word before it multiplies. */
export const hundredWords: ReadonlySet<string> = new Set(numbers.hundred.map(foldWord))

/** Plurals that count vaguely when nothing counts them, with the least that they say. */
export const vagueWords: ReadonlyMap<string, Readonly<{ min: number; max?: number }>> = lexiconOf([
  ...Object.values(numbers.vague).flatMap(({ words, ...bounds }) => words.map((word) => [word, bounds] as const)),
  ...Object.entries(numbers.scales).flatMap(([value, { plural }]) =>
    plural.map((word) => [word, { min: 2 * Number(value) }] as const),
  ),
])

export const constructDuals: ReadonlySet<string> = new Set(
  Object.values(numbers.scales).flatMap(({ construct }) => construct.map(foldWord)),
)
/** Spoken short forms that are other words in writing (نص: text). */
export const spokenFractions: ReadonlySet<string> = new Set(['نص', 'تلت', 'تلتين'])
export const negativeWords: ReadonlySet<string> = new Set(numbers.negative.map(foldWord))
export const pointWords: ReadonlySet<string> = new Set(numbers.point.map(foldWord))
export const oddWords: ReadonlySet<string> = new Set(numbers.vague.odd.words.map(foldWord))

function listNumberWords(): (readonly [string, NumberWord])[] {
  const words: (readonly [string, NumberWord])[] = []
  const add = (forms: readonly string[], entry: NumberWord) => {
    for (const form of forms) words.push([form, entry])
  }
  for (const [form, value] of listed(numbers.units)) add([form], { class: 'unit', value })
  for (const [form, value] of listed(numbers.joinedUnits)) add([form], { class: 'joined', value })
  add(numbers.ten, { class: 'ten', value: 10 })
  for (const [form, value] of listed(numbers.teens)) add([form], { class: 'teen', value })
  for (const [form, value] of listed(numbers.tens)) add([form], { class: 'tens', value })
  add(numbers.hundred, { class: 'hundred', value: 100 })
  add(numbers.hundredDual, { class: 'hundred', value: 200 })
  for (const [stem, value] of listed(numbers.hundredStems))
    add(
      numbers.hundred.map((ending) => stem + ending),
      { class: 'hundred', value: value * 100 },
    )
  for (const [size, forms] of [...Object.entries(numbers.scales), ['12', numbers.dozen] as const])
    for (const number of ['one', 'plural', 'dual'] as const)
      add(forms[number], { class: 'scale', value: Number(size), number })
  add(numbers.zero, { class: 'zero', value: 0 })
  return words
}

function listed(byValue: Readonly<Record<string, readonly string[]>>): [string, number][] {
  return Object.entries(byValue).flatMap(([value, words]) =>
    words.map((word): [string, number] => [word, Number(value)]),
  )
}
