import words from './key-words.json' with { type: 'json' }

/** How many words a print has: 80 bits, to be read out on the phone. */
export const PRINT_WORDS = 8

/**
 * The print of a SHA-256 hash (32 bytes): eight Arabic words, ten bits each from its beginning. Two hashes with the same
 * print are not to be found by trying.
 */
export function printWords(hash: Uint8Array): string[] {
  if (hash.length !== 32) throw new RangeError(`a SHA-256 hash has 32 bytes, not ${hash.length}`)
  return Array.from({ length: PRINT_WORDS }, (_, at) => words[readBits(hash, at * 10)]!)
}

/** Ten bits from a bit on, the highest first. */
function readBits(bytes: Uint8Array, from: number): number {
  const byte = from >> 3
  const three = (bytes[byte]! << 16) | (bytes[byte + 1]! << 8) | (bytes[byte + 2] ?? 0)
  return (three >> (14 - (from & 7))) & 0x3ff
}
