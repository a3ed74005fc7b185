import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArticleDescription } from '../../corpus/article.ts'
import { proposeDescription } from '../../corpus/metadata.ts'

const BODY = `أعلنت بلدية مرج الصفصاف أن أعمال توسيع الميناء الصغير ستبدأ مطلع الشهر المقبل، وقال رئيسها إن الكلفة ستبلغ ثلاثة ملايين.

وأضاف في حديث إلى الصحافيين أن العمل سيستمر عامين على الأقل، وأن السكان سيُستشارون قبل كل مرحلة.

وختم بالقول إن المدينة انتظرت هذا المشروع طويلاً.`

type Expected = { title?: string; publisher?: string | null; author?: string | null; date?: string | null }

const layouts: [layout: string, text: string, expected: Expected][] = [
  [
    'a title and a body',
    `ميناء الصفصاف يتوسع\n\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', publisher: null, author: null, date: null },
  ],
  [
    'a body without a title',
    BODY,
    {
      title:
        'أعلنت بلدية مرج الصفصاف أن أعمال توسيع الميناء الصغير ستبدأ مطلع الشهر المقبل، وقال رئيسها إن الكلفة ستبلغ ثلاثة ملايين.',
      date: null,
    },
  ],
  [
    'a generic heading above the title',
    `نص التقرير:\n\nميناء الصفصاف يتوسع\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع' },
  ],
  ['a line that says it is urgent', `عاجل\nميناء الصفصاف يتوسع\n${BODY}`, { title: 'ميناء الصفصاف يتوسع' }],
  [
    'labelled fields on the title’s line',
    `ميناء الصفصاف يتوسع الكاتب : رامي الصيدلي التاريخ : 15 ديسمبر 2017 م المشاهدات : 93\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', author: 'رامي الصيدلي', date: '2017-12-15' },
  ],
  [
    'labelled fields on lines of their own',
    `ميناء الصفصاف يتوسع\nالمصدر: صدى الساحل\nالكاتبة: هند الموج\nتاريخ النشر: ٥ أيار ٢٠٢٢\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', publisher: 'صدى الساحل', author: 'هند الموج', date: '2022-05-05' },
  ],
  [
    'labelled fields above the title',
    `الناشر: صدى الساحل\nالتاريخ: 2021-03-09\nميناء الصفصاف يتوسع\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', publisher: 'صدى الساحل', date: '2021-03-09' },
  ],
  [
    'an outlet’s line under the title',
    `ميناء الصفصاف يتوسع\n\nصدى الساحل\n\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', publisher: 'صدى الساحل' },
  ],
  [
    'the title twice and then the outlet',
    `ميناء الصفصاف يتوسع\n\nميناء الصفصاف يتوسع\n\nصدى الساحل\n\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', publisher: 'صدى الساحل' },
  ],
  [
    'an outlet’s line under the title and again in a closing dateline',
    `ميناء الصفصاف يتوسع\n\nصدى الساحل\n\n${BODY}\n\nمرج الصفصاف - صدى الساحل`,
    { publisher: 'صدى الساحل', author: null },
  ],
  [
    'an outlet that says what it is, with a section',
    `مجلة المرفأ | اقتصاد\nميناء الصفصاف يتوسع\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', publisher: 'مجلة المرفأ' },
  ],
  ['a byline', `ميناء الصفصاف يتوسع\nبقلم رامي الصيدلي\n${BODY}`, { author: 'رامي الصيدلي' }],
  ['a byline with a colon', `ميناء الصفصاف يتوسع\nكتب: رامي الصيدلي\n${BODY}`, { author: 'رامي الصيدلي' }],
  ['a Latin byline at the end', `ميناء الصفصاف يتوسع\n${BODY}\n\nBy:  رامي الصيدلي`, { author: 'رامي الصيدلي' }],
  [
    'the translated text’s outlet at the end',
    `ميناء الصفصاف يتوسع\n${BODY}\n\nهذا المقال مترجم عن موقع Harbour Post الأيرلندي`,
    { publisher: 'Harbour Post' },
  ],
  [
    'an agency’s dateline',
    `ميناء الصفصاف يتوسع\nمرج الصفصاف - وكالة المرافئ\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', publisher: 'وكالة المرافئ' },
  ],
  [
    'a dateline of place, outlet and author',
    `ميناء الصفصاف يتوسع\nمرج الصفصاف — صدى الساحل — هند الموج\n${BODY}`,
    { publisher: 'صدى الساحل', author: 'هند الموج' },
  ],
  [
    'a date’s line in both calendars',
    `ميناء الصفصاف يتوسع\nالسبت 12 شعبان 1444 هـ الموافق 4 مارس/آذار 2023\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', date: '2023-03-04' },
  ],
  [
    'a publishing line with two names of the month and the hour',
    `ميناء الصفصاف يتوسع\nنُشر في ١٧ تشرين الثاني (نوفمبر) ٢٠٢٣، الساعة ١٠:٣٠\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', date: '2023-11-17' },
  ],
  [
    'a date above the title',
    `الثلاثاء، 7 نوفمبر/تشرين الثاني 2023\nميناء الصفصاف يتوسع\n${BODY}`,
    { title: 'ميناء الصفصاف يتوسع', date: '2023-11-07' },
  ],
  [
    'a date with the hour behind a dash',
    `ميناء الصفصاف يتوسع\nالخميس 5 أيار 2022 - 10:15\n${BODY}`,
    { date: '2022-05-05' },
  ],
  ['a last update', `ميناء الصفصاف يتوسع\nآخر تحديث: 04/05/2023 - 18:20 بتوقيت القدس\n${BODY}`, { date: '2023-05-04' }],
  ['a date in digits', `ميناء الصفصاف يتوسع\n٢٠٢٣/٥/٤\n${BODY}`, { date: '2023-05-04' }],
  [
    'a dateline with a date',
    `ميناء الصفصاف يتوسع\nمرج الصفصاف - وكالة المرافئ - 4 مارس 2023\n${BODY}`,
    { publisher: 'وكالة المرافئ', date: '2023-03-04', author: null },
  ],
  [
    'a dateline of an outlet and a date',
    `ميناء الصفصاف يتوسع\nصحيفة الموج | 4 مارس 2023\n${BODY}`,
    { publisher: 'صحيفة الموج', date: '2023-03-04' },
  ],
  [
    'a date that is no day: as it was found',
    `ميناء الصفصاف يتوسع\nالتاريخ: العدد 31 من ربيع 77\n${BODY}`,
    { date: 'العدد 31 من ربيع 77' },
  ],
  [
    'dates in the body only',
    `ميناء الصفصاف يتوسع\n${BODY}\nبدأ المشروع في 4 مارس 2023 وانتهى في 7 أيار 2024.`,
    { date: null },
  ],
  [
    'a title that holds a date',
    `قمة 4 مارس 2023 تنتهي بلا اتفاق\n${BODY}`,
    { title: 'قمة 4 مارس 2023 تنتهي بلا اتفاق', date: null },
  ],
  [
    'sentences that begin like a byline',
    `ميناء الصفصاف يتوسع\nكتب رامي على صفحته، إن الميناء لن يُغلق أبداً.\n${BODY}`,
    { author: null },
  ],
  ['a title with an emoji and CRLF ends', `🚢 ميناء الصفصاف يتوسع\r\n${BODY}`, { title: '🚢 ميناء الصفصاف يتوسع' }],
]

describe('proposeDescription', () => {
  it.each(layouts)('reads %s', (_, text, expected) => {
    expect(proposeDescription(text, 'file.txt')).toMatchObject(expected)
  })

  it.each([
    ['a text of a generic heading alone', 'خبر', 'ميناء.txt', 'ميناء'],
    ['a name that is all ending', 'خبر', '.txt', '.txt'],
    ['a first line of one long word', 'ط'.repeat(500), 'a.txt', `${'ط'.repeat(160)}…`],
    ['a first line of emoji', '👩🏽‍🚀'.repeat(100), 'a.txt', `${'👩🏽‍🚀'.repeat(22)}…`],
  ])('titles %s', (_, text, file, title) => {
    expect(proposeDescription(text, file).title).toBe(title)
  })

  it('always fits what an article may be described with, whole characters only', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('الكاتب : ', '\n', ' - ', 'نُشر في ', '4 مارس 2023', 'بقلم ', '👍', 'مجلة '),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const proposed = proposeDescription(pieces.join('').replace(/\u0000/g, ''), 'a.txt')
        expect(ArticleDescription.safeParse(proposed).success).toBe(true)
        expect(JSON.stringify(proposed)).not.toMatch(/\\ud[89a-f]/)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['Arabic', BODY, 'ar'],
    ['another script', 'The harbour grows.', 'und'],
  ])('says the language of %s', (_, text, language) => expect(proposeDescription(text, 'a').language).toBe(language))
})
