import { createPrivateKey, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What keeps a private key from others: the operating system's own keychain, or only the permissions of its file. */
export type Protection = 'keychain' | 'file'

/** Where this user's private keys are. */
export type KeyStore = Readonly<{
  /** How keys are protected that are kept from now on. */
  protection: Protection
  /** How a key that is here is protected; undefined where this user does not have it. */
  protectionOf(publicKey: string): Protection | undefined
  /** The private key of a public key (base64url); undefined where this user does not have it. */
  find(publicKey: string): KeyObject | undefined
  /** Keeps a private key for good. Throws the system's error where it cannot. */
  keep(publicKey: string, key: KeyObject): void
}>

/** A key as its file has it: base64 of PKCS #8, or of the same wrapped by the keychain. */
export type StoredKey = Readonly<{ protection: Protection; key: string }>

/** The folder of this user's settings and keys; ISNAD_PROFILE names another, for trials and tests. */
export function profileFolder(): string {
  if (process.env.ISNAD_PROFILE) return process.env.ISNAD_PROFILE
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'isnad')
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'isnad')
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'isnad')
}

/** The folder of private keys. */
export function keyFolder(): string {
  return join(profileFolder(), 'keys')
}

/** Keys as files that only this user can read, one a key, written whole or not at all. */
export function fileKeyStore(folder: () => string = keyFolder): KeyStore {
  const find = (publicKey: string): KeyObject | undefined => {
    const stored = readStoredKey(folder(), publicKey)
    return stored?.protection === 'file' ? readPrivateKey(Buffer.from(stored.key, 'base64')) : undefined
  }
  return {
    protection: 'file',
    protectionOf: (publicKey) => (readStoredKey(folder(), publicKey)?.protection === 'file' ? 'file' : undefined),
    find,
    keep: (publicKey, key) =>
      writeStoredKey(folder(), publicKey, { protection: 'file', key: writePrivateKey(key).toString('base64') }),
  }
}

/** Writes a key's file, readable by this user alone, whole or not at all. */
export function writeStoredKey(folder: string, publicKey: string, stored: StoredKey): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${publicKey}.json`)
  const draft = `${path}.${process.pid}.new`
  try {
    writeFileSync(draft, JSON.stringify(stored), { mode: 0o600, flush: true })
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** A key's file; a missing or unreadable one counts as none: the replica is then renewed. */
export function readStoredKey(folder: string, publicKey: string): StoredKey | undefined {
  if (!/^[\w-]+$/.test(publicKey)) return undefined
  try {
    const { protection, key } = JSON.parse(readFileSync(join(folder, `${publicKey}.json`), 'utf8')) as StoredKey
    return protection === 'file' || protection === 'keychain' ? { protection, key: String(key) } : undefined
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

let current: KeyStore = fileKeyStore()

/** The store that this process signs from. */
export function keyStore(): KeyStore {
  return current
}

/** Signs from another store from now on: the one that the main process unlocked, say. */
export function chooseKeyStore(store: KeyStore): void {
  current = store
}

/** A private key as PKCS #8 bytes. */
export function writePrivateKey(key: KeyObject): Buffer {
  return key.export({ type: 'pkcs8', format: 'der' })
}

/** A private key of PKCS #8 bytes. Throws the system's error for anything else. */
export function readPrivateKey(bytes: Buffer): KeyObject {
  return createPrivateKey({ key: bytes, type: 'pkcs8', format: 'der' })
}
