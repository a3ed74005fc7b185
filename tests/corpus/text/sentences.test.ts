import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Span, sliceOf } from '../../../corpus/span.ts'
import { splitsGrapheme } from '../../../corpus/text/graphemes.ts'
import { segment } from '../../../corpus/text/sentences.ts'
import { isFormatControl, isWhiteSpace } from '../../../corpus/text/white-space.ts'
import { describeShared } from '../../support/shared.ts'
import { mixedText } from './alphabet.ts'

const cut = (text: string, clauses = false) => segment(text, { clauses }).sentences.map((each) => sliceOf(text, each))
const quoted = (text: string) => segment(text).quotations.map((each) => sliceOf(text, each))
/** A case is one text in which `|` stands where a boundary is expected. */
const check = (marked: string, clauses = false) => {
  const expected = marked.split('|').map((each) => each.trim())
  expect(cut(marked.replaceAll('|', ''), clauses)).toEqual(expected)
}

describe('segment ends a sentence', () => {
  it.each([
    ['at a full stop', 'وصل الوفد مساء أمس. | وغادر صباح اليوم.'],
    ['at a question mark', 'هل وصل الوفد؟ | لا يعلم أحد.'],
    ['at an exclamation mark', 'يا لها من ليلة! | انتظرنا حتى الفجر.'],
    ['at a mixed run of marks', 'هل يعقل ذلك؟! | لا يعقل!! | هذا غريب.'],
    ['at marks parted by a space', 'هل يعقل ذلك ؟ ! | لا يعقل .| هذا غريب.'],
    ['at an Urdu stop', 'وصل الوفد مساء أمس۔ | وغادر اليوم۔'],
    ['after a year', 'بدأ البناء عام 2014. | وانتهى عام 2016.'],
    ['after closing marks of all kinds', 'قال «سنعود.» | وأضاف (وهو يبتسم.) | كانت الساعة متأخرة.'],
    [
      'before the mark that a stop leaves outside',
      'هذا ما قاله «الوزير». | وهذا ما كتبته "الصحيفة". | انتهى (الخبر). | وبعد.',
    ],
    ['after a footnote number', 'بلغ عددهم ألفاً.[12] | وزاد بعد ذلك.'],
    [
      'at a missing space between Arabic words',
      'غادر الوزير القاعة.وأضاف أنه سيعود؟وسكت.'
        .replace('.و', '. |و')
        .replace('؟و', '؟ |و')
        .replace('. |', '.|')
        .replace('؟ |', '؟|'),
    ],
    ['at a missing space after a year', 'بدأ عام 2014.وانتهى بعد عامين.'.replace('.و', '.|و')],
    ['at a missing space after an era', 'ولد عام 1950م.|درس في القاهرة.'],
    ['between sentences within a quotation', 'قال: «نحن باقون هنا. | لن نرحل أبداً.»'],
    [
      'within curly and straight quotes alike',
      'قال: “لم أفهم شيئاً عنهم. | لم أفهم أهدافهم”. | وقال: "كان يستسلم بلا قتال. | هل كانوا خائفين؟ | لم أجد إجابة."',
    ],
    ['at a line end without any stop', 'عنوان الخبر\n|دمشق - وصل الوفد\n\n|وغادر'],
    ['after a letter that names something', 'يفتقر الطعام إلى فيتامين د. | وينصح الأطباء بالشمس.'],
    ['after a unit only before a new clause', 'يبعد الموقع 5 كلم. | وأضاف المصدر أنه خال.'],
    ['after إلخ. only before a new clause', 'باعوا القمح والشعير إلخ. | وقال التاجر إن السوق راكدة.'],
    ['after an era at the end', 'كان ذلك سنة 1440 هـ. | وقرأه الملك 2018م. | القائد مات عام 49 ق.م. | الجيش انتصر.'],
    ['after initials only before a new clause', 'نقلت ذلك أ.ف.ب. | وأضافت أن القصف مستمر.'],
    ['after Latin words', 'هذا ما ذكرته شبكة BBC. | ولم تعلق الحكومة.'],
    ['at an ellipsis between two clauses', 'لا أدري لماذا فعلت ذلك... | الرجل لم يجب عن السؤال.'],
    ['before a reporting verb after an ellipsis', 'ساد الصمت في القاعة... | قال الرئيس إن الجلسة رفعت.'],
  ])('%s', (_, marked) => check(marked))
})

