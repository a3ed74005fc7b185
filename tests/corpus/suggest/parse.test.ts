import { describe, expect, it } from 'vitest'
import { isEdtf } from '../../../corpus/suggest/dates/edtf.ts'
import { parseValue } from '../../../corpus/suggest/parse.ts'
import type { DateValue } from '../../../corpus/value.ts'

const edtf = (text: string, reference?: string, prefer?: 'past' | 'future') => {
  const { value, covers } = parseValue('date', text, {
    ...(reference ? { reference } : {}),
    ...(prefer ? { prefer } : {}),
  })
  return covers && value !== null ? (value as DateValue).edtf : undefined
}

describe('parseValue of dates', () => {
  it.each([
    ['24 مارس عام 2018', '2018-03-24'],
    ['24 مارس/آذار 2018', '2018-03-24'],
    ['24 آذار (مارس) 2018', '2018-03-24'],
    ['٢٤ آذار ٢٠١٨', '2018-03-24'],
    ['الرابع والعشرين من آذار 2018', '2018-03-24'],
    ['24/3/2018', '2018-03-24'],
    ['2018-03-24', '2018-03-24'],
    ['أبريل/نيسان عام 2013', '2013-04'],
    ['نيسان/أبريل 2013', '2013-04'],
    ['شهر نيسان من العام 2013', '2013-04'],
    ['4/2013', '2013-04'],
    ['عام 2012', '2012'],
    ['2012م', '2012'],
    ['2012 ميلادي', '2012'],
    ['سنة ألفين وثمانية عشر', '2018'],
    ['ربيع عام 2012', '2012-21'],
    ['خريف 2012', '2012-23'],
    ['شتاء 2015/2016', '2015-12/2016-02'],
    ['أوائل مايو 2012', '2012-05-01/2012-05-10'],
    ['منتصف مايو 2012', '2012-05-11/2012-05-20'],
    ['أواخر شباط 2012', '2012-02-21/2012-02-29'],
    ['مطلع عام 2012', '2012-01~/2012-04~'],
    ['منتصف عام 2015', '2015-05~/2015-08~'],
    ['أواخر عام 2012', '2012-09~/2012-12~'],
    ['الربع الأول من 2019', '2019-33'],
    ['النصف الأول من عام 2019', '2019-40'],
    ['الثلث الأخير من 2019', '2019-39'],
    ['التسعينيات', '199X'],
    ['ستينيات القرن العشرين', '196X'],
    ['القرن التاسع عشر', '18XX'],
    ['القرن الحادي والعشرين', '20XX'],
    ['القرن الأول قبل الميلاد', '-0099/0000'],
    ['عام 500 ق.م', '-0499'],
    ['بين مايو وسبتمبر 2012', '2012-05/2012-09'],
    ['من مارس إلى يونيو 2014', '2014-03/2014-06'],
    ['من نوفمبر إلى فبراير 2015', '2014-11/2015-02'],
    ['من 13 إلى 15 تموز 2013', '2013-07-13/2013-07-15'],
    ['2011-2013', '2011/2013'],
    ['حتى عام 2014', '../2014'],
    ['منذ عام 2011', '2011/..'],
    ['حوالي عام 1920', '1920~'],
    ['ربما عام 1920', '1920?'],
    ['15 رمضان 1440 هـ', '2019-05-20'],
    ['رمضان 1440', '2019-05-06/2019-06-03'],
    ['12 ربيع الأول 1443 هـ الموافق 18 أكتوبر 2021', '2021-10-18'],
    ['الجمعة (15 شباط 2013)', '2013-02-15'],
    ['مايو/نيسان 2013', '{2013-04,2013-05}'],
    ['سبعة أعوام', 'P7Y'],
  ])('understands %s', (text, value) => expect(edtf(text)).toBe(value))

  it.each([
    ['28 مايو/أيار الماضي', '2016-05-28'],
    ['العام الماضي', '2015'],
    ['الشهر المقبل', '2016-09'],
    ['أمس', '2016-08-02'],
    ['أول من أمس', '2016-08-01'],
    ['بعد غد', '2016-08-05'],
    ['الأسبوع الماضي', '2016-07-25/2016-07-31'],
    ['قبل ثلاثة أشهر', '2016-05-03'],
    ['بعد أسبوع', '2016-08-10'],
    ['ثمانينيات القرن الماضي', '198X'],
    ['الجمعة الماضي', '2016-07-29'],
    ['مساء الثلاثاء', '2016-08-02'],
    ['آخر يوم من شهر شباط 2016', '2016-02-29'],
    ['رابع خميس في تموز 2015', '2015-07-23'],
    ['الأشهر الثلاثة الماضية', '2016-05/2016-07'],
    ['عيد الفطر', '2016-07-06'],
  ])('resolves %s from 2016-08-03', (text, value) => expect(edtf(text, '2016-08-03')).toBe(value))

  it('leaves what nothing resolves without a value', () => expect(edtf('28 مايو/أيار الماضي')).toBeNull())

  it('points where it is told', () => {
    expect(edtf('الثلاثاء', '2013-02-12', 'future')).toBe('2013-02-19')
    expect(edtf('الثلاثاء', '2013-02-12', 'past')).toBe('2013-02-12')
    expect(edtf('2 أكتوبر', '2016-11-07', 'future')).toBe('2017-10-02')
    expect(edtf('2 أكتوبر', '2016-11-07', 'past')).toBe('2016-10-02')
  })
})

