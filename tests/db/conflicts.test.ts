import { describe, expect, it } from 'vitest'
import { decideCase } from '../../db/adjudication.ts'
import { createAnnotation, listAnnotations, setClaim } from '../../db/annotation.ts'
import { listConflicts, resolveConflict } from '../../db/conflicts.ts'
import { readCuration } from '../../db/curation.ts'
import { changeEntity, createEntity, deleteEntity, findEntity, linkMentions, mergeEntities } from '../../db/entity.ts'
import { undo } from '../../db/history.ts'
import { finishLayer, openLayers, reopenLayer } from '../../db/layer.ts'
import { listLinks, removeLinks, setLink, setLinks } from '../../db/link.ts'
import { addMember, findMember, findOrAddMember, setRole } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { verifyProject } from '../../db/verify.ts'
import { draftOf } from '../support/project.ts'
import { copyFor, makeTeamProject, mergeCopies, TEAM_TEXT } from '../support/team.ts'

/** A lead's project and a second lead's copy of it; both know an entity, a claim with a link, and a third member. */
function open() {
  const made = makeTeamProject()
  const { db, lead, articleId, annotationId } = made
  const layla = findOrAddMember(db, 'ليلى').id
  setRole(db, layla, 'lead', lead)
  const third = findOrAddMember(db, 'كريم').id
  const [entity, other] = ['سامر', 'سامر حداد', 'الوزير'].map((name) => createEntity(db, { name }, lead).id)
  const claim = createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'الجسر آمن', 'claim'), lead).id
  setClaim(db, claim, { source: null, cue: null, polarity: 'asserts', hedged: false }, lead)
  const link = setLinks(db, [{ from: claim, to: annotationId, kind: 'about' }], lead)[0]!.id
  linkMentions(db, [annotationId], entity!, lead)
  undo(db, lead)
  const copy = copyFor(db, 'ليلى')
  return { ...made, copy, third, entity: entity!, other: other!, claim, link }
}

type Here = ReturnType<typeof open>
/** What one of the two does on their own copy. */
type Doing = (db: Db, by: string, at: Here) => unknown

const CASES: readonly [name: string, mine: Doing, theirs: Doing, noun: string, field: string, values: unknown[]][] = [
  [
    'an entity’s name',
    (db, by, { entity }) => changeEntity(db, entity, { name: 'سامر الأول' }, by),
    (db, by, { entity }) => changeEntity(db, entity, { name: 'سامر الثاني', aliases: [] }, by),
    'entity',
    'name',
    ['سامر الأول', 'سامر الثاني'],
  ],
  [
    'an entity that one deleted and the other changed',
    (db, by, { entity }) => deleteEntity(db, entity, by),
    (db, by, { entity }) => changeEntity(db, entity, { note: 'وزير' }, by),
    'entity',
    'deleted',
    [true, false],
  ],
  [
    'whom a mention refers to',
    (db, by, { annotationId, entity }) => linkMentions(db, [annotationId], entity, by),
    (db, by, { annotationId, other }) => linkMentions(db, [annotationId], other, by),
    'annotation',
    'entity',
    [],
  ],
  [
    'a link that one took away and the other made again',
    (db, by, { link }) => removeLinks(db, [link], by),
    (db, by, { link, claim, annotationId }) => {
      removeLinks(db, [link], by)
      setLink(db, { from: claim, to: annotationId, kind: 'about' }, by, { id: link })
    },
    'link',
    'removed',
    [true, false],
  ],
  [
    'a member’s role',
    (db, by, { third }) => setRole(db, third, 'auditor', by),
    (db, by, { third }) => setRole(db, third, 'lead', by),
    'member',
    'role',
    ['auditor', 'lead'],
  ],
  [
    'whether everybody sees an article’s layers',
    (db, by, { articleId }) => openLayers(db, [articleId], true, by),
    (db, by, { articleId }) => {
      openLayers(db, [articleId], true, by)
      openLayers(db, [articleId], false, by)
    },
    'layer',
    'state',
    ['open', 'closed'],
  ],
]

