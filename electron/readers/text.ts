import { DomainError } from '../../corpus/errors.ts'
import { canonicalise, findRefused } from '../../corpus/text/canonical.ts'

/** What a reader makes of a file's bytes: the canonical text, and how it was reached. */
export type ReadText = Readonly<{ text: string; encoding: string; reader: string }>

/** Name and version of this reader; kept with every article that it read. */
export const TEXT_READER = 'text 1'

/** The largest file that is read as one article, in bytes. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024

/**
 * Reads a text file as UTF-8, or as the encoding that a person named (a label of the WHATWG Encoding Standard). Nothing
 * is guessed and nothing replaced: DomainError `file-empty`, `not-text`, `encoding-unknown`, `text-nul` or
 * `file-too-large` names the file and what to do.
 */
export function readText(bytes: Uint8Array, name: string, encoding = 'utf-8'): ReadText {
  if (bytes.length > MAX_TEXT_BYTES)
    throw new DomainError(
      'file-too-large',
      `${name} is larger than ${MAX_TEXT_BYTES / 1024 / 1024} MB: split it first`,
      {
        file: name,
        limit: MAX_TEXT_BYTES / 1024 / 1024,
      },
    )
  const decoder = createDecoder(encoding)
  const decoded = decode(decoder, bytes)
  if (decoded === undefined) throw unreadable(bytes, name, decoder.encoding)
  const text = canonicalise(decoded)
  if (text.trim() === '')
    throw new DomainError('file-empty', `${name} is empty: there is nothing to annotate in it`, { file: name })
  const refused = findRefused(text)
  if (refused) {
    if (hasBinaryHead(bytes)) throw notText(name)
    throw new DomainError(
      'text-nul',
      `${name} holds the character U+0000 at position ${refused.codePoint}: remove it and import again`,
      { file: name, position: refused.codePoint },
    )
  }
  return { text, encoding: decoder.encoding, reader: TEXT_READER }
}

function createDecoder(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new DomainError('bad-input', `no encoding is called ${encoding}: try utf-8, windows-1256 or iso-8859-6`, {
      encoding,
    })
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function unreadable(bytes: Uint8Array, name: string, encoding: string): DomainError {
  if (hasBinaryHead(bytes)) return notText(name)
  return new DomainError(
    'encoding-unknown',
    `${name} is not ${encoding}: save it as UTF-8 and import again, or name its encoding (--encoding windows-1256)`,
    { file: name, encoding },
  )
}

function notText(name: string): DomainError {
  return new DomainError('not-text', `${name} is not a text file, whatever its name says`, { file: name })
}

/** True when the first bytes hold control characters that no text has, other than a single U+0000. */
function hasBinaryHead(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (isUtf16) return false
  return head.some((byte) => byte < 0x20 && byte !== 0 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b)
}
