import { createPublicKey, type KeyObject } from 'node:crypto'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { intakeOf } from '../../db/intake.ts'
import { chooseKeyStore, type KeyStore, keyStore } from '../../db/key-store.ts'
import { becomeMember } from '../../db/member.ts'
import { applyIncoming } from '../../db/merge-apply.ts'
import { checkIncoming } from '../../db/merge-check.ts'
import { type Db, inTransaction } from '../../db/open.ts'
import { makeTeamProject } from './team.ts'

// Replicas for thousands of histories: real SQLite with our real schema, log, signatures, checks, merge and fold. Only the
// file is missing: each lives in memory, cloned from one project, and nothing waits for a disk.

/** A replica with whoever works on it. */
export type MemoryReplica = Readonly<{ db: Db; by: string }>

/** A project to clone: its bytes and the real file whose place the clones take. */
export type Seedling = Readonly<{ bytes: Buffer; file: Db; articleId: string; annotationId: string }>

/** A project with one article and one annotation, ready to be cloned; keys are kept in memory from now on. */
export function makeSeedling(): Seedling {
  const { db, articleId, annotationId } = makeTeamProject()
  const bytes = db.raw.serialize()
  // In memory there is no write-ahead log: the header's file format versions say so.
  bytes[18] = bytes[19] = 1
  return { bytes, file: db, articleId, annotationId }
}

/** A clone of the project as a colleague has it on a machine of their own. */
export function cloneFor({ bytes, file }: Seedling, name: string): MemoryReplica {
  const db = openClone(bytes, file, name)
  return { db, by: becomeMember(db, name).id }
}

/** A clone that nobody has worked on. */
export function openClone(bytes: Buffer, file: Db, home: string): Db {
  const binding = process.env.ISNAD_SQLITE_BINDING
  const raw = new Database(bytes, binding ? { nativeBinding: binding } : {})
  raw.pragma('foreign_keys = ON')
  return { orm: drizzle(raw), raw, file: file.file, identity: file.identity, home }
}

/** Merges replicas into one exactly as `mergeFiles` does, without files; returns how many entries were new. */
export async function mergeInto(db: Db, others: readonly Db[]): Promise<number> {
  const intakes = others.map((other, at) => intakeOf(other, `${at}`))
  const checked = await checkIncoming(db, intakes, async () => {})
  inTransaction(db, () => applyIncoming(db, checked, intakes, { sources: '', backup: null, wallMs: 0 }))
  return checked.news.length
}

/** A key store that ends with the process. */
export function keepKeysInMemory(): () => void {
  const before: KeyStore = keyStore()
  const keys = new Map<string, KeyObject>()
  chooseKeyStore({
    protection: 'file',
    protectionOf: () => 'file',
    find: (publicKey) => keys.get(publicKey),
    keep: (publicKey, key) => {
      if (createPublicKey(key).export({ format: 'jwk' }).x !== publicKey) throw new RangeError('another key')
      keys.set(publicKey, key)
    },
  })
  return () => chooseKeyStore(before)
}
