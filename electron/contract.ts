import { z } from 'zod'
import { AnnotationChange, AnnotationDraft, AnnotationRow, Label } from '../corpus/annotation.ts'
import { ArticleDescription, ArticleSummary, ArticleText } from '../corpus/article.ts'
import { Claim } from '../corpus/claim.ts'
import { LabelSet } from '../corpus/label-set.ts'
import { CodePointBounds } from '../corpus/offsets.ts'
import { Rating } from '../corpus/rating.ts'
import { SuggestionChange, SuggestionKey, SuggestionRow } from '../corpus/suggestion.ts'
import { adjudicationRoutes } from './contract/adjudication.ts'
import { backupEvents, backupRoutes, type recoveryRoutes, Situation, Unopened } from './contract/backup.ts'
import { claimRoutes } from './contract/claim.ts'
import { entityRoutes } from './contract/entity.ts'
import { lessonsRoutes } from './contract/lessons.ts'
import { mergeRoutes } from './contract/merge.ts'
import { reviewRoutes } from './contract/review.ts'
import { Role, teamRoutes } from './contract/team.ts'
import { verifyRoutes } from './contract/verify.ts'

// Every route and event between the window and the rest. Offsets are code points of the canonical
// text; times are milliseconds since 1970. Paths never cross: a grant stands for a path that a
// person chose in a dialog or dropped on the window.

const none = z.strictObject({})
const id = z.uuid()
const job = z.uuid()
/** A label of the WHATWG Encoding Standard. */
const encoding = z.string().min(1).max(40)

export const Grant = z.strictObject({ grant: z.uuid(), name: z.string(), kind: z.enum(['file', 'folder']) })
export type Grant = z.infer<typeof Grant>

/** The languages of the interface. */
export const Language = z.enum(['ar', 'en'])
export type Language = z.infer<typeof Language>

export const Member = z.strictObject({ id, name: z.string(), role: Role })
export type Member = z.infer<typeof Member>