describe('segment does not end a sentence', () => {
  it.each([
    ['in decimals of all scripts', 'ارتفع السعر 7.5 بالمئة و٣٫٤ و10،5 مليار و1.250.000 دولار'],
    ['in dates and times', 'في 12/08/2014 و 24.3.2018 الساعة 5:30 أو 5.30 مساء'],
    ['in initials', 'نقلت أ.ف.ب ود.ب.أ وأ.ش.أ عن مصدر في ج.م.ع قوله'],
    ['in initials with spaces', 'قالت وكالة أ. ف. ب إن القصف مستمر'],
    ['in initials between bidi controls', 'قالت أ\u202a.\u202cف\u202a.\u202cب إن القصف مستمر'],
    ['after an era that goes on', 'ولد عام 150 هـ. في غزة'],
    ['after an era', 'في عام 49 ق.م، قرأ القائد، وظل حتى 700 ق.م تقريباً'],
    ['in postal and register abbreviations', 'العنوان ص.ب 123 دمشق، س.ت 44، ت.ب 9، ش.م.م قائمة'],
    ['after a title', 'التقى د. أحمد وأ. خالد وم. سعيد وأ.د. هند في القاعة'],
    ['after a title with a proclitic', 'حضر الندوة ود. سميرة ود. وليد'],
    ['after a title between bidi controls', 'وقال د\u202a.\u202c ديفيد إنها بخير'],
    ['after a title whose name begins with و', 'قدم د. وليد ورقته'],
    ['after السيد. and إلخ.، before more', 'خاطب السيد. أحمد الحضور بالقمح والشعير إلخ. من المواد'],
    ['after units', 'طوله 5 كلم. تقريباً ووزنه 3 كج. من الحديد وعرضه 2 م. من الجانبين'],
    ['after a number and a reference', 'انظر ص. 15 ورقم. 7 من الكتاب'],
    ['after a letter for a telephone', 'دمشق، هاتف. 123 وت. 456 وف. 789'],
    ['in Latin abbreviations', 'قال Mr. Smith من U.S. Steel و John F. Kennedy في No. 5'],
    ['in addresses', 'على الموقع www.example.org/a.b?x=1 أو press@example.org للمزيد'],
    ['in a dotted name within quotation marks', 'فيلم «د. جيكل» ومجلة «ب. ت. ج» معروفان'],
    ['in a quotation that no clause follows', 'كتبوا على الجدار «الله. الوطن» ثم رحلوا'],
    ['at an ellipsis before a connective', 'سار طويلاً في الطريق.. ثم توقف فجأة.'],
    ['at an ellipsis before و', 'انتظر كثيراً عند الباب... ولم يأت أحد.'],
    ['at an ellipsis in a headline', 'سوريا والتحالف... خطوات ملموسة'],
    ['at an ellipsis after an opening that awaits more', 'إن ما فعلتموه... أمر لن ينسى.'],
    ['at a question within the sentence', 'يعود برنامج «من سيربح المليون؟» في رمضان'],
    ['at a doubt in brackets', 'حضر الوزير (!) والسفير (؟) وغابت الصحافة'],
    ['after list marks', '1. تسليم المدينة'],
    ['after a letter as list mark', 'أ. تسليم المدينة'],
    ['at a colon, semicolon or comma', 'قال: نعم؛ ثم سكت، وخرج'],
    ['before a comma', 'سأل «لماذا؟»، ثم خرج، قائلاً نعم!، وعاد'],
    ['at stops alone', '... قال نعم'],
  ])('%s', (_, text) => expect(cut(text)).toEqual([text]))
})

describe('segment and lines', () => {
  it('makes list marks, bylines, headings and captions lines of their own', () => {
    const lines = [
      'صفقة جديدة',
      'أ.ف.ب',
      'البنود التالية:',
      '1- تسليم المدينة.',
      '١) الوقود',
      'أ- القمح',
      '• الشعير',
      '1. الملح',
    ]
    expect(cut(lines.join('\n\n'))).toEqual(lines)
  })

  it('parts rows of fields that a page ran together', () => {
    check('عنوان المقال |الكاتب : سامي النجار |التاريخ : 3 مايو 2019 |المشاهدات : 42')
    check('آخر تحديث: 2019-05-03 |عدد المشاهدات: 42')
  })

  it.each([
    ['one label is no row', 'قال الكاتب: هذا رأيي وحدي'],
    ['labels across a stop are no row', 'كتب: نعم. قال المصدر: لا'],
  ])('%s', (_, text) =>
    expect(segment(text).sentences.every((each) => each.start === 0 || text[each.start - 2] === '.')).toBe(true),
  )
})

describe('segment lists quotations', () => {
  it.each([
    ['of every kind, with their marks', 'قال «نعم» ثم “لا” ثم "ربما"', ['«نعم»', '“لا”', '"ربما"']],
    ['nested ones, the outer first', 'قال «كتب "سنعود" ثم رحل»', ['«كتب "سنعود" ثم رحل»', '"سنعود"']],
    ['after proclitics', 'بين "داعش"و"قسد" وبـ"الزكاة"', ['"داعش"', '"قسد"', '"الزكاة"']],
    ['no bracket', 'داعش (الدولة) [كذا]', []],
    ['no apostrophe', "d’Azur l'autre Qur’an", []],
    ['no mark that never closes', 'قال "نعم\nثم رحل', []],
    ['marks the wrong way round', 'قال »نعم« ثم رحل', ['»نعم«']],
    ['the same mark twice', 'قال “نعم“ ثم رحل', ['“نعم“']],
    ['on into the paragraph that closes it', 'قال: «أولاً.\nوثانياً». ثم رحل', ['«أولاً.\nوثانياً»']],
    ['across paragraphs that open with the mark again', '«أولاً.\n«ثانياً.\n«ثالثاً». نعم', ['«أولاً.\n«ثانياً.\n«ثالثاً»']],
  ])('%s', (_, text, expected) => expect(quoted(text)).toEqual(expected))
})

