import { z } from 'zod'
import { Carried, CaseLink, CaseList, CaseRows, JudgedCase, Verdict } from '../../corpus/adjudication.ts'
import { MEASURES } from '../../corpus/agreement/measure.ts'
import { AnnotationRow, Label } from '../../corpus/annotation.ts'

// Routes about cases, decisions and agreement. Refused with `lead-only` to annotators, who work blind; only leads decide.

const none = z.strictObject({})
const id = z.uuid()

/** How far one article is; counts of cases. `agreed` are the open ones in which all analysts agree. */
export const ArticleProgress = z.strictObject({
  articleId: id,
  analysts: z.number(),
  open: z.number(),
  decided: z.number(),
  fresh: z.number(),
  agreed: z.number(),
})
export type ArticleProgress = z.infer<typeof ArticleProgress>

/** One figure of agreement; see `measureAgreement`. */
export const Figure = z.strictObject({
  name: z.enum(MEASURES),
  label: Label.nullable(),
  pair: z.tuple([z.string(), z.string()]).readonly().nullable(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.number(),
})
export type Figure = z.infer<typeof Figure>

export const adjudicationRoutes = {
  'adjudication.list': {
    input: none,
    output: z.strictObject({ articles: z.array(ArticleProgress), mayDecide: z.boolean() }),
  },
  'adjudication.read': { input: z.strictObject({ articleId: id }), output: CaseList },
  /** What some cases name, by the ids of the annotations; those that are gone are left out. */
  'adjudication.rows': {
    input: z.strictObject({ articleId: id, ids: z.array(id).max(1000) }),
    output: CaseRows,
  },
  /** Refused with `case-changed` where the case is not what was looked at any more. */
  'adjudication.decide': {
    input: z.strictObject({ articleId: id, key: id, annotationIds: z.array(id), verdict: Verdict }),
    output: z.strictObject({
      judged: JudgedCase,
      made: AnnotationRow.nullable(),
      /** What was carried over to and from the adjudicated annotation, and how many pairs analysts link differently. */
      links: z.array(CaseLink),
      left: z.number(),
      reread: z.boolean(),
    }),
  },
  /** Accepts what all analysts agree on, of one article or of all, as one act; what was accepted before a stop stays. */
  'adjudication.acceptAgreed': {
    input: z.strictObject({ articleId: id.nullable(), job: id }),
    output: z.strictObject({ decided: z.number(), carried: Carried, cancelled: z.boolean() }),
  },
  /** Pairwise agreement of the analysts over one article or all; members' ids in `pair`. */
  'agreement.measure': {
    input: z.strictObject({ articleId: id.nullable() }),
    output: z.strictObject({ analysts: z.array(z.string()), figures: z.array(Figure) }),
  },
} as const
