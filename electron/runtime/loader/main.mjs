import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

/** @typedef {Electron.App & { setAppPath(path: string): void, setVersion(version: string): void }} Host two calls that the typings leave out */

// What `electron FOLDER` does in a released Electron: the first argument that is not a switch names the application.
const host = /** @type {Host} */ (app)
const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
host.setAppPath(folder)
host.setName(manifest.productName ?? manifest.name)
host.setVersion(manifest.version ?? '0.0.0')
const main = createRequire(join(folder, 'package.json')).resolve(join(folder, manifest.main ?? 'index.js'))
await import(pathToFileURL(main).href)
