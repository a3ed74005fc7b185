import { describe, expect, it } from 'vitest'
import { listUntagged, type Taken } from '../../corpus/occurrences.ts'
import { codePointSpan } from '../../corpus/span.ts'

const NOTHING: Taken = { annotated: [], decided: [], suggested: [] }
const place = codePointSpan(10, 15)

describe('listUntagged', () => {
  it.each<[string, Taken, boolean]>([
    ['an occurrence where nothing stands', NOTHING, true],
    ['not one that is annotated', { ...NOTHING, annotated: [place] }, false],
    ['not one inside a longer annotation', { ...NOTHING, annotated: [codePointSpan(4, 15)] }, false],
    ['not one that an annotation crosses', { ...NOTHING, annotated: [codePointSpan(12, 20)] }, false],
    ['one that an annotation only touches', { ...NOTHING, annotated: [codePointSpan(15, 20)] }, true],
    ['not one that was rejected', { ...NOTHING, decided: [place] }, false],
    ['one inside something longer that was rejected', { ...NOTHING, decided: [codePointSpan(4, 15)] }, true],
    ['one that is suggested just so', { ...NOTHING, suggested: [place] }, true],
    ['not one that is suggested as part of a longer one', { ...NOTHING, suggested: [codePointSpan(4, 15)] }, false],
  ])('lists %s', (_, taken, expected) => expect(listUntagged([place], taken)).toEqual(expected ? [place] : []))
})
