import { z } from 'zod'
import { Label } from '../../corpus/annotation.ts'
import { Likeness } from '../../corpus/likeness.ts'
import { CodePointOffset } from '../../corpus/offsets.ts'
import { SuggestionChange, SuggestionKey } from '../../corpus/suggestion.ts'

// Routes for walking through the suggestions of a whole project. Confidence is 0 to 1.

const id = z.uuid()
const job = z.uuid()

/** How many suggestions of one label, rule and confidence wait in an article. */
export const WaitingGroup = z.strictObject({
  label: Label,
  rule: z.string(),
  confidence: z.number(),
  count: z.number(),
})
export type WaitingGroup = z.infer<typeof WaitingGroup>

export const Waiting = z.strictObject({ articleId: id, groups: z.array(WaitingGroup) })
export type Waiting = z.infer<typeof Waiting>

/** Which suggestions a queue shows. */
export const QueueFilter = z.strictObject({
  labels: z.array(Label),
  rule: z.string().nullable(),
  least: z.number().min(0).max(1),
})
export type QueueFilter = z.infer<typeof QueueFilter>

/** What is tagged in other places as well: a claim is not, since the same words elsewhere have a source of their own. */
const Repeated = z.enum(['actor', 'event', 'date', 'amount'])

const place = {
  articleId: id,
  startCodePoint: CodePointOffset,
  endCodePoint: CodePointOffset,
  quote: z.string().min(1),
}

/** Another place that has the same words, with what stands around it; not `exact` where it is spelt otherwise. */
export const OtherPlace = z.strictObject({
  ...place,
  articleTitle: z.string(),
  before: z.string(),
  after: z.string(),
  exact: z.boolean(),
})
export type OtherPlace = z.infer<typeof OtherPlace>

const decision = z.enum(['accept', 'reject'])
const alike = { like: Likeness, articleId: id.nullable(), job }

export const reviewRoutes = {
  /** What waits in every article that this person is not done with; what was found so far where it was cancelled. */
  'review.survey': {
    input: z.strictObject({ job }),
    output: z.strictObject({ waiting: z.array(Waiting), cancelled: z.boolean() }),
  },
  /** The same at once for some articles, or all, as far as they were read before; done with, nothing waits in one. */
  'review.recount': { input: z.strictObject({ articleIds: z.array(id).nullable() }), output: z.array(Waiting) },
  /** The next article, round the end of the project, in which something waits that the queue shows; null for none. */
  'review.next': {
    input: z.strictObject({ articleId: id.nullable(), filter: QueueFilter, job }),
    output: z.strictObject({ articleId: id.nullable(), count: z.number() }),
  },
  /** How many suggestions are alike, in one article or in all, with the first few of them. */
  'review.countAlike': {
    input: z.strictObject(alike),
    output: z.strictObject({
      count: z.number(),
      articles: z.number(),
      first: z.array(z.strictObject({ articleId: id, quote: z.string() })),
      cancelled: z.boolean(),
    }),
  },
  /**
   * Accepts or rejects all that are alike, as one act. Cancelled while it reads, nothing is changed; stopped while it
   * writes, what is decided stays and is one act still.
   */
  'review.decideAlike': {
    input: z.strictObject({ ...alike, decision }),
    output: z.strictObject({ count: z.number(), articles: z.number(), cancelled: z.boolean() }),
  },
  /** The same for named suggestions of one article, some of them changed. */
  'review.decideMany': {
    input: z.strictObject({
      articleId: id,
      keys: z.array(SuggestionKey).min(1).max(100_000),
      changes: z.record(SuggestionKey, SuggestionChange).optional(),
      decision,
      job,
    }),
    output: z.strictObject({ count: z.number(), articles: z.number(), cancelled: z.boolean() }),
  },
  /**
   * Where else the same words stand as whole words, in any spelling, that this person neither tagged nor decided about:
   * in one article, or in all that they are not done with. The first `limit` of them, and how many there are.
   */
  'review.others': {
    input: z.strictObject({
      articleId: id.nullable(),
      label: Repeated,
      text: z.string().min(1).max(20_000),
      limit: z.number().int().min(0).max(20_000),
      job,
    }),
    output: z.strictObject({
      count: z.number(),
      articles: z.number(),
      places: z.array(OtherPlace),
      cancelled: z.boolean(),
    }),
  },
  /** Tags places as one act, a suggestion that waits at one of them being accepted; stopped, what is tagged stays. */
  'review.tagOthers': {
    input: z.strictObject({
      label: Repeated,
      subtype: z.string().max(100).nullable(),
      places: z.array(z.strictObject(place)).min(1).max(20_000),
      job,
    }),
    output: z.strictObject({ count: z.number(), articles: z.number(), cancelled: z.boolean() }),
  },
  /** What speaks for a suggestion beside its rule: what this person decided about that rule and about the same words. */
  'review.evidence': {
    input: z.strictObject({ articleId: id, key: SuggestionKey, rule: z.string(), text: z.string() }),
    output: z.strictObject({
      rule: z.strictObject({ accepted: z.number(), corrected: z.number(), rejected: z.number() }),
      /** How often the same words have this label already, in layers that this person may see. */
      annotated: z.number(),
    }),
  },
} as const
