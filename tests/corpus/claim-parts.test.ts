import { describe, expect, it } from 'vitest'
import type { Claim } from '../../corpus/claim.ts'
import {
  crossesSentence,
  NEW_CLAIM,
  offerTidy,
  readPart,
  setPart,
  setStance,
  usualFactuality,
} from '../../corpus/claim-parts.ts'
import { sliceOf, span } from '../../corpus/span.ts'

const part = (start: number, text: string) => ({ start, end: start + [...text].length, text })
const said: Claim = { ...NEW_CLAIM, source: { ...part(4, 'مسؤول'), via: part(0, 'رويترز') }, cue: part(12, 'قال') }

describe('setPart', () => {
  it('keeps who passed it on when the source is another', () => {
    expect(setPart(said, 'source', part(20, 'وزير')).source).toEqual({ ...part(20, 'وزير'), via: part(0, 'رويترز') })
  })

  it('takes who passed it on away with the source', () => {
    const bare = setPart(said, 'source', null)
    expect([readPart(bare, 'source'), readPart(bare, 'via')]).toEqual([null, null])
    expect(() => setPart(bare, 'via', part(0, 'رويترز'))).toThrow(RangeError)
  })

  it('takes only the part away that was asked for', () => {
    expect(setPart(said, 'via', null)).toEqual({ ...said, source: part(4, 'مسؤول') })
    expect(setPart(said, 'cue', null)).toEqual({ ...said, cue: null })
  })
})

describe('setStance', () => {
  it('lets the usual factuality follow', () => {
    const plain = { ...said, factuality: usualFactuality(said) }
    expect(setStance(plain, { polarity: 'denies' }).factuality).toEqual({ source: 'CT-', author: 'Uu' })
    expect(setStance(plain, { hedged: true }).factuality).toEqual({ source: 'CT+', author: 'PR-' })
  })

  it('leaves a factuality that a person chose, and none where there is none', () => {
    const chosen: Claim = { ...said, factuality: { source: 'PS+', author: 'PR+' } }
    expect(setStance(chosen, { polarity: 'denies' }).factuality).toEqual(chosen.factuality)
    expect(setStance(said, { hedged: true }).factuality).toBeUndefined()
  })
})

describe('offerTidy', () => {
  it.each([
    ['cuts a particle that comes off cleanly', 'source', 'والتنظيم', 'التنظيم'],
    ['keeps a word that only begins like a particle', 'source', 'وزير الخارجية', undefined],
    ['leaves quotation marks out', 'source', '«الجزيرة نت»', 'الجزيرة نت'],
    ['leaves quotation marks around the content out', 'content', '"لن نقبل"', 'لن نقبل'],
    ['keeps the content’s own particle', 'content', 'والتنظيم انسحب', undefined],
    ['cuts the complementiser behind a cue', 'cue', 'أكد أنّ', 'أكد'],
    ['cuts the preposition behind a cue', 'cue', 'أشار إلى أنه', 'أشار'],
    ['keeps a cue that is one', 'cue', 'قال', undefined],
    ['keeps a cue that has nothing else', 'cue', 'أن', undefined],
  ] as const)('%s', (_, name, text, expected) => {
    const found = offerTidy(text, span(0, text.length), name)
    expect(found && sliceOf(text, found)).toBe(expected)
  })
})

describe('crossesSentence', () => {
  const sentences = [span(0, 10), span(11, 20)]
  it.each([
    [span(2, 9), false],
    [span(11, 20), false],
    [span(8, 12), true],
  ])('of %o is %s', (of, expected) => expect(crossesSentence(of, sentences)).toBe(expected))
})
