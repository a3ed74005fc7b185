import { basename } from 'node:path'
import { backupProject } from '../../db/backup.ts'
import { describeStacks } from '../../db/history.ts'
import { becomeMember, currentMember, listMembers } from '../../db/member.ts'
import { describeProject } from '../../db/project.ts'
import { verifyProject } from '../../db/verify.ts'
import { writeProfile } from '../profile.ts'
import type { Context, Handlers } from './context.ts'

export const projectHandlers = {
  'project.describe': (_, context) => describeOpen(context),
  'project.verify': async ({ job }, { db, startJob }) => {
    const { report } = startJob(job)
    const { ok, checked, problems } = await verifyProject(db, report)
    return { ok, checked, problems: [...problems] }
  },
  'project.backup': ({ grant }, { db, pathOf }) => ({ file: basename(backupProject(db, pathOf(grant)).file) }),
  'member.list': (_, { db }) => listMembers(db),
  'member.name': ({ name }, { db, emit }) => {
    const member = becomeMember(db, name)
    writeProfile({ author: member.name })
    emit('history.changed', describeStacks(db, member.id))
    return member
  },
} satisfies Partial<Handlers>

function describeOpen({ db, sample }: Context) {
  const member = currentMember(db) ?? null
  const stacks = member ? describeStacks(db, member.id) : { canUndo: false, canRedo: false }
  return { ...describeProject(db), file: basename(db.file), sample, readOnly: false, member, ...stacks }
}
