import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../../corpus/span.ts'
import { isEdtf } from '../../../corpus/suggest/dates/edtf.ts'
import { suggestValues } from '../../../corpus/suggest/suggest-values.ts'

const spans = (text: string, label?: string) =>
  suggestValues(text)
    .filter((each) => label === undefined || each.label === label)
    .map(({ span }) => sliceOf(text, span))
const values = (text: string, reference?: string) =>
  suggestValues(text, reference === undefined ? {} : { reference }).map(({ value }) =>
    'edtf' in value ? value.edtf : value.value,
  )

describe('suggestValues: spans by the guidelines', () => {
  it.each([
    ['التقى به في أواخر عام 2012 هناك.', ['أواخر عام 2012']],
    ['خسر نحو 250 مقاتلاً في المعركة.', ['250 مقاتلاً']],
    ['سلّمها لأكثر من 40 عائلة.', ['40 عائلة']],
    ['وفي مايو/أيار من العام نفسه عاد.', ['مايو/أيار من العام نفسه']],
    ['أخلى المكان للعشرات من الجثث.', ['للعشرات من الجثث']],
    ['حضر وخمسة مسؤولين معه.', ['خمسة مسؤولين']],
    ['وافق على البنود الأربعة كلها.', ['البنود الأربعة']],
    ['باع بمئات الدولارات.', ['مئات الدولارات']],
    ['قبل السادسة صباحاً وصلوا.', []],
    ['وصلوا قبل السادسة من صباح الجمعة.', ['السادسة من صباح الجمعة']],
    ['حدث أمس السبت.', ['أمس السبت']],
    ['بين عامي 2003 و2005 تقاتلوا.', ['عامي 2003', '2005']],
    ['استمرت الحرب لست سنوات.', ['ست سنوات']],
    ['منذ شهور طويلة ينتظرون.', ['شهور طويلة']],
    ['ارتفع بنسبة 5 في المئة.', ['5 في المئة']],
    ['شُرّدوا بعد حرب 1948 وحدود 1967.', ['1948', '1967']],
    ['كتبها بتاريخ 21 / 8 / 1943 بيده.', ['21 / 8 / 1943']],
    ['زاروا مقبرة باب الرحمة.', []],
    ['اجتمعوا يومي 5 و6 أبريل 2019.', ['يومي 5', '6 أبريل 2019']],
  ])('%s', (text, expected) => expect(spans(text)).toEqual(expected))
})

describe('suggestValues: traps', () => {
  it.each([
    ['آب is also: he came back', 'ثم آب إلى بيته.', []],
    ['أب is a father', 'كان أب الأسرة غائباً.', []],
    ['مارس is also: he exercised', 'لقد مارس ضغوطاً عليه.', []],
    ['رجب, شعبان and رمضان are names', 'التقى رجب طيب أردوغان مع شعبان ورمضان قديروف.', []],
    ['صفر is zero', 'كانت النتيجة صفر.', []],
    ['عام is general', 'الأمين العام يخاطب الرأي العام بشكل عام.', []],
    ['ثمن is a price', 'دفعوا ثمن الخبز.', []],
    ['نص is a text', 'قرأ نص الاتفاق.', []],
    ['عقد is to hold', 'أعلن بعد عقد اجتماع طارئ.', []],
    ['بعض and عدة count nothing', 'حضر بعض المسؤولين وعدة ضباط وعدد من الجنود.', []],
    ['list marks number nothing', '1- تسليم المدينة\n2- انسحاب القوات', []],
    ['names with numbers', 'حلّقت طائرة إف-16 وميغ-29 فوق القرية.', []],
    ['أحد is one of', 'قال أحد المسؤولين إن إحدى الفرق انسحبت.', []],
    ['an ordinal is no amount', 'للمرة الثانية في الطابق السادس عشر.', []],
  ])('%s', (_, text, expected) => expect(spans(text)).toEqual(expected))

  it('reads the month where a day, a year, شهر, a pair or في shows it', () => {
    for (const text of ['5 آب 2014', '3 مارس', 'شهر رجب', 'مارس/آذار', '12 رجب 1440', 'صفر 1440 هـ'])
      expect(spans(`حدث في ${text} هناك.`), text).toEqual([text])
  })

  it('takes four digits before a counted noun for an amount', () => {
    expect(values('خرج 2012 مقاتلاً')).toEqual([2012])
    expect(values('خرجوا في 2012.')).toEqual(['2012'])
  })
})

