import { describe, expect, it } from 'vitest'
import { listActs } from '../../db/acts.ts'
import { changeAnnotations, createAnnotation, deleteAnnotations, listAnnotations } from '../../db/annotation.ts'
import { undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'قالت الحكومة إن الحزب وافق أمس.'

function makeFilled() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const ids = ['الحكومة', 'الحزب', 'أمس'].map((quote) => createAnnotation(db, draftOf(articleId, TEXT, quote), by).id)
  return { db, by, articleId, ids }
}

describe('changeAnnotations', () => {
  it('gives all of them another label as one act, undone at once', () => {
    const { db, by, articleId, ids } = makeFilled()
    const before = listAnnotations(db, articleId).map(({ label }) => label)
    expect(changeAnnotations(db, ids, { label: 'event', subtype: 'vote' }, by).map(({ label }) => label)).toEqual([
      'event',
      'event',
      'event',
    ])
    expect(undo(db, by)).toEqual({ kind: 'annotation.change', targets: ids })
    expect(listAnnotations(db, articleId).map(({ label }) => label)).toEqual(before)
  })

  it('changes none of them where one is gone', () => {
    const { db, by, articleId, ids } = makeFilled()
    deleteAnnotations(db, [ids[2]!], by)
    expect(() => changeAnnotations(db, ids, { label: 'event' }, by)).toThrow(
      expect.objectContaining({ code: 'annotation-missing' }),
    )
    expect(listAnnotations(db, articleId).map(({ label }) => label)).toEqual(['actor', 'actor'])
  })
})

describe('listActs', () => {
  it('lists acts, the newest first, with who, what and how many undos away', () => {
    const { db, by, articleId, ids } = makeFilled()
    deleteAnnotations(db, ids.slice(0, 2), by)
    const acts = listActs(db, { articleId, limit: 10 })
    expect(acts.map(({ kind, count, quote, steps }) => [kind, count, quote, steps])).toEqual([
      ['annotation.delete', 2, 'الحكومة', 1],
      ['annotation.create', 1, 'أمس', 2],
      ['annotation.create', 1, 'الحزب', 3],
      ['annotation.create', 1, 'الحكومة', 4],
      ['article.add', 1, null, null],
    ])
    expect(
      acts.every(({ author, undone, articleTitle }) => author === 'ليلى' && !undone && articleTitle === 'text.txt'),
    ).toBe(true)
  })

  it('keeps an act that was undone, and says so', () => {
    const { db, by, articleId } = makeFilled()
    undo(db, by)
    const [last, before] = listActs(db, { articleId, limit: 10 })
    expect([last?.undone, last?.steps]).toEqual([true, null])
    expect([before?.undone, before?.steps]).toEqual([false, 1])
  })

  it('leaves out what happened to other articles', () => {
    const { db, by, ids } = makeFilled()
    const other = addText(db, `${TEXT} وانتهى.`, by, 'other.txt')
    deleteAnnotations(db, ids, by)
    expect(listActs(db, { articleId: other, limit: 10 }).map(({ kind }) => kind)).toEqual(['article.add'])
    expect(listActs(db, { limit: 2 }).map(({ kind }) => kind)).toEqual(['annotation.delete', 'article.add'])
  })
})
