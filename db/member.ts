import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../corpus/errors.ts'
import { appendOp } from './append.ts'
import { keyStore } from './key-store.ts'
import { readLocal, writeLocal } from './local.ts'
import { refoldMember } from './member-fold.ts'
import { type Db, inTransaction } from './open.ts'
import { member } from './schema.ts'
import { statement } from './statement.ts'

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
  return statement<MemberRow>(db, 'SELECT id, name, role FROM member WHERE id = ?').get(id)
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

/** A name that no person gave: the one under which this machine made the project. */
export type StandIn = Readonly<{
  name: string
  /** Whether the first person takes the stand-in's own place, or joins beside it. */
  replaced: boolean
}>

/**
 * Makes a member the one who works on this copy. Where this user made the project and nobody in it was named yet, the
 * first person leads it, in the stand-in's place or beside it.
 */
export function becomeMember(db: Db, name: string, standIn?: StandIn): MemberRow {
  return inTransaction(db, () => {
    const found = succeed(db, name, standIn) ?? findOrAddMember(db, name)
    writeLocal(db, 'member', found.id)
    return found
  })
}

function succeed(db: Db, name: string, standIn: StandIn | undefined): MemberRow | undefined {
  const [only, ...others] = listMembers(db)
  if (only === undefined || others.length > 0 || only.name !== standIn?.name || only.role !== 'lead') return undefined
  if (only.name === name.normalize('NFC').trim() || !isMine(db, only.id)) return undefined
  return addMember(db, { id: standIn.replaced ? only.id : uuidv7(), name, role: 'lead' }, only.id)
}

/** True where this user has a key under which the member wrote. */
function isMine(db: Db, id: string): boolean {
  const found = db.orm.select().from(member).where(eq(member.id, id)).get()
  const keys = found === undefined ? [] : (JSON.parse(found.keys) as { key: string }[])
  return keys.some(({ key }) => keyStore().protectionOf(key) !== undefined)
}

/** True where this user has a key of somebody who leads: they made the project, or lead it from this machine. */
export function holdsLeadsKey(db: Db): boolean {
  return listMembers(db).some(({ id, role }) => role === 'lead' && isMine(db, id))
}

/** Gives a member another role. Throws DomainError `last-lead` where nobody would lead any more. */
export function setRole(db: Db, id: string, role: MemberRow['role'], by: string): MemberRow {
  return inTransaction(db, () => {
    const known = findMember(db, id)
    if (!known) throw new DomainError('not-found', `no member ${id} in this project`, { id })
    const leads = listMembers(db).filter((each) => each.role === 'lead')
    if (role !== 'lead' && leads.length === 1 && leads[0]!.id === id)
      throw new DomainError('last-lead', `${known.name} is the only lead: make somebody else a lead first`)
    return known.role === role ? known : addMember(db, { id, name: known.name, role }, by)
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
