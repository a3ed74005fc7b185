import { z } from 'zod'
import { type AnnotationRow, Label, STATUSES } from '../annotation.ts'
import type { ArticleSummary } from '../article.ts'
import { Claim } from '../claim.ts'
import { LayerName } from '../layer.ts'
import { CodePointOffset } from '../offsets.ts'
import { Rating } from '../rating.ts'
import { codePointSpan } from '../span.ts'
import { spanToUri } from '../uri.ts'
import { Value } from '../value.ts'

// Our own lossless format (record.md): one JSON object a line, offsets in code points. What is not
// known is null; on import only the label, the offsets, the text and the article are required.

/** One annotation as a line of `annotations.jsonl` must at least be; a line that says more is read as far as known. */
export const JsonlAnnotation = z
  .object({
    id: z.uuid().optional(),
    articleId: z.uuid().optional(),
    articleSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .optional(),
    unit: z.literal('code point').optional(),
    layer: LayerName.optional(),
    annotator: z.string().min(1).max(100).nullish(),
    label: Label,
    subtype: z.string().max(100).nullish(),
    start: CodePointOffset,
    end: CodePointOffset,
    text: z.string().min(1),
    value: Value.nullish(),
    rating: Rating.partial({ rationale: true, reliability: true, credibility: true }).nullish(),
    claim: Claim.nullish(),
    entity: z.uuid().nullish(),
    note: z.string().max(20_000).nullish(),
    status: z.enum(STATUSES).optional(),
    created: z.iso.datetime({ offset: true }).optional(),
    rule: z.string().max(200).nullish(),
    tool: z.string().max(200).nullish(),
    derivedFrom: z.string().max(200).nullish(),
  })
  .refine(({ articleId, articleSha256 }) => articleId !== undefined || articleSha256 !== undefined, {
    error: 'articleId or articleSha256 is required',
  })
  .refine(({ start, end }) => start < end, { error: 'end must be greater than start' })
export type JsonlAnnotation = z.infer<typeof JsonlAnnotation>

/** The sentence that an annotation begins in; `index` counts from 0, offsets in code points. */
export type JsonlSentence = Readonly<{ index: number; start: number; end: number; text: string }>

/** Everything that the project knows of one annotation, as one line of `annotations.jsonl`. */
export function toJsonlAnnotation(
  row: AnnotationRow,
  article: Pick<ArticleSummary, 'sha256'>,
  sentence: JsonlSentence | null,
  annotator: string,
) {
  return {
    id: row.id,
    articleId: row.articleId,
    articleSha256: article.sha256,
    unit: 'code point' as const,
    layer: row.layer,
    annotator,
    label: row.label,
    subtype: row.subtype,
    start: row.startCodePoint,
    end: row.endCodePoint,
    text: row.quote,
    prefix: row.prefix,
    suffix: row.suffix,
    sentence,
    value: row.value,
    rating: row.rating,
    claim: row.claim,
    note: row.note,
    entity: row.entity,
    status: row.status,
    created: new Date(row.createdAt).toISOString(),
    changed: new Date(row.changedAt).toISOString(),
    tool: row.tool,
    rule: row.rule,
    derivedFrom: row.derivedFrom,
    uri: spanToUri(article.sha256, codePointSpan(row.startCodePoint, row.endCodePoint)),
  }
}

/** An article as one line of `articles.jsonl`; sentences in code points. */
export function toJsonlArticle(
  article: ArticleSummary,
  text: string,
  sentences: readonly { startCodePoint: number; endCodePoint: number }[],
) {
  const { id, sha256, sourceSha256, title, publisher, author, date, language, file, encoding, reader } = article
  return {
    id,
    sha256,
    sourceSha256,
    title,
    publisher,
    author,
    date,
    language,
    file,
    encoding,
    reader,
    unit: 'code point' as const,
    text,
    sentences: sentences.map(({ startCodePoint, endCodePoint }) => ({ start: startCodePoint, end: endCodePoint })),
  }
}

/** What stands wrong in one line of a JSONL file. */
export type JsonlFailure = Readonly<{ line: number; code: string; message: string }>

/** Reads a line of `annotations.jsonl`; says what is wrong with it instead of throwing. Lines count from 1. */
export function parseJsonlLine(text: string, line: number): { row: JsonlAnnotation } | { failure: JsonlFailure } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // The engine's message would quote the line, and with it the article.
    return { failure: { line, code: 'bad-json', message: `line ${line} is not JSON` } }
  }
  const parsed = JsonlAnnotation.safeParse(data)
  if (parsed.success) return { row: parsed.data }
  const first = parsed.error.issues[0]!
  const where = first.path.length > 0 ? `${first.path.join('.')}: ` : ''
  return { failure: { line, code: 'bad-input', message: `line ${line}: ${where}${first.message}` } }
}
