import i18next from 'i18next'
import type { Outcome } from '../../corpus/adjudication.ts'
import type { Label } from '../../corpus/annotation.ts'
import type { Output } from '../../electron/contract.ts'

type Conflict = Output<'conflict.list'>[number]

const FIELDS = [
  'label',
  'subtype',
  'bounds',
  'value',
  'note',
  'deleted',
  'claim',
  'title',
  'publisher',
  'author',
  'date',
  'language',
  'labels',
  'guideline',
  'entity',
  'name',
  'kind',
  'aliases',
  'mergedInto',
  'removed',
  'role',
  'decision',
] as const

/** What authors disagree on, as a person calls it. */
export function describeField({ field, noun, target }: Conflict): string {
  if (noun === 'project' && field === 'title') return i18next.t('conflicts.field.projectTitle')
  if (noun === 'entity' && field === 'deleted') return i18next.t('conflicts.field.entityDeleted')
  if (noun === 'member' && field === 'name') return i18next.t('conflicts.field.memberName')
  if (noun === 'layer')
    return i18next.t(target.endsWith(':*') ? 'conflicts.field.layersOpen' : 'conflicts.field.layerDone')
  if (field === 'link') return i18next.t('conflicts.field.removed')
  const known = FIELDS.find((one) => one === field)
  return known === undefined ? field : i18next.t(`conflicts.field.${known}`)
}

type Value = Conflict['values'][number]

/** One of the values in words; what has no words of its own is shown as it is kept. */
export function describeConflictValue(
  { field, noun }: Conflict,
  { value, words }: Pick<Value, 'value' | 'words'>,
): string {
  const t = i18next.t
  if (field === 'decision') return describeDecision(value as Decision, words)
  if (field === 'mergedInto' && value === null) return t('conflicts.ownEntity')
  if (value === null || value === '') return t('conflicts.empty')
  if (words !== null) return words
  if (field === 'deleted' || field === 'removed') return t(value === true ? 'conflicts.gone' : 'conflicts.stays')
  if (field === 'label') return t(`label.${value as 'actor'}`)
  if (field === 'bounds') return String((value as { quote?: unknown }).quote ?? '')
  if (field === 'labels') return t('conflicts.labelSet')
  if (field === 'role') return t(ROLES[value as keyof typeof ROLES])
  if (field === 'kind') return t(`entities.kind.${value as 'person'}`)
  if (field === 'link') return t(`claims.kind.${(value as { kind: 'about' }).kind}`)
  if (noun === 'layer') return t(`conflicts.layer.${value as 'done'}`)
  if (Array.isArray(value)) return value.length === 0 ? t('conflicts.empty') : value.join(t('adjudicate.comma'))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const ROLES = { annotator: 'team.roleAnnotator', lead: 'team.roleLead', auditor: 'team.roleAuditor' } as const

type Decision = { outcome: Outcome; annotationId: string | null; label: Label }

function describeDecision({ outcome, annotationId, label }: Decision, words: string | null): string {
  const t = i18next.t
  if (annotationId === null) return t('adjudicate.decidedNothing')
  return t('conflicts.decided', { outcome: t(`adjudicate.outcome.${outcome}`), label: t(`label.${label}`), words })
}
