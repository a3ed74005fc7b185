import { createCipheriv, createDecipheriv, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileKeyStore, writePrivateKey } from '../../db/key-store.ts'
import { handedKeys, openKeychain, type Vault } from '../../electron/keychain.ts'
import { makeFolder } from '../support/project.ts'

/** Does what an operating system's keychain does: only whoever has its secret unwraps again. */
function makeVault(secret = randomBytes(32)): Vault {
  return {
    wrap: (plain) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, iv)
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed])
    },
    unwrap: (wrapped) => {
      const decipher = createDecipheriv('aes-256-gcm', secret, wrapped.subarray(0, 12))
      decipher.setAuthTag(wrapped.subarray(12, 28))
      return decipher.update(wrapped.subarray(28)).toString() + decipher.final().toString()
    },
  }
}

function makeKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { key: privateKey, name: String(publicKey.export({ format: 'jwk' }).x) }
}

describe('openKeychain', () => {
  it('keeps a key wrapped, in a file that only its user can read, and finds it again', () => {
    const folder = makeFolder()
    const vault = makeVault()
    const { key, name } = makeKey()
    openKeychain(vault, () => folder)!.keep(name, key)
    const path = join(folder, `${name}.json`)
    const stored = readFileSync(path, 'utf8')
    expect(JSON.parse(stored)).toMatchObject({ protection: 'keychain' })
    expect(stored).not.toContain(writePrivateKey(key).toString('base64').slice(20, 50))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const again = openKeychain(vault, () => folder)!
    expect(createPublicKey(again.find(name)!).export({ format: 'jwk' }).x).toBe(name)
    expect([again.protectionOf(name), Object.keys(again.unlockAll())]).toEqual(['keychain', [name]])
  })

  it('leaves keys in plain files as they are, for the command line, and says that they are', () => {
    const folder = makeFolder()
    const { key, name } = makeKey()
    fileKeyStore(() => folder).keep(name, key)
    const keychain = openKeychain(makeVault(), () => folder)!
    expect([keychain.protectionOf(name), keychain.unlockAll()]).toEqual(['file', {}])
    expect(keychain.find(name)).toBeDefined()
  })

  it.each([
    ['another keychain wrapped', (path: string) => expect(path).toBeTruthy()],
    ['is no JSON', (path: string) => writeFileSync(path, 'x')],
    ['names another protection', (path: string) => writeFileSync(path, '{"protection":"x","key":"y"}')],
  ])('counts a key as none that %s', (_, spoil) => {
    const folder = makeFolder()
    const { key, name } = makeKey()
    openKeychain(makeVault(), () => folder)!.keep(name, key)
    spoil(join(folder, `${name}.json`))
    const other = openKeychain(makeVault(), () => folder)!
    expect([other.find(name), other.protectionOf(name), other.unlockAll()]).toEqual([undefined, undefined, {}])
    expect(fileKeyStore(() => folder).find(name)).toBeUndefined()
  })

  it('is nothing without a vault, and never reads outside its folder', () => {
    expect(openKeychain(undefined)).toBeUndefined()
    expect(fileKeyStore(() => '/etc').find('../../etc/passwd')).toBeUndefined()
  })
})

describe('handedKeys', () => {
  it('finds what was handed over, and hands back what is new', () => {
    const [old, made] = [makeKey(), makeKey()]
    const kept: string[] = []
    const text = writePrivateKey(old.key).toString('base64')
    const store = handedKeys({ [old.name]: text }, (publicKey) => kept.push(publicKey))
    expect(store.find(made.name)).toBeUndefined()
    store.keep(made.name, made.key)
    expect([store.find(old.name), store.find(made.name)]).toEqual([expect.anything(), made.key])
    expect([kept, store.protectionOf(made.name)]).toEqual([[made.name], 'keychain'])
  })
})
