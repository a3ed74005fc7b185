import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePointSpan } from '../../corpus/span.ts'
import { parseReference, spanToUri } from '../../corpus/uri.ts'

const SHA = 'a0'.repeat(32)
const ID = '0199aaaa-0000-7000-8000-00000000abcd'

describe('spanToUri', () => {
  it('is read back as the same span of the same text', () => {
    const offset = fc.nat(9_999_999)
    fc.assert(
      fc.property(offset, offset, (a, b) => {
        const of = codePointSpan(Math.min(a, b), Math.max(a, b))
        expect(parseReference(spanToUri(SHA, of))).toEqual({ sha256: SHA, span: of })
      }),
    )
  })

  it('has the form of RFC 5147', () =>
    expect(spanToUri(SHA, codePointSpan(60, 120))).toBe(`urn:isnad:sha256:${SHA}#char=60,120`))
})

describe('parseReference', () => {
  it.each([
    ['an id', ID, { id: ID }],
    ['an id in capitals', ID.toUpperCase(), { id: ID }],
    ['an annotation’s URI', ` urn:uuid:${ID}\n`, { id: ID }],
    [
      'a span’s URI in capitals',
      `urn:isnad:sha256:${SHA.toUpperCase()}#char=1,2`,
      { sha256: SHA, span: { startCodePoint: 1, endCodePoint: 2 } },
    ],
    ['a span that ends before it starts', `urn:isnad:sha256:${SHA}#char=3,2`, undefined],
    ['a hash that is too short', `urn:isnad:sha256:${SHA.slice(2)}#char=1,2`, undefined],
    ['a negative offset', `urn:isnad:sha256:${SHA}#char=-1,2`, undefined],
    ['no fragment', `urn:isnad:sha256:${SHA}`, undefined],
    ['something behind an id', `${ID}0`, undefined],
    ['nothing', '', undefined],
  ])('reads %s', (_, query, expected) => expect(parseReference(query)).toEqual(expected))
})
