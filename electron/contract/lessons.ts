import { z } from 'zod'
import { Label } from '../../corpus/annotation.ts'

// Routes about what decisions have taught: counts, export, import, forgetting.

const none = z.strictObject({})
const grant = z.strictObject({ grant: z.uuid() })
const counts = z.strictObject({ kept: z.number(), refused: z.number(), forms: z.number() })

/** What was learnt, in counts: by label, and from which imported files. */
export const LessonsReport = z.strictObject({
  labels: z.record(Label, counts),
  /** Files that were imported, the oldest first; `made` is when. */
  imported: z.array(z.strictObject({ name: z.string(), source: z.string(), made: z.number() })),
})
export type LessonsReport = z.infer<typeof LessonsReport>

export const lessonsRoutes = {
  'lessons.describe': { input: none, output: LessonsReport },
  'lessons.export': { input: grant, output: z.strictObject({ file: z.string() }) },
  /** Refused with `lessons-unreadable` where the file holds none. */
  'lessons.import': { input: grant, output: LessonsReport },
  /** Passes over every decision until now, and drops what was imported. Annotations stay. */
  'lessons.forget': { input: none, output: LessonsReport },
} as const
