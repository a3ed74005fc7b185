import { z } from 'zod'
import { DomainError } from '../../corpus/errors.ts'
import type { JsonlFailure } from '../../corpus/formats/jsonl.ts'
import { JsonlEntity, JsonlLink, JsonlRating } from '../../corpus/formats/jsonl-beside.ts'
import { findAnnotation, setRating } from '../../db/annotation.ts'
import { areSame, createEntity, findEntity, mergeEntities } from '../../db/entity.ts'
import { claimOfLink, setLink } from '../../db/link.ts'
import { findOrAddMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'

/** The ratings of a file `ratings.jsonl`, by the annotation that they are of, in the file's order. */
export type RatingLines = ReadonlyMap<string, readonly JsonlRating[]>

type Read<T> = { rows: T[]; failed: JsonlFailure[] }

/** Reads the lines of `ratings.jsonl`; those that were undone are left out. */
export function readRatingLines(jsonl: string): { ratings: RatingLines; failed: JsonlFailure[] } {
  const { rows, failed } = readLines(jsonl, JsonlRating)
  const ratings = new Map<string, JsonlRating[]>()
  for (const row of rows) {
    if (row.live === false) continue
    const known = ratings.get(row.annotationId)
    if (known) known.push(row)
    else ratings.set(row.annotationId, [row])
  }
  return { ratings, failed }
}

/** Stores what several raters said of an annotation that has just come in: under their names, at their times. */
export function addRatings(db: Db, id: string, lines: readonly JsonlRating[], by: string, group: string): void {
  for (const { rater, reliability, credibility, rationale, created } of lines) {
    const createdMs = created === undefined ? {} : { createdMs: Date.parse(created) }
    const from = { author: findOrAddMember(db, rater).id, ...createdMs }
    setRating(db, id, { reliability, credibility, rationale }, by, group, from)
  }
}

/**
 * Adds the links of a file `links.jsonl`. One that is known by its id, taken away or not, counts as present. Where an end
 * is not in this project the line is a failure, or left out where `strict` is false.
 */
export function addLinks(
  db: Db,
  jsonl: string,
  by: string,
  { group, strict }: Readonly<{ group: string; strict: boolean }>,
): { added: number; present: number; failed: JsonlFailure[] } {
  const { rows, failed } = readLines(jsonl, JsonlLink.extend({ line: z.number() }))
  let added = 0
  let present = 0
  for (const { line, id, from, to, kind, annotator, created } of rows) {
    if (id !== undefined && claimOfLink(db, id) !== undefined) present++
    else if (!strict && [from, to].some((end) => findAnnotation(db, end) === undefined)) continue
    else {
      const origin = {
        ...(id === undefined ? {} : { id }),
        ...(annotator ? { author: findOrAddMember(db, annotator).id } : {}),
        ...(created === undefined ? {} : { createdMs: Date.parse(created) }),
      }
      try {
        setLink(db, { from, to, kind }, by, { ...origin, group })
        added++
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        failed.push({ line, code: error.code, message: `line ${line}: ${error.message}` })
      }
    }
  }
  return { added, present, failed }
}

/** Adds the entities of a file `entities.jsonl` that are not known by their id, and says which were merged. */
export function addEntities(db: Db, jsonl: string, by: string, group: string): JsonlFailure[] {
  const { rows, failed } = readLines(jsonl, JsonlEntity)
  const fresh = rows.filter(({ id }) => findEntity(db, id) === undefined)
  for (const { id, name, kind = null, aliases = [], note = null } of fresh)
    createEntity(db, { id, name, kind, aliases, note }, by, group)
  for (const { id, mergedInto } of fresh)
    if (mergedInto && findEntity(db, mergedInto) && !areSame(db, id, mergedInto))
      mergeEntities(db, [id], mergedInto, by, group)
  return failed
}

/** Reads JSON lines of one shape, each with its number; says what is wrong with a line instead of throwing. */
function readLines<T>(jsonl: string, shape: z.ZodType<T>): Read<T> {
  const read: Read<T> = { rows: [], failed: [] }
  for (const [at, text] of jsonl
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (text.trim() === '') continue
    const line = at + 1
    const parsed = shape.safeParse(parseObject(text, line))
    if (parsed.success) read.rows.push(parsed.data)
    else {
      const [first] = parsed.error.issues
      const where = first!.path.length > 0 ? `${first!.path.join('.')}: ` : ''
      read.failed.push({ line, code: 'bad-input', message: `line ${line}: ${where}${first!.message}` })
    }
  }
  return read
}

function parseObject(text: string, line: number): unknown {
  try {
    const data: unknown = JSON.parse(text)
    return typeof data === 'object' && data !== null ? { ...data, line } : data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