describe('segment in clause mode', () => {
  it.each([
    ['ends at a colon, but not in a time', 'قال الوزير: |الساعة 05:30 مناسبة'],
    ['ends at a semicolon', 'نعم؛ |سنعود'],
    ['ends at a comma between longer stretches', 'وصل الوفد إلى المدينة، |وقررت اللجنة بدء عملها، أمس'],
    ['keeps dates and short stretches', 'الأحد, 21 فبراير, 2010, وصل الوفد'],
  ])('%s', (_, marked) => check(marked, true))
})

describe('segment as a whole', () => {
  it('puts every visible character into exactly one sentence, trimmed, tearing no grapheme', () => {
    fc.assert(
      fc.property(mixedText(40), fc.boolean(), (text, clauses) => {
        const { paragraphs, sentences, quotations } = segment(text, { clauses })
        let at = 0
        for (const { start, end } of sentences) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(isInvisible(text.slice(at, start))).toBe(true)
          expect(isWhiteSpace(text.charCodeAt(end - 1)) && !splitsGrapheme(text, end - 1)).toBe(false)
          expect([start, splitsGrapheme(text, start)]).toEqual([start, false])
          expect([end, splitsGrapheme(text, end)]).toEqual([end, false])
          at = end
        }
        expect(isInvisible(text.slice(at))).toBe(true)
        for (const each of sentences) expect(paragraphs.filter((outer) => holds(outer, each))).toHaveLength(1)
        for (const each of quotations) expect(each.end - each.start).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: 1000 },
    )
  })

  it('finds the same in a paragraph whatever stands in the others', () => {
    const line = mixedText(20).map((text) => text.replace(/[\n\r«»“”„]/g, ' '))
    fc.assert(
      fc.property(line, line, (a, b) => {
        expect(cut(`${a}\n${b}`)).toEqual([...cut(a), ...cut(b)])
      }),
    )
  })

  it.each([
    '. ',
    '"',
    '« ',
    '(',
    '... ',
    'أ. ',
    'د.',
    '!"',
    'أ: ',
    'الكاتب : ',
    '\n“',
    '، ',
    '    ',
    '[1',
    'نص طويل. ',
  ])('needs linear time for a long line of %j', (piece) => {
    // Time of the processor: what else runs on the machine says nothing about the growth.
    const timeOf = (length: number) => {
      const text = piece.repeat(length / piece.length)
      const began = process.cpuUsage()
      segment(text, { clauses: true })
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1000
    }
    timeOf(10_000)
    const short = Math.min(timeOf(20_000), timeOf(20_000))
    expect(timeOf(200_000)).toBeLessThan(30 * short + 200)
  })

  it('does not overflow on 5 MB in one line', () => {
    const sentence = 'قال الوزير إن "الوفد" وصل إلى المدينة (أمس)، وأضاف أن د. أحمد سيعود. '
    const text = sentence.repeat(5_000_000 / sentence.length)
    expect(segment(text).sentences).toHaveLength(Math.floor(5_000_000 / sentence.length))
  })
})

const shared = new URL('../../../../shared/', import.meta.url)
describeShared('segment against public suites', () => {
  const read = (path: string) => readFileSync(new URL(path, shared), 'utf8')
  const cases = (path: string): { input: string; expected: string[] }[] => JSON.parse(read(path)).cases

  it('finds PUD sentences joined by a space with a boundary F1 of .9975 or better', () => {
    const gold = cases('testdata/segmentation-ud-pud-ar.json').flatMap((each) => each.expected)
    const ends = new Set<number>()
    let at = -1
    for (const each of gold) {
      at += each.length + 1
      ends.add(at)
    }
    const found = segment(gold.join(' ')).sentences
    const right = found.filter((each) => ends.has(each.end)).length
    expect((2 * right) / (found.length + gold.length)).toBeGreaterThanOrEqual(0.9975)
  })

  it('follows all golden rules in clause mode', () => {
    const golden = cases('testdata/segmentation-golden-ar.json')
    expect(golden.map((each) => cut(each.input, true))).toEqual(golden.map((each) => each.expected))
  })

  it('cuts the gold articles with at most two boundaries wrong in all', () => {
    let wrong = 0
    for (const name of ['000_23161d6e6713bf74', '002_c3bd0c4db61350cf', '003_f73e49b5b275455f']) {
      const plain = (text: string) => text.replace(/\s+/g, '')
      const gold: string[] = JSON.parse(read(`corpus/gold/${name.slice(0, 3)}.sentences.json`))
      const found = new Set(cut(read(`corpus/raw/${name}.txt`)).map(plain))
      const missed = gold.filter((each) => !found.has(plain(each))).length
      wrong += Math.max(missed, found.size - (new Set(gold.map(plain)).size - missed))
    }
    expect(wrong).toBeLessThanOrEqual(2)
  })
})

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

function isInvisible(text: string): boolean {
  return [...text].every((each) => isWhiteSpace(each.charCodeAt(0)) || isFormatControl(each.charCodeAt(0)))
}
