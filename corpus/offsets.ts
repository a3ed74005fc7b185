import { z } from 'zod'

/** A zero-based offset into the canonical text, in Unicode code points. */
export const CodePointOffset = z.number().int().min(0).max(0x7fff_ffff)

/** Half-open stretch of the canonical text as rows and the contract carry it; offsets in code points. */
export const CodePointBounds = z.strictObject({ startCodePoint: CodePointOffset, endCodePoint: CodePointOffset })
export type CodePointBounds = z.infer<typeof CodePointBounds>