export const FailureReport = z.strictObject({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type FailureReport = z.infer<typeof FailureReport>

const FileOutcome = z.strictObject({ file: z.string(), id })

/** An encoding (its WHATWG name) in which a file can be read whole; `confidence` is 0 to 1, `preview` is its text. */
export const EncodingCandidate = z.strictObject({ encoding: z.string(), confidence: z.number(), preview: z.string() })
export type EncodingCandidate = z.infer<typeof EncodingCandidate>

export const ImportReport = z.strictObject({
  added: z.array(FileOutcome),
  present: z.array(FileOutcome),
  duplicateText: z.array(FileOutcome),
  /** Every file that is not in the project now, those of `unsure` among them with the code `encoding-unsure`. */
  failed: z.array(z.strictObject({ file: z.string(), ...FailureReport.shape })),
  /** Files whose encoding a person must choose; import `grant` again with it under `encodings`. */
  unsure: z.array(z.strictObject({ file: z.string(), grant: z.uuid(), candidates: z.array(EncodingCandidate) })),
  cancelled: z.boolean(),
})
export type ImportReport = z.infer<typeof ImportReport>

export const ProjectInfo = z.strictObject({
  id,
  title: z.string(),
  /** The file's name without its folder. */
  file: z.string(),
  sample: z.boolean(),
  ...Situation.shape,
  member: Member.nullable(),
  /** True before anybody here gave a name, where others' layers are hidden until somebody does. */
  blind: z.boolean(),
  /** Whom this copy was handed to; null for a project that is no such copy. */
  handout: Member.nullable(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type ProjectInfo = z.infer<typeof ProjectInfo>

/** What an undo or redo touched, so that the window can show it. */
export const HistoryStep = z.strictObject({
  kind: z.string(),
  articleId: id.nullable(),
  /** Every article that it touched, the one above among them. */
  articleIds: z.array(id),
  annotationIds: z.array(id),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type HistoryStep = z.infer<typeof HistoryStep>

/** The fields that an entry or an act changed, before and after; null where there was nothing. */
const Effect = {
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
}

export const HistoryEntry = z.strictObject({
  hash: z.string(),
  kind: z.string(),
  author: z.string(),
  wall: z.number(),
  change: z.unknown(),
  undone: z.boolean(),
  /** True where the time cannot be right: the clock was wrong. */
  oddClock: z.boolean(),
  ...Effect,
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** One act of a person, however many entries of the log it made: what undo reverses at once. */
export const Act = z.strictObject({
  group: z.string(),
  kind: z.string(),
  author: z.string(),
  wall: z.number(),
  /** How many annotations, articles or other things it touched. */
  count: z.number(),
  articleId: id.nullable(),
  articleTitle: z.string().nullable(),
  annotationId: id.nullable(),
  /** The first annotation's label and words as they are now, cut where they are long. */
  label: Label.nullable(),
  quote: z.string().nullable(),
  change: z.unknown(),
  undone: z.boolean(),
  oddClock: z.boolean(),
  /** How many undos of the current member reverse it, this one being the last; null where undo does not reach it. */
  steps: z.number().nullable(),
  /** The act's last entry on its first target: the state after it can be restored. */
  hash: z.string(),
  ...Effect,
})
export type Act = z.infer<typeof Act>

export const Sentence = z.strictObject({ index: z.number(), ...CodePointBounds.shape, text: z.string() })

export const TraceReport = z.strictObject({
  annotation: AnnotationRow.nullable(),
  bounds: CodePointBounds,
  text: z.string(),
  sentence: Sentence.nullable(),
  article: ArticleSummary,
  source: z.strictObject({ file: z.string(), sha256: z.string(), encoding: z.string(), reader: z.string() }),
  history: z.array(HistoryEntry),
  uri: z.string(),
  verified: z.boolean(),
  others: z.array(id),
})
export type TraceReport = z.infer<typeof TraceReport>

/** `conll` and the others join as their writers land; `jsonl` is our own lossless format. */
export const ExportFormat = z.enum(['jsonl'])

/** Routes of the project process, which owns the database. */
export const routes = {
  'project.describe': { input: none, output: ProjectInfo },
  ...verifyRoutes,
  'project.backup': { input: z.strictObject({ grant: z.uuid() }), output: z.strictObject({ file: z.string() }) },
  'member.name': { input: z.strictObject({ name: z.string().trim().min(1).max(100) }), output: Member },
  'member.list': { input: none, output: z.array(Member) },
  'article.list': { input: none, output: z.array(ArticleSummary) },
  'article.read': { input: z.strictObject({ articleId: id }), output: ArticleText },
  'article.describe': {
    input: z.strictObject({ articleId: id, change: ArticleDescription.partial() }),
    output: ArticleSummary,
  },
  'article.import': {
    input: z.strictObject({
      grants: z.array(z.uuid()).min(1),
      job,
      /** The encoding of a granted file, or of every file of a granted folder, by its grant. */
      encodings: z.record(z.uuid(), encoding).optional(),
    }),
    output: ImportReport,
  },
  /** How bytes read in an encoding: the beginning of the text; `replaced` where a byte means nothing in it. */
  'article.preview': {
    input: z.union([z.strictObject({ articleId: id, encoding }), z.strictObject({ grant: z.uuid(), encoding })]),
    output: z.strictObject({ encoding: z.string(), text: z.string(), replaced: z.boolean() }),
  },
  /** Reads an article's bytes another way; refused once it was annotated. */
  'article.decode': { input: z.strictObject({ articleId: id, encoding }), output: ArticleSummary },
  /** Adds a text as a new article, or finds the one that has it. */
  'article.paste': {
    input: z.strictObject({ text: z.string(), title: z.string().trim().max(1000).optional() }),
    output: z.strictObject({ outcome: z.enum(['added', 'present', 'duplicateText']), id }),
  },
  'annotation.list': { input: z.strictObject({ articleId: id }), output: z.array(AnnotationRow) },
  'annotation.create': { input: AnnotationDraft, output: AnnotationRow },
  'annotation.change': { input: z.strictObject({ id, change: AnnotationChange }), output: AnnotationRow },
  'annotation.createMany': {
    input: z.strictObject({ drafts: z.array(AnnotationDraft).min(1).max(20_000) }),
    output: z.array(AnnotationRow),
  },
  /** Another label or subtype for several annotations, as one act. */
  'annotation.changeMany': {
    input: z.strictObject({
      ids: z.array(id).min(1),
      change: z.strictObject({ label: AnnotationChange.shape.label, subtype: AnnotationChange.shape.subtype }),
    }),
    output: z.array(AnnotationRow),
  },
  'annotation.delete': { input: z.strictObject({ ids: z.array(id).min(1) }), output: z.array(AnnotationRow) },
  'rating.set': { input: z.strictObject({ annotationId: id, rating: Rating }), output: AnnotationRow },
  'claim.set': { input: z.strictObject({ annotationId: id, claim: Claim }), output: AnnotationRow },
  /** What rules suggest for an article and this person has not settled yet, in reading order. */
  'suggestion.list': {
    input: z.strictObject({ articleId: id, labels: z.array(Label).optional() }),
    output: z.array(SuggestionRow),
  },
  /** Makes suggestions annotations as one act, some of them changed. */
  'suggestion.accept': {
    input: z.strictObject({
      articleId: id,
      keys: z.array(SuggestionKey).min(1),
      changes: z.record(SuggestionKey, SuggestionChange).optional(),
    }),
    output: z.array(AnnotationRow),
  },
  'suggestion.reject': {
    input: z.strictObject({ articleId: id, keys: z.array(SuggestionKey).min(1) }),
    output: z.strictObject({ rejected: z.number() }),
  },
  'history.undo': { input: none, output: HistoryStep.nullable() },
  'history.redo': { input: none, output: HistoryStep.nullable() },
  'history.list': { input: z.strictObject({ annotationId: id }), output: z.array(HistoryEntry) },
  /** The last acts on the project or on one article, the newest first. */
  'history.acts': {
    input: z.strictObject({ articleId: id.nullable(), limit: z.number().int().min(1).max(500) }),
    output: z.array(Act),
  },
  'labelset.read': { input: none, output: LabelSet },
  /** Refused with `subtype-used` where it would remove a subtype that annotations have, unless `removeUsed`. */
  'labelset.set': { input: z.strictObject({ labels: LabelSet, removeUsed: z.boolean() }), output: LabelSet },
  'labelset.usage': {
    input: none,
    output: z.array(z.strictObject({ label: Label, subtype: z.string(), count: z.number() })),
  },
  'guideline.read': { input: none, output: z.strictObject({ text: z.string() }) },
  'guideline.set': {
    input: z.strictObject({ text: z.string().max(500_000) }),
    output: z.strictObject({ text: z.string() }),
  },
  'trace.find': { input: z.strictObject({ query: z.string().trim().min(1).max(2000) }), output: TraceReport },
  'export.run': {
    input: z.strictObject({ format: ExportFormat, grant: z.uuid(), job }),
    output: z.strictObject({ file: z.string(), counts: z.record(z.string(), z.number()), lossless: z.boolean() }),
  },
  ...adjudicationRoutes,
  ...claimRoutes,
  ...reviewRoutes,
  ...entityRoutes,
  ...lessonsRoutes,
  ...mergeRoutes,
  ...teamRoutes,
  'job.cancel': { input: z.strictObject({ job }), output: none },
  ...backupRoutes,
} as const

/** Routes of the main process: dialogs, the clipboard, which project is open. */
export const hostRoutes = {
  'host.describe': {
    input: none,
    output: z.strictObject({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      /** A folder beside the checkout that holds articles and has not been imported, offered on the first start. */
      offer: z.strictObject({ ...Grant.shape, count: z.number() }).nullable(),
      /** Files named on the command line, to be imported as soon as the window is ready. */
      pending: z.array(Grant),
      /** Why the project that should have been opened was not. */
      failure: FailureReport.nullable(),
      /** The project that could not be opened, where something can be done about it; its process may be busy with that. */
      unopened: Unopened.nullable(),
      language: Language,
    }),
  },
  /** The offer was taken or refused: the same articles are not offered again. */
  'host.answerOffer': { input: none, output: none },
  'host.chooseArticles': { input: z.strictObject({ kind: z.enum(['files', 'folder']) }), output: z.array(Grant) },
  /** Copies of the project and bundles to merge. */
  'host.chooseMergeFiles': { input: none, output: z.array(Grant) },
  'host.chooseExportFolder': { input: none, output: Grant.nullable() },
  'host.chooseBackupFile': { input: none, output: Grant.nullable() },
  /** A colleague's copy or a backup, to compare this project with. */
  'host.chooseColleague': { input: none, output: Grant.nullable() },
  /** A file of lessons: where to write it, or which to read. */
  'host.chooseLessons': { input: z.strictObject({ to: z.enum(['write', 'read']) }), output: Grant.nullable() },
  /** Where to write a copy for the person of that name. */
  'host.chooseCopyFile': { input: z.strictObject({ name: z.string().max(100) }), output: Grant.nullable() },
  /** Opens the copy that was just written where this grant says. */
  'host.openCopy': { input: z.strictObject({ grant: z.uuid() }), output: z.strictObject({ opened: z.boolean() }) },
  'host.openProject': { input: none, output: z.strictObject({ opened: z.boolean() }) },
  'host.newProject': { input: none, output: z.strictObject({ opened: z.boolean() }) },
  /** Chooses the language of menus and system dialogs, now and from the next start on. */
  'host.setLanguage': { input: z.strictObject({ language: Language }), output: none },
  'host.copyText': { input: z.strictObject({ text: z.string().max(100_000) }), output: none },
} as const

/** Events pushed to the window. */
export const events = {
  ...backupEvents,
  'job.progress': z.strictObject({ job, done: z.number(), total: z.number(), name: z.string().nullable() }),
  'article.changed': z.strictObject({ articleId: id.nullable() }),
  'history.changed': z.strictObject({ canUndo: z.boolean(), canRedo: z.boolean() }),
  /** A menu entry or accelerator was used; the window runs the command of that name. */
  'host.command': z.strictObject({
    command: z.enum([
      'import-files',
      'import-folder',
      'export',
      'backup',
      'backups',
      'merge',
      'conflicts',
      'verify',
      'trace',
      'protection',
      'undo',
      'redo',
      'library',
      'team',
      'entities',
      'lessons',
      'adjudication',
    ]),
  }),
  /** The project process ended; true when a new one serves the same project. */
  'host.project': z.strictObject({ ready: z.boolean(), failure: FailureReport.nullable() }),
  /** Files or folders were handed over by a second start of the program. */
  'host.handover': z.strictObject({ grants: z.array(Grant) }),
} as const

export type Routes = typeof routes
export type HostRoutes = typeof hostRoutes
/** Of a process whose project could not be opened. */
export type RecoveryRoutes = typeof recoveryRoutes
export type AllRoutes = Routes & RecoveryRoutes & HostRoutes
export type RouteName = keyof Routes
export type AnyRouteName = keyof AllRoutes
export type Input<N extends AnyRouteName> = z.input<AllRoutes[N]['input']>
export type Output<N extends AnyRouteName> = z.output<AllRoutes[N]['output']>
export type EventName = keyof typeof events
export type EventBody<N extends EventName> = z.output<(typeof events)[N]>

/** A reply is data, never a thrown error. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: FailureReport }

/** What the preload script puts on `window.bridge`; nothing else crosses. */
export type Bridge = Readonly<{
  call<N extends AnyRouteName>(route: N, input: Input<N>): Promise<Reply<Output<N>>>
  on<N extends EventName>(event: N, listener: (body: EventBody<N>) => void): () => void
  /** Turns files dropped on the window into grants; anything that is not a real file is left out. */
  grantFiles(files: readonly unknown[]): Promise<Grant[]>
}>
