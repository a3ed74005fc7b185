import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { foldFields } from './fold.ts'
import { type Db, inTransaction } from './open.ts'
import { appendOp, listOps, type Op, readLocal, writeLocal } from './ops.ts'
import { member } from './schema.ts'
import { statement } from './statement.ts'

/** Someone who works on the project. */
export type MemberRow = Readonly<{ id: string; name: string; role: 'annotator' | 'lead' | 'auditor' }>

/** Finds a member by exact name (NFC) or adds one as an annotator; the member is its own op's author. */
export function findOrAddMember(db: Db, name: string): MemberRow {
  const exact = name.normalize('NFC').trim()
  return inTransaction(db, () => {
    const found = db.orm.select().from(member).where(eq(member.name, exact)).get()
    if (found) return toMember(found)
    const id = uuidv7()
    return addMember(db, { id, name: exact }, id)
  })
}

/** Adds a member under an id that was made elsewhere. */
export function addMember(db: Db, { id, name }: { id: string; name: string }, by: string): MemberRow {
  return inTransaction(db, () => {
    const change = { name: name.normalize('NFC').trim(), role: 'annotator', keys: [] }
    appendOp(db, by, { kind: 'member.add', target: id, change })
    refoldMember(db, id)
    return findMember(db, id)!
  })
}

/** The member with this id. */
export function findMember(db: Db, id: string): MemberRow | undefined {
  const found = db.orm.select().from(member).where(eq(member.id, id)).get()
  return found && toMember(found)
}

/** The member who works on this copy of the file now; undefined before the first edit. */
export function currentMember(db: Db): MemberRow | undefined {
  const id = readLocal(db, 'member')
  return id === undefined ? undefined : findMember(db, id)
}

/** Makes a member the one who works on this copy. */
export function becomeMember(db: Db, name: string): MemberRow {
  return inTransaction(db, () => {
    const found = findOrAddMember(db, name)
    writeLocal(db, 'member', found.id)
    return found
  })
}

/** Everyone who works on the project or ever did, in the order in which they came. */
export function listMembers(db: Db): MemberRow[] {
  return db.orm.select().from(member).orderBy(member.id).all().map(toMember)
}

/** Every member's name by id. */
export function memberNames(db: Db): Map<string, string> {
  return new Map(listMembers(db).map(({ id, name }) => [id, name]))
}

/** One member as the log has it; undefined where no effective op adds it. Pure. */
export function foldMember(ops: readonly Op[]): Readonly<Record<string, string>> | undefined {
  const fields = foldFields(ops, ({ kind, change }) => (kind === 'member.add' ? change : undefined))
  const shown = (name: string): unknown => fields.get(name)?.value
  if (shown('name') === undefined) return undefined
  const keys = JSON.stringify(shown('keys') ?? [])
  return { id: ops[0]!.target, name: String(shown('name')), role: String(shown('role') ?? 'annotator'), keys }
}

/** Folds one member and writes its row. */
export function refoldMember(db: Db, id: string): void {
  const folded = foldMember(listOps(db, id))
  if (folded === undefined) statement(db, 'DELETE FROM member WHERE id = ?').run(id)
  else statement(db, UPSERT_MEMBER).run(folded)
}

function toMember({ id, name, role }: typeof member.$inferSelect): MemberRow {
  return { id, name, role }
}

const UPSERT_MEMBER = `INSERT INTO member (id, name, role, keys) VALUES (@id, @name, @role, @keys)
ON CONFLICT(id) DO UPDATE SET name = excluded.name, role = excluded.role, keys = excluded.keys`
