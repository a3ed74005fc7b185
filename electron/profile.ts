import { mkdirSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { profileFolder } from '../db/key-store.ts'
import { Language } from './contract.ts'
import { replaceFile } from './files.ts'

/** What this machine's user did last; nothing of any article. */
export const Profile = z.object({
  author: z.string().optional(),
  project: z.string().optional(),
  window: z
    .object({ x: z.number().optional(), y: z.number().optional(), width: z.number(), height: z.number() })
    .optional(),
  /** The offer of articles beside the program that was last taken or refused. */
  offerAnswered: z.string().optional(),
  language: Language.optional(),
})
export type Profile = z.infer<typeof Profile>

/** Reads the settings; a missing or unreadable file counts as none. */
export function readProfile(): Profile {
  try {
    return Profile.parse(JSON.parse(readFileSync(profilePath(), 'utf8')))
  } catch (error) {
    if (error instanceof Error) return {}
    throw error
  }
}

/** Changes some settings and keeps the others; written whole or not at all. */
export function writeProfile(change: Profile): void {
  mkdirSync(profileFolder(), { recursive: true, mode: 0o700 })
  replaceFile(profilePath(), `${JSON.stringify({ ...readProfile(), ...change }, null, 2)}\n`, 0o600)
}

/** Who writes when nobody is named: the last author on this machine, else the operating system's user. */
export function defaultAuthor(): string {
  return readProfile().author ?? userInfo().username
}

function profilePath(): string {
  return join(profileFolder(), 'settings.json')
}
