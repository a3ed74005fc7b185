import { spawnSync } from 'node:child_process'
import { describe, it } from 'vitest'

/** Whether a program can be run here. With CI=true it must be there: what cannot be had is a failure then. */
export function hasProgram(name: string): boolean {
  return process.env.CI === 'true' || spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0
}

/** An `it` that is skipped, and counted as such, where a reason is given. */
export function itUnless(reason: string | undefined) {
  return reason === undefined ? it : it.skip
}

/** A `describe` that is skipped, and counted as such, where a reason is given. */
export function describeUnless(reason: string | undefined) {
  return reason === undefined ? describe : describe.skip
}
