import { hasBinding, makeBinding } from './binding.mjs'
import { hasDisplay } from './display.mjs'
import { findElectron } from './electron.mjs'
import { withNodeFirst } from './node.mjs'
import { installPackages } from './packages.mjs'
import { installSystemPackages } from './system.mjs'

/**
 * What a start or the tests run with: the Electron executable, its version, whether it is the fallback, and the environment,
 * where ISNAD_ELECTRON names the executable and ISNAD_SQLITE_BINDING the binding to load in place of the prebuilt one.
 * @typedef {{ electron: import('./electron.mjs').FoundElectron, binding: string | undefined, env: NodeJS.ProcessEnv }} Prepared
 */

/**
 * Brings a bare machine to where the application runs. Each step looks first and says something only if there is work.
 * @param {{ forTests: boolean }} purpose
 * @returns {Promise<Prepared>}
 */
export async function prepare({ forTests }) {
  await installPackages()
  const electron = await findElectron()
  await installSystemPackages([
    'electron',
    ...(hasDisplay() ? [] : /** @type {const} */ (['display'])),
    ...(electron.isFallback && !hasBinding() ? /** @type {const} */ (['compiler']) : []),
    ...(forTests ? /** @type {const} */ (['tests']) : []),
  ])
  const binding = electron.isFallback ? await makeBinding(electron.path) : undefined
  const env = { ...withNodeFirst(process.execPath), ISNAD_ELECTRON: electron.path }
  return { electron, binding, env: binding ? { ...env, ISNAD_SQLITE_BINDING: binding } : env }
}
