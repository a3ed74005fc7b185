import { describe, expect, it } from 'vitest'
import { resolveMerges } from '../../corpus/entity.ts'
import { createAnnotation, findAnnotation } from '../../db/annotation.ts'
import {
  changeEntity,
  createEntity,
  deleteEntity,
  findEntity,
  linkMentions,
  linkToNew,
  listEntities,
  listMentions,
  listRefusals,
  mergeEntities,
  refuseLinks,
  splitEntity,
} from '../../db/entity.ts'
import { redo, undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT =
  'أعلن تنظيم الدولة الإسلامية (داعش) الانسحاب، وقال الرئيس السوري بشار الأسد إن التنظيم انتهى. وأضاف الأسد: لا شيء.'

function prepare() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const mark = (quote: string) => createAnnotation(db, draftOf(articleId, TEXT, quote), by).id
  return { db, by, mark, articleId }
}

/** Every table that the log makes of entities, read as it is and again after a rebuild. */
async function expectSound(db: Db): Promise<void> {
  const tables = () => ['entity', 'mention', 'refusal'].map((table) => db.raw.prepare(`SELECT * FROM ${table}`).all())
  const before = tables()
  expect((await verifyProject(db)).problems).toEqual([])
  rebuild(db)
  expect(tables()).toEqual(before)
}

describe('createEntity', () => {
  it('keeps every other name once, and finds the entity of a known id', async () => {
    const { db, by } = prepare()
    const made = createEntity(db, { name: 'داعش', aliases: ['تنظيم الدولة', 'داعش', 'تنظيم الدولة'] }, by)
    expect(made.aliases).toEqual(['تنظيم الدولة'])
    expect(createEntity(db, { id: made.id, name: 'غيره' }, by)).toEqual(made)
    await expectSound(db)
  })
})

describe('changeEntity', () => {
  it('keeps a former name as an alias', () => {
    const { db, by } = prepare()
    const { id } = createEntity(db, { name: 'داعش' }, by)
    expect(changeEntity(db, id, { name: 'تنظيم الدولة' }, by)).toMatchObject({
      name: 'تنظيم الدولة',
      aliases: ['داعش'],
    })
  })
})

describe('linkMentions', () => {
  it('says which entity an actor refers to, once, undone and done again', async () => {
    const { db, by, mark } = prepare()
    const [one, two] = [mark('تنظيم الدولة الإسلامية'), mark('داعش')]
    const made = linkToNew(db, [one, two], { name: 'داعش' }, by)
    expect(listMentions(db).map(({ entity }) => entity)).toEqual([made.id, made.id])
    undo(db, by)
    expect(listEntities(db)).toEqual([])
    expect(findAnnotation(db, one)?.entity).toBeNull()
    redo(db, by)
    expect(findAnnotation(db, two)?.entity).toBe(made.id)
    linkMentions(db, [one], made.id, by)
    linkMentions(db, [one], null, by)
    expect(findAnnotation(db, one)?.entity).toBeNull()
    await expectSound(db)
  })

  it('refuses what is no actor and entities that are not there', () => {
    const { db, by, articleId } = prepare()
    const claim = createAnnotation(db, draftOf(articleId, TEXT, 'التنظيم انتهى', 'claim'), by).id
    const { id } = createEntity(db, { name: 'داعش' }, by)
    expect(() => linkMentions(db, [claim], id, by)).toThrow('no actor')
    deleteEntity(db, id, by)
    expect(() => linkMentions(db, [claim], id, by)).toThrow('no entity')
  })
})

describe('mergeEntities', () => {
  it('makes two one, also behind an earlier merge, and takes it back', async () => {
    const { db, by } = prepare()
    const [a, b, c] = ['داعش', 'تنظيم الدولة', 'الدولة الإسلامية'].map((name) => createEntity(db, { name }, by).id)
    mergeEntities(db, [a!], b!, by)
    mergeEntities(db, [b!], c!, by)
    expect([a!, b!, c!].map((id) => resolveMerges(listEntities(db)).get(id))).toEqual([c, c, c])
    expect(() => mergeEntities(db, [a!], c!, by)).toThrow('one entity already')
    splitEntity(db, a!, by)
    expect(resolveMerges(listEntities(db)).get(a!)).toBe(a)
    undo(db, by)
    expect(resolveMerges(listEntities(db)).get(a!)).toBe(c)
    await expectSound(db)
  })

  it('stands for the lower id where two were merged into each other apart', () => {
    const rows = [
      { id: 'a', mergedInto: 'b' },
      { id: 'b', mergedInto: 'a' },
      { id: 'c', mergedInto: 'b' },
      { id: 'd', mergedInto: 'gone' },
    ]
    expect([...resolveMerges(rows)]).toEqual([
      ['a', 'a'],
      ['b', 'a'],
      ['c', 'a'],
      ['d', 'd'],
    ])
  })
})

describe('deleteEntity', () => {
  it('leaves no mention behind, and undo brings all back', async () => {
    const { db, by, mark } = prepare()
    const id = linkToNew(db, [mark('داعش')], { name: 'داعش' }, by).id
    deleteEntity(db, id, by)
    expect(findEntity(db, id)?.status).toBe('deleted')
    expect(listMentions(db)[0]?.entity).toBeNull()
    await expectSound(db)
    undo(db, by)
    expect(findEntity(db, id)?.status).toBe('live')
    expect(listMentions(db)[0]?.entity).toBe(id)
  })
})

describe('refuseLinks', () => {
  it('is kept until it is undone', async () => {
    const { db, by, mark } = prepare()
    const one = mark('الأسد')
    refuseLinks(db, [one], 'name الاسد', by)
    expect(listRefusals(db)).toEqual([{ annotationId: one, link: 'name الاسد' }])
    expect(findAnnotation(db, one)?.status).toBe('live')
    await expectSound(db)
    undo(db, by)
    expect(listRefusals(db)).toEqual([])
  })
})
