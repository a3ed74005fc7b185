import { DomainError } from '../../corpus/errors.ts'
import { canonicalise, findRefused } from '../../corpus/text/canonical.ts'
import { createDecoder, declaredEncoding, findDamage, hasBinaryHead } from './decode.ts'
import { detectEncoding, type EncodingCandidate } from './detect-encoding.ts'

/** What a reader makes of a file's bytes: the canonical text, and how it was reached. */
export type ReadText = Readonly<{ text: string; encoding: string; reader: string }>

/** Name and version of this reader; kept with every article that it read. */
export const TEXT_READER = 'text 1'

/** The largest file that is read as one article, in bytes. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024

/** The bytes can be read in several ways and a person must say which; the previews are text of the file. */
export class EncodingUnsure extends DomainError {
  readonly candidates: readonly EncodingCandidate[]

  constructor(file: string, candidates: readonly EncodingCandidate[]) {
    const names = candidates.map(({ encoding }) => encoding).join(', ')
    super('encoding-unsure', `${file} may be ${names}: say which (--encoding ${candidates[0]!.encoding})`, {
      file,
      encodings: names,
    })
    this.candidates = candidates
  }
}

/**
 * Reads a text file in the encoding that a person named (a label of the WHATWG Encoding Standard); else as its byte order
 * mark says, as strict UTF-8, or in the encoding that is surely its own. Nothing is replaced: DomainError `file-empty`,
 * `not-text`, `encoding-unsure`, `encoding-unknown`, `encoding-damaged`, `text-nul`, `text-surrogate` or
 * `file-too-large` names the file and what to do.
 */
export function readText(bytes: Uint8Array, name: string, encoding?: string): ReadText {
  assertSize(bytes.length, name)
  const decoder = createDecoder(encoding ?? chooseEncoding(bytes, name))
  const decoded = decoder.decode(bytes)
  if (decoded === undefined) throw unreadable(bytes, name, decoder.encoding)
  const text = canonicalise(decoded)
  if (text.trim() === '')
    throw new DomainError('file-empty', `${name} is empty: there is nothing to annotate in it`, { file: name })
  const refused = findRefused(text)
  if (refused === undefined) return { text, encoding: decoder.encoding, reader: TEXT_READER }
  if (!decoder.encoding.startsWith('utf-16') && hasBinaryHead(bytes)) throw notText(name)
  throw refuseCharacter(name, refused.kind, refused.codePoint)
}

/** The error for a character that no article can hold, with its place in code points. */
export function refuseCharacter(name: string, kind: 'nul' | 'lone-surrogate', position: number): DomainError {
  const [code, what] =
    kind === 'nul' ? ['text-nul', 'the character U+0000'] : ['text-surrogate', 'half of a character (a lone surrogate)']
  return new DomainError(code, `${name} holds ${what} at position ${position}: remove it and import again`, {
    file: name,
    position,
  })
}

/** Throws DomainError `file-too-large` for more bytes than an article may have. */
export function assertSize(bytes: number, name: string): void {
  if (bytes <= MAX_TEXT_BYTES) return
  const limit = MAX_TEXT_BYTES / 1024 / 1024
  throw new DomainError('file-too-large', `${name} is larger than ${limit} MB: split it first`, { file: name, limit })
}

/** The encoding of bytes for which nobody named one; what is not sure is an error with the candidates. */
function chooseEncoding(bytes: Uint8Array, name: string): string {
  const declared = declaredEncoding(bytes)
  if (declared === 'utf-32')
    throw new DomainError('encoding-unknown', `${name} is UTF-32, which is not read: save it as UTF-8`, {
      file: name,
      encoding: declared,
    })
  if (declared) return declared
  const utf8 = createDecoder('utf-8').decode(bytes)
  if (utf8 !== undefined && !looksInterleaved(bytes)) return 'utf-8'
  const damage = utf8 === undefined ? findDamage(bytes) : undefined
  if (damage !== undefined) throw damaged(name, 'utf-8', damage)
  const found = detectEncoding(bytes)
  if ('sure' in found) return found.sure
  const wide = found.candidates.some((each) => each.encoding.startsWith('utf-16'))
  if (utf8 !== undefined && !wide) return 'utf-8'
  if (hasBinaryHead(bytes) && !wide) throw notText(name)
  if (found.candidates.length === 0) throw unreadable(bytes, name, 'utf-8')
  throw new EncodingUnsure(name, found.candidates)
}

/** UTF-16 may happen to be UTF-8 too: then every second byte is a control that says which script it is. */
function looksInterleaved(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  const controls = [0, 1].map((parity) => head.filter((byte, at) => at % 2 === parity && byte < 0x08).length)
  return Math.max(...controls) > head.length / 4
}

function unreadable(bytes: Uint8Array, name: string, encoding: string): DomainError {
  if (encoding.startsWith('utf-16')) {
    const units = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    const refused = findRefused((encoding === 'utf-16be' ? units.swap16() : units).toString('utf16le'))
    // A byte order mark is no part of the text, so it is not counted.
    if (refused) return refuseCharacter(name, refused.kind, refused.codePoint - (declaredEncoding(bytes) ? 1 : 0))
    return damaged(name, encoding, bytes.length - 1)
  }
  if (hasBinaryHead(bytes)) return notText(name)
  const damage = encoding === 'utf-8' ? findDamage(bytes) : undefined
  if (damage !== undefined) return damaged(name, encoding, damage)
  return new DomainError(
    'encoding-unknown',
    `${name} is not ${encoding}: save it as UTF-8 and import again, or name its encoding (--encoding windows-1256)`,
    { file: name, encoding },
  )
}

function damaged(name: string, encoding: string, byte: number): DomainError {
  return new DomainError(
    'encoding-damaged',
    `${name} is ${encoding} with damage at byte ${byte}: get the file again, or mend it there`,
    { file: name, encoding, byte },
  )
}

function notText(name: string): DomainError {
  return new DomainError('not-text', `${name} is not a text file, whatever its name says`, { file: name })
}
