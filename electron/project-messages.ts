import { z } from 'zod'
import { FailureReport } from './contract.ts'

// What the main process and the project process say to each other; the window is not part of it.

/** From the main process: open a project, take a port of the window, know a path behind a grant, end. */
export const ToProject = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    file: z.string(),
    sample: z.boolean(),
    articles: z.string(),
    /** This user's private keys that the keychain protects, unlocked, by public key; null where there is no keychain. */
    keys: z.record(z.string(), z.string()).nullable(),
  }),
  z.strictObject({ type: z.literal('port') }),
  z.strictObject({ type: z.literal('grant'), grant: z.uuid(), path: z.string() }),
  /** `windowGone`: its ports close by themselves, with whatever it still sent. */
  z.strictObject({ type: z.literal('close'), windowGone: z.boolean() }),
])
export type ToProject = z.infer<typeof ToProject>

/** From the project process: how opening ended, that the file was replaced, a key to keep, and that everything is closed. */
export const FromProject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened'), title: z.string() }),
  /** `recovery`: the process stays, to answer what a person asks about the project that could not be opened. */
  z.strictObject({ type: z.literal('failed'), failure: FailureReport, recovery: z.boolean() }),
  /** Another file lies in the project's place: this process has let go of it. */
  z.strictObject({ type: z.literal('replaced') }),
  /** A new private key, for the keychain to protect. */
  z.strictObject({ type: z.literal('key'), publicKey: z.string(), key: z.string() }),
  z.strictObject({ type: z.literal('closed') }),
])
export type FromProject = z.infer<typeof FromProject>

/** A request of the window on its port, and what comes back on it. */
export const PortRequest = z.strictObject({ id: z.number(), route: z.string(), input: z.unknown() })
export type PortMessage = { id: number; reply: unknown } | { event: string; body: unknown }
