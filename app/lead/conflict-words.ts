import i18next from 'i18next'
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
] as const

/** What authors disagree on, as a person calls it. */
export function describeField({ field, noun }: Conflict): string {
  if (noun === 'project' && field === 'title') return i18next.t('conflicts.field.projectTitle')
  const known = FIELDS.find((one) => one === field)
  return known === undefined ? field : i18next.t(`conflicts.field.${known}`)
}

/** One of the values in words; what has no words of its own is shown as it is kept. */
export function describeConflictValue({ field }: Conflict, value: unknown): string {
  if (value === null || value === '') return i18next.t('conflicts.empty')
  if (field === 'deleted') return i18next.t(value === true ? 'conflicts.gone' : 'conflicts.stays')
  if (field === 'label') return i18next.t(`label.${value as 'actor'}`)
  if (field === 'bounds') return String((value as { quote?: unknown }).quote ?? '')
  if (field === 'labels') return i18next.t('conflicts.labelSet')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
