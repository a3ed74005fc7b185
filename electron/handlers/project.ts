import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { backupProject } from '../../db/backup.ts'
import { findMissing } from '../../db/high-water.ts'
import { describeStacks } from '../../db/history.ts'
import { hidesLayers } from '../../db/layer.ts'
import { readLocal } from '../../db/local.ts'
import { becomeMember, currentMember, findMember, listMembers, type StandIn } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { findPlace } from '../../db/place.ts'
import { describeProject } from '../../db/project.ts'
import { markSuspect } from '../../db/rotation.ts'
import { SAMPLE_AUTHOR } from '../jobs/open-sample.ts'
import { writeProfile } from '../profile.ts'
import type { Context, Handlers } from './context.ts'

export const projectHandlers = {
  'project.describe': (_, context) => describeOpen(context),
  'project.backup': ({ grant }, { db, pathOf }) => ({ file: basename(backupProject(db, pathOf(grant)).file) }),
  'member.list': (_, { db }) => listMembers(db),
  'member.name': ({ name }, { db, emit, sample }) => {
    const member = becomeMember(db, name, standIn(sample))
    writeProfile({ author: member.name })
    emit('history.changed', describeStacks(db, member.id))
    // Who works here decides which layers are seen.
    emit('article.changed', { articleId: null })
    return member
  },
} satisfies Partial<Handlers>

function describeOpen({ db, sample }: Context) {
  const member = currentMember(db) ?? null
  const stacks = member && !db.readOnly ? describeStacks(db, member.id) : { canUndo: false, canRedo: false }
  const situation = describeSituation(db)
  const receiver = readLocal(db, 'handout')
  const handout = receiver === undefined ? null : (findMember(db, receiver) ?? null)
  const blind = member === null && hidesLayers(db)
  return { ...describeProject(db), file: basename(db.file), sample, ...situation, member, blind, handout, ...stacks }
}

/** What a person must know of the file itself: whether it can be written, where it lies, and what is gone from it. */
function describeSituation(db: Db) {
  const missing = findMissing(db)
  if (missing) markSuspect(db.file)
  return {
    readOnly: db.readOnly !== undefined,
    readOnlyWhy: db.readOnly?.why ?? null,
    place: findPlace(db.readOnly?.original ?? db.file) ?? null,
    missing: missing ? { count: missing.count, since: missing.since } : null,
  }
}

/** Under which name a project is made that nobody was named in: the sample's own author stays beside the first person. */
function standIn(sample: boolean): StandIn {
  return sample ? { name: SAMPLE_AUTHOR, replaced: false } : { name: userInfo().username, replaced: true }
}
