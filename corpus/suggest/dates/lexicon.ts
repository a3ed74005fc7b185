import cldr from '../lexicon/cldr-dates.json' with { type: 'json' }
import dates from '../lexicon/dates.json' with { type: 'json' }
import { type Phrases, phrasesOf } from '../phrases.ts'
import { lexiconOf, wordSet } from '../reader.ts'
import { foldWord, tokenise } from '../tokens.ts'
import type { CalendarName, Part, PeriodUnit } from './expression.ts'

/** A month's name: `sure` is false for names that are ordinary words or persons too, `rare` for the Libyan ones of 1969 to 2011. */
export type MonthName = Readonly<{ calendar: CalendarName; month: number; sure: boolean; rare: boolean }>

/** A word for a calendar unit in one of its numbers. */
export type UnitName = Readonly<{ unit: PeriodUnit; number: 'one' | 'dual' | 'plural' }>

const ambiguous = wordSet(dates.months.ambiguous)

/** Month names of both calendars and all regions. */
export const monthNames: Phrases<MonthName> = phrasesOf(listMonths())

/** Weekdays, 0 Sunday; their bare forms are looked up with or without the article. */
export const weekdays: ReadonlyMap<string, number> = lexiconOf([
  ...flat(dates.weekdays),
  ...cldr.weekdays.map((name, index): [string, number] => [name.replace(/^ال/, ''), index]),
])
export const notWeekday = wordSet(dates.notWeekday)

/** Calendar units. */
export const unitNames: ReadonlyMap<string, UnitName> = lexiconOf(
  Object.entries(dates.units).flatMap(([unit, forms]) =>
    (['one', 'dual', 'plural'] as const).flatMap((number) =>
      forms[number].map((form): [string, UnitName] => [form, { unit: unit as PeriodUnit, number }]),
    ),
  ),
)

/** Adjectives that move a period: `الماضي` −1, `الحالي` 0, `المقبل` 1. */
export const stepWords: ReadonlyMap<string, number> = lexiconOf(flat(dates.steps))
export const followingWords = wordSet(dates.following)
export const recentWords = wordSet(dates.recent)
export const sameWords = wordSet(dates.same)
export const indefiniteWords = wordSet(dates.indefinite)
/** What takes its year as a name: `حرب 1948`, `دستور 2014`. */
export const yearlyWords = wordSet(dates.yearly)
export const wholeWords = wordSet(dates.wholes)
export const spanningWords = wordSet(dates.spanning)

/** `أمس`, `بعد غد` … with their distance in days. */
export const dayPhrases: Phrases<number> = phrasesOf(flat(dates.days))
export const nightPhrases: Phrases<number> = phrasesOf(flat(dates.nights))
export const unknownPhrases: Phrases<true> = phrasesOf(dates.unknown.map((phrase): [string, true] => [phrase, true]))
export const thenPhrases: Phrases<true> = phrasesOf(dates.then.map((phrase): [string, true] => [phrase, true]))

/** Seasons 1 spring to 4 winter. */
export const seasons: ReadonlyMap<string, number> = lexiconOf(flat(dates.seasons))
export const partWords: ReadonlyMap<string, Part> = lexiconOf(
  Object.entries(dates.parts).flatMap(([part, words]) => words.map((word): [string, Part] => [word, part as Part])),
)
export const decades: ReadonlyMap<string, number> = lexiconOf(flat(dates.decades))

/** A part of the day, by the hours that it covers. */
export type DayPart = 'am' | 'noon' | 'afternoon' | 'pm' | 'night'

/** Parts of the day that make clock times morning, noon, afternoon or night. */
export const dayParts: Phrases<DayPart> = phrasesOf(
  Object.entries(dates.dayParts).flatMap(([part, words]) =>
    words.map((word): [string, DayPart] => [word, part as 'am']),
  ),
)

/** Feasts: a month and day, or days after Easter. */
export const holidays: Phrases<Readonly<{ kind: 'gregorian' | 'hijri' | 'easter'; on: string }>> = phrasesOf(
  Object.entries(dates.holidays).flatMap(([kind, byDay]) =>
    Object.entries(byDay).flatMap(([on, names]) =>
      (names as string[]).map((name): [string, { kind: 'gregorian' | 'hijri' | 'easter'; on: string }] => [
        name,
        { kind: kind as 'gregorian', on },
      ]),
    ),
  ),
)

function* listMonths(): Generator<[string, MonthName]> {
  const { gregorian, hijri, libyan } = dates.months
  const named = (calendar: CalendarName, name: string, month: number, rare: boolean): [string, MonthName] => {
    const first = foldWord(tokenise(name)[0]!.form)
    return [name, { calendar, month, sure: !rare && !ambiguous.has(first) && calendar === 'gregorian', rare }]
  }
  for (const [name, month] of flat(gregorian)) yield named('gregorian', name, month, false)
  for (const names of Object.values(cldr.gregorian))
    for (const [index, name] of names.entries()) yield named('gregorian', name, index + 1, false)
  for (const [name, month] of flat(hijri)) yield named('hijri', name, month, false)
  for (const [index, name] of cldr.hijri.entries()) yield named('hijri', name, index + 1, false)
  for (const [name, month] of flat(libyan)) yield named('gregorian', name, month, true)
}

function flat(byNumber: Readonly<Record<string, readonly string[]>>): [string, number][] {
  return Object.entries(byNumber).flatMap(([number, words]) =>
    words.map((word): [string, number] => [word, Number(number)]),
  )
}
