import type { Command } from 'commander'
import { DomainError } from '../../corpus/errors.ts'
import { readIdentities, readPassphrase, type SealFor, type SealKeys } from '../seal.ts'
import { readInputText } from './project.ts'

/** What `backup` and `bundle` take to encrypt what they write. */
export type SealOptions = { recipient?: string[]; passphraseFile?: string }

/** What `merge` and `restore` take to read what is encrypted. */
export type KeyOptions = { identity?: string[]; passphraseFile?: string }

/** Adds `--recipient AGE` (may be repeated) and `--passphrase-file F`. */
export function addSealOptions(command: Command): Command {
  return command
    .option('--recipient <age>', 'encrypt for this age recipient (age1…); may be repeated', collect)
    .option('--passphrase-file <file>', 'encrypt under the passphrase in the first line of this file')
}

/** Adds `--identity F` (may be repeated) and `--passphrase-file F`. */
export function addKeyOptions(command: Command): Command {
  return command
    .option('--identity <file>', 'the age identity that opens an encrypted file; may be repeated', collect)
    .option('--passphrase-file <file>', 'the passphrase that opens an encrypted file, in the first line of this one')
}

/** Whom to encrypt for; undefined where neither option was given. */
export function readSealFor({ recipient, passphraseFile }: SealOptions): SealFor | undefined {
  if (recipient !== undefined && passphraseFile !== undefined)
    throw new DomainError(
      'bad-input',
      'name --recipient or --passphrase-file, not both: age files know only one of them',
    )
  if (recipient !== undefined) return { recipients: recipient }
  return passphraseFile === undefined ? undefined : { passphrase: readPassphrase(readInputText(passphraseFile)) }
}

/** The keys that the options name; none of them where neither was given. */
export function readKeys({ identity = [], passphraseFile }: KeyOptions): SealKeys {
  const identities = identity.flatMap((file) => readIdentities(readInputText(file)))
  if (passphraseFile === undefined) return { identities }
  return { identities, passphrase: readPassphrase(readInputText(passphraseFile)) }
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}
