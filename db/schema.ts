import { blob, customType, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Label } from '../corpus/annotation.ts'

// The tables as queries see them. The truth about constraints, triggers and STRICT is the SQL in
// migrations/; a test compares both.

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'blob' })

export const op = sqliteTable('op', {
  hash: bytes('hash').primaryKey(),
  replica: text('replica').notNull(),
  seq: integer('seq').notNull(),
  lamport: integer('lamport').notNull(),
  author: text('author').notNull(),
  wallMs: integer('wall_ms').notNull(),
  kind: text('kind').notNull(),
  target: text('target').notNull(),
  body: bytes('body').notNull(),
  prev: bytes('prev').notNull(),
  sig: blob('sig', { mode: 'buffer' }),
  localRowid: integer('local_rowid'),
})

export const payload = sqliteTable('payload', { hash: bytes('hash').primaryKey(), data: bytes('data') })

export const sourceFile = sqliteTable('source_file', { sha256: text('sha256').primaryKey(), bytes: bytes('bytes') })

export const canonicalText = sqliteTable('canonical_text', {
  sha256: text('sha256').primaryKey(),
  text: text('text').notNull(),
})

export const local = sqliteTable('local', { key: text('key').primaryKey(), value: text('value').notNull() })

export const schemaMigration = sqliteTable('schema_migration', {
  version: integer('version').primaryKey(),
  name: text('name').notNull(),
  sha256: text('sha256').notNull(),
  appliedMs: integer('applied_ms').notNull(),
})

export const project = sqliteTable('project', { id: text('id').primaryKey(), title: text('title').notNull() })

export const labelSet = sqliteTable('label_set', {
  projectId: text('project_id').primaryKey(),
  body: text('body').notNull(),
})

export const guideline = sqliteTable('guideline', {
  projectId: text('project_id').primaryKey(),
  text: text('text').notNull(),
})

export const member = sqliteTable('member', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role', { enum: ['annotator', 'lead', 'auditor'] }).notNull(),
  keys: text('keys').notNull(),
})

export const article = sqliteTable('article', {
  id: text('id').primaryKey(),
  sha256: text('sha256').notNull(),
  sourceSha256: text('source_sha256').notNull(),
  file: text('file').notNull(),
  encoding: text('encoding').notNull(),
  reader: text('reader').notNull(),
  title: text('title').notNull(),
  publisher: text('publisher'),
  author: text('author'),
  date: text('date'),
  language: text('language').notNull(),
  characters: integer('characters').notNull(),
  segmenter: text('segmenter').notNull(),
  addedMs: integer('added_ms').notNull(),
  removed: integer('removed', { mode: 'boolean' }).notNull(),
})

export const sentence = sqliteTable(
  'sentence',
  {
    articleId: text('article_id').notNull(),
    position: integer('position').notNull(),
    startCodePoint: integer('start_code_point').notNull(),
    endCodePoint: integer('end_code_point').notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.position] })],
)

export const annotation = sqliteTable('annotation', {
  id: text('id').primaryKey(),
  articleId: text('article_id').notNull(),
  layer: text('layer').notNull(),
  label: text('label').$type<Label>().notNull(),
  subtype: text('subtype'),
  startCodePoint: integer('start_code_point').notNull(),
  endCodePoint: integer('end_code_point').notNull(),
  quote: text('quote').notNull(),
  prefix: text('prefix').notNull(),
  suffix: text('suffix').notNull(),
  value: text('value'),
  note: text('note'),
  status: text('status', { enum: ['live', 'deleted', 'contested'] }).notNull(),
  author: text('author').notNull(),
  tool: text('tool').notNull(),
  rule: text('rule'),
  derivedFrom: text('derived_from'),
  createdMs: integer('created_ms').notNull(),
  changedMs: integer('changed_ms').notNull(),
})

export const rating = sqliteTable('rating', {
  opHash: bytes('op_hash').primaryKey(),
  annotationId: text('annotation_id').notNull(),
  reliability: text('reliability', { enum: ['A', 'B', 'C', 'D', 'E', 'F'] }),
  credibility: integer('credibility').$type<1 | 2 | 3 | 4 | 5 | 6>(),
  rationale: text('rationale'),
  author: text('author').notNull(),
  lamport: integer('lamport').notNull(),
  wallMs: integer('wall_ms').notNull(),
  live: integer('live', { mode: 'boolean' }).notNull(),
})

export const claim = sqliteTable('claim', {
  annotationId: text('annotation_id').primaryKey(),
  body: text('body').notNull(),
})