describe('suggestValues: anchors', () => {
  it('takes the year of the date before', () =>
    expect(values('في 24 مارس عام 2018 خرجوا.\n\nوفي 20 أبريل عادوا.')).toEqual(['2018-03-24', '2018-04-20']))

  it('counts from the dateline', () => {
    const text = 'دمشق - 15 ديسمبر 2017 -\n\nقال أمس إن الهدنة في 27 نوفمبر الماضي انهارت العام الماضي.'
    expect(values(text)).toEqual(['2017-12-15', '2017-12-14', '2017-11-27', '2016'])
  })

  it('prefers the dateline to the reference, and the reference to nothing', () => {
    expect(values('التاريخ : 15 ديسمبر 2017\nقتل أمس.', '2020-01-01')).toEqual(['2017-12-15', '2017-12-14'])
    expect(values('قتل أمس.', '2020-01-01')).toEqual(['2019-12-31'])
    expect(values('قتل أمس.')).toEqual([null])
  })

  it('lends the year of a joined month to the one before it', () =>
    expect(values('سقطت في فبراير/شباط ومارس/آذار عام 2014.')).toEqual(['2014-02', '2014-03']))

  it('follows the chain of a text', () =>
    expect(values('في يوليو/تموز 2014 بدأت. وفي الشهر التالي انتهت، وكان حينها وزيراً.')).toEqual([
      '2014-07',
      '2014-08',
      '2014-08',
    ]))

  it('looks ahead where the verb does', () =>
    expect(values('التاريخ: 20 نوفمبر 2017\nسيجتمعون في 3 يناير.')).toEqual(['2017-11-20', '2018-01-03']))
})

describe('suggestValues', () => {
  const word = fc.constantFrom(
    'في',
    'مايو',
    'عام',
    '2012',
    '25',
    'مقاتلاً',
    'و',
    'ثلاثة',
    'آلاف',
    'دولار',
    'من',
    'إلى',
    '/',
    '-',
    '(',
    ')',
    'الماضي',
    'الأول',
    'أواخر',
    'الساعة',
    'الثلاثاء',
    'شهر',
    'نصف',
    'بين',
    '٪',
    '\n',
    '،',
    '.',
    'رمضان',
    '1440',
    'هـ',
    '😀',
  )

  it('gives spans in order, without overlap, that hold to the text, and values that are EDTF or durations', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.constantFrom(' ', '')), { maxLength: 60 }), (pieces) => {
        const text = pieces.flat().join('')
        let at = 0
        for (const { span, value } of suggestValues(text, { reference: '2016-02-29' })) {
          expect(span.start).toBeGreaterThanOrEqual(at)
          expect(span.end).toBeGreaterThan(span.start)
          at = span.end
          if ('edtf' in value && value.edtf !== null && !value.edtf.startsWith('P'))
            expect(isEdtf(value.edtf), value.edtf).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('looks for what it is asked for only', () => {
    const text = 'قتل 25 مقاتلاً في مايو 2012.'
    expect(suggestValues(text, { labels: ['amount'] }).map(({ label }) => label)).toEqual(['amount'])
    expect(suggestValues(text, { labels: ['date'] }).map(({ label }) => label)).toEqual(['date'])
    expect(suggestValues(text, { labels: ['actor'] })).toEqual([])
  })

  it.each(['1 234 567 ', 'ألف و', '3/', '2011-', 'بين 3 و', 'مايو/', 'قبل ', 'يوم ', 'سنة و', 'من عام 2012 إلى '])(
    'reads a hundred thousand characters of %s without end in sight',
    (piece) => {
      expect(() => suggestValues(piece.repeat(Math.ceil(100_000 / piece.length)))).not.toThrow()
    },
  )
})
