import { z } from 'zod'

// Routes about bringing copies of the project together, and about what authors disagree on. Times are milliseconds since
// 1970; bounds are in code points.

const none = z.strictObject({})
const id = z.uuid()

export const ConflictValue = z.strictObject({
  author: z.string(),
  authorId: z.string(),
  value: z.unknown(),
  /** What an id or a place stands for: an entity's name, the words that a decision marks. */
  words: z.string().nullable(),
  /** The log entry that set it; it stands for the value when one is chosen. */
  op: z.string(),
  wall: z.number(),
})

/** A field on which authors disagree who had not seen each other's values. */
export const Conflict = z.strictObject({
  target: z.string(),
  noun: z.enum(['annotation', 'article', 'project', 'entity', 'link', 'member', 'layer', 'adjudication']),
  field: z.string(),
  values: z.array(ConflictValue),
  shown: z.string(),
  articleId: z.string().nullable(),
  label: z.string().nullable(),
  quote: z.string().nullable(),
})
export type Conflict = z.infer<typeof Conflict>

const Fork = z.strictObject({ replica: z.string(), seq: z.number(), author: z.string(), hashes: z.array(z.string()) })
const Waiting = z.strictObject({
  hash: z.string(),
  author: z.string(),
  kind: z.string(),
  target: z.string(),
  reason: z.string(),
  source: z.string(),
})

/** What a merge brings, and what is to be decided in the project then. */
export const MergeReport = z.strictObject({
  new: z.number(),
  present: z.number(),
  conflicts: z.array(Conflict),
  forks: z.array(Fork),
  quarantined: z.array(Waiting),
  heldBack: z.array(z.string()),
  newArticles: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  byAuthor: z.array(z.strictObject({ author: z.string(), new: z.number(), annotations: z.number() })),
  sources: z.array(z.strictObject({ file: z.string(), new: z.number(), present: z.number() })),
  head: z.string(),
  id: z.string().nullable(),
  backup: z.string().nullable(),
})
export type MergeReport = z.infer<typeof MergeReport>

export const MergeRow = z.strictObject({
  id,
  source: z.string(),
  ops: z.number(),
  wall: z.number(),
  undoable: z.boolean(),
})
export type MergeRow = z.infer<typeof MergeRow>

const KeptOp = z.strictObject({
  hash: z.string(),
  kind: z.string(),
  target: z.string(),
  author: z.string(),
  wall: z.number(),
  /** What it is about went with the merge: it says nothing until that comes back. */
  loose: z.boolean(),
})

const files = z.strictObject({ grants: z.array(id).min(1).max(100), job: id })

export const mergeRoutes = {
  /** Says what a merge of these files would bring, and changes nothing. */
  'merge.preview': { input: files, output: MergeReport },
  'merge.run': { input: files, output: MergeReport },
  /** The merges of this copy, the latest first. */
  'merge.list': { input: none, output: z.array(MergeRow) },
  /** Back to before the last merge; what was done here since stays and is listed. The process then starts anew. */
  'merge.undo': {
    input: z.strictObject({ id }),
    output: z.strictObject({ kept: z.array(KeptOp), gone: z.number(), backup: z.string() }),
  },
  'conflict.list': { input: none, output: z.array(Conflict) },
  /** Settles a conflict with one of the values that stand; the answer is what is left. */
  'conflict.resolve': {
    input: z.strictObject({ target: z.string(), field: z.string(), op: z.string() }),
    output: z.array(Conflict),
  },
} as const
