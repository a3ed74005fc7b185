import { Label } from '../corpus/annotation.ts'
import { authorLayer } from '../corpus/layer.ts'
import type { Look } from './article-state.ts'
import { findOddTimes } from './clock.ts'
import { effectiveOps } from './fold.ts'
import { countUndoSteps } from './history.ts'
import { parseLayerTarget } from './layer-state.ts'
import { claimOfLink } from './link.ts'
import { currentMember, memberNames } from './member.ts'
import type { Db } from './open.ts'
import { type Change, listLastOps, listOps, type Op } from './ops.ts'
import { statement } from './statement.ts'
import { describeSpan } from './states.ts'

/** One act of a person: the ops of one group. `steps` counts the current member's undos that reverse it. */
export type Act = {
  group: string
  kind: string
  author: string
  wall: number
  count: number
  articleId: string | null
  articleTitle: string | null
  annotationId: string | null
  label: Label | null
  quote: string | null
  change: unknown
  undone: boolean
  /** True where the time cannot be right. */
  oddClock: boolean
  steps: number | null
  /** The last entry of the act on its first target, and what the act's first entry changed there. */
  hash: string
  before: Change | null
  after: Change | null
}

const OPS_READ = 5000
const LONGEST_QUOTE = 120

/** The last acts on the project, or on one article and its annotations; the newest first, undos not listed as acts. */
export function listActs(
  db: Db,
  { articleId, limit }: { articleId?: string; limit: number },
  { sees }: Look = {},
): Act[] {
  const groups = new Map<string, Op[]>()
  for (const op of listLastOps(db, OPS_READ, articleId)) {
    if (op.kind === 'op.undo' || (sees && isHidden(db, op, sees))) continue
    const known = groups.get(op.group)
    if (known) known.push(op)
    else if (groups.size < limit) groups.set(op.group, [op])
  }
  const member = currentMember(db)
  const steps = member ? countUndoSteps(db, member.id) : new Map<string, number>()
  const names = memberNames(db)
  const odd = findOddTimes(db)
  return [...groups].map(([group, ops]) => {
    // Read newest first: the first op of the act is the last one here.
    const first = ops.at(-1)!
    const { kind, author, wallMs, change } = first
    return {
      group,
      kind,
      author: names.get(author) ?? author,
      wall: wallMs,
      count: new Set(ops.filter(isCounted(first)).map(({ target }) => target)).size,
      ...describeTarget(db, first),
      change: kind === 'labelset.set' || kind === 'guideline.set' || kind === 'article.add' ? null : (change ?? null),
      undone: !effectiveOps(listOps(db, first.target)).some(({ hash }) => hash === first.hash),
      oddClock: ops.some(({ hash }) => odd.has(hash)),
      steps: steps.get(group) ?? null,
      ...describeEffect(db, first, ops),
    }
  })
}

/** The annotation that an op is about: its target, or the claim that a link begins at. */
function annotationOf(db: Db, target: string, kind: string): string {
  return kind.startsWith('link.') ? (claimOfLink(db, target) ?? target) : target
}

/** What the act did to its first target: the state before its first entry there, and after its last. */
function describeEffect(
  db: Db,
  { target, kind, hash }: Op,
  act: readonly Op[],
): Pick<Act, 'hash' | 'before' | 'after'> {
  const last = act.find((op) => op.target === target)?.hash ?? hash
  if (!/^(?:annotation|claim|rating)\./.test(kind)) return { hash: last, before: null, after: null }
  return { hash: last, ...describeSpan(listOps(db, target), hash, last) }
}

type Described = Pick<Act, 'articleId' | 'articleTitle' | 'annotationId' | 'label' | 'quote'>

/** True for what was done in a layer that `sees` does not show. */
function isHidden(db: Db, { target, kind, author, change }: Op, sees: NonNullable<Look['sees']>): boolean {
  if (kind === 'suggestion.decide') return !sees(String(change?.articleId), authorLayer(author))
  const of =
    statement<{ articleId: string; layer: string }>(db, LAYER_OF).get(annotationOf(db, target, kind)) ??
    parseLayerTarget(target)
  if (of === undefined) return false
  return 'layer' in of ? !sees(of.articleId, of.layer) : !sees(of.articleId, authorLayer(of.author))
}

/** What an accepted suggestion leaves beside its annotation, or an adjudication makes, is no thing of its own. */
function isCounted(first: Op): (op: Op) => boolean {
  if (first.kind === 'adjudication.decide') return ({ kind }) => kind === first.kind
  return ({ kind }) => kind !== 'suggestion.decide' || first.kind === kind
}

function describeTarget(db: Db, { target, kind, change }: Op): Described {
  if ((kind === 'suggestion.decide' || kind === 'adjudication.decide') && change !== undefined)
    return describeDecision(db, change)
  const annotation = statement<AnnotationPlace>(db, ANNOTATION).get(annotationOf(db, target, kind))
  if (annotation) {
    const { id, articleId, articleTitle, label, quote } = annotation
    return { articleId, articleTitle, annotationId: id, label, quote: shorten(quote) }
  }
  const articleId = parseLayerTarget(target)?.articleId ?? target
  const article = statement<{ title: string }>(db, 'SELECT title FROM article WHERE id = ?').get(articleId)
  const nothing = { annotationId: null, label: null, quote: null }
  return article
    ? { articleId, articleTitle: article.title, ...nothing }
    : { articleId: null, articleTitle: null, ...nothing }
}

/** A decision: the words that it is about, and the annotation that it made, if any. */
function describeDecision(db: Db, { articleId, label, startCodePoint, endCodePoint, annotationId }: Change): Described {
  const from = Number(startCodePoint)
  const found = statement<{ articleTitle: string; quote: string }>(db, DECIDED_WORDS).get(
    from + 1,
    Number(endCodePoint) - from,
    articleId,
  )
  return {
    articleId: String(articleId),
    articleTitle: found?.articleTitle ?? null,
    annotationId: (annotationId ?? null) as string | null,
    label: Label.parse(label),
    quote: found === undefined ? null : shorten(found.quote),
  }
}

type AnnotationPlace = { id: string; articleId: string; articleTitle: string; label: Label; quote: string }

function shorten(quote: string): string {
  const points = [...quote]
  return points.length > LONGEST_QUOTE ? `${points.slice(0, LONGEST_QUOTE).join('')}…` : quote
}

const LAYER_OF = 'SELECT article_id AS articleId, layer FROM annotation WHERE id = ?'
const ANNOTATION = `SELECT n.id, n.article_id AS articleId, a.title AS articleTitle, n.label, n.quote
FROM annotation n JOIN article a ON a.id = n.article_id WHERE n.id = ?`
const DECIDED_WORDS = `SELECT a.title AS articleTitle, substr(t.text, ?, ?) AS quote
FROM article a JOIN canonical_text t ON t.sha256 = a.sha256 WHERE a.id = ?`
