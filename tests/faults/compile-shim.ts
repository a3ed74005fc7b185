import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder } from '../support/project.ts'

/** Why nothing can be preloaded here; undefined where it can. With CI=true it is never given up. */
export function whyNoShim(): string | undefined {
  if (process.platform !== 'linux') return 'LD_PRELOAD is for Linux'
  if (process.env.CI === 'true' || spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0) return undefined
  return 'there is no C compiler'
}

/** Compiles one of the C files beside this one for LD_PRELOAD; the library goes away with the test. */
export function compileShim(name: 'power-cut' | 'bad-disk'): string {
  const source = fileURLToPath(new URL(`./${name}.c`, import.meta.url))
  const library = join(makeFolder(), `${name}.so`)
  execFileSync('cc', ['-O2', '-shared', '-fPIC', '-o', library, source, '-lpthread'])
  return library
}
