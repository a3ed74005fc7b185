/** One line for the person who waits, always on standard error: standard output belongs to the commands. */
export function say(/** @type {string} */ text) {
  process.stderr.write(`isnad: ${text}\n`)
}

/**
 * Says what begins and how long it usually takes, runs it, and says how long it took.
 * @template T
 * @param {string} what a phrase such as "installing packages"
 * @param {string} expected the usual time, such as "about 20 s"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function timed(what, expected, work) {
  say(`${what} (${expected}) …`)
  const began = performance.now()
  const result = await work()
  say(`${what}: done in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return result
}

/** A step of the preparation that cannot be carried out: `message` names the cause and the mend, no stack is shown. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError'
}

/** Runs an entry point: a SetupError ends it with one clear line and exit code 2, anything else is a bug and keeps its stack. */
export async function runEntry(/** @type {() => Promise<number>} */ main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 2
  }
}
