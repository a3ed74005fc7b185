import { describe, expect, it } from 'vitest'
import { filterClaims, listAbout, listSources, NO_FILTER, sortClaims, UNNAMED } from '../../app/claims/claim-rows.ts'
import { ratingOfKey } from '../../app/claims/rating-keys.ts'
import type { ClaimRow } from '../../electron/contract/claim.ts'

function row(id: string, quote: string, source: string | null, more: Partial<ClaimRow> = {}): ClaimRow {
  return {
    id,
    articleId: 'one',
    articleTitle: 'مقال',
    publisher: null,
    date: null,
    layer: 'author:m',
    author: 'm',
    startCodePoint: 0,
    endCodePoint: quote.length,
    quote,
    claim: {
      source: source === null ? null : { start: 0, end: source.length, text: source },
      cue: { start: 0, end: 3, text: 'قال' },
      polarity: 'asserts',
      hedged: false,
    },
    rating: null,
    createdAt: 0,
    changedAt: 0,
    links: { about: 0, repeats: 0, supports: 0, contradicts: 0 },
    speaker: null,
    about: [],
    ...more,
  }
}

const rated = { reliability: 'B', credibility: 2, rationale: null } as const
const rows = [
  row('a', 'الشركة باعت النفط', 'الناطق باسم الجيش'),
  row('b', 'العمّال غادروا', null, { rating: rated, date: '2016-05-01', articleId: 'two', articleTitle: 'آخر' }),
  row('c', 'إن القوات انسحبت', 'النّاطق باسم الجيش', { rating: { ...rated, reliability: 'A' }, date: '2017' }),
]
const ids = (found: readonly ClaimRow[]) => found.map(({ id }) => id)

const [turkey, state] = [
  { id: '1', name: 'تركيا' },
  { id: '2', name: 'تنظيم الدولة' },
]
const linked = [
  row('d', 'انسحب التنظيم', 'أنقرة', { speaker: turkey!, about: [state!] }),
  row('e', 'لم ينسحب', 'داعش', { speaker: state! }),
  row('f', 'أنقرة تقصف داعش', null, { about: [turkey!, state!] }),
]

describe('entities of claims', () => {
  it.each([
    ['what an entity says, however it is called', { source: 'entity:1' }, ['d']],
    ['what is said about an entity', { about: '2' }, ['d', 'f']],
    ['what is about no entity', { about: UNNAMED }, ['e']],
    ['what one says about another', { source: 'entity:1', about: '2' }, ['d']],
    ['what is found by the name of an entity', { text: 'تركيا' }, ['d', 'f']],
  ])('are filtered by %s', (_, filter, expected) =>
    expect(ids(filterClaims(linked, { ...NO_FILTER, ...filter }))).toEqual(expected),
  )

  it('sort by name, those without one last', () => {
    expect(ids(sortClaims(linked, { key: 'source', descending: false }))).toEqual(['d', 'e', 'f'])
    expect(ids(sortClaims(linked, { key: 'about', descending: false }))).toEqual(['f', 'd', 'e'])
  })

  it('are counted, the most frequent first', () => {
    expect(listAbout(linked)).toEqual([
      { key: '2', text: 'تنظيم الدولة', count: 2 },
      { key: '1', text: 'تركيا', count: 1 },
    ])
    expect(listSources(linked).map(({ text }) => text)).toEqual(['تركيا', 'تنظيم الدولة', ''])
  })
})

describe('filterClaims', () => {
  it.each([
    ['shows all without a filter', {}, ['a', 'b', 'c']],
    ['finds words in another spelling', { text: 'الناطق انّ' }, ['c']],
    ['finds every word somewhere in the claim', { text: 'شركه قال' }, ['a']],
    ['finds nothing for words that are not there', { text: 'مطر' }, []],
    ['keeps an article', { articleId: 'two' }, ['b']],
    ['keeps what is rated', { rating: 'rated' }, ['b', 'c']],
    ['keeps what is not rated', { rating: 'unrated' }, ['a']],
    ['keeps a reliability', { rating: 'A' }, ['c']],
    ['keeps a credibility', { rating: '2' }, ['b', 'c']],
    ['keeps claims without a source', { source: UNNAMED }, ['b']],
    ['keeps denials', { polarity: 'denies' }, []],
  ])('%s', (_, change, expected) => expect(ids(filterClaims(rows, { ...NO_FILTER, ...change }))).toEqual(expected))

  it('keeps a source in all its spellings', () => {
    const [first] = listSources(rows)
    expect(first).toMatchObject({ count: 2, text: 'الناطق باسم الجيش' })
    expect(ids(filterClaims(rows, { ...NO_FILTER, source: first!.key }))).toEqual(['a', 'c'])
  })
})

describe('sortClaims', () => {
  it.each([
    ['article', ['b', 'a', 'c']],
    ['rating', ['c', 'b', 'a']],
    ['date', ['b', 'c', 'a']],
    ['source', ['a', 'c', 'b']],
  ] as const)('by %s', (key, expected) => {
    expect(ids(sortClaims(rows, { key, descending: false }))).toEqual(expected)
  })

  it('orders ten thousand claims and finds words in them in no time worth noticing', () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      row(String(at), `الادعاء رقم ${at} عن النفط`, `مصدر ${at % 50}`),
    )
    const found = filterClaims(many, { ...NO_FILTER, text: 'رقم 77' })
    expect(found.length).toBeGreaterThan(100)
    expect(sortClaims(many, { key: 'content', descending: true })).toHaveLength(10_000)
  })
})

describe('ratingOfKey', () => {
  it.each([
    ['KeyA', { reliability: 'A' }],
    ['KeyF', { reliability: 'F' }],
    ['Digit6', { credibility: 6 }],
    ['Numpad1', { credibility: 1 }],
    ['KeyG', undefined],
    ['Digit7', undefined],
  ])('of %s', (code, expected) => expect(ratingOfKey(code)).toEqual(expected))
})
