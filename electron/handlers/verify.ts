import { printWords } from '../../corpus/key-print.ts'
import { findAnnotation } from '../../db/annotation.ts'
import { describeStacks } from '../../db/history.ts'
import { assertMayChange } from '../../db/layer.ts'
import { currentMember } from '../../db/member.ts'
import { confirmKey, listMemberKeys } from '../../db/member-keys.ts'
import { digestLog } from '../../db/merge-apply.ts'
import { restoreState } from '../../db/restore-state.ts'
import { statement } from '../../db/statement.ts'
import { type Verification, verifyProject } from '../../db/verify.ts'
import { verifyAgainst } from '../jobs/verify-against.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const verifyHandlers = {
  'project.verify': async ({ job }, { db, startJob }) => toReport(await verifyProject(db, startJob(job).report)),
  'project.verifyAgainst': async ({ grant, job }, { db, startJob, pathOf }) =>
    toReport(await verifyAgainst(db, pathOf(grant), { onProgress: startJob(job).report })),
  'project.head': (_, { db }) => ({
    words: printWords(Buffer.from(digestLog(db), 'hex')),
    entries: statement<{ n: number }>(db, 'SELECT count(*) AS n FROM op').get()!.n,
  }),
  'member.keys': (_, { db }) => {
    const { members, waiting, own } = listMemberKeys(db)
    return {
      members: members.map(({ keys, ...member }) => ({ ...member, keys: keys.map(toCopy) })),
      waiting: waiting.map(toCopy),
      own: own && toCopy(own),
    }
  },
  'member.confirm': ({ memberId, key }, context) => {
    const released = confirmKey(context.db, { memberId, key }, authorOf(context))
    tellChange(context)
    context.emit('article.changed', { articleId: null })
    return { released }
  },
  'history.restore': ({ annotationId, hash }, context) => {
    const before = findAnnotation(context.db, annotationId)
    const by = authorOf(context)
    assertMayChange(context.db, [annotationId], currentMember(context.db)!)
    const row = restoreState(context.db, annotationId, hash, by) ?? before
    tellChange(context)
    if (row) context.emit('article.changed', { articleId: row.articleId })
    return { articleId: row?.articleId ?? null }
  },
} satisfies Partial<Handlers>

function tellChange(context: Context): void {
  context.emit('history.changed', describeStacks(context.db, authorOf(context)))
}

function toCopy<T extends { words: readonly string[] }>(one: T): T & { words: string[] } {
  return { ...one, words: [...one.words] }
}

function toReport({ ok, checked, problems }: Verification) {
  return { ok, checked, problems: [...problems] }
}
