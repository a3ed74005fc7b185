import { z } from 'zod'

// Routes about what can be trusted: checks, keys, and earlier states. Times are milliseconds since 1970.

const none = z.strictObject({})
const id = z.uuid()
const job = z.uuid()
/** The eight words of a print, to be compared by reading them out. */
const words = z.array(z.string())

/** One thing that is wrong; `entry` is the log entry it is about, `more` counts others of its replica like it. */
export const Problem = z.strictObject({
  code: z.string(),
  where: z.string(),
  message: z.string(),
  entry: z
    .strictObject({
      replica: z.string(),
      seq: z.number(),
      author: z.string().nullable(),
      kind: z.string().nullable(),
      wall: z.number().nullable(),
      more: z.number(),
    })
    .optional(),
})
export type Problem = z.infer<typeof Problem>

/** What was checked and found; `unsigned` entries were made before entries were signed. */
export const VerifyReport = z.strictObject({
  ok: z.boolean(),
  checked: z.strictObject({ ops: z.number(), articles: z.number(), annotations: z.number(), unsigned: z.number() }),
  problems: z.array(Problem),
})
export type VerifyReport = z.infer<typeof VerifyReport>

export const MemberKey = z.strictObject({
  key: z.string(),
  words,
  since: z.number(),
  entries: z.number(),
  /** The name of the lead who confirmed it. */
  confirmedBy: z.string().nullable(),
  vouched: z.boolean(),
  own: z.boolean(),
})

/** Entries that wait in quarantine: of whom, signed by which key, and why. */
export const WaitingKey = z.strictObject({
  memberId: z.string(),
  name: z.string(),
  key: z.string(),
  words,
  count: z.number(),
  reason: z.string(),
  source: z.string(),
  came: z.number(),
})

export const verifyRoutes = {
  'project.verify': { input: z.strictObject({ job }), output: VerifyReport },
  /** Also compares with a colleague's copy, which is not changed. */
  'project.verifyAgainst': { input: z.strictObject({ grant: z.uuid(), job }), output: VerifyReport },
  /** The print of the whole log: equal in all copies that hold the same. */
  'project.head': { input: none, output: z.strictObject({ words, entries: z.number() }) },
  'member.keys': {
    input: none,
    output: z.strictObject({
      members: z.array(
        z.strictObject({
          id,
          name: z.string(),
          role: z.enum(['annotator', 'lead', 'auditor']),
          keys: z.array(MemberKey),
        }),
      ),
      waiting: z.array(WaitingKey),
      own: z.strictObject({ words, protection: z.enum(['keychain', 'file']) }).nullable(),
    }),
  },
  /** A lead confirms that a key is a member's; `released` entries that waited for it are in the log now. */
  'member.confirm': {
    input: z.strictObject({ memberId: z.string().min(1).max(100), key: z.string().min(1).max(100) }),
    output: z.strictObject({ released: z.number() }),
  },
  /** Brings an annotation, its claim and one's own rating back to what they were after an entry of its history. */
  'history.restore': {
    input: z.strictObject({ annotationId: id, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: z.strictObject({ articleId: id.nullable() }),
  },
} as const
