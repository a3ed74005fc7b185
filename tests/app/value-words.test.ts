import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import ar from '../../app/shell/i18n/ar.json' with { type: 'json' }
import en from '../../app/shell/i18n/en.json' with { type: 'json' }
import { formatNumber } from '../../app/shell/i18n/numbers.ts'
import { listUnits, nameUnit, readNumber } from '../../app/suggest/amount-words.ts'
import { describeEdtf, isDateText } from '../../app/suggest/date-words.ts'
import { describeValue } from '../../app/suggest/value-words.ts'
import { listSuggestions } from '../../corpus/suggest/suggestion-rows.ts'
import type { Value } from '../../corpus/value.ts'

beforeAll(async () => {
  const resources = { ar: { translation: ar }, en: { translation: en } }
  await i18next.init({ lng: 'ar', resources, interpolation: { escapeValue: false }, initAsync: false })
  i18next.services.formatter?.add('n', (value) => formatNumber(Number(value)))
})

async function say(language: 'ar' | 'en', words: () => string): Promise<string> {
  await i18next.changeLanguage(language)
  return words()
}

const AMOUNT = { unit: null, vague: false } as const
const VALUES: readonly (readonly [value: Value, arabic: string, english: string])[] = [
  [{ edtf: '2016-08-03' }, '٣ آب/أغسطس ٢٠١٦', '3 August 2016'],
  [{ edtf: '2016-08' }, 'آب/أغسطس ٢٠١٦', 'August 2016'],
  [{ edtf: '2016' }, '٢٠١٦', '2016'],
  [{ edtf: '201X' }, 'عقد ٢٠١٠', 'the 2010s'],
  [{ edtf: '19XX' }, 'القرن ٢٠', 'century 20'],
  [{ edtf: '2016-XX' }, 'شهر غير معلوم من ٢٠١٦', 'some month of 2016'],
  [{ edtf: '2016-08-XX' }, 'يوم غير معلوم من آب/أغسطس ٢٠١٦', 'some day of August 2016'],
  [{ edtf: '-0043' }, '٤٤ قبل الميلاد', '44 BC'],
  [{ edtf: '0000' }, '١ قبل الميلاد', '1 BC'],
  [{ edtf: '1950S2' }, 'نحو ١٩٥٠ (بدقة ٢ أرقام)', 'about 1950 (to 2 digits)'],
  [{ edtf: 'Y-17E3' }, '١٧٠٠١ قبل الميلاد', '17001 BC'],
  [{ edtf: '2012-21' }, 'ربيع ٢٠١٢', 'spring 2012'],
  [{ edtf: '2012-30' }, 'صيف الجنوب ٢٠١٢', 'southern summer 2012'],
  [{ edtf: '2012-33' }, 'الربع الأول من ٢٠١٢', 'first quarter of 2012'],
  [{ edtf: '2012-41' }, 'النصف الثاني من ٢٠١٢', 'second half of 2012'],
  [
    { edtf: '2025-09-01/2025-09-10', mod: 'START' },
    'من ١ إلى ١٠ أيلول/سبتمبر ٢٠٢٥ (البداية)',
    '1 to 10 September 2025 (the start)',
  ],
  [{ edtf: '2014/2016-05' }, 'من ٢٠١٤ إلى أيار/مايو ٢٠١٦', '2014 to May 2016'],
  [{ edtf: '2014/..' }, 'منذ ٢٠١٤', 'since 2014'],
  [{ edtf: '../2014-05' }, 'حتى أيار/مايو ٢٠١٤', 'until May 2014'],
  [{ edtf: '2014/' }, 'من ٢٠١٤ إلى وقت غير معلوم', '2014 to an unknown time'],
  [{ edtf: '2016~' }, 'نحو ٢٠١٦', 'about 2016'],
  [{ edtf: '2016-05?' }, 'أيار/مايو ٢٠١٦ (غير مؤكد)', 'May 2016 (uncertain)'],
  [{ edtf: '2016-05-03%' }, 'نحو ٣ أيار/مايو ٢٠١٦ (غير مؤكد)', 'about 3 May 2016 (uncertain)'],
  [{ edtf: '[2014,2016]' }, '٢٠١٤ أو ٢٠١٦', '2014 or 2016'],
  [{ edtf: '{2014-05,2016..2018}' }, 'أيار/مايو ٢٠١٤ ومن ٢٠١٦ إلى ٢٠١٨', 'May 2014 and 2016 to 2018'],
  [{ edtf: '2016-08-03T15:30:00', time: '15:30' }, '٣ آب/أغسطس ٢٠١٦، الساعة ١٥:٣٠', '3 August 2016, 15:30'],
  [{ edtf: '2016-08-03T15:30:00Z' }, '٣ آب/أغسطس ٢٠١٦، الساعة ١٥:٣٠ (بالتوقيت العالمي)', '3 August 2016, 15:30 (UTC)'],
  [{ edtf: null, time: '07:05' }, 'الساعة ٠٧:٠٥ من يوم لا يحدّده النص', '07:05 on a day that the text does not fix'],
  [{ edtf: null }, 'تاريخ لا يحدّده النص', 'a date that the text does not fix'],
  [{ edtf: '2016', mod: 'BEFORE' }, 'قبل ٢٠١٦', 'before 2016'],
  [{ edtf: 'P7Y' }, '٧ سنوات', '7 years'],
  [{ edtf: 'P1Y6M' }, 'سنة و٦ أشهر', '1 year and 6 months'],
  [{ edtf: 'PT11H30M' }, '١١ ساعة و٣٠ دقيقة', '11 hours and 30 minutes'],
  [
    { edtf: '2020-04-24/2020-05-23', calendar: 'hijri' },
    'رمضان ١٤٤١ هـ (من ٢٤ نيسان/أبريل ٢٠٢٠ إلى ٢٣ أيار/مايو ٢٠٢٠)',
    'Ramadan 1441 AH (24 April 2020 to 23 May 2020)',
  ],
  [{ edtf: '2020-05-01', calendar: 'hijri' }, '٨ رمضان ١٤٤١ هـ (١ أيار/مايو ٢٠٢٠)', '8 Ramadan 1441 AH (1 May 2020)'],
  [
    { ...AMOUNT, value: 40_000_000, unit: 'USD', vague: true },
    'نحو ٤٠ مليون دولار أمريكي',
    'about 40 million US dollars',
  ],
  [
    { ...AMOUNT, value: 3000, unit: 'USD', rate: 'person' },
    '٣٬٠٠٠ دولار أمريكي لكل شخص',
    '3,000 US dollars per person',
  ],
  [{ ...AMOUNT, value: 1_234_567 }, '١٬٢٣٤٬٥٦٧', '1,234,567'],
  [{ ...AMOUNT, value: 2_500_000 }, '٢٫٥ مليون', '2.5 million'],
  [{ ...AMOUNT, value: 50, unit: 'percent', cmp: 'gt' }, 'أكثر من ٥٠٪؜', 'more than 50%'],
  [{ ...AMOUNT, value: 11, unit: 'kilometre', cmp: 'le' }, '١١ كيلومترًا على الأكثر', 'at most 11 kilometres'],
  [{ ...AMOUNT, value: 3, unit: 'person' }, '٣ أشخاص', '3 people'],
  [{ ...AMOUNT, value: 3500, unit: 'person' }, '٣٬٥٠٠ شخص', '3,500 people'],
  [{ ...AMOUNT, value: 4, unit: 'clause' }, '٤ · بند', '4 · clause'],
  [{ ...AMOUNT, value: 400, unit: 'صاروخ' }, '٤٠٠ صاروخ', '400 · صاروخ'],
  [{ ...AMOUNT, value: null, unit: 'person', vague: true, min: 200 }, '٢٠٠ شخص على الأقل', 'at least 200 people'],
  [{ ...AMOUNT, value: null, unit: 'litre', min: 3, max: 5 }, 'بين ٣ و٥ لتر', 'between 3 and 5 litres'],
  [{ ...AMOUNT, value: null, max: 5 }, '٥ على الأكثر', 'at most 5'],
  [
    { ...AMOUNT, value: 1_000_000, unit: 'SYP', rate: 'day' },
    '١ مليون ليرة سورية يوميًّا',
    '1 million Syrian pounds a day',
  ],
]

