import i18next from 'i18next'
import { preferences } from '../preferences.ts'

/** A number in the digits that the person chose, grouped as the interface language does. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value)
}

/** A share of 1 in hundredths. */
export function formatShare(share: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

/** A moment as day, month, year and time of day in the interface language. */
export function formatMoment(milliseconds: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short' }).format(milliseconds)
}

/** The same in few characters, for tables. */
export function formatShortMoment(milliseconds: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(milliseconds)
}

/** The day of a moment as day, month and year in the interface language. */
export function formatDate(milliseconds: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(milliseconds)
}

/** A day written as YYYY-MM-DD in the words of the interface language; anything else stays as it is written. */
export function formatDay(date: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (found === null) return date
  const day = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]))
  if (Number.isNaN(day)) return date
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(day)
}

/** The locale of the interface language with the digits that the person chose, for `Intl`. */
export function locale(): string {
  const { digits } = preferences.get()
  const language = i18next.language === 'en' ? 'en' : 'ar'
  return `${language === 'en' ? 'en-GB' : 'ar'}-u-ca-gregory-nu-${digits[language]}`
}
