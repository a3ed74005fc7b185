import { safeStorage } from 'electron'
import type { Vault } from './keychain.ts'
import { log } from './log.ts'

/** The operating system's keychain; undefined where there is none, or one that only looks like it. Only once Electron is ready. */
export function findVault(): Vault | undefined {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform
  const real = safeStorage.isEncryptionAvailable() && backend !== 'basic_text' && backend !== 'unknown'
  log('keys', { protection: real ? 'keychain' : 'file', backend })
  if (!real) return undefined
  return {
    wrap: (plain) => safeStorage.encryptString(plain),
    unwrap: (wrapped) => safeStorage.decryptString(wrapped),
  }
}
