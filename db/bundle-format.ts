import { z } from 'zod'

// A bundle is one file: gzip over lines of JSON. The first is the header; each other line carries one thing; the last one
// is the SHA-256 of all bytes before it, signed by the sender's key. Bytes are base64, hashes lower-case hexadecimal.

/** The largest bundle in bytes, packed or not: 256 MB. */
export const LARGEST_BUNDLE = 256 * 1024 * 1024

/** The version of bundles that this program writes. */
export const BUNDLE_VERSION = 1

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const bytes = z.base64()
const count = z.int().min(0)

/** A replica's last entry as a bundle or a file of heads names it: `<seq>/<hash>`. */
export const Head = z.string().regex(/^\d{1,15}\/[0-9a-f]{64}$/)

/** A file of heads: what somebody has, by replica. `isnad bundle PROJECT --heads` prints it. */
export const Heads = z.record(z.string(), Head)
export type Heads = z.infer<typeof Heads>

export const BundleHeader = z.strictObject({
  format: z.literal('isnad bundle'),
  version: z.int().min(1),
  project: z.string().min(1),
  replica: z.string().min(1),
  key: z.string().min(1),
  heads: Heads,
})

/** `op` is the exact body, which its hash is made of; a source is null where its bytes are its text's own. */
export const BundleLine = z.union([
  z.strictObject({ op: z.string(), sig: bytes.nullable() }),
  z.strictObject({ payload: z.string() }),
  z.strictObject({ erased: hash }),
  z.strictObject({ text: z.string() }),
  z.strictObject({ source: hash, bytes: bytes.nullable() }),
  z.strictObject({
    checkpoint: z.strictObject({
      replica: z.string(),
      seq: count,
      chainHash: hash,
      merkleRoot: hash,
      opCount: count,
      wallMs: z.number(),
      keyId: z.string(),
      sig: bytes,
    }),
  }),
  z.strictObject({ omitted: hash, replica: z.string(), seq: count }),
])
export type BundleLine = z.infer<typeof BundleLine>

export const BundleEnd = z.strictObject({ end: hash, sig: bytes })

/** The bytes that a bundle's signature stands for. */
export function bundleMessage(digest: string): Buffer {
  return Buffer.from(`isnad bundle\n${digest}`)
}
