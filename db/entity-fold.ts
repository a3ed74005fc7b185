import { type Field, foldFields } from './fold.ts'
import type { Db } from './open.ts'
import { type Change, listOps, type Op } from './ops.ts'
import { statement, upsertById } from './statement.ts'

/** One entity as the log has it; undefined where no effective op creates it. Pure. */
export function foldEntity(ops: readonly Op[]): Readonly<Record<string, string | number | null>> | undefined {
  const fields = foldFields(ops, readEntityOp)
  const created = ops.find(({ kind, change }) => kind === 'entity.create' && change !== undefined)
  const shown = (name: string): unknown => fields.get(name)?.value ?? null
  if (created === undefined || shown('name') === null) return undefined
  return {
    id: created.target,
    name: String(shown('name')),
    kind: shown('kind') as string | null,
    aliases: JSON.stringify(shown('aliases') ?? []),
    note: shown('note') as string | null,
    merged_into: shown('mergedInto') as string | null,
    status: statusOf(fields),
    author: created.author,
    created_ms: created.wallMs,
  }
}

/** Folds one entity and writes its row, or takes it away. */
export function refoldEntity(db: Db, id: string): void {
  const row = foldEntity(listOps(db, id))
  if (row === undefined) statement(db, 'DELETE FROM entity WHERE id = ?').run(id)
  else statement(db, UPSERT).run(row)
}

const SAID = ['name', 'kind', 'aliases', 'note'] as const

/**
 * What an op says of an entity, field by field. Every op but a deletion also says "alive": what was changed without
 * knowledge of the deletion stays, and shows it.
 */
export function readEntityOp({ kind, change }: Op): Change | undefined {
  if (change === undefined) return undefined
  if (kind === 'entity.delete') return { deleted: true }
  if (kind === 'entity.merge') return { deleted: false, mergedInto: change.into ?? null }
  if (kind === 'entity.split') return { deleted: false, mergedInto: null }
  if (kind !== 'entity.create' && kind !== 'entity.change') return undefined
  const said = SAID.filter((name) => change[name] !== undefined).map((name) => [name, change[name]] as const)
  return { deleted: false, ...Object.fromEntries(said) }
}

function statusOf(fields: ReadonlyMap<string, Field>): string {
  const deleted = fields.get('deleted')
  if (deleted?.value === true && !deleted.contested) return 'deleted'
  return [...fields.values()].some(({ contested }) => contested) ? 'contested' : 'live'
}

const COLUMNS = ['id', 'name', 'kind', 'aliases', 'note', 'merged_into', 'status', 'author', 'created_ms']
const UPSERT = upsertById('entity', COLUMNS)
