import { createPrivateKey, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where this user's private keys are. `keychain`: wrapped by the operating system's own keychain; `file`: in files that
 * only this user can read.
 */
export type KeyStore = Readonly<{
  protection: 'keychain' | 'file'
  /** The private key of a public key (base64url); undefined where this user does not have it. */
  find(publicKey: string): KeyObject | undefined
  /** Keeps a private key for good. Throws the system's error where it cannot. */
  keep(publicKey: string, key: KeyObject): void
}>

/** The folder of this user's settings and keys; ISNAD_PROFILE names another, for trials and tests. */
export function profileFolder(): string {
  if (process.env.ISNAD_PROFILE) return process.env.ISNAD_PROFILE
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'isnad')
  if (process.platform === 'win32') return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'isnad')
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'isnad')
}

/** Keys as files that only this user can read, one a key, written whole or not at all. */
export function fileKeyStore(folder: () => string = () => join(profileFolder(), 'keys')): KeyStore {
  const path = (publicKey: string): string => join(folder(), `${publicKey}.json`)
  return {
    protection: 'file',
    find: (publicKey) => {
      const stored = readStored(path(publicKey))
      return stored === undefined ? undefined : readPrivateKey(Buffer.from(stored, 'base64'))
    },
    keep: (publicKey, key) => {
      mkdirSync(folder(), { recursive: true, mode: 0o700 })
      const draft = `${path(publicKey)}.${process.pid}.new`
      try {
        writeFileSync(draft, JSON.stringify({ protection: 'file', key: writePrivateKey(key).toString('base64') }), {
          mode: 0o600,
          flush: true,
        })
        renameSync(draft, path(publicKey))
      } finally {
        rmSync(draft, { force: true })
      }
    },
  }
}

let current: KeyStore = fileKeyStore()

/** The store that this process signs from. */
export function keyStore(): KeyStore {
  return current
}

/** Signs from another store from now on: the one that the main process unlocked, say. */
export function useKeyStore(store: KeyStore): void {
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

/** The stored bytes; a missing, unreadable or otherwise protected key counts as none: the replica is then renewed. */
function readStored(path: string): string | undefined {
  try {
    const { protection, key } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    return protection === 'file' ? String(key) : undefined
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
