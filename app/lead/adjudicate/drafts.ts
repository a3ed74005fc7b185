import type { AdjudicatedDraft } from '../../../corpus/adjudication.ts'
import type { AnnotationRow } from '../../../corpus/annotation.ts'
import type { CurationSession, OpenCase } from './curation-session.ts'

/** What an annotation says, as the beginning of an edited one. */
export function draftOf({
  label,
  subtype,
  startCodePoint,
  endCodePoint,
  quote,
  value,
  note,
  claim,
  rating,
  entity,
}: AnnotationRow): AdjudicatedDraft {
  // Who named no entity leaves it to the others.
  const named = entity === null ? {} : { entity }
  return { label, subtype, startCodePoint, endCodePoint, quote, value, note, claim, rating, ...named }
}

/** Where editing begins: what was adjudicated, else what most say, else the first analyst's, else the bare words. */
export function beginDraft(session: CurationSession, { judged, span }: OpenCase): AdjudicatedDraft {
  const { rows, adjudicated } = session.state.get()
  const decided = judged.decision?.annotationId ? adjudicated.get(judged.decision.annotationId) : undefined
  const most = Array.isArray(judged.majority) ? judged.majority : judged.annotationIds
  const row = decided ?? most.map((id) => rows.get(id)).find((each) => each !== undefined)
  if (row !== undefined) return draftOf(row)
  const { label, startCodePoint, endCodePoint } = judged
  const quote = session.content.text.slice(span.start, span.end)
  return { label, startCodePoint, endCodePoint, quote, value: null, claim: null, rating: null }
}
