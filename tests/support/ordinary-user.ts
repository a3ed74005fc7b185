import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(import.meta.url)

/**
 * Why commands cannot be run as an ordinary user here; undefined where they can. As root with CI=true it is never given
 * up: a folder of sources that an ordinary user may not read then fails the tests.
 */
export const noOrdinaryUser: string | undefined =
  process.platform === 'linux' && process.getuid?.() === 0 && (process.env.CI === 'true' || canChange())
    ? undefined
    : 'changing to an ordinary user needs root on Linux and readable sources'

function canChange(): boolean {
  const asNobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, '--check', here]
  return spawnSync('setpriv', asNobody, { stdio: 'ignore' }).status === 0
}
