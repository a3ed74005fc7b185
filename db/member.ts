import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { appendOp } from './append.ts'
import { readLocal, writeLocal } from './local.ts'
import { refoldMember } from './member-fold.ts'
import { type Db, inTransaction } from './open.ts'
import { member } from './schema.ts'

/** Someone who works on the project. */
export type MemberRow = Readonly<{ id: string; name: string; role: 'annotator' | 'lead' | 'auditor' }>

/** Finds a member by exact name (NFC) or adds one, an annotator unless said otherwise; the member is its own op's author. */
export function findOrAddMember(db: Db, name: string, role: MemberRow['role'] = 'annotator'): MemberRow {
  const exact = name.normalize('NFC').trim()
  return inTransaction(db, () => {
    const found = findMemberByName(db, exact)
    if (found) return found
    const id = uuidv7()
    return addMember(db, { id, name: exact, role }, id)
  })
}

/** Adds a member under an id that was made elsewhere. */
export function addMember(
  db: Db,
  { id, name, role = 'annotator' }: Pick<MemberRow, 'id' | 'name'> & Partial<Pick<MemberRow, 'role'>>,
  by: string,
): MemberRow {
  return inTransaction(db, () => {
    const change = { name: name.normalize('NFC').trim(), role }
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

/** The member with exactly this name (NFC). */
export function findMemberByName(db: Db, name: string): MemberRow | undefined {
  const found = db.orm
    .select()
    .from(member)
    .where(eq(member.name, name.normalize('NFC').trim()))
    .get()
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

function toMember({ id, name, role }: typeof member.$inferSelect): MemberRow {
  return { id, name, role }
}
