import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../../corpus/errors.ts'
import { type JsonlAnnotation, type JsonlFailure, parseJsonlLine } from '../../corpus/formats/jsonl.ts'
import { authorLayer, layerAuthor } from '../../corpus/layer.ts'
import { createAnnotation, findAnnotation, hasAnnotation, setClaim, setRating } from '../../db/annotation.ts'
import { findArticleByText, findTextHash } from '../../db/article.ts'
import { findEntity, linkMentions } from '../../db/entity.ts'
import { addMember, findMember, findOrAddMember } from '../../db/member.ts'
import { type Db, inTransaction } from '../../db/open.ts'
import { addRatings, type RatingLines } from './import-beside.ts'

export type AnnotationsReport = { added: number; present: number; failed: JsonlFailure[] }

/** `fail` imports everything or nothing; `skip` leaves out what is wrong and lists it. */
export type OnMismatch = 'fail' | 'skip'

/** `file` names where the lines come from in messages. */
export type AnnotationsOptions = Readonly<{
  layer?: string
  onMismatch?: OnMismatch
  file?: string
  /** Everybody's ratings, which take the place of the one that an annotation's own line says. */
  ratings?: RatingLines
  /** The act that it belongs to; one of its own unless given. */
  group?: string
}>

/**
 * Imports annotations in our own JSONL. Every quote must be exactly the text at its offsets (code points): nothing is
 * moved. Known ids count as present. With `fail`, the default, a wrong line throws DomainError `import-refused` and
 * nothing is written. The whole import is one act, undone at once.
 */
export function importAnnotations(
  db: Db,
  jsonl: string,
  by: string,
  { layer, onMismatch = 'fail', file, ratings = new Map(), group = uuidv7() }: AnnotationsOptions = {},
): AnnotationsReport {
  return inTransaction(db, () => {
    const report: AnnotationsReport = { added: 0, present: 0, failed: [] }
    for (const [at, text] of jsonl.split('\n').entries()) {
      if (text.trim() === '') continue
      const failure = importLine(db, text.replace(/^\uFEFF/, ''), at + 1, { by, layer, group, ratings }, report)
      if (failure) report.failed.push(file ? { ...failure, message: `${file}: ${failure.message}` } : failure)
    }
    if (onMismatch === 'fail' && report.failed.length > 0) throw refused(report.failed)
    return report
  })
}

type Context = { by: string; layer: string | undefined; group: string; ratings: RatingLines }

function importLine(db: Db, text: string, line: number, context: Context, report: AnnotationsReport) {
  const parsed = parseJsonlLine(text, line)
  if ('failure' in parsed) return parsed.failure
  const { row } = parsed
  try {
    // In a transaction of its own: a row whose claim is wrong leaves no annotation behind.
    if (inTransaction(db, () => addRow(db, row, context))) report.added++
    else report.present++
    return undefined
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { line, code: error.code, message: `line ${line}: ${error.message}` }
  }
}

/** Adds one row; false when it is there already, by its id or, where it has none, as the same label on the same span. */
function addRow(db: Db, row: JsonlAnnotation, { by, layer, group, ratings }: Context): boolean {
  if (row.id !== undefined && findAnnotation(db, row.id)) return false
  const articleId = findArticleOf(db, row)
  const target = layer ?? row.layer ?? authorLayer(by)
  if (row.id === undefined && hasAnnotation(db, { ...row, articleId, layer: target })) return false
  const draft = {
    ...(row.id === undefined ? {} : { id: row.id }),
    articleId,
    label: row.label,
    subtype: row.subtype ?? null,
    startCodePoint: row.start,
    endCodePoint: row.end,
    quote: row.text,
    value: row.value ?? null,
    note: row.note ?? null,
  }
  const origin = {
    layer: target,
    author: findAuthor(db, target, row, by),
    tool: row.tool ?? 'import',
    rule: row.rule ?? null,
    derivedFrom: row.derivedFrom ?? null,
    ...(row.created === undefined ? {} : { createdMs: Date.parse(row.created) }),
    group,
  }
  const { id } = createAnnotation(db, draft, by, origin)
  const rating = row.rating
  const rated = ratings.get(id)
  if (rated) addRatings(db, id, rated, by, group)
  else if (rating && (rating.reliability || rating.credibility || rating.rationale)) {
    const { reliability = null, credibility = null, rationale = null } = rating
    setRating(db, id, { reliability, credibility, rationale }, by, group)
  }
  if (row.claim && row.label === 'claim') setClaim(db, id, row.claim, by, group)
  // Without its entities an export still brings its annotations.
  if (row.entity && row.label === 'actor' && findEntity(db, row.entity)) linkMentions(db, [id], row.entity, by, group)
  return true
}

function findArticleOf(db: Db, { articleId, articleSha256 }: JsonlAnnotation): string {
  const bySha = articleSha256 && findArticleByText(db, articleSha256.toLowerCase())
  if (bySha) return bySha
  const text = articleId === undefined ? undefined : findTextHash(db, articleId)
  if (articleId !== undefined && text !== undefined)
    if (articleSha256 === undefined || text === articleSha256.toLowerCase()) return articleId
  throw new DomainError('article-missing', `this project has no article ${articleSha256 ?? articleId}: import it first`)
}

/**
 * Who made a row: the member whose layer it is in, else the annotator that it names, else whoever imports. A member who
 * is not known here is added, under the id that the layer names.
 */
function findAuthor(db: Db, layer: string, { annotator }: JsonlAnnotation, by: string): string {
  if (layer === 'suggested')
    throw new DomainError('bad-input', 'suggestions are made here and cannot be imported: name a layer with --layer')
  const member = layerAuthor(layer)
  if (member === undefined) return annotator ? findOrAddMember(db, annotator).id : by
  if (!findMember(db, member)) addMember(db, { id: member, name: annotator ?? member.slice(0, 8) }, by)
  return member
}

function refused(failed: readonly JsonlFailure[]): DomainError {
  const [first] = failed
  return new DomainError(
    'import-refused',
    `nothing was imported: ${first!.message}${failed.length > 1 ? ` (and ${failed.length - 1} more)` : ''}; --on-mismatch skip leaves such lines out`,
    { lines: failed.length },
  )
}
