import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { checkout } from './places.mjs'

/** @typedef {{ source: string, file: string, format: 'es' | 'cjs' }} Bundle one file for Electron, paths relative to the checkout */

/** What runs in Electron's own processes. A sandboxed preload must be CommonJS, whatever package.json says. */
export const bundles = /** @type {readonly Bundle[]} */ ([
  { source: 'electron/main.ts', file: 'main.js', format: 'es' },
  { source: 'electron/project-process.ts', file: 'project-process.js', format: 'es' },
  { source: 'electron/jobs/suggest-worker.ts', file: 'suggest-worker.js', format: 'es' },
  { source: 'electron/jobs/check-copy-worker.ts', file: 'check-copy-worker.js', format: 'es' },
  { source: 'electron/jobs/measure-worker.ts', file: 'measure-worker.js', format: 'es' },
  { source: 'electron/preload.ts', file: 'preload.cjs', format: 'cjs' },
])

/** Loaded where they are: Electron and Node have them, and a binding must stay a file. */
export const external = ['electron', 'better-sqlite3', /^better-sqlite3\//, /^node:/, ...builtinModules]

/**
 * Vite's settings for one bundle, written to `folder`. Node 20.18 is that of the fallback Electron.
 * @param {Bundle} bundle
 * @param {string} folder
 * @returns {import('vite').InlineConfig}
 */
export function bundleConfig(bundle, folder) {
  return {
    configFile: false,
    root: checkout,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(checkout, bundle.source),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      minify: false,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        external,
        output: { format: bundle.format, entryFileNames: bundle.file, chunkFileNames: `${bundle.file}-[hash].js` },
      },
    },
  }
}
