#!/usr/bin/env node
import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findNode, isTooOld, withNodeFirst } from './node.mjs'
import { installPackages } from './packages.mjs'
import { cacheFolder, checkout } from './places.mjs'
import { foreground } from './run.mjs'
import { runEntry } from './say.mjs'

// The `isnad` command. What it prepares it says on standard error; standard output is the command's alone.
const main = join(checkout, 'electron', 'cli', 'main.ts')

if (isTooOld(process.version)) {
  await runEntry(async () => {
    const node = await findNode()
    await installPackages()
    const quiet = '--disable-warning=ExperimentalWarning'
    const env = { ...withNodeFirst(node), NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled') }
    return foreground(node, [quiet, main, ...process.argv.slice(2)], { env })
  })
} else {
  await runEntry(async () => {
    await installPackages()
    // Compiled code is kept between calls: a third of the start is spent on it otherwise.
    module.enableCompileCache(join(cacheFolder(), 'compiled'))
    process.argv[1] = main
    await import(pathToFileURL(main).href)
    return Number(process.exitCode ?? 0)
  })
}
