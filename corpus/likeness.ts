import { z } from 'zod'
import { Label } from './annotation.ts'
import type { SuggestionRow } from './suggestion.ts'
import { fold } from './text/fold.ts'

/** Which suggestions are alike: one label, and where they say so one rule, one text in any spelling, a least confidence. */
export const Likeness = z.strictObject({
  label: Label,
  rule: z.string().max(200).optional(),
  text: z.string().max(20_000).optional(),
  /** 0 to 1. */
  least: z.number().min(0).max(1),
})
export type Likeness = z.infer<typeof Likeness>

/** A test for suggestions that are like what is wanted. */
export function likenessTest({ label, rule, text, least }: Likeness): (row: SuggestionRow) => boolean {
  const wanted = text === undefined ? undefined : foldText(text)
  return (row) =>
    row.label === label &&
    (rule === undefined || row.rule === rule) &&
    row.confidence >= least &&
    (wanted === undefined || foldText(row.quote) === wanted)
}

function foldText(text: string): string {
  return fold(text, 'default').text.trim()
}
