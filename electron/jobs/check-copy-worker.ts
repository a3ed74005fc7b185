import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { finishCopy } from '../../db/backup.ts'
import { toFailure } from '../rpc.ts'

// A thread of the project process: a copy is checked while the project answers. It reads the copy only, never the project.

const { draft } = z.strictObject({ draft: z.string() }).parse(workerData)
try {
  parentPort?.postMessage({ facts: finishCopy(draft) })
} catch (error) {
  parentPort?.postMessage({ failure: toFailure(error, 'backup.check') })
}
