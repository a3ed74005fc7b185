import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../../shared', import.meta.url))

/** The path of a file or folder of the shared material beside the checkout; undefined where it is missing. */
export function sharedPath(...parts: readonly string[]): string | undefined {
  const path = [folder, ...parts].join('/')
  return existsSync(path) ? path : undefined
}

/**
 * A `describe` for tests that need the shared material: skipped, and counted as such, where it is missing. With CI=true it
 * must be there, and its absence fails.
 */
export function describeShared(name: string, suite: () => void): void {
  if (existsSync(folder)) describe(name, suite)
  else if (process.env.CI === 'true')
    describe(name, () => it('has the shared material', () => expect(folder).toSatisfy(existsSync)))
  else describe.skip(name, suite)
}
