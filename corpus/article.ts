import { z } from 'zod'
import { CodePointBounds } from './offsets.ts'

/** What describes an article beside its text; null where nobody knows. `date` is EDTF or free text as found. */
export const ArticleDescription = z.strictObject({
  title: z.string().min(1).max(1000),
  publisher: z.string().max(500).nullable(),
  author: z.string().max(500).nullable(),
  date: z.string().max(100).nullable(),
  language: z.string().max(35),
})
export type ArticleDescription = z.infer<typeof ArticleDescription>

/** Live annotations by label. */
export const LabelCounts = z.strictObject({
  actor: z.number(),
  event: z.number(),
  date: z.number(),
  amount: z.number(),
  claim: z.number(),
})
export type LabelCounts = z.infer<typeof LabelCounts>

/** An article in the library. `characters` counts code points. */
export const ArticleSummary = z.strictObject({
  id: z.uuid(),
  ...ArticleDescription.shape,
  file: z.string(),
  sha256: z.string(),
  sourceSha256: z.string(),
  encoding: z.string(),
  reader: z.string(),
  characters: z.number(),
  sentences: z.number(),
  addedAt: z.number(),
  labels: LabelCounts,
  state: z.enum(['none', 'progress', 'done']),
})
export type ArticleSummary = z.infer<typeof ArticleSummary>

/** An article to read: the canonical text and its stored sentences, in code points. */
export const ArticleText = z.strictObject({
  article: ArticleSummary,
  text: z.string(),
  sentences: z.array(CodePointBounds),
})
export type ArticleText = z.infer<typeof ArticleText>
