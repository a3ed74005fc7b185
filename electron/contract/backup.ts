import { z } from 'zod'
import { BACKUP_REASONS } from '../../db/backup-choice.ts'

// Routes about backups of the open project, and about a project that could not be opened. Times are milliseconds since
// 1970; a backup is named by its file's name in the project's folder of backups, never by a path.

const none = z.strictObject({})
const Counts = z.strictObject({ ops: z.number(), articles: z.number(), annotations: z.number() })
const name = z.string().min(1).max(200)
const Failure = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

export const BackupSummary = z.strictObject({
  name,
  time: z.number(),
  reason: z.enum(BACKUP_REASONS),
  bytes: z.number(),
})
export type BackupSummary = z.infer<typeof BackupSummary>

/** What a backup holds; `missing` counts entries of the open project that it does not have. */
export const BackupReport = z.strictObject({
  counts: Counts,
  newest: z.number().nullable(),
  missing: z.number(),
  /** Entries that it has and the open project does not. */
  extra: z.number(),
})
export type BackupReport = z.infer<typeof BackupReport>

/** What a person must know of the project's file itself. */
export const Situation = z.strictObject({
  /** Nothing can be changed: this is a private copy of a file that cannot be written. */
  readOnly: z.boolean(),
  readOnlyWhy: z.enum(['file', 'folder', 'medium']).nullable(),
  /** A network share, or a folder that a program copies elsewhere. */
  place: z.enum(['share', 'sync']).nullable(),
  /** Entries that were saved in this file and are gone from it; `since` is when the last that is there was made. */
  missing: z.strictObject({ count: z.number(), since: z.number().nullable() }).nullable(),
})

export const backupRoutes = {
  'backup.list': {
    input: none,
    output: z.strictObject({
      backups: z.array(BackupSummary),
      current: z.strictObject({ counts: Counts, newest: z.number().nullable() }),
      /** Why the last automatic backup was not made; null when it was. */
      failure: Failure.nullable(),
      folder: z.string(),
    }),
  },
  /** Checks a backup whole. Refused with `backup-failed` where it is not. */
  'backup.inspect': { input: z.strictObject({ name }), output: BackupReport },
  /**
   * Puts a backup in the project's place; the project as it was becomes a backup itself first. The process then starts
   * anew with the restored project.
   */
  'backup.restore': { input: z.strictObject({ name }), output: z.strictObject({ kept: name }) },
} as const

/** A state that a damaged project can be brought to. `missing` counts entries that are known to have been. */
export const Candidate = z.strictObject({
  id: z.string(),
  kind: z.enum(['with-log', 'without-log', 'reindexed', 'mended', 'salvaged', 'backup']),
  backup: BackupSummary.nullable(),
  counts: Counts.nullable(),
  newest: z.number().nullable(),
  missing: z.number(),
  verified: z.boolean(),
  /** What is wrong with it, for a person. */
  problem: z.string().nullable(),
})
export type Candidate = z.infer<typeof Candidate>

/** A project that could not be opened, and why; `intact` where the file is whole and only not to be opened here. */
export const Unopened = z.strictObject({ file: z.string(), failure: Failure, intact: z.boolean() })
export type Unopened = z.infer<typeof Unopened>

/** Routes of a process whose project could not be opened, and of no other. */
export const recoveryRoutes = {
  'recovery.describe': { input: none, output: Unopened },
  /** Keeps the files as they are under another name, and tries what can be done, on copies. */
  'recovery.compare': {
    input: z.strictObject({ job: z.uuid() }),
    output: z.strictObject({
      candidates: z.array(Candidate),
      /** The candidate that holds most and is whole; null where there is none. */
      best: z.string().nullable(),
      /** Names of the files as they were found, kept beside the project. */
      kept: z.array(z.string()),
    }),
  },
  /** Puts a candidate in the project's place and opens it. */
  'recovery.pick': { input: z.strictObject({ id: z.string() }), output: none },
} as const

export const backupEvents = {
  /** An automatic backup was made, or why it was not. */
  'backup.changed': z.strictObject({ failure: Failure.nullable() }),
} as const
