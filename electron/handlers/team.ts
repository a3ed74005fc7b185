import { basename } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { getArticle } from '../../db/article.ts'
import { handOut } from '../../db/copy.ts'
import { describeStacks } from '../../db/history.ts'
import { finishLayer, lookOf, openLayers, reopenLayer } from '../../db/layer.ts'
import { currentMember, type MemberRow, setRole } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { readTeam } from '../../db/team.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const teamHandlers = {
  'team.read': (_, { db }) => {
    assertSeesAll(db)
    return readTeam(db)
  },
  'member.role': ({ memberId, role }, context) => {
    setRole(context.db, memberId, role, leadOf(context).id)
    tellChange(context)
    return {}
  },
  'layer.done': ({ articleId }, context) => {
    const by = authorOf(context)
    finishLayer(context.db, articleId, by, by)
    tellChange(context)
    return getArticle(context.db, articleId, lookOf(context.db, currentMember(context.db)))
  },
  'layer.reopen': ({ articleId, memberId }, context) => {
    const by = authorOf(context)
    reopenLayer(context.db, articleId, memberId === undefined || memberId === by ? by : of(memberId, context), by)
    tellChange(context)
    return getArticle(context.db, articleId, lookOf(context.db, currentMember(context.db)))
  },
  'layer.open': ({ articleIds, open }, context) => {
    openLayers(context.db, articleIds, open, leadOf(context).id)
    tellChange(context)
    return {}
  },
  'copy.write': async ({ name, articleIds, grant, job }, context) => {
    const lead = leadOf(context)
    const { report, cancelled } = context.startJob(job)
    const made = await handOut(
      context.db,
      context.pathOf(grant),
      { name, articleIds },
      () => lead.id,
      async (done, of) => {
        if (cancelled()) throw new DomainError('cancelled', 'no copy was made')
        await report(done, of)
      },
    )
    tellChange(context)
    const { articles, annotations } = made.counts
    return { file: basename(made.file), memberId: made.memberId, articles, annotations }
  },
} satisfies Partial<Handlers>

/** Somebody else's layer is a lead's to reopen. */
function of(memberId: string, context: Context): string {
  leadOf(context)
  return memberId
}

/** The lead who asks. Throws DomainError `author-missing` or `lead-only`. */
function leadOf(context: Context): MemberRow {
  authorOf(context)
  const member = currentMember(context.db)
  if (member?.role !== 'lead') throw leadOnly()
  return member
}

/** Annotators work blind, and so does who has given no name, unless the project is led from this machine. */
export function assertSeesAll(db: Db): void {
  if (lookOf(db, currentMember(db)).sees !== undefined) throw leadOnly()
}

/** The refusal of what only a lead does: DomainError `lead-only`. */
export function leadOnly(): DomainError {
  return new DomainError('lead-only', 'this is for who leads the project')
}

function tellChange({ db, emit }: Context): void {
  const member = currentMember(db)
  if (member) emit('history.changed', describeStacks(db, member.id))
  emit('article.changed', { articleId: null })
}
