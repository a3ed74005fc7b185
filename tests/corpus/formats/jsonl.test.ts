import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnnotationRow } from '../../../corpus/annotation.ts'
import { parseJsonlLine, toJsonlAnnotation } from '../../../corpus/formats/jsonl.ts'

const ARTICLE = '0199aaaa-0000-7000-8000-000000000001'
const SHA = 'b1'.repeat(32)
const LINE = { articleId: ARTICLE, label: 'actor', start: 2, end: 6, text: 'سامر' }

const read = (row: unknown) => parseJsonlLine(JSON.stringify(row), 7)

describe('parseJsonlLine', () => {
  it('reads over what a claim of record.md or of a newer program says besides', () => {
    const claim = { source: null, cue: null, polarity: 'asserts', hedged: false }
    const parsed = parseJsonlLine(
      JSON.stringify({ ...LINE, label: 'claim', claim: { ...claim, about: [], later: 1 } }),
      1,
    )
    expect(parsed).toMatchObject({ row: { claim } })
  })

  it.each([
    ['only what is required', LINE],
    ['the article by its text', { ...LINE, articleId: undefined, articleSha256: SHA }],
    ['nulls for what is not known', { ...LINE, subtype: null, value: null, rating: null, claim: null, note: null }],
    ['fields that this version does not know', { ...LINE, entity: null, mood: 'x', sentence: { index: 1 } }],
    ['half a rating', { ...LINE, rating: { reliability: 'F' } }],
  ])('takes a line with %s', (_, row) => expect(read(row)).toMatchObject({ row: { label: 'actor', start: 2 } }))

  it.each([
    ['no article', { ...LINE, articleId: undefined }, /articleId or articleSha256 is required/],
    ['an unknown label', { ...LINE, label: 'place' }, /^line 7: label:/],
    ['an empty span', { ...LINE, end: 2 }, /end must be greater than start/],
    ['a fraction', { ...LINE, start: 1.5 }, /start/],
    ['offsets in another unit', { ...LINE, unit: 'utf16' }, /unit/],
    ['no text', { ...LINE, text: '' }, /text/],
    ['a layer that is none', { ...LINE, layer: 'mine' }, /layer/],
    ['a rating off the scale', { ...LINE, rating: { credibility: 7 } }, /rating/],
    [
      'a claim whose polarity is none',
      { ...LINE, claim: { source: null, cue: null, polarity: 'perhaps', hedged: false } },
      /claim/,
    ],
    ['a moment that is none', { ...LINE, created: 'yesterday' }, /created/],
    ['a list in place of a line', [LINE], /line 7/],
  ])('says what is wrong with %s', (_, row, message) => {
    const { failure } = read(row) as { failure: { line: number; message: string } }
    expect(failure).toMatchObject({ line: 7, code: 'bad-input', message: expect.stringMatching(message) })
    expect(failure.message).not.toContain('سامر')
  })

  it('does not quote a line that is no JSON', () => {
    expect(parseJsonlLine('{"text":"سامر', 3)).toEqual({
      failure: { line: 3, code: 'bad-json', message: 'line 3 is not JSON' },
    })
  })

  it('is not led astray by names that objects have', () => {
    const parsed = parseJsonlLine(`{"__proto__":{"label":"claim"},"constructor":1,${JSON.stringify(LINE).slice(1)}`, 1)
    expect(parsed).toMatchObject({ row: { label: 'actor' } })
    expect(({} as { label?: string }).label).toBeUndefined()
  })

  it('reads back every annotation that toJsonlAnnotation writes', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    const row = fc.record({
      label: fc.constantFrom('actor', 'event', 'claim'),
      quote: texts,
      note: fc.option(texts),
      subtype: fc.option(texts),
      start: fc.nat(1e6),
      rating: fc.option(
        fc.record({
          reliability: fc.constantFrom('A', 'F', null),
          credibility: fc.constantFrom(1, 6, null),
          rationale: fc.option(texts),
        }),
      ),
    })
    fc.assert(
      fc.property(row, ({ label, quote, note, subtype, start, rating }) => {
        const end = start + Array.from(quote).length
        const stored = AnnotationRow.parse({
          id: '0199aaaa-0000-7000-8000-000000000002',
          articleId: ARTICLE,
          layer: 'adjudicated',
          label,
          subtype,
          startCodePoint: start,
          endCodePoint: end,
          quote,
          prefix: '',
          suffix: '',
          value: null,
          note,
          status: 'live',
          author: 'x',
          tool: 'hand',
          rule: null,
          derivedFrom: null,
          createdAt: 1_700_000_000_000,
          changedAt: 1_700_000_000_001,
          rating,
          claim: null,
          entity: null,
        })
        const written = toJsonlAnnotation(stored, { sha256: SHA }, null, 'ليلى')
        const parsed = parseJsonlLine(JSON.stringify(written), 1)
        expect(parsed).toMatchObject({ row: { id: stored.id, label, start, end, text: quote, note, subtype, rating } })
        expect(written.uri).toBe(`urn:isnad:sha256:${SHA}#char=${start},${end}`)
      }),
    )
  })
})
