import { z } from 'zod'
import { Lessons } from '../../corpus/learn/lessons.ts'
import { SuggestionRow } from '../../corpus/suggestion.ts'

/** What the project process asks its thread for suggestions; lessons hold until others come. */
export const SuggestQuestion = z.strictObject({
  id: z.number(),
  text: z.string(),
  reference: z.string().optional(),
  lessons: Lessons.optional(),
})
export type SuggestQuestion = z.infer<typeof SuggestQuestion>

/** What the thread answers. */
export const SuggestAnswer = z.strictObject({ id: z.number(), rows: z.array(SuggestionRow) })
