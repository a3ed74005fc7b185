import type { Checkpoint } from './checkpoint.ts'
import type { StoredOp } from './ops.ts'

/** An op as a source holds it; `present` is false where not even the empty row of an erased payload is there. */
export type IncomingOp = StoredOp &
  Readonly<{
    sig: Buffer | null
    present: boolean
    /** What the source's own columns say, where it has columns. */
    columns?: Readonly<Record<string, unknown>>
  }>

/** An op that a copy leaves out and names. */
export type Omission = Readonly<{ hash: Buffer; replica: string; seq: number }>

/** A file whose changes come in: a project or a bundle. Nothing that it says is trusted yet. */
export type Intake = Readonly<{
  /** The file's name without its folder. */
  name: string
  projectId: string
  count: number
  ops(): Iterable<IncomingOp>
  text(sha256: string): string | undefined
  /** The original bytes, null where they are the canonical text's own; undefined where the source does not have them. */
  source(sha256: string): { bytes: Buffer | null } | undefined
  checkpoints(): readonly Checkpoint[]
  omitted(): readonly Omission[]
  /** Of a bundle: whose key signed it. Whether that key is the replica's is known only with the ops. */
  sender?: Readonly<{ replica: string; key: string }>
  /** Of a bundle: each replica's last entry at its sender, as `seq/hash`. */
  heads?: Readonly<Record<string, string>>
  close(): void
}>
