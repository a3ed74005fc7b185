import { describe, expect, it } from 'vitest'
import { createAnnotation, findAnnotation, listAnnotations } from '../../db/annotation.ts'
import { appendOp } from '../../db/append.ts'
import { storeText } from '../../db/article.ts'
import { refoldForVersion } from '../../db/fold-version.ts'
import { readLocal } from '../../db/local.ts'
import { digestLog } from '../../db/merge-apply.ts'
import { type Db, inTransaction } from '../../db/open.ts'
import { listOps, type OpDraft, readOp } from '../../db/ops.ts'
import { refold } from '../../db/refold.ts'
import { statement } from '../../db/statement.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf } from '../support/project.ts'
import { copyFor, makeTeamProject, mergeCopies } from '../support/team.ts'

const problemsOf = async (db: Db) => (await verifyProject(db)).problems

describe('what a newer program wrote', () => {
  it('is kept as it is, hidden from the tables, and counts after the update', async () => {
    const { db, annotationId } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    inTransaction(layla.db, () => {
      const kind = 'annotation.tint' as OpDraft['kind']
      appendOp(layla.db, layla.by, { kind, target: annotationId, change: { tint: 'green', label: 'event' } })
      appendOp(layla.db, layla.by, { kind: 'star.set' as OpDraft['kind'], target: 'x', change: { of: annotationId } })
    })
    const { head } = await mergeCopies(db, [layla.db])
    expect(head).toBe(digestLog(layla.db))
    expect(findAnnotation(db, annotationId)).toMatchObject({ label: 'actor', status: 'live' })
    expect(await problemsOf(db)).toEqual([])
    // A newer program reads the file: the tables are folded anew, once.
    statement(db, 'DELETE FROM rating').run()
    statement(db, "UPDATE annotation SET note = 'من برنامج أقدم'").run()
    refoldForVersion(db, 2)
    expect(findAnnotation(db, annotationId)?.note).toBe(null)
    expect(readLocal(db, 'fold-version')).toBe('2')
    expect(digestLog(db)).toBe(head)
  })

  it('in an envelope of a later version says nothing here', () => {
    const body = Buffer.from(JSON.stringify({ version: 2, kind: 'annotation.delete', parents: [] }))
    expect(readOp({ hash: Buffer.alloc(32), body, data: Buffer.from('{}') }).change).toBe(undefined)
  })
})

describe('annotations that have no text here', () => {
  it('are held back and listed, and appear when their article is read as they need it', async () => {
    const { db, articleId, lead } = makeTeamProject()
    const layla = copyFor(db, 'ليلى')
    const second = addText(db, 'نص ثان', lead, 'second.txt')
    await mergeCopies(layla.db, [db])
    const theirs = createAnnotation(layla.db, draftOf(second, 'نص ثان', 'نص'), layla.by).id
    const bytes = Buffer.from('نص ثان')
    const source = {
      file: 'second.txt',
      bytes,
      encoding: 'windows-1256',
      reader: 'test',
      text: 'خبر آخر',
      sentences: [],
      segmenter: 'test',
    }
    const group = 'reading'
    inTransaction(db, () => {
      appendOp(db, lead, { kind: 'article.decode', target: second, change: { ...storeText(db, source) }, group })
      refold(db, second)
    })
    expect((await mergeCopies(db, [layla.db])).heldBack).toEqual([theirs])
    expect(listAnnotations(db, articleId)).toHaveLength(1)
    expect(await problemsOf(db)).toEqual([])
    const [decode] = listOps(db, second).filter(({ kind }) => kind === 'article.decode')
    inTransaction(db, () => {
      appendOp(db, lead, { kind: 'op.undo', target: second, change: { undoes: decode!.hash } })
      refold(db, second)
    })
    expect(findAnnotation(db, theirs)?.quote).toBe('نص')
    expect(await problemsOf(db)).toEqual([])
  })
})
