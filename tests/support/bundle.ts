import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { onTestFinished } from 'vitest'

/** Where bundles lie while a test runs, and what Node compiled of them. */
export const CACHE = fileURLToPath(new URL('../../node_modules/.cache/isnad-tests', import.meta.url))

/**
 * Bundles a script and returns the path of the bundle, which starts in a quarter of the time that Node needs for the
 * sources: for tests that start one process after the other. It lies in the checkout, so that packages are found,
 * and goes away with the test.
 */
export async function bundleScript(script: URL, suffix = ''): Promise<string> {
  const name = `${script.pathname.split('/').at(-1)!.replace(/\.ts$/, '')}-${process.pid}${suffix}.mjs`
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(script),
      outDir: CACHE,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { external: ['better-sqlite3'], output: { entryFileNames: name, codeSplitting: false } },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  })
  onTestFinished(() => rmSync(join(CACHE, name), { force: true }))
  return join(CACHE, name)
}
