import { basename } from 'node:path'
import { armor, Decrypter, Encrypter } from 'age-encryption'
import { DomainError } from '../corpus/errors.ts'

// Bundles and backups leave the machine on sticks and by mail: they can be sealed in the age format (C2SP age v1), which
// the reference tool opens too. The project file itself is not sealed.

/** Whom a file is sealed for: recipients (`age1…`), or whoever knows a passphrase. */
export type SealFor = Readonly<{ recipients: readonly string[] }> | Readonly<{ passphrase: string }>

/** What may open a sealed file: identities (`AGE-SECRET-KEY-1…`) and passphrases, all of them tried. */
export type SealKeys = Readonly<{ identities?: readonly string[]; passphrase?: string }>

const BINARY = 'age-encryption.org/v1'
const ARMOURED = '-----BEGIN AGE ENCRYPTED FILE-----'

/** True for the first bytes of a file in the age format, binary or as text. */
export function isSealed(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, ARMOURED.length + 4)).toString('latin1')
  return start.startsWith(BINARY) || start.trimStart().startsWith(ARMOURED)
}

/** Bytes sealed for recipients or under a passphrase. Throws DomainError `bad-recipient` for what is no recipient. */
export async function seal(bytes: Uint8Array, whom: SealFor): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  if ('passphrase' in whom) encrypter.setPassphrase(checkPassphrase(whom.passphrase))
  else for (const recipient of whom.recipients) addRecipient(encrypter, recipient)
  return encrypter.encrypt(bytes)
}

/**
 * The bytes inside a sealed file, all of them or none. Throws DomainError `sealed` where no key was given, `seal-key-wrong`
 * where none opens it, `seal-broken` for a file that was cut off or altered, `bad-identity` for what is no identity.
 */
export async function unseal(sealed: Uint8Array, keys: SealKeys, path: string): Promise<Uint8Array> {
  const file = basename(path)
  const { identities = [], passphrase } = keys
  if (identities.length === 0 && passphrase === undefined)
    throw new DomainError('sealed', `${file} is encrypted: name its passphrase file or your identity file`, { file })
  const decrypter = new Decrypter()
  for (const identity of identities) addIdentity(decrypter, identity)
  // The reference tool takes a passphrase as it is written, this program in its composed form.
  if (passphrase !== undefined)
    for (const each of new Set([passphrase, passphrase.normalize('NFC')])) decrypter.addPassphrase(each)
  try {
    return await decrypter.decrypt(toBinary(sealed))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error.message.startsWith('no identity matched'))
      throw new DomainError('seal-key-wrong', `${file}: this passphrase or identity does not open it`, { file })
    throw new DomainError(
      'seal-broken',
      `${file} was cut off or altered: ask for it again; nothing was taken from it`,
      {
        file,
      },
    )
  }
}

/** The passphrase in a file: its first line, without the line break. Throws DomainError `bad-input` for an empty one. */
export function readPassphrase(text: string): string {
  const [line] = text.split(/\r?\n/, 1)
  checkPassphrase(line!)
  return line!
}

/** The identities in a file as age-keygen writes it: one a line, `#` begins a comment. */
export function readIdentities(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (identities.length === 0) throw badIdentity()
  for (const identity of identities) addIdentity(new Decrypter(), identity)
  return identities
}

function checkPassphrase(text: string): string {
  const passphrase = text.normalize('NFC')
  if (passphrase.trim() === '') throw new DomainError('bad-input', 'the passphrase is empty: write one')
  return passphrase
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new DomainError('bad-recipient', `${recipient.slice(0, 80)} is no age recipient: it begins with age1`)
  }
}

function addIdentity(decrypter: Decrypter, identity: string): void {
  try {
    decrypter.addIdentity(identity)
  } catch (error) {
    // The message must not repeat what may be a secret key with a letter missing.
    throw error instanceof Error ? badIdentity() : error
  }
}

function badIdentity(): DomainError {
  return new DomainError('bad-identity', 'the identity file holds no age identity: a line begins with AGE-SECRET-KEY-1')
}

function toBinary(sealed: Uint8Array): Uint8Array {
  const start = Buffer.from(sealed.subarray(0, BINARY.length)).toString('latin1')
  return start === BINARY ? sealed : armor.decode(Buffer.from(sealed).toString('latin1'))
}
