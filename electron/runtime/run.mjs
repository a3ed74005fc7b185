import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { noteChild } from './lock.mjs'
import { SetupError } from './say.mjs'

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, timeoutMs?: number }} RunOptions */

/**
 * Runs a program to its end and keeps what it printed. A program that cannot be started has code 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const { timeoutMs, ...rest } = options
    const child = spawn(command, [...args], {
      ...rest,
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    if (child.pid !== undefined) noteChild(child.pid)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk
    })
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: stderr + error.message }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), stdout, stderr }))
  })
}

/**
 * Runs a program that must succeed; otherwise a SetupError carries the last lines it printed.
 * @param {string} what the step in words, for the message
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 */
export async function must(what, command, args, options = {}) {
  const { code, stdout, stderr } = await capture(command, args, options)
  if (code === 0) return stdout
  const last = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n  ')
  throw new SetupError(`${what} failed (exit ${code}):\n  ${last}`)
}

const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a program in the foreground: signals to us are passed on to it. Returns its exit code, 128 + n after signal n.
 * `watch` gets the child, for instance to read a stream that `stdio` left as a pipe.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} options
 * @param {(child: import('node:child_process').ChildProcess) => void} watch
 * @returns {Promise<number>}
 */
export function foreground(command, args, options = {}, watch = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: 'inherit', windowsHide: false, ...options })
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    for (const signal of passedOn) process.on(signal, forward)
    const settle = () => {
      for (const signal of passedOn) process.off(signal, forward)
    }
    child.on('error', (error) => {
      settle()
      reject(new SetupError(`${command} could not be started: ${error.message}`))
    })
    child.on('close', (code, signal) => {
      settle()
      resolve(exitCode(code, signal))
    })
    watch(child)
  })
}

/** The shell's exit code for how a program ended. */
function exitCode(/** @type {number | null} */ code, /** @type {NodeJS.Signals | null} */ signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}
