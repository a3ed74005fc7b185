import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnnotationRow, LABELS } from '../../corpus/annotation.ts'
import { type CurationCase, groupAnnotations } from '../../corpus/curation.ts'

const ANALYSTS = ['a', 'b', 'c'].map((letter) => `0000000${letter}-0000-4000-8000-000000000000`)
const [A, B, C] = ANALYSTS as [string, string, string]
let made = 0

function row(
  by: string,
  label: AnnotationRow['label'],
  startCodePoint: number,
  endCodePoint: number,
  more: Partial<AnnotationRow> = {},
): AnnotationRow {
  return {
    id: `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    articleId: A,
    layer: `author:${by}`,
    label,
    subtype: null,
    startCodePoint,
    endCodePoint,
    quote: 'x'.repeat(endCodePoint - startCodePoint),
    prefix: '',
    suffix: '',
    value: null,
    note: null,
    status: 'live',
    author: by,
    tool: 'hand',
    rule: null,
    derivedFrom: null,
    createdAt: 0,
    changedAt: 0,
    rating: null,
    claim: null,
    entity: null,
    ...more,
  }
}

const rated = (reliability: 'A' | 'B') => ({ rating: { reliability, credibility: null, rationale: null } })
const claim = (polarity: 'asserts' | 'denies') => ({
  claim: { source: null, cue: { start: 0, end: 2, text: 'xx' }, polarity, hedged: false },
})

describe('groupAnnotations', () => {
  it.each<[string, AnnotationRow[], Partial<CurationCase>]>([
    [
      'all the same',
      [row(A, 'actor', 0, 4), row(B, 'actor', 0, 4), row(C, 'actor', 0, 4)],
      { agreement: 'agree', differences: [] },
    ],
    [
      'two of three, one left it bare',
      [row(A, 'actor', 0, 4), row(B, 'actor', 0, 4)],
      { agreement: 'partial', differences: ['missing'] },
    ],
    ['one alone', [row(A, 'actor', 0, 4)], { agreement: 'single', differences: ['missing'], majority: 'nothing' }],
    [
      'two bounds of three',
      [row(A, 'actor', 0, 4), row(B, 'actor', 0, 4), row(C, 'actor', 0, 9)],
      { agreement: 'partial', differences: ['bounds'], endCodePoint: 9 },
    ],
    [
      'three bounds',
      [row(A, 'actor', 0, 4), row(B, 'actor', 2, 6), row(C, 'actor', 3, 9)],
      { agreement: 'conflict', differences: ['bounds'], majority: null },
    ],
    [
      'two labels on the same words',
      [row(A, 'actor', 0, 4), row(B, 'event', 0, 4), row(C, 'event', 0, 4)],
      { agreement: 'partial', differences: ['label'], label: 'event' },
    ],
    [
      'another value',
      [row(A, 'date', 0, 4, { value: { edtf: '2016' } }), row(B, 'date', 0, 4), row(C, 'date', 0, 4)],
      { agreement: 'partial', differences: ['value'] },
    ],
    [
      'another manner of a claim',
      [row(A, 'claim', 0, 9, claim('asserts')), row(B, 'claim', 0, 9, claim('denies')), row(C, 'claim', 0, 9)],
      { agreement: 'conflict', differences: ['cue', 'polarity', 'hedged'] },
    ],
    [
      'another rating',
      [row(A, 'claim', 0, 9, rated('A')), row(B, 'claim', 0, 9, rated('B')), row(C, 'claim', 0, 9)],
      { agreement: 'partial', differences: ['rating'] },
    ],
    [
      'a rating beside none',
      [row(A, 'claim', 0, 9, rated('A')), row(B, 'claim', 0, 9), row(C, 'claim', 0, 9)],
      { agreement: 'agree', differences: [] },
    ],
    [
      'the same made twice by one',
      [row(A, 'actor', 0, 4), row(A, 'actor', 0, 4), row(B, 'actor', 0, 4), row(C, 'actor', 0, 4)],
      { agreement: 'agree', differences: ['repeated'] },
    ],
  ])('judges %s', (_, rows, expected) => {
    const cases = groupAnnotations(rows, ANALYSTS)
    expect(cases).toHaveLength(1)
    expect(cases[0]).toMatchObject(expected)
  })

  it('keeps what is stacked apart: an actor inside a claim is no disagreement', () => {
    const rows = [A, B, C].flatMap((by) => [row(by, 'claim', 0, 40), row(by, 'actor', 5, 9)])
    expect(groupAnnotations(rows, ANALYSTS).map(({ label, agreement }) => [label, agreement])).toEqual([
      ['claim', 'agree'],
      ['actor', 'agree'],
    ])
  })

  it('gives two overlapping ones of one analyst a case each, the likest beside the others', () => {
    const rows = [row(A, 'actor', 0, 20), row(A, 'actor', 12, 20), row(B, 'actor', 13, 20), row(C, 'actor', 0, 20)]
    const cases = groupAnnotations(rows, ANALYSTS)
    expect(cases.map(({ annotationIds, agreement }) => [annotationIds.length, agreement])).toEqual([
      [2, 'partial'],
      [2, 'conflict'],
    ])
  })

  it('calls nobody missing who did not finish the article', () =>
    expect(groupAnnotations([row(A, 'actor', 0, 4), row(B, 'actor', 0, 4)], [A, B])[0]).toMatchObject({
      agreement: 'agree',
      differences: [],
    }))

  it('finds no majority of one analyst alone, nor of one against one', () => {
    expect(groupAnnotations([row(A, 'actor', 0, 4)], [A])[0]!.majority).toBeNull()
    expect(groupAnnotations([row(A, 'actor', 0, 4)], [A, B])[0]!.majority).toBeNull()
  })

  it('leaves out what was deleted, adjudicated or suggested', () => {
    const other = [{ status: 'deleted' as const }, { layer: 'adjudicated' }, { layer: 'suggested' }]
    expect(
      groupAnnotations(
        other.map((more) => row(A, 'actor', 0, 4, more)),
        ANALYSTS,
      ),
    ).toEqual([])
  })

  const rows = fc.array(
    fc
      .tuple(fc.constantFrom(A, B, C), fc.constantFrom(...LABELS), fc.nat(40), fc.integer({ min: 1, max: 15 }))
      .map(([by, label, start, length]) => row(by, label, start, start + length)),
    { maxLength: 40 },
  )
  it('puts every annotation into one case, one of each analyst but for repetitions, in any order of rows', () =>
    fc.assert(
      fc.property(rows, fc.nat(), (all, turn) => {
        const cases = groupAnnotations(all, ANALYSTS)
        const ids = cases.flatMap(({ annotationIds }) => annotationIds)
        expect([...ids].sort()).toEqual(all.map(({ id }) => id).sort())
        for (const { annotationIds, differences } of cases) {
          const layers = new Set(annotationIds.map((id) => all.find((each) => each.id === id)!.layer))
          if (!differences.includes('repeated')) expect(layers.size).toBe(annotationIds.length)
        }
        const at = all.length === 0 ? 0 : turn % all.length
        expect(groupAnnotations([...all.slice(at), ...all.slice(0, at)], ANALYSTS)).toEqual(cases)
        expect(groupAnnotations(all.toReversed(), ANALYSTS.toReversed())).toEqual(cases)
      }),
    ))

  it('never parts two analysts who say the same', () =>
    fc.assert(
      fc.property(rows, (all) => {
        const cases = groupAnnotations(all, ANALYSTS)
        const caseOf = (id: string) => cases.findIndex(({ annotationIds }) => annotationIds.includes(id))
        for (const one of all)
          for (const other of all)
            if (
              one.label === other.label &&
              one.startCodePoint === other.startCodePoint &&
              one.endCodePoint === other.endCodePoint
            )
              expect(caseOf(one.id)).toBe(caseOf(other.id))
      }),
    ))
})
