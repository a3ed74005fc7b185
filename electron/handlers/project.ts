import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { backupProject } from '../../db/backup.ts'
import { describeStacks } from '../../db/history.ts'
import { readLocal } from '../../db/local.ts'
import { becomeMember, currentMember, findMember, listMembers, type StandIn } from '../../db/member.ts'
import { describeProject } from '../../db/project.ts'
import { verifyProject } from '../../db/verify.ts'
import { SAMPLE_AUTHOR } from '../jobs/open-sample.ts'
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
  'member.name': ({ name }, { db, emit, sample }) => {
    const member = becomeMember(db, name, standIn(sample))
    writeProfile({ author: member.name })
    emit('history.changed', describeStacks(db, member.id))
    return member
  },
} satisfies Partial<Handlers>

function describeOpen({ db, sample }: Context) {
  const member = currentMember(db) ?? null
  const stacks = member ? describeStacks(db, member.id) : { canUndo: false, canRedo: false }
  const receiver = readLocal(db, 'handout')
  const handout = receiver === undefined ? null : (findMember(db, receiver) ?? null)
  return { ...describeProject(db), file: basename(db.file), sample, readOnly: false, member, handout, ...stacks }
}

/** Under which name a project is made that nobody was named in: the sample's own author stays beside the first person. */
function standIn(sample: boolean): StandIn {
  return sample ? { name: SAMPLE_AUTHOR, replaced: false } : { name: userInfo().username, replaced: true }
}
