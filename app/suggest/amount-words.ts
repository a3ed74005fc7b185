import i18next from 'i18next'
import currencies from '../../corpus/suggest/lexicon/cldr-currencies.json' with { type: 'json' }
import units from '../../corpus/suggest/lexicon/units.json' with { type: 'json' }
import type { AmountValue } from '../../corpus/value.ts'
import { locale } from '../shell/i18n/numbers.ts'

const LARGE = 1_000_000

/** What an amount's value says, in the words and digits of the interface. */
export function describeAmount({ value, unit, vague, cmp, min, max, rate }: AmountValue): string {
  const said =
    value !== null
      ? qualify(withUnit(value, unit), cmp, vague)
      : min !== undefined && max !== undefined
        ? i18next.t('value.between', { from: describeNumber(min), to: withUnit(max, unit) })
        : min !== undefined
          ? i18next.t('value.cmp.ge', { what: withUnit(min, unit) })
          : max !== undefined
            ? i18next.t('value.cmp.le', { what: withUnit(max, unit) })
            : i18next.t('value.noNumber', { unit: unit === null ? '' : nameUnit(unit) }).trim()
  return rate === undefined ? said : i18next.t('value.withRate', { amount: said, rate: describeRate(rate) })
}

/** A unit's name: of a currency by CLDR, of the closed list, or the counted noun as it is. */
export function nameUnit(unit: string): string {
  if (isCurrency(unit)) return new Intl.DisplayNames(i18next.language, { type: 'currency' }).of(unit) ?? unit
  if (unit === 'person') return i18next.t('value.onePerson')
  if (i18next.language === 'ar') return (units as Units)[unit]?.forms[0] ?? unit
  return unit.replaceAll('-', ' ')
}

/** Every unit that a value may name besides counted nouns: of the closed list, then the currencies. */
export function listUnits(): { unit: string; name: string }[] {
  const closed = Object.keys(units)
  const money = Object.keys(currencies).filter(isCurrency)
  return [...closed, ...money].map((unit) => ({ unit, name: nameUnit(unit) }))
}

/** A number with millions and thousands of millions in words where that says it exactly. */
export function describeNumber(value: number): string {
  return new Intl.NumberFormat(locale(), numberOptions(value)).format(value)
}

/** Arabic digits and signs count as the Western ones; thousands may be set apart. */
export function readNumber(text: string): number | undefined {
  const plain = text
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/[٬,\s]/g, '')
    .replace('٫', '.')
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

type Units = Readonly<Record<string, { forms: readonly string[] }>>

/** The units that CLDR declines; its names are American. */
const CLDR_UNITS: Readonly<Record<string, string>> = {
  percent: 'percent',
  kilometre: 'kilometer',
  metre: 'meter',
  centimetre: 'centimeter',
  millimetre: 'millimeter',
  mile: 'mile',
  yard: 'yard',
  foot: 'foot',
  inch: 'inch',
  hectare: 'hectare',
  acre: 'acre',
  litre: 'liter',
  millilitre: 'milliliter',
  gallon: 'gallon',
  kilogram: 'kilogram',
  gram: 'gram',
  ounce: 'ounce',
  pound: 'pound',
  byte: 'byte',
  kilobyte: 'kilobyte',
  megabyte: 'megabyte',
  gigabyte: 'gigabyte',
  terabyte: 'terabyte',
  degree: 'degree',
  celsius: 'celsius',
  fahrenheit: 'fahrenheit',
  'kilometre-per-hour': 'kilometer-per-hour',
}

function withUnit(value: number, unit: string | null): string {
  if (unit === null) return describeNumber(value)
  if (isCurrency(unit)) return format(value, { style: 'currency', currency: unit, currencyDisplay: 'name' })
  const cldr = CLDR_UNITS[unit]
  if (cldr !== undefined)
    return format(value, { style: 'unit', unit: cldr, unitDisplay: unit === 'percent' ? 'short' : 'long' })
  if (unit === 'person') return i18next.t('value.person', { count: value, number: describeNumber(value) })
  return joinNoun(value, nameUnit(unit))
}

/** After hundreds an Arabic counted noun stands as it is in the lexicon; elsewhere it is set apart, not inflected. */
function joinNoun(value: number, noun: string): string {
  const plain = i18next.language === 'ar' && new Intl.PluralRules('ar').select(value) === 'other'
  return i18next.t(plain ? 'value.counted' : 'value.unitApart', { number: describeNumber(value), noun })
}

function format(value: number, style: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale(), { ...numberOptions(value), ...style }).format(value)
}

function numberOptions(value: number): Intl.NumberFormatOptions {
  const isRound = Math.abs(value) >= LARGE && Number.isInteger(value) && value % (LARGE / 1000) === 0
  return isRound
    ? { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 15 }
    : { minimumFractionDigits: 0, maximumFractionDigits: 10 }
}

function qualify(said: string, cmp: AmountValue['cmp'], vague: boolean): string {
  if (cmp !== undefined) return i18next.t(`value.cmp.${cmp}`, { what: said })
  return vague ? i18next.t('value.about', { what: said }) : said
}

function describeRate(rate: string): string {
  const key = `value.rate.${rate}`
  return i18next.exists(key) ? i18next.t(key as 'value.rate.day') : i18next.t('value.perNoun', { noun: nameUnit(rate) })
}

function isCurrency(unit: string): boolean {
  return /^[A-Z]{3}$/.test(unit)
}
