import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout that these files belong to, without a trailing separator. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/**
 * The folder where everything is kept that is made once per machine: XDG cache on Linux, its counterparts elsewhere.
 * A relative XDG_CACHE_HOME is ignored, as the XDG base directory specification asks.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @param {string} home
 */
export function cacheFolder(env = process.env, platform = process.platform, home = homedir()) {
  if (env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)) return join(env.XDG_CACHE_HOME, 'isnad')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'isnad')
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'isnad', 'Cache')
  return join(home, '.cache', 'isnad')
}
