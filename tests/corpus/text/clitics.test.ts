import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCleanStart, findEnclitics, findProclitics } from '../../../corpus/text/clitics.ts'
import { splitsGrapheme } from '../../../corpus/text/graphemes.ts'
import { mixedText } from './alphabet.ts'

const lexicon = new Set([
  'داعش',
  'نظام',
  'قيادة',
  'مستوى',
  'أعضاء',
  'مقاتلون',
  'مدينة',
  'حلب',
  'يقول',
  'كتاب',
  'ليس',
  'جنة',
  'حدة',
  'زير',
  'سطين',
  'يان',
  'ركوك',
  'بنان',
  'يطر',
])
const isKnown = (rest: string) => lexicon.has(rest)
const cuts = (word: string) => findProclitics(word, isKnown).map((each) => `${each.proclitics.join('+')}|${each.rest}`)

describe('findProclitics', () => {
  it.each([
    ['وداعش', ['و|داعش']],
    ['والنظام', ['و|النظام', 'و+ال|نظام']],
    ['بالمدينة', ['ب|المدينة', 'ب+ال|مدينة']],
    ['للنظام', ['ل+ال|نظام']],
    ['وللنظام', ['و|للنظام', 'و+ل+ال|نظام']],
    ['للجنة', ['ل|لجنة', 'ل+ال|لجنة', 'ل+ال|جنة']],
    ['وبحلب', ['و+ب|حلب']],
    ['وبالمدينة', ['و|بالمدينة', 'و+ب|المدينة', 'و+ب+ال|مدينة']],
    ['سيقول', ['س|يقول']],
    ['وسيقول', ['و+س|يقول']],
    ['أفيقول', ['أ+ف|يقول']],
    ['ووزير', ['و|وزير']],
    ['لواشنطن', ['ل|واشنطن']],
    ['وقيادته', ['و|قيادته']],
    ['ومستواه', ['و|مستواه']],
    ['وأعضائه', ['و|أعضائه']],
    ['ومقاتليه', ['و|مقاتليه']],
    ['الكتاب', ['ال|كتاب']],
    ['وَلِلنِّظامِ', ['و|للنظام', 'و+ل+ال|نظام']],
  ])('cuts %s', (word, expected) => expect(cuts(word)).toEqual(expected))

  it.each([
    ['بـ7.9', 2, '7.9'],
    ['و15', 1, '15'],
    ['الـ24', 3, '24'],
    ['ال١٩٢', 2, '١٩٢'],
    ['لـ"داعش"', 2, '"داعش"'],
    ['وBBC', 1, 'BBC'],
  ])('cuts %s before what no particle belongs to', (word, at, rest) => {
    expect(findProclitics(word)).toEqual([{ at, rest, proclitics: expect.any(Array), reason: 'foreign' }])
  })

  it.each(
    (
      'واشنطن وزير وزارة وفد وحدة وكالة ولاية وثيقة وسط وقت وجود واحد والي فرنسا فلسطين فريق فصيل فيتنام فصل بغداد بيروت ' +
      'برلين باريس بنك بيان بلدة بريطانيا بشار كردستان كركوك كوباني كتيبة كيري كوريا لبنان لندن ليبيا لواء لجنة لاجئ لقاء ' +
      'لافروف سوريا سيطر سلاح سلطة سفير سنة وزيرة وزيرها وحدات والده والدتها كاليفورنيا بالستية التقى الله وِزارة'
    ).split(' '),
  )('never cuts %s, whatever its rest may mean', (word) => expect(findProclitics(word, () => true)).toEqual([]))

  it('cuts nothing that leaves fewer than three letters or an unknown rest', () => {
    expect(cuts('ولم')).toEqual([])
    expect(cuts('وغرفة')).toEqual([])
    expect(findProclitics('ولم', () => true)).toEqual([])
  })

  it('cuts between letters, never inside a grapheme, and leaves the rest it names', () => {
    fc.assert(
      fc.property(mixedText(8), (text) => {
        for (const particle of ['و', 'وَ', 'بـ', 'وال', 'لل']) {
          const word = particle + text
          for (const { at, rest } of findProclitics(word, () => true)) {
            expect(splitsGrapheme(word, at)).toBe(false)
            expect(
              word.slice(at).replace(/[\p{M}ـ\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]/gu, ''),
            ).toBe(rest)
          }
        }
      }),
    )
  })
})

describe('findCleanStart', () => {
  it.each([
    ['وداعش', 1],
    ['والنظام', 1],
    ['وبالمدينة', 2],
    ['للنظام', 0],
    ['وللنظام', 1],
    ['النظام', 0],
    ['بـ7.9', 2],
    ['وزير', 0],
    ['سيقول', 0],
  ])('of %s is %i', (word, expected) => expect(findCleanStart(word, isKnown)).toBe(expected))
})

describe('findEnclitics', () => {
  it.each([
    ['قيادته', 'ه', 'قيادة'],
    ['مستواه', 'ه', 'مستوى'],
    ['أعضائه', 'ه', 'أعضاء'],
    ['أعضاؤه', 'ه', 'أعضاء'],
    ['مقاتليه', 'ه', 'مقاتلين'],
    ['مقاتلوهم', 'هم', 'مقاتلون'],
    ['والداها', 'ها', 'والدان'],
    ['كتابهما', 'هما', 'كتاب'],
    ['أخبرني', 'ني', 'أخبر'],
  ])('of %s has %s on %s', (word, pronoun, base) => {
    expect(findEnclitics(word).find((each) => each.pronoun === pronoun)?.bases).toContain(base)
  })
})
