/** What a code unit means to the segmenter. Everything else is `none` and is skipped. */
export const none = 0
export const lineEnd = 1
export const stopMark = 2
export const pairedMark = 3
export const colon = 4
export const clauseMark = 5

const kinds = new Uint8Array(0x10000)
for (const each of '\n\r\u0085\u2028\u2029') kinds[each.charCodeAt(0)] = lineEnd
for (const each of '.!?؟۔…‼⁇⁈⁉。！？') kinds[each.charCodeAt(0)] = stopMark
for (const each of '"«»“”„‟‘’‚()[]{}﴾﴿') kinds[each.charCodeAt(0)] = pairedMark
for (const each of '،,؛;') kinds[each.charCodeAt(0)] = clauseMark
kinds[':'.charCodeAt(0)] = colon

/** The kind of a UTF-16 code unit. */
export function kindOf(unit: number): number {
  return kinds[unit]!
}

/** Positions of all line ends, stops, paired marks, colons and clause marks, in order: the one full pass over a text. */
export function findMarks(text: string): number[] {
  const found: number[] = []
  for (let at = 0; at < text.length; at++) if (kinds[text.charCodeAt(at)] !== 0) found.push(at)
  return found
}
