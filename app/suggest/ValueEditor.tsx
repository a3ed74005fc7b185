import type { AnnotationRow } from '../../corpus/annotation.ts'
import type { Value } from '../../corpus/value.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { useDraft } from '../annotate/use-draft.ts'
import { ValueFields } from './ValueFields.tsx'

/** The value of a chosen date or amount; what is changed is stored at a pause, and on leaving the annotation. */
export function ValueEditor({ session, row }: { session: ArticleSession; row: AnnotationRow }) {
  const draft = useDraft(JSON.stringify(row.value), (text) => session.change(row.id, { value: JSON.parse(text) }))
  if (row.label !== 'date' && row.label !== 'amount') return null
  return (
    <ValueFields
      label={row.label}
      value={JSON.parse(draft.text) as Value | null}
      onChange={(value) => draft.change(JSON.stringify(value))}
    />
  )
}
