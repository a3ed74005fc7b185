import { LinkDraft } from '../corpus/link.ts'
import { readAnnotationOp } from './annotation-fold.ts'
import { readArticleOp } from './article-fold.ts'
import { readEntityOp } from './entity-fold.ts'
import type { Reading } from './fold.ts'
import { readLayerOp } from './layer-state.ts'
import { readLinkOp } from './link-fold.ts'
import type { OpDraft } from './ops.ts'
import { readProjectOp } from './project.ts'

/** What authors can disagree on field by field; decisions are told apart by what they are about, not by their target. */
export const CONTESTED_NOUNS = ['annotation', 'article', 'project', 'entity', 'link', 'member', 'layer'] as const
export type ContestedNoun = (typeof CONTESTED_NOUNS)[number]

/** What an op says of a target, field by field, as far as a person may choose among what several said. */
export const READINGS: Readonly<Record<ContestedNoun, Reading>> = {
  annotation: readAnnotationOp,
  article: (op) =>
    op.kind === 'article.describe' || op.kind === 'article.add' ? describing(readArticleOp(op)) : undefined,
  project: readProjectOp,
  entity: readEntityOp,
  link: readLinkOp,
  member: ({ kind, change }) => (kind === 'member.add' ? change : undefined),
  layer: readLayerOp,
}

type Draft = Pick<OpDraft, 'kind' | 'change'>
type Shown = (field: string) => unknown

/** The op that gives a field one of its values; `shown` reads the target's other fields as they are now. */
export function draftFor(noun: ContestedNoun, field: string, value: unknown, shown: Shown): Draft {
  return DRAFTS[noun](field, value, shown)
}

const DRAFTS: Readonly<Record<ContestedNoun, (field: string, value: unknown, shown: Shown) => Draft>> = {
  article: (field, value) => ({ kind: 'article.describe', change: { [field]: value } }),
  project: (field, value) => {
    if (field === 'labels') return { kind: 'labelset.set', change: { labels: value } }
    if (field === 'guideline') return { kind: 'guideline.set', change: { text: value } }
    return { kind: 'project.set', change: { [field]: value } }
  },
  annotation: (field, value) => {
    if (field === 'deleted') return { kind: value === true ? 'annotation.delete' : 'annotation.restore', change: {} }
    if (field === 'claim') return { kind: 'claim.set', change: { claim: value } }
    if (field !== 'entity') return { kind: 'annotation.change', change: { [field]: value } }
    return value === null
      ? { kind: 'mention.unlink', change: {} }
      : { kind: 'mention.link', change: { entityId: value } }
  },
  entity: (field, value) => {
    if (field === 'deleted') return { kind: value === true ? 'entity.delete' : 'entity.change', change: {} }
    if (field !== 'mergedInto') return { kind: 'entity.change', change: { [field]: value } }
    return value === null ? { kind: 'entity.split', change: {} } : { kind: 'entity.merge', change: { into: value } }
  },
  link: (field, value, shown) =>
    field === 'removed' && value === true
      ? { kind: 'link.remove', change: {} }
      : { kind: 'link.set', change: LinkDraft.parse(field === 'link' ? value : shown('link')) },
  member: (field, value, shown) => ({
    kind: 'member.add',
    change: { name: shown('name'), role: shown('role') ?? 'annotator', [field]: value },
  }),
  layer: (_, value) => {
    if (value === 'done') return { kind: 'layer.done', change: {} }
    if (value === 'progress') return { kind: 'layer.reopen', change: {} }
    return { kind: 'layer.open', change: value === 'open' ? {} : { open: false } }
  },
}

/** What describes an article; its text and its sentences are nobody's to choose here. */
function describing(said: ReturnType<Reading>): ReturnType<Reading> {
  if (said === undefined) return undefined
  const { title, publisher, author, date, language } = said
  return Object.fromEntries(
    Object.entries({ title, publisher, author, date, language }).filter(([, value]) => value !== undefined),
  )
}
