import { describe, expect, it } from 'vitest'
import { listRows } from '../../app/library/rows.ts'
import type { ArticleSummary } from '../../corpus/article.ts'

const article = (title: string, change: Partial<ArticleSummary> = {}): ArticleSummary => ({
  id: '0198c0de-0000-7000-8000-000000000000',
  title,
  publisher: null,
  author: null,
  date: null,
  language: 'ar',
  file: `${title}.txt`,
  sha256: '',
  sourceSha256: '',
  encoding: 'utf-8',
  reader: 'text',
  characters: 1,
  sentences: 1,
  addedAt: 0,
  labels: { actor: 0, event: 0, date: 0, amount: 0, claim: 0 },
  state: 'none',
  ...change,
})

const library = [
  article('سد القمة', { publisher: 'بريد السهول', date: '2024-04-14' }),
  article('أرصفة الميناء', { publisher: 'مرسى الأخبار', date: '2023-11-17', state: 'progress' }),
  article('هدنة الوادي', { author: 'ليلى', labels: { actor: 4, event: 1, date: 0, amount: 0, claim: 2 } }),
]
const titles = (rows: ArticleSummary[]) => rows.map(({ title }) => title)

describe('listRows', () => {
  it.each([
    ['every article for an empty query', '', ['أرصفة الميناء', 'سد القمة', 'هدنة الوادي']],
    ['articles by a word of the title', 'الوادي', ['هدنة الوادي']],
    ['articles by publisher', 'بريد', ['سد القمة']],
    ['articles by author', 'ليلى', ['هدنة الوادي']],
    ['only articles that hold every word', 'سد مرسى', []],
    ['articles by words of different fields', 'سد السهول', ['سد القمة']],
  ])('finds %s', (_, query, expected) => {
    expect(titles(listRows(library, query, { key: 'title', descending: false }))).toEqual(expected)
  })

  it.each([
    ['date, what has none last', 'date', false, ['أرصفة الميناء', 'سد القمة', 'هدنة الوادي']],
    ['date backwards, what has none still last', 'date', true, ['سد القمة', 'أرصفة الميناء', 'هدنة الوادي']],
    ['number of annotations, most first', 'labels', true, ['هدنة الوادي', 'أرصفة الميناء', 'سد القمة']],
    ['state', 'state', true, ['أرصفة الميناء', 'سد القمة', 'هدنة الوادي']],
  ] as const)('sorts by %s', (_, key, descending, expected) => {
    expect(titles(listRows(library, '', { key, descending }))).toEqual(expected)
  })
})
