import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { must } from './run.mjs'

/**
 * How to call npm: the one that started us, run by our own Node, else the one on the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(env = process.env) {
  const given = env.npm_execpath
  const isNpm = given !== undefined && /^np[mx]-cli\.js$/.test(basename(given))
  const script = isNpm ? join(dirname(given), 'npm-cli.js') : undefined
  if (script && existsSync(script)) return { command: process.execPath, args: [script], shell: false }
  return process.platform === 'win32'
    ? { command: 'npm.cmd', args: [], shell: true }
    : { command: 'npm', args: [], shell: false }
}

/**
 * Installs what the lock file in `folder` pins, without running any package's scripts; npm refuses a package whose
 * integrity is another than the lock file's.
 * @param {string} what the step in words, for the message of a failure
 * @param {string} folder
 */
export async function installLocked(what, folder) {
  const npm = npmCommand()
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--prefer-offline',
    '--loglevel=error',
  ]
  await must(what, npm.command, [...npm.args, 'ci', ...flags, '--include=dev', '--include=optional'], {
    cwd: folder,
    env: withoutNpmSettings(process.env),
    shell: npm.shell,
  })
}

/**
 * Fetches one package of a pinned version and integrity into `folder`.
 * @param {{ name: string, version: string, integrity: string }} pin
 * @param {string} folder
 * @returns {Promise<string>} the folder of the package
 */
export async function fetchPackage(pin, folder) {
  mkdirSync(folder, { recursive: true })
  const dependencies = { [pin.name]: pin.version }
  const root = { name: 'isnad-cache', version: '0.0.0', private: true, dependencies }
  const entry = { version: pin.version, integrity: pin.integrity }
  const lock = { ...root, lockfileVersion: 3, packages: { '': root, [`node_modules/${pin.name}`]: entry } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(root))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
  await installLocked(`fetching ${pin.name}@${pin.version}`, folder)
  return join(folder, 'node_modules', pin.name)
}

/**
 * The environment without the settings that the npm which started us (`npm start --x`, `npx`) passed down: they were meant
 * for that call, and one of them, such as `npm_config_global`, would send this one elsewhere.
 * @param {NodeJS.ProcessEnv} env
 */
function withoutNpmSettings(env) {
  const dropped =
    /^npm_config_(global|prefix|local_prefix|location|production|omit|include|dry_run|workspaces?|call|package|yes)$/i
  return Object.fromEntries(Object.entries(env).filter(([name]) => !dropped.test(name)))
}
