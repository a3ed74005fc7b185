import { describe, expect, it } from 'vitest'
import { snapToWords } from '../../app/editor/snap.ts'
import { sliceOf, span } from '../../corpus/span.ts'

const TEXT = 'بين النظام وتنظيم داعش في 28 مايو وقال وزير'

/** What a drag takes that touches from one quote's first letter to another's last. */
function take(from: string, to: string, whole = false): string {
  const end = TEXT.indexOf(to) + to.length
  return sliceOf(TEXT, snapToWords(TEXT, span(TEXT.indexOf(from), end), whole))
}

describe('snapToWords', () => {
  it.each([
    ['takes the words that were touched in part', 'ظام', 'تنظ', 'النظام وتنظيم'],
    ['leaves out a particle that was not touched', 'تنظيم', 'داعش', 'تنظيم داعش'],
    ['takes it where it was touched', 'وتنظيم', 'داعش', 'وتنظيم داعش'],
    ['takes the whole word where it was entered further in', 'نظيم', 'داع', 'وتنظيم داعش'],
    ['takes the whole number', '8 م', 'ماي', '28 مايو'],
    ['does not part a word that only looks like one with a particle', 'زير', 'زير', 'وزير'],
  ])('%s', (_, from, to, expected) => expect(take(from, to)).toBe(expected))

  it('takes words as they are written where that is asked for', () => {
    expect(take('تنظيم', 'داعش', true)).toBe('وتنظيم داعش')
  })
})
