import { DomainError } from '../../corpus/errors.ts'

/** Decodes bytes in one encoding of the WHATWG Encoding Standard, whose name it carries; a leading BOM is kept. */
export type Decoder = Readonly<{
  encoding: string
  /** The text, or undefined where a byte means nothing in this encoding: nothing is ever replaced. */
  decode(bytes: Uint8Array): string | undefined
  /** The text with U+FFFD for what means nothing: to be looked at, never to be stored. */
  show(bytes: Uint8Array): string
}>

/** The decoder for a label such as `utf-8` or `cp1256`. Throws DomainError `bad-input` for a label that is none. */
export function createDecoder(label: string): Decoder {
  const found = findDecoder(label)
  if (found) return found
  throw new DomainError('bad-input', `no encoding is called ${label}: try utf-8, windows-1256 or iso-8859-6`, {
    encoding: label,
  })
}

/** The decoder for a label, or undefined for a label that is none. */
export function findDecoder(label: string): Decoder | undefined {
  try {
    const strict = new TextDecoder(label, { fatal: true, ignoreBOM: true })
    const lenient = new TextDecoder(label, { ignoreBOM: true })
    return {
      encoding: strict.encoding,
      decode: (bytes) => decodeStrictly(strict, bytes),
      show: (bytes) => lenient.decode(bytes),
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function decodeStrictly(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** The encoding that a byte order mark at the start declares; `utf-32` stands for the one that no decoder reads. */
export function declaredEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | undefined {
  const starts = (...head: readonly number[]): boolean => head.every((byte, at) => bytes[at] === byte)
  if (starts(0xef, 0xbb, 0xbf)) return 'utf-8'
  if (starts(0xff, 0xfe, 0, 0) || starts(0, 0, 0xfe, 0xff)) return 'utf-32'
  if (starts(0xff, 0xfe)) return 'utf-16le'
  return starts(0xfe, 0xff) ? 'utf-16be' : undefined
}

/** True when the first bytes hold control characters that no text of one byte or more a letter has. */
export function hasBinaryHead(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  return head.some((byte) => byte < 0x20 && byte !== 0 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b)
}

/**
 * Where bytes that are almost UTF-8 stop being it, as a byte offset: nearly every byte above ASCII belongs to a whole
 * character, as after a bad transfer. Undefined where the bytes are something else.
 */
export function findDamage(bytes: Uint8Array): number | undefined {
  let whole = 0
  let broken = 0
  let first: number | undefined
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length > 1) whole++
    if (length === 0) {
      broken++
      first ??= at
    }
    at += Math.max(length, 1)
  }
  return broken > 0 && whole >= 4 && whole >= broken * 4 ? first : undefined
}

/** The length of the UTF-8 sequence that starts here by its form; 0 where none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}
