import { describe, expect, it } from 'vitest'
import type { Claim } from '../../corpus/claim.ts'
import { NEW_CLAIM } from '../../corpus/claim-parts.ts'
import { proposeClaim } from '../../corpus/claim-proposal.ts'
import { codePointSpan } from '../../corpus/span.ts'

const part = (start: number, end: number, text: string) => ({ start, end, text })
const claim = (text: string, start = 0, end = 5): Claim => ({ ...NEW_CLAIM, source: part(start, end, text) })
const found = (startCodePoint: number, endCodePoint: number, of: Claim | null) => ({
  label: 'claim' as const,
  claim: of,
  startCodePoint,
  endCodePoint,
})

const first = claim('first')
const second = claim('second', 60, 66)
const sentence = codePointSpan(0, 100)
const both = [found(10, 40, first), found(70, 90, second)]

describe('proposeClaim', () => {
  it.each<[string, Parameters<typeof proposeClaim>, Claim | undefined]>([
    ['what the rules say of the same content', [both, codePointSpan(10, 40), sentence], first],
    ['what they say of the content that is most like it', [both, codePointSpan(30, 90), sentence], second],
    ['what they say of the nearest claim of the sentence', [both, codePointSpan(44, 50), sentence], first],
    ['nothing from another sentence', [both, codePointSpan(120, 140), codePointSpan(110, 150)], undefined],
    [
      'nothing whose source was marked as content',
      [[found(10, 40, second)], codePointSpan(50, 68), sentence],
      undefined,
    ],
    ['nothing from a suggestion without a claim', [[found(10, 40, null)], codePointSpan(10, 40), sentence], undefined],
    ['nothing where no sentence is known and nothing meets it', [both, codePointSpan(44, 50), undefined], undefined],
    ['nothing where the rules found nothing', [[], codePointSpan(10, 40), sentence], undefined],
  ])('proposes %s', (_, given, expected) => expect(proposeClaim(...given)).toEqual(expected))
})
