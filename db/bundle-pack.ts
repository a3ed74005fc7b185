import { gunzipSync, gzipSync } from 'node:zlib'
import { sha256 } from './hash.ts'

// gzip leaves bits that no check of its own covers (its header, padding, what follows the end). The header's extra field
// (RFC 1952) therefore holds the SHA-256 of all that comes after it: any program unpacks the file, ours finds each flipped bit.

const FIXED = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 36, 0, 0x49, 0x53, 32, 0])
const PLAIN_HEADER = 10

/** Packs bytes. */
export function packBytes(bytes: Buffer): Buffer {
  const rest = gzipSync(bytes).subarray(PLAIN_HEADER)
  return Buffer.concat([FIXED, sha256(rest), rest])
}

/** True where bytes begin as `packBytes` writes them. */
export function isPacked(bytes: Buffer): boolean {
  return bytes.subarray(0, FIXED.length).equals(FIXED)
}

/** Unpacks what `packBytes` made, at most `limit` bytes; undefined where one bit is not as it was. Throws zlib's error beyond the limit. */
export function unpackBytes(packed: Buffer, limit: number): Buffer | undefined {
  const from = FIXED.length + 32
  const rest = packed.subarray(from)
  if (!isPacked(packed) || !sha256(rest).equals(packed.subarray(FIXED.length, from))) return undefined
  return gunzipSync(packed, { maxOutputLength: limit })
}
