import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import { Claim } from '../../corpus/claim.ts'
import { describeRating, Rating } from '../../corpus/rating.ts'
import { Value } from '../../corpus/value.ts'
import { labelSet, nameSubtype } from '../labels/label-set.ts'
import { useStore } from '../shell/store.ts'
import { describeValue } from '../suggest/value-words.ts'

type State = Readonly<Record<string, unknown>>

/** What a log entry or an act changed: the fields that differ, before and after. */
export type Change = Readonly<{ before: State | null; after: State | null }>

const FIELDS = ['label', 'subtype', 'bounds', 'value', 'note', 'status', 'claim', 'ratings'] as const
const NEW: readonly string[] = ['label', 'bounds', 'status']
type Field = (typeof FIELDS)[number]

/** Each field that changed, from what to what, in words; the reason of a rating beside it. */
export function ChangeLines({ change, label }: { change: Change; label: Label | null }) {
  const { t } = useTranslation()
  useStore(labelSet, (state) => state.labels)
  // What was new is named by its quote and label already.
  const fields = change.before === null ? FIELDS.filter((field) => !NEW.includes(field)) : FIELDS
  const lines = fields
    .filter((field) => change.after?.[field] !== undefined || change.before?.[field] !== undefined)
    .map((field) => ({
      field,
      before: sayField(field, change.before, label),
      after: sayField(field, change.after, label),
    }))
    .filter(({ before, after }) => before !== after)
  if (lines.length === 0) return null
  return (
    <dl className="change-lines">
      {lines.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{t(`changes.${field}`)}</dt>
          <dd>
            {before !== '' && (
              <del>
                <span className="visually-hidden">{t('changes.before')}</span> {before}
              </del>
            )}
            {after !== '' ? <ins>{after}</ins> : <ins>{t('changes.nothing')}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A field's value in words; empty where it has none. */
function sayField(field: Field, state: State | null, label: Label | null): string {
  const value = state?.[field]
  if (value === undefined || value === null) return ''
  const said = LABELS.find((one) => one === state?.label) ?? label
  if (field === 'label') return said === null ? '' : i18next.t(`label.${said}`)
  if (field === 'subtype')
    return said === null ? String(value) : nameSubtype(labelSet.get().labels, said, String(value))
  if (field === 'bounds') return `«${isolate((value as { quote: string }).quote)}»`
  if (field === 'status') return sayStatus(String(value))
  if (field === 'claim') return sayClaim(value)
  if (field === 'ratings') return sayRatings(value)
  if (field === 'note') return isolate(String(value))
  const read = Value.safeParse(value)
  return read.success ? describeValue(read.data) : JSON.stringify(value)
}

function sayStatus(status: string): string {
  if (status === 'deleted') return i18next.t('changes.deleted')
  return i18next.t(status === 'contested' ? 'changes.contested' : 'changes.live')
}

function sayClaim(value: unknown): string {
  const read = Claim.safeParse(value)
  if (!read.success) return ''
  const { source, cue, polarity, hedged } = read.data
  const words = [
    source === null ? i18next.t('changes.noSource') : i18next.t('changes.source', { text: isolate(source.text) }),
    cue === null ? '' : i18next.t('changes.cue', { text: isolate(cue.text) }),
    i18next.t(polarity === 'asserts' ? 'changes.asserts' : 'changes.denies'),
    hedged ? i18next.t('changes.hedged') : '',
  ]
  return words.filter((word) => word !== '').join(' · ')
}

function sayRatings(value: unknown): string {
  const each = Object.values(value as Record<string, unknown>).map((one) => {
    const read = Rating.safeParse(one)
    if (!read.success) return ''
    const { rationale } = read.data
    return `\u2066${describeRating(read.data)}\u2069${rationale ? ` · ${i18next.t('changes.why', { text: isolate(rationale) })}` : ''}`
  })
  return each.filter((one) => one !== '').join(' · ')
}

/** A person's words between words of the window: neither turns the other around. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`
}
