import fc from 'fast-check'

/** Pieces that break naive offset code: astral and joined emoji, flags, CRLF, BOM, tatweel, marks, bidi controls, digits. */
const pieces = [
  ...['ا', 'ل', 'ب', 'ة', 'أ', 'ى', 'و', 'ﻻ', 'ﷺ', 'لله', 'ـ', '\u064e', '\u0651', '\u0670', '\u0654'],
  ...['0', '7', '٣', '۵', '٫', '٬', '٪', '.', '،', '؟', '!', '…', '«', '»', '"', '“', '”', '(', ')', '-', ':', '’'],
  ...[' ', '\n', '\r\n', '\r', '\t', '\u00a0', '\ufeff', '\u200f', '\u200e', '\u202b', '\u202c', '\u2067', '\u2069'],
  ...[
    '\u200c',
    '\u200d',
    '\u00ad',
    '\ufe0f',
    '😀',
    '👨‍👩‍👧',
    '🇸🇾',
    '🏽',
    '👍🏽',
    'e\u0301',
    'a',
    'Z',
    'é',
    '한',
    '각',
    'क्षि',
    '\u0600',
  ],
]

/** Short texts of mixed pieces; every one is well formed Unicode without U+0000. */
export const mixedText = (maxLength = 24): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''))

/** A mixed text with two offsets of it in order. */
export const textAndSpan = (maxLength = 24): fc.Arbitrary<{ text: string; start: number; end: number }> =>
  mixedText(maxLength).chain((text) =>
    fc
      .tuple(fc.nat({ max: text.length }), fc.nat({ max: text.length }))
      .map(([a, b]) => ({ text, start: Math.min(a, b), end: Math.max(a, b) })),
  )