describe('describeValue', () => {
  it.each(VALUES)('says %j as %s, and as %s', async (value, arabic, english) => {
    expect(await say('ar', () => describeValue(value))).toBe(arabic)
    expect(await say('en', () => describeValue(value))).toBe(english)
  })
})

describe('describeEdtf', () => {
  it.each(['XXXX-12-XX', '1XXX', 'Y170000002'])('never fails on %s', async (text) => {
    expect(isDateText(text)).toBe(true)
    expect(await say('ar', () => describeEdtf(text))).not.toBe('')
  })
})

describe('isDateText', () => {
  it.each([
    ['2016-08-03', true],
    ['P7Y', true],
    ['PT1H', true],
    ['P', false],
    ['P1YT', false],
    ['2016-13-01', false],
    ['2016-2-1', false],
    ['أمس', false],
    ['', false],
  ])('of %s is %s', (text, valid) => expect(isDateText(text)).toBe(valid))
})

describe('readNumber', () => {
  it.each([
    ['3500', 3500],
    ['٣٬٥٠٠', 3500],
    ['2,500.5', 2500.5],
    ['٢٫٥', 2.5],
    ['-4', -4],
    ['1e3', undefined],
    ['نحو 5', undefined],
    ['', undefined],
  ])('reads %s as %s', (text, value) => expect(readNumber(text)).toBe(value))
})

describe('listUnits', () => {
  it('names every unit in Arabic', async () => {
    const names = await say('ar', () =>
      listUnits()
        .map(({ name }) => name)
        .join('\n'),
    )
    expect(names.split('\n').filter((name) => !/\p{Script=Arabic}|[%‰]/u.test(name))).toEqual([])
    expect(await say('ar', () => nameUnit('USD'))).toBe('دولار أمريكي')
  })
})

describe('every value of a suggestion', () => {
  it('has words', async () => {
    const text =
      'بين 2012 و2014 قُتل نحو 250 جندياً، وفي رمضان 1441 هـ دفعت الشركة 3 إلى 5 ملايين ليرة يومياً مطلع مايو 2020.'
    const values = listSuggestions(text).flatMap(({ value }) => (value === null ? [] : [value]))
    expect(values.length).toBeGreaterThan(4)
    for (const value of values) expect(await say('ar', () => describeValue(value))).not.toMatch(/[A-Za-z{}]|undefined/)
  })
})