export const suggestionDecision = sqliteTable('suggestion_decision', {
  id: text('id').primaryKey(),
  articleId: text('article_id').notNull(),
  articleSha256: text('article_sha256').notNull(),
  author: text('author').notNull(),
  label: text('label').$type<Label>().notNull(),
  startCodePoint: integer('start_code_point').notNull(),
  endCodePoint: integer('end_code_point').notNull(),
  rule: text('rule').notNull(),
  ruleSet: text('rule_set').notNull(),
  decision: text('decision', { enum: ['accept', 'correct', 'reject'] }).notNull(),
  annotationId: text('annotation_id'),
  decidedMs: integer('decided_ms').notNull(),
})

export const checkpoint = sqliteTable(
  'checkpoint',
  {
    replica: text('replica').notNull(),
    seq: integer('seq').notNull(),
    chainHash: bytes('chain_hash').notNull(),
    merkleRoot: bytes('merkle_root').notNull(),
    opCount: integer('op_count').notNull(),
    wallMs: integer('wall_ms').notNull(),
    keyId: text('key_id').notNull(),
    sig: bytes('sig').notNull(),
  },
  (table) => [primaryKey({ columns: [table.replica, table.seq, table.chainHash] })],
)

export const omitted = sqliteTable('omitted', {
  hash: bytes('hash').primaryKey(),
  replica: text('replica').notNull(),
  seq: integer('seq').notNull(),
})

export const quarantine = sqliteTable('quarantine', {
  hash: bytes('hash').primaryKey(),
  body: bytes('body').notNull(),
  data: bytes('data'),
  sig: bytes('sig'),
  reason: text('reason').notNull(),
  source: text('source').notNull(),
  cameMs: integer('came_ms').notNull(),
})

export const merge = sqliteTable('merge', {
  id: text('id').primaryKey(),
  source: text('source').notNull(),
  backup: text('backup'),
  ops: integer('ops').notNull(),
  wallMs: integer('wall_ms').notNull(),
})

export const arrival = sqliteTable('arrival', {
  hash: bytes('hash').primaryKey(),
  mergeId: text('merge_id').notNull(),
})

export const layerState = sqliteTable(
  'layer_state',
  {
    articleId: text('article_id').notNull(),
    author: text('author').notNull(),
    state: text('state', { enum: ['progress', 'done', 'open'] }).notNull(),
    contested: integer('contested', { mode: 'boolean' }).notNull(),
    setBy: text('set_by').notNull(),
    changedMs: integer('changed_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.author] })],
)

export const assignment = sqliteTable(
  'assignment',
  {
    articleId: text('article_id').notNull(),
    memberId: text('member_id').notNull(),
    setBy: text('set_by').notNull(),
    assignedMs: integer('assigned_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.memberId] })],
)

export const adjudication = sqliteTable('adjudication', {
  id: text('id').primaryKey(),
  articleId: text('article_id').notNull(),
  outcome: text('outcome', { enum: ['accept', 'majority', 'edit', 'reject'] }).notNull(),
  annotationId: text('annotation_id'),
  label: text('label').$type<Label>().notNull(),
  startCodePoint: integer('start_code_point').notNull(),
  endCodePoint: integer('end_code_point').notNull(),
  considered: text('considered').notNull(),
  why: text('why'),
  author: text('author').notNull(),
  decidedMs: integer('decided_ms').notNull(),
})

export const entity = sqliteTable('entity', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind'),
  aliases: text('aliases').notNull(),
  note: text('note'),
  mergedInto: text('merged_into'),
  status: text('status', { enum: ['live', 'deleted', 'contested'] }).notNull(),
  author: text('author').notNull(),
  createdMs: integer('created_ms').notNull(),
})

export const mention = sqliteTable('mention', {
  annotationId: text('annotation_id').primaryKey(),
  entityId: text('entity_id').notNull(),
  setBy: text('set_by').notNull(),
})

export const refusal = sqliteTable(
  'refusal',
  {
    annotationId: text('annotation_id').notNull(),
    link: text('link').notNull(),
    setBy: text('set_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.annotationId, table.link] })],
)

export const link = sqliteTable('link', {
  id: text('id').primaryKey(),
  fromId: text('from_id').notNull(),
  toId: text('to_id').notNull(),
  kind: text('kind', { enum: ['about', 'repeats', 'supports', 'contradicts'] }).notNull(),
  author: text('author').notNull(),
  createdMs: integer('created_ms').notNull(),
})

export const model = sqliteTable('model', {
  name: text('name').primaryKey(),
  body: text('body').notNull(),
  source: text('source').notNull(),
  madeMs: integer('made_ms').notNull(),
})
