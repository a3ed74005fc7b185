import { setImmediate } from 'node:timers/promises'
import { showFileName } from '../../corpus/text/invisible.ts'
import type { Progress } from '../jobs/job.ts'

/** Shows progress on a terminal's stderr; says nothing where stderr is a file or a pipe. Ctrl+C ends the program. */
export function watchOnStderr(what: string): Progress {
  return {
    cancelled: () => false,
    report: async (done, total, name) => {
      if (process.stderr.isTTY)
        process.stderr.write(
          `\r\u001b[K${done < total ? `${what} ${done + 1}/${total} ${showFileName(name ?? '')}` : ''}`,
        )
      await setImmediate()
    },
  }
}
