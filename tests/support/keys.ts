import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { KeyAnnouncement } from '../../db/append.ts'
import { vouchMessage } from '../../db/replica.ts'
import type { JudgedOp } from '../../db/trust.ts'

/** A key pair for trials; the public one as announcements write it. */
export type TrialKey = Readonly<{ publicKey: string; privateKey: KeyObject }>

/** A new key pair. */
export function makeKey(): TrialKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: String(publicKey.export({ format: 'jwk' }).x), privateKey }
}

/** The op with which an author announces a replica's key. */
export function announce(
  author: string,
  replica: string,
  { publicKey }: TrialKey,
  { handout = null, vouch = null }: Partial<Pick<KeyAnnouncement, 'handout' | 'vouch'>> = {},
): JudgedOp {
  const change = { key: publicKey, replica, handout, vouch }
  return { hash: `${replica} key`, replica, seq: 1, lamport: 1, author, kind: 'member.key', target: author, change }
}

/** The voucher of an older key for a newer one. */
export function vouch(author: string, newer: TrialKey, older: TrialKey): KeyAnnouncement['vouch'] {
  const sig = sign(null, vouchMessage(author, newer.publicKey), older.privateKey)
  return { by: older.publicKey, sig: sig.toString('base64url') }
}
