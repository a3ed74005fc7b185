import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { z } from 'zod'
import { DomainError } from '../corpus/errors.ts'
import { BUNDLE_VERSION, BundleEnd, BundleHeader, BundleLine, bundleMessage, LARGEST_BUNDLE } from './bundle-format.ts'
import { unpackBytes } from './bundle-pack.ts'
import type { Checkpoint } from './checkpoint.ts'
import { sha256, sha256Hex } from './hash.ts'
import type { IncomingOp, Intake, Omission } from './incoming.ts'
import { isSignedBy } from './replica.ts'

/** Opens a sealed file's bytes; given where the caller can. */
export type Unseal = (bytes: Buffer) => Buffer

/** A bundle's bytes as `writeBundle` packed them; a sealed file is opened by `unseal`. Throws DomainError `not-a-project`, `bundle-too-large`. */
export function readBundleBytes(path: string, name = basename(path), unseal: Unseal = (bytes) => bytes): Buffer {
  if (statSync(path).size > LARGEST_BUNDLE) throw tooLarge(name)
  const bytes = unseal(readFileSync(path))
  if (bytes.length === 0) throw damaged(name, 'it is empty (0 bytes)')
  if (bytes.toString('latin1', 0, 21) === 'age-encryption.org/v1')
    throw new DomainError('bundle-sealed', `${name} is encrypted: name --identity or --passphrase-file to open it`, {
      file: name,
    })
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return bytes
  throw new DomainError('not-a-project', `${name} is neither an Isnad project nor a bundle`, { file: name })
}

/**
 * Reads a bundle whole and checks its digest and its signature; whose key it is signed with is for the merge to judge.
 * Throws DomainError `bundle-damaged`, `bundle-newer`, `bundle-too-large`.
 */
export function readBundle(path: string, name = basename(path), unseal?: Unseal): Intake {
  const lines = splitLines(unpack(readBundleBytes(path, name, unseal), name), name)
  const header = readHeader(lines[0]!, name)
  checkEnd(lines, header.key, name)
  return toIntake(name, header, lines.slice(1, -1))
}

function unpack(packed: Buffer, name: string): Buffer {
  try {
    const bytes = unpackBytes(packed, LARGEST_BUNDLE + 1024)
    if (bytes !== undefined) return bytes
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(name)
  }
  throw damaged(name, 'it was cut off or altered')
}

function splitLines(bytes: Buffer, name: string): Buffer[] {
  const lines: Buffer[] = []
  for (let from = 0, to = bytes.indexOf(10); from < bytes.length; from = to + 1, to = bytes.indexOf(10, from)) {
    if (to < 0) throw damaged(name, 'it was cut off')
    lines.push(bytes.subarray(from, to))
  }
  if (lines.length < 2) throw damaged(name, 'it was cut off')
  return lines
}

function readHeader(line: Buffer, name: string): z.infer<typeof BundleHeader> {
  const version = (readJson(line, name) as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > BUNDLE_VERSION)
    throw new DomainError('bundle-newer', `${name} was written by a newer Isnad: update Isnad to merge it`, {
      file: name,
    })
  return read(BundleHeader, line, name)
}

function checkEnd(lines: readonly Buffer[], key: string, name: string): void {
  const { end, sig } = read(BundleEnd, lines.at(-1)!, name)
  const before = lines.slice(0, -1).flatMap((line) => [line, NEWLINE])
  if (sha256Hex(Buffer.concat(before)) !== end) throw damaged(name, 'its content is not what was signed')
  if (!isSignedBy(key, bundleMessage(end), Buffer.from(sig, 'base64')))
    throw damaged(name, 'it is not signed by its sender')
}

function toIntake(name: string, header: z.infer<typeof BundleHeader>, lines: readonly Buffer[]): Intake {
  const ops: Omit<IncomingOp, 'data' | 'present'>[] = []
  const payloads = new Map<string, Buffer | null>()
  const texts = new Map<string, string>()
  const sources = new Map<string, { bytes: Buffer | null }>()
  const checkpoints: Checkpoint[] = []
  const omitted: Omission[] = []
  for (const raw of lines) {
    const line = read(BundleLine, raw, name)
    if ('op' in line) {
      const body = Buffer.from(line.op)
      ops.push({ hash: sha256(body), body, sig: line.sig === null ? null : Buffer.from(line.sig, 'base64') })
    } else if ('payload' in line) payloads.set(sha256Hex(line.payload), Buffer.from(line.payload))
    else if ('erased' in line) payloads.set(line.erased, null)
    else if ('text' in line) texts.set(sha256Hex(line.text), line.text)
    else if ('source' in line)
      sources.set(line.source, { bytes: line.bytes === null ? null : Buffer.from(line.bytes, 'base64') })
    else if ('checkpoint' in line) checkpoints.push(toCheckpoint(line.checkpoint))
    else omitted.push({ ...line, hash: Buffer.from(line.omitted, 'hex') })
  }
  return {
    name,
    projectId: header.project,
    count: ops.length,
    sender: { replica: header.replica, key: header.key },
    heads: header.heads,
    ops: () => ops.map((op) => withPayload(op, payloads)),
    text: (hash) => texts.get(hash),
    source: (hash) => sources.get(hash),
    checkpoints: () => checkpoints,
    omitted: () => omitted,
    close: () => {},
  }
}

function withPayload(op: Omit<IncomingOp, 'data' | 'present'>, payloads: ReadonlyMap<string, Buffer | null>) {
  const hash = /"payload_hash":"([0-9a-f]{64})"/.exec(op.body.toString('utf8'))?.[1] ?? ''
  return { ...op, data: payloads.get(hash) ?? null, present: payloads.has(hash) }
}

function toCheckpoint({
  chainHash,
  merkleRoot,
  sig,
  ...rest
}: Extract<BundleLine, { checkpoint: unknown }>['checkpoint']): Checkpoint {
  const hashes = { chainHash: Buffer.from(chainHash, 'hex'), merkleRoot: Buffer.from(merkleRoot, 'hex') }
  return { ...rest, ...hashes, sig: Buffer.from(sig, 'base64') }
}

function read<T>(schema: z.ZodType<T>, line: Buffer, name: string): T {
  const parsed = schema.safeParse(readJson(line, name))
  if (parsed.success) return parsed.data
  throw damaged(name, 'it was cut off or altered')
}

function readJson(line: Buffer, name: string): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(name, 'it was cut off or altered')
    throw error
  }
}

function damaged(name: string, why: string): DomainError {
  return new DomainError('bundle-damaged', `${name}: ${why}; nothing was merged: ask for it again`, { file: name })
}

function tooLarge(name: string): DomainError {
  return new DomainError('bundle-too-large', `${name} is larger than 256 MB: ask for the project file itself`, {
    file: name,
  })
}

const NEWLINE = Buffer.from('\n')
