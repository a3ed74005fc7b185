import type { KeyObject } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import {
  fileKeyStore,
  type KeyStore,
  keyFolder,
  readPrivateKey,
  readStoredKey,
  writePrivateKey,
  writeStoredKey,
} from '../db/key-store.ts'
import { toFailure } from './rpc.ts'

/** What the operating system's keychain does with a text: only this user can unwrap it again. May throw. */
export type Vault = Readonly<{ wrap(plain: string): Buffer; unwrap(wrapped: Buffer): string }>

/** Keys whose files the keychain wraps. `unlockAll` gives those that it can unwrap now, by public key. */
export type Keychain = KeyStore & Readonly<{ unlockAll(): Record<string, string> }>

/** The keys behind a vault; undefined without one. Keys in plain files, which the command line keeps, stay as they are. */
export function openKeychain(vault: Vault | undefined, folder: () => string = keyFolder): Keychain | undefined {
  if (vault === undefined) return undefined
  const plain = fileKeyStore(folder)
  const unlock = (publicKey: string): string | undefined => {
    const stored = readStoredKey(folder(), publicKey)
    if (stored?.protection !== 'keychain') return undefined
    try {
      return vault.unwrap(Buffer.from(stored.key, 'base64'))
    } catch (error) {
      // Another keychain than the one that wrapped it: the replica is renewed.
      toFailure(error, 'keychain')
      return undefined
    }
  }
  return {
    protection: 'keychain',
    protectionOf: (publicKey) => (unlock(publicKey) === undefined ? plain.protectionOf(publicKey) : 'keychain'),
    find: (publicKey) => {
      const unlocked = unlock(publicKey)
      return unlocked === undefined ? plain.find(publicKey) : readKey(unlocked)
    },
    keep: (publicKey, key) => {
      const wrapped = vault.wrap(writeKey(key)).toString('base64')
      writeStoredKey(folder(), publicKey, { protection: 'keychain', key: wrapped })
    },
    unlockAll: () =>
      Object.fromEntries(
        listKeys(folder())
          .map((publicKey) => [publicKey, unlock(publicKey)] as const)
          .filter((line): line is readonly [string, string] => line[1] !== undefined),
      ),
  }
}

/** The keys that the main process unlocked, as the project process has them; a new one is handed back to be kept. */
export function handedKeys(
  unlocked: Readonly<Record<string, string>>,
  keep: (publicKey: string, key: string) => void,
): KeyStore {
  const plain = fileKeyStore()
  const keys = new Map(Object.entries(unlocked).map(([publicKey, key]) => [publicKey, readKey(key)]))
  return {
    protection: 'keychain',
    protectionOf: (publicKey) => (keys.has(publicKey) ? 'keychain' : plain.protectionOf(publicKey)),
    find: (publicKey) => keys.get(publicKey) ?? plain.find(publicKey),
    keep: (publicKey, key) => {
      keys.set(publicKey, key)
      keep(publicKey, writeKey(key))
    },
  }
}

/** A private key of the text that the two processes hand each other. */
export function readKey(text: string): KeyObject {
  return readPrivateKey(Buffer.from(text, 'base64'))
}

function writeKey(key: KeyObject): string {
  return writePrivateKey(key).toString('base64')
}

function listKeys(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
}