async function diverge(mine: Doing, theirs: Doing) {
  const here = open()
  mine(here.db, here.lead, here)
  theirs(here.copy.db, here.copy.by, here)
  await mergeCopies(here.db, [here.copy.db])
  return here
}

describe('listConflicts', () => {
  it.each(CASES)('lists %s with both values, who said them and when', async (_, mine, theirs, noun, field, values) => {
    const { db } = await diverge(mine, theirs)
    const found = listConflicts(db).find((conflict) => conflict.noun === noun && conflict.field === field)!
    expect(new Set(found.values.map(({ author }) => author))).toEqual(new Set(['سلمى', 'ليلى']))
    expect(found.values.every(({ wall }) => wall > 0)).toBe(true)
    if (values.length > 0) expect(new Set(found.values.map(({ value }) => value))).toEqual(new Set(values))
  })

  it('lists nothing where two did the same, or one knew what the other had done', async () => {
    const same: Doing = (db, by, { annotationId, entity }) => linkMentions(db, [annotationId], entity, by)
    expect(listConflicts((await diverge(same, same)).db)).toEqual([])
  })
})

describe('resolveConflict', () => {
  it.each(CASES)('settles %s with either value, here and wherever it comes', async (_, mine, theirs, noun, field) => {
    for (const at of [0, 1]) {
      const { db, lead, copy } = await diverge(mine, theirs)
      const found = listConflicts(db).find((conflict) => conflict.noun === noun && conflict.field === field)!
      resolveConflict(db, { target: found.target, field, op: found.values[at]!.op }, lead)
      expect(listConflicts(db).filter((conflict) => conflict.field === field)).toEqual([])
      await mergeCopies(copy.db, [db])
      expect(listConflicts(copy.db)).toEqual(listConflicts(db))
      expect((await verifyProject(db)).problems).toEqual([])
    }
  })

  it('gives what was chosen', async () => {
    const choose = async (at: number, value: unknown) => {
      const here = await diverge(CASES[at]![1], CASES[at]![2])
      const [found] = listConflicts(here.db).filter(({ field }) => field === CASES[at]![4])
      const { op } = found!.values.find((one) => one.value === value)!
      resolveConflict(here.db, { target: found!.target, field: found!.field, op }, here.lead)
      return here
    }
    const named = await choose(0, 'سامر الأول')
    expect(findEntity(named.db, named.entity)!.name).toBe('سامر الأول')
    const gone = await choose(1, true)
    expect(findEntity(gone.db, gone.entity)!.status).toBe('deleted')
    const kept = await choose(1, false)
    expect(findEntity(kept.db, kept.entity)!.status).toBe('live')
    const unlinked = await choose(3, true)
    expect(listLinks(unlinked.db)).toEqual([])
    const linked = await choose(3, false)
    expect(listLinks(linked.db)).toMatchObject([{ id: linked.link, kind: 'about' }])
    const role = await choose(4, 'auditor')
    expect(findMember(role.db, role.third)).toMatchObject({ name: 'كريم', role: 'auditor' })
  })

  it('says into which of two entities a third was merged', async () => {
    const into: (name: 'entity' | 'other') => Doing = (name) => (db, by, at) =>
      mergeEntities(db, [findOrMake(db)], at[name], by)
    const findOrMake = (db: Db) =>
      (db.raw.prepare("SELECT id FROM entity WHERE name = 'الوزير'").get() as { id: string }).id
    const { db, lead, other } = await diverge(into('entity'), into('other'))
    const [found] = listConflicts(db)
    const { op } = found!.values.find(({ value }) => value === other)!
    resolveConflict(db, { target: found!.target, field: 'mergedInto', op }, lead)
    expect([listConflicts(db), findEntity(db, findOrMake(db))]).toMatchObject([[], { mergedInto: other }])
  })

  it('leaves members, opened layers and decisions to leads, and refuses what was settled', async () => {
    const { db, lead, third } = await diverge(CASES[4]![1], CASES[4]![2])
    const [found] = listConflicts(db)
    const { op } = found!.values[0]!
    const nobody = addMember(db, { id: '01999999-0000-7000-8000-00000000000a', name: 'نور' }, lead)
    expect(() => resolveConflict(db, { target: third, field: 'role', op }, nobody.id)).toThrow('only a lead')
    resolveConflict(db, { target: third, field: 'role', op }, lead)
    expect(() => resolveConflict(db, { target: third, field: 'role', op }, lead)).toThrow('meanwhile')
  })

  it('leaves an author’s own layer to the author', async () => {
    const doing =
      (last: 'done' | 'open'): Doing =>
      (db, _, { articleId, third }) => {
        finishLayer(db, articleId, third, third)
        if (last === 'open') reopenLayer(db, articleId, third, third)
      }
    const { db, third } = await diverge(doing('done'), doing('open'))
    const [found] = listConflicts(db)
    expect(found).toMatchObject({ noun: 'layer', field: 'state', quote: 'كريم' })
    const { op } = found!.values.find(({ value }) => value === 'done')!
    resolveConflict(db, { target: found!.target, field: 'state', op }, third)
    expect(listConflicts(db)).toEqual([])
    expect(db.raw.prepare('SELECT state, contested FROM layer_state').all()).toEqual([{ state: 'done', contested: 0 }])
  })
})