const sets = {
  common: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' '),
  levant: [
    'كانون الثاني',
    'شباط',
    'آذار',
    'نيسان',
    'أيار',
    'حزيران',
    'تموز',
    'آب',
    'أيلول',
    'تشرين الأول',
    'تشرين الثاني',
    'كانون الأول',
  ],
  algeria: 'جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر'.split(' '),
  morocco: 'يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر'.split(' '),
}

describe('parseValue of every month in every pattern', () => {
  const pairs = sets.common.map((name, index) => [index + 1, name, sets.levant[index]!] as const)
  it.each(pairs)(
    'joins the two names of month %i, %s and %s, in either order and with every separator',
    (month, name, other) => {
      const want = `2014-${String(month).padStart(2, '0')}`
      for (const [a, b] of [
        [name, other],
        [other, name],
      ] as const)
        for (const pair of [`${a}/${b}`, `${a} / ${b}`, `${a}-${b}`, `${a} (${b})`, `${a} أو ${b}`]) {
          expect(edtf(`${pair} 2014`), pair).toBe(want)
          expect(edtf(`${pair} عام 2014`), pair).toBe(want)
          expect(edtf(`17 ${pair} 2014`), pair).toBe(`${want}-17`)
          expect(edtf(`أواخر ${pair} 2014`), pair).toMatch(new RegExp(`^${want}-21/`))
        }
    },
  )

  it.each(Object.entries(sets))('knows the names of the set %s', (_, names) => {
    for (const [index, name] of names.entries()) {
      const want = `2014-${String(index + 1).padStart(2, '0')}`
      for (const text of [`${name} 2014`, `شهر ${name} من عام 2014`, `${name} من العام 2014`])
        expect(edtf(text), text).toBe(want)
      for (const text of [
        `3 ${name} 2014`,
        `الثالث من ${name} 2014`,
        `٣ ${name} ٢٠١٤`,
        `اليوم الثالث من ${name} 2014`,
        `يوم 3 ${name} سنة 2014`,
      ])
        expect(edtf(text), text).toBe(`${want}-03`)
    }
  })

  it('never emits a value outside EDTF', () => {
    const days = ['', '1 ', '31 ', 'الثلاثين من ', 'أوائل ', 'منتصف ', 'نهاية ']
    const tails = ['', ' 2014', ' الماضي', ' المقبل', ' من العام الماضي', '، 1999', ' من هذا العام']
    for (const name of [...sets.levant, ...sets.algeria])
      for (const day of days)
        for (const tail of tails) {
          const value = edtf(`${day}${name}${tail}`, '2016-02-29')
          if (typeof value === 'string') expect(isEdtf(value), value).toBe(true)
        }
  })
})

describe('parseValue of durations', () => {
  it.each([
    ['سبعة أعوام', 'P7Y'],
    ['سبع سنوات', 'P7Y'],
    ['عامين', 'P2Y'],
    ['6 أشهر', 'P6M'],
    ['ثلاثة أسابيع', 'P3W'],
    ['نصف عام', 'P6M'],
    ['عام ونصف', 'P1Y6M'],
    ['عقد', 'P10Y'],
    ['عقدين', 'P20Y'],
    ['48 ساعة', 'PT48H'],
    ['ساعتين ونصف', 'PT2H30M'],
    ['سنة وثلاثة أشهر', 'P1Y3M'],
    ['يومان', 'P2D'],
    ['15 يوماً', 'P15D'],
    ['ربع ساعة', 'PT15M'],
    ['123.45 ثانية', 'PT123.45S'],
  ])('understands %s', (text, value) => expect(parseValue('duration', text)).toMatchObject({ value, covers: true }))
})

describe('parseValue of clock times', () => {
  it.each([
    ['الساعة السادسة صباحاً', '06:00'],
    ['5:30 مساءً', '17:30'],
    ['15:15', '15:15'],
    ['الساعة 12 إلا ربعاً', '11:45'],
    ['الثالثة فجراً', '03:00'],
    ['الساعة الثانية عشرة والنصف ظهراً', '12:30'],
    ['الخامسة عصراً', '17:00'],
    ['الساعة الثامنة وعشر دقائق', '08:10'],
    ['منتصف الليل', '00:00'],
  ])('understands %s', (text, value) => expect(parseValue('time', text).value).toBe(value))

  it('takes the day of the reference', () =>
    expect(parseValue('time', 'الساعة الثالثة عصراً', { reference: '2013-02-12T04:30:00' }).value).toBe(
      '2013-02-12T15:00:00',
    ))
})

describe('parseValue', () => {
  it('tells when something was not understood', () => {
    expect(parseValue('number', 'كلمة خمسة أخرى')).toMatchObject({ value: 5, covers: false })
    expect(parseValue('date', 'كلمة')).toEqual({ value: null, covers: false, span: null })
  })
  it.each(['number', 'ordinal', 'amount', 'date', 'duration', 'time'] as const)('has nothing for an empty %s', (kind) =>
    expect(parseValue(kind, '')).toEqual({ value: null, covers: false, span: null }),
  )
})
