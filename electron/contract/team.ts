import { z } from 'zod'
import { ArticleSummary } from '../../corpus/article.ts'

// Routes about who works on what: roles, hand-out copies, and how far everybody is. Times are milliseconds since 1970.

const none = z.strictObject({})
const id = z.uuid()

export const Role = z.enum(['annotator', 'lead', 'auditor'])
export type Role = z.infer<typeof Role>

/** A member with what came back from them by merging: how many log entries, the last merge, and when they last wrote. */
export const TeamMember = z.strictObject({
  id,
  name: z.string(),
  role: Role,
  /** How many articles are theirs to annotate. */
  assigned: z.number(),
  came: z.number(),
  lastMerge: z.number().nullable(),
  lastWrote: z.number().nullable(),
})
export type TeamMember = z.infer<typeof TeamMember>

/** One article and one member; there is none where there is nothing to say. */
export const TeamCell = z.strictObject({
  articleId: id,
  memberId: id,
  state: z.enum(['none', 'progress', 'done']),
  /** Two copies disagree about whether it is done. */
  contested: z.boolean(),
  annotations: z.number(),
  assignedAt: z.number().nullable(),
})
export type TeamCell = z.infer<typeof TeamCell>

export const TeamArticle = z.strictObject({
  id,
  title: z.string(),
  /** Everybody sees everybody's layers of it. */
  opened: z.boolean(),
  adjudicated: z.number(),
})
export type TeamArticle = z.infer<typeof TeamArticle>

export const Team = z.strictObject({
  members: z.array(TeamMember),
  articles: z.array(TeamArticle),
  cells: z.array(TeamCell),
})
export type Team = z.infer<typeof Team>

export const teamRoutes = {
  /** Everybody's progress. Refused with `lead-only` to annotators, who work blind. */
  'team.read': { input: none, output: Team },
  /** Gives a member another role; for leads. */
  'member.role': { input: z.strictObject({ memberId: id, role: Role }), output: none },
  /** Says that the current member is done with an article. */
  'layer.done': { input: z.strictObject({ articleId: id }), output: ArticleSummary },
  /** Takes "done" back: one's own, or for a lead anybody's. */
  'layer.reopen': { input: z.strictObject({ articleId: id, memberId: id.optional() }), output: ArticleSummary },
  /** Lets everybody see everybody's layers of articles, or their own only; for leads. */
  'layer.open': { input: z.strictObject({ articleIds: z.array(id).min(1), open: z.boolean() }), output: none },
  /** Writes a copy for a person, with these articles and nothing of others; for leads. */
  'copy.write': {
    input: z.strictObject({
      name: z.string().trim().min(1).max(100),
      articleIds: z.array(id).min(1),
      grant: z.uuid(),
      job: z.uuid(),
    }),
    output: z.strictObject({ file: z.string(), memberId: id, articles: z.number(), annotations: z.number() }),
  },
} as const
