import { basename } from 'node:path'
import { exportCorpus } from '../jobs/export-corpus.ts'
import type { Handlers } from './context.ts'

export const exportHandlers = {
  'export.run': async ({ format, grant, job }, { db, pathOf, startJob }) => {
    const folder = pathOf(grant)
    const { counts, lossless } = await exportCorpus(db, folder, { format, progress: startJob(job) })
    return { file: basename(folder), counts, lossless }
  },
  'job.cancel': ({ job }, { cancelJob }) => {
    cancelJob(job)
    return {}
  },
} satisfies Partial<Handlers>
