import { basename } from 'node:path'
import { lookOf } from '../../db/layer.ts'
import { currentMember } from '../../db/member.ts'
import { exportCorpus } from '../jobs/export-corpus.ts'
import type { Handlers } from './context.ts'

export const exportHandlers = {
  'export.run': async ({ format, grant, job }, { db, pathOf, startJob }) => {
    const folder = pathOf(grant)
    const { counts, lossless } = await exportCorpus(db, folder, {
      format,
      progress: startJob(job),
      sees: lookOf(db, currentMember(db)).sees,
    })
    return { file: basename(folder), counts, lossless }
  },
  'job.cancel': ({ job }, { cancelJob }) => {
    cancelJob(job)
    return {}
  },
} satisfies Partial<Handlers>
