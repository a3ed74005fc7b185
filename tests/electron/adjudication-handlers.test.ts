import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { undo } from '../../db/history.ts'
import { addMember, becomeMember, findOrAddMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { adjudicationHandlers } from '../../electron/handlers/adjudication.ts'
import { authorOf, type Context } from '../../electron/handlers/context.ts'
import { type Progress, unwatched } from '../../electron/jobs/job.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن.'

/** What the handlers of cases use of a context. */
function contextOf(db: Db): Context {
  const refuse = (): never => {
    throw new RangeError('no handler of cases asks for this')
  }
  return {
    db,
    sample: false,
    pathOf: refuse,
    grantOf: refuse,
    emit: () => undefined,
    startJob: () => unwatched,
    cancelJob: refuse,
    backups: { touch: refuse, stop: refuse } as never,
    replaceProject: refuse,
  }
}

describe('the routes of cases', () => {
  const open = () => {
    const db = makeProject()
    const lead = becomeMember(db, 'سلمى').id
    const articleId = addText(db, TEXT, lead)
    for (const name of ['هدى', 'زيد'])
      createAnnotation(db, draftOf(articleId, TEXT, 'الوزير سامر'), findOrAddMember(db, name).id)
    return { db, lead, articleId, context: contextOf(db) }
  }

  it('show and decide for a lead', () => {
    const { articleId, context } = open()
    const { cases } = adjudicationHandlers['adjudication.read']({ articleId }, context)
    const { key, annotationIds } = cases[0]!
    const asked = { articleId, key, annotationIds, verdict: { outcome: 'majority' as const, why: null } }
    const { judged, made } = adjudicationHandlers['adjudication.decide'](asked, context)
    expect([judged.state, made?.quote]).toEqual(['decided', 'الوزير سامر'])
    expect(adjudicationHandlers['adjudication.list']({}, context)).toMatchObject({
      mayDecide: true,
      articles: [{ decided: 1, open: 0, analysts: 2 }],
    })
  })

  it('let nobody else edit while all that is agreed is accepted, so that it stays one act', async () => {
    const { db, lead, articleId, context } = open()
    const report = async (): Promise<void> => void expect(() => authorOf(context)).toThrow('is being written')
    const startJob = (): Progress => ({ report, cancelled: () => false })
    const accept = adjudicationHandlers['adjudication.acceptAgreed']
    expect(await accept({ articleId, job: randomUUID() }, { ...context, startJob })).toMatchObject({ decided: 1 })
    expect(authorOf(context)).toBe(lead)
    expect(undo(db, lead)?.kind).toBe('adjudication.decide')
  })

  it('are closed to an annotator, who works blind', async () => {
    const { db, articleId, context } = open()
    becomeMember(db, 'هدى')
    const { 'adjudication.list': list, 'adjudication.read': read, 'agreement.measure': measure } = adjudicationHandlers
    expect(() => list({}, context)).toThrow('leads the project')
    expect(() => read({ articleId }, context)).toThrow('leads the project')
    await expect(measure({ articleId: null }, context)).rejects.toThrow('leads the project')
  })

  it('let an auditor look and not decide', async () => {
    const { db, lead, articleId, context } = open()
    addMember(db, { id: '01999999-0000-7000-8000-00000000000a', name: 'مدقق', role: 'auditor' }, lead)
    becomeMember(db, 'مدقق')
    expect(adjudicationHandlers['adjudication.list']({}, context).mayDecide).toBe(false)
    expect((await adjudicationHandlers['agreement.measure']({ articleId }, context)).figures.length).toBeGreaterThan(0)
    await expect(
      adjudicationHandlers['adjudication.acceptAgreed']({ articleId, job: randomUUID() }, context),
    ).rejects.toThrow('only a lead')
  })
})
