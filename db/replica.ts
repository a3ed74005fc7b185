import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import { v7 as uuidv7 } from 'uuid'
import { keyStore } from './key-store.ts'
import { readLocal, writeLocal } from './local.ts'
import type { Db } from './open.ts'

// A replica id and an Ed25519 key belong to (machine, user, project file): record.md, Who.

/** Who signs in this copy: the replica's id, its public key (base64url of the 32 bytes), and the signature of bytes. */
export type Signer = Readonly<{ replica: string; publicKey: string; sign(bytes: Buffer): Buffer }>

const signers = new WeakMap<Db, Signer>()

/**
 * The id under which this machine and user write to this file, with its key. A copy that was opened elsewhere, or whose
 * key this user does not have, gets new ones before its first op, so that two copies never continue one chain.
 */
export function currentSigner(db: Db): Signer {
  const home = homeOf(db)
  const replica = readLocal(db, 'replica')
  const publicKey = readLocal(db, 'replica-key')
  const known = signers.get(db)
  const same = replica !== undefined && readLocal(db, 'replica-home') === home
  if (same && known?.replica === replica && known.publicKey === publicKey) return known
  const key = same && publicKey !== undefined ? keyStore().find(publicKey) : undefined
  const signer = key && same ? toSigner(replica, publicKey!, key) : renew(db, home)
  signers.set(db, signer)
  return signer
}

/** The id under which this machine and user wrote to this file last; undefined before the first op here. Writes nothing. */
export function findReplica(db: Db): string | undefined {
  return readLocal(db, 'replica-home') === homeOf(db) ? readLocal(db, 'replica') : undefined
}

/** Who signed in this copy so far, where this user still has the key; undefined otherwise. Writes nothing. */
export function findSigner(db: Db): Signer | undefined {
  const replica = findReplica(db)
  const publicKey = readLocal(db, 'replica-key')
  if (replica === undefined || publicKey === undefined) return undefined
  const known = signers.get(db)
  if (known?.replica === replica && known.publicKey === publicKey) return known
  const key = keyStore().find(publicKey)
  return key && toSigner(replica, publicKey, key)
}

/** True when `sig` is this key's Ed25519 signature (RFC 8032) of the bytes; false too for a key that is none. */
export function isSignedBy(publicKey: string, bytes: Buffer, sig: Buffer | null): boolean {
  if (sig === null || sig.length !== 64) return false
  const key = publicKeyOf(publicKey)
  return key !== undefined && verify(null, bytes, key, sig)
}

/** The bytes that the signature of an op stands for: the purpose and the op's hash. */
export function opMessage(hash: Buffer): Buffer {
  return Buffer.concat([OP_PURPOSE, hash])
}

/** The bytes with which an older key of an author vouches for a newer one. */
export function vouchMessage(author: string, publicKey: string): Buffer {
  return Buffer.from(`isnad vouch\n${author}\n${publicKey}`)
}

const OP_PURPOSE = Buffer.from('isnad op\n')

const homes = new WeakMap<Db, string>()

/** Asked for every op; an open project does not change machine, user or name. */
function homeOf(db: Db): string {
  const known = homes.get(db)
  if (known !== undefined) return known
  const place = `${hostname()}\n${userInfo().username}\n${db.home ?? db.file}`
  const home = createHash('sha256').update(place).digest('hex')
  homes.set(db, home)
  return home
}

function renew(db: Db, home: string): Signer {
  const { privateKey, publicKey: made } = generateKeyPairSync('ed25519')
  const publicKey = String(made.export({ format: 'jwk' }).x)
  keepKey(publicKey, privateKey)
  const replica = uuidv7()
  writeLocal(db, 'replica', replica)
  writeLocal(db, 'replica-home', home)
  writeLocal(db, 'replica-key', publicKey)
  return toSigner(replica, publicKey, privateKey)
}

/** Kept before anything is signed with it. Where it cannot be kept it serves until the file is closed: no reason to refuse work. */
function keepKey(publicKey: string, key: KeyObject): void {
  try {
    keyStore().keep(publicKey, key)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

function toSigner(replica: string, publicKey: string, key: KeyObject): Signer {
  return { replica, publicKey, sign: (bytes) => sign(null, bytes, key) }
}

const publicKeys = new Map<string, KeyObject | undefined>()

function publicKeyOf(x: string): KeyObject | undefined {
  if (!publicKeys.has(x)) publicKeys.set(x, importPublicKey(x))
  return publicKeys.get(x)
}

function importPublicKey(x: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
