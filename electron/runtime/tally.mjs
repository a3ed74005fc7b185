/** @typedef {{ passed: number, failed: number, skipped: number }} Tally how many tests ended how */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 }

/** Both tallies together. */
export function add(/** @type {Tally} */ a, /** @type {Tally} */ b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** A check that either holds or does not counts as one test. */
export function tallyCheck(/** @type {number} */ exitCode) {
  return exitCode === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 }
}

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} FileReport
 * @typedef {{ success: boolean, testResults: FileReport[] }} VitestReport what vitest's JSON reporter writes
 */

/**
 * The tests of a run of vitest. A file that could not be loaded counts as one failure, and so does a run that failed
 * without a failing test or left no report: nothing that went wrong may look like success.
 * @param {VitestReport | undefined} report
 * @param {number} exitCode
 */
export function tallyVitest(report, exitCode) {
  const tally = { ...nothing }
  for (const file of report?.testResults ?? []) {
    for (const { status } of file.assertionResults) {
      if (status === 'passed') tally.passed++
      else if (status === 'failed') tally.failed++
      else tally.skipped++
    }
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) tally.failed++
  }
  const wentWrong = !report || exitCode !== 0 || !report.success
  return wentWrong && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** The closing line, which stands alone: `12 passed, 0 failed, 3 skipped`. */
export function closingLine(/** @type {Tally} */ { passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
