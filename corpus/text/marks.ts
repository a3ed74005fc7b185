/** What a code unit means to the segmenter. Everything else is 0 and is skipped. */
export const lineEnd = 1
export const stopMark = 2
export const bracket = 3
export const colon = 4
export const clauseMark = 5
export const quote = 6

const kinds = new Uint8Array(0x10000)
for (const each of '\n\r\u0085\u2028\u2029') kinds[each.charCodeAt(0)] = lineEnd
for (const each of '.!?؟۔…‼⁇⁈⁉。！？') kinds[each.charCodeAt(0)] = stopMark
for (const each of '()[]{}﴾﴿') kinds[each.charCodeAt(0)] = bracket
for (const each of '"«»“”„‟‘’‚') kinds[each.charCodeAt(0)] = quote
for (const each of '،,؛;') kinds[each.charCodeAt(0)] = clauseMark
kinds[':'.charCodeAt(0)] = colon

const withoutClauses = kinds.map((kind) => (kind === clauseMark ? 0 : kind))

/** The kind of a UTF-16 code unit. */
export function kindOf(unit: number): number {
  return kinds[unit]!
}

/** Where the marks of a text stand, in order, and the kind of each. */
export type Marks = Readonly<{ positions: readonly number[]; kinds: readonly number[] }>

/** Finds all line ends, stops, paired marks and colons, with `clauses` commas and semicolons: one pass over a text. */
export function findMarks(text: string, clauses: boolean): Marks {
  const table = clauses ? kinds : withoutClauses
  const positions: number[] = []
  const found: number[] = []
  for (let at = 0; at < text.length; at++) {
    const kind = table[text.charCodeAt(at)]!
    if (kind === 0) continue
    positions.push(at)
    found.push(kind)
  }
  return { positions, kinds: found }
}