describe('a case that leads decided apart', () => {
  const decided = async (again: boolean) => {
    const here = open()
    const { db, lead, articleId, annotationId, copy } = here
    const wider = createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'الوزير سامر'), here.third).id
    await mergeCopies(copy.db, [db])
    const decide = (of: Db, by: string, chosen: string) => {
      const found = readCuration(of, articleId).cases.find(({ annotationIds }) => annotationIds.includes(chosen))!
      const asked = { articleId, key: found.key, annotationIds: found.annotationIds }
      return decideCase(of, asked, { outcome: 'accept', annotationId: chosen, why: null }, by)
    }
    if (again) {
      decide(db, lead, annotationId)
      await mergeCopies(copy.db, [db])
    }
    decide(db, lead, annotationId)
    decide(copy.db, copy.by, wider)
    await mergeCopies(db, [copy.db])
    const adjudicated = () =>
      listAnnotations(db, articleId)
        .filter(({ layer }) => layer === 'adjudicated')
        .map(({ quote }) => quote)
        .sort()
    return { ...here, adjudicated }
  }

  it.each([
    ['for the first time', false],
    ['again, after both knew a decision', true],
  ])('%s, is listed once with both decisions and settled with either', async (_, again) => {
    for (const quote of ['سامر', 'الوزير سامر']) {
      const { db, lead, copy, articleId, adjudicated } = await decided(again)
      expect(adjudicated()).toEqual(['الوزير سامر', 'سامر'])
      const found = listConflicts(db)
      expect(found).toMatchObject([{ noun: 'adjudication', field: 'decision', label: 'actor' }])
      const [conflict] = found
      const length = [...quote].length
      const isChosen = ({ value }: { value: unknown }) => {
        const { startCodePoint, endCodePoint } = value as { startCodePoint: number; endCodePoint: number }
        return endCodePoint - startCodePoint === length
      }
      resolveConflict(
        db,
        { target: conflict!.target, field: 'decision', op: conflict!.values.find(isChosen)!.op },
        lead,
      )
      expect([listConflicts(db), adjudicated()]).toEqual([[], [quote]])
      expect(readCuration(db, articleId).cases.filter(({ fresh }) => fresh.includes('twice'))).toEqual([])
      await mergeCopies(copy.db, [db])
      expect(listConflicts(copy.db)).toEqual([])
      undo(db, lead)
      expect(adjudicated()).toEqual(['الوزير سامر', 'سامر'])
      expect((await verifyProject(db)).problems).toEqual([])
    }
  })
})
