import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { chooseKeyStore, fileKeyStore, keyStore } from '../../db/key-store.ts'
import { openLayers } from '../../db/layer.ts'
import { writeLocal } from '../../db/local.ts'
import { becomeMember, findOrAddMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { rebuild } from '../../db/refold.ts'
import { rejectSuggestions } from '../../db/suggestion.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder } from '../support/project.ts'
import { makeRoutes } from '../support/routes.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن، وأضاف أن العمل يستمر عاماً.'

/** A project of a lead with two analysts who both annotated one article; `as` says who sits at the window. */
function makeTeam() {
  const routes = makeRoutes()
  const { db } = routes
  const [lead, layla, karim] = ['سلمى', 'ليلى', 'كريم'].map((name) => findOrAddMember(db, name).id) as string[]
  const articleId = addText(db, TEXT, lead!)
  const mine = createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), layla!)
  const theirs = createAnnotation(db, { ...draftOf(articleId, TEXT, 'الجسر'), note: 'رأي كريم' }, karim!)
  const gold = createAnnotation(db, draftOf(articleId, TEXT, 'الوزير'), lead!, { layer: 'adjudicated' })
  const at = draftOf(articleId, TEXT, 'العمل')
  const row = { ...at, key: `actor ${at.startCodePoint} ${at.endCodePoint}`, rule: 'test', confidence: 1 }
  rejectSuggestions(db, articleId, [{ ...row, value: null, claim: null }], karim!)
  const as = (member: string): void => writeLocal(db, 'member', member)
  return { ...routes, lead: lead!, layla: layla!, karim: karim!, articleId, mine, theirs, gold, as }
}

describe('an annotator', () => {
  it('sees only their own layer and the adjudicated one: in lists, counts, acts, histories, traces and exports', async () => {
    const { value, refusal, grant, layla, articleId, mine, theirs, gold, as } = makeTeam()
    as(layla)
    const rows = await value('annotation.list', { articleId })
    expect(rows.map(({ id }) => id)).toEqual([gold.id, mine.id])
    const [listed] = await value('article.list', {})
    expect([listed?.labels.actor, listed?.state]).toEqual([2, 'progress'])
    expect((await value('article.read', { articleId })).article.labels.actor).toBe(2)
    const acts = await value('history.acts', { articleId, limit: 100 })
    expect(acts.map(({ annotationId }) => annotationId)).not.toContain(theirs.id)
    expect(acts.map(({ kind }) => kind)).not.toContain('suggestion.decide')
    expect(await value('history.list', { annotationId: theirs.id })).toEqual([])
    expect(await refusal('trace.find', { query: theirs.id })).toBe('not-found')
    expect((await value('trace.find', { query: mine.id })).others).toEqual([])
    const out = join(makeFolder(), 'out')
    await value('export.run', { format: 'jsonl', grant: grant(out), job: crypto.randomUUID() })
    const lines = readFileSync(join(out, 'annotations.jsonl'), 'utf8')
    expect([lines.trim().split('\n').length, lines.includes('رأي كريم')]).toEqual([2, false])
    expect(await refusal('team.read', {})).toBe('lead-only')
  })

  it('sees the others once a lead opens the article, and not any more once it is closed', async () => {
    const { value, refusal, lead, layla, articleId, theirs, as, db } = makeTeam()
    as(layla)
    expect(await refusal('layer.open', { articleIds: [articleId], open: true })).toBe('lead-only')
    as(lead)
    await value('layer.open', { articleIds: [articleId], open: true })
    as(layla)
    expect((await value('annotation.list', { articleId })).map(({ id }) => id)).toContain(theirs.id)
    expect((await value('trace.find', { query: theirs.id })).annotation?.note).toBe('رأي كريم')
    as(lead)
    await value('layer.open', { articleIds: [articleId], open: false })
    as(layla)
    expect(await value('annotation.list', { articleId })).toHaveLength(2)
    as(lead)
    await value('history.undo', {})
    as(layla)
    expect(await value('annotation.list', { articleId })).toHaveLength(3)
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it.each(['layla', 'lead'] as const)('is the only one who changes their layer: not %s', async (who) => {
    const team = makeTeam()
    const { call, articleId, theirs, as } = team
    as(team[who])
    const claim = { source: null, cue: null, polarity: 'asserts' as const, hedged: false }
    const rating = { reliability: 'B' as const, credibility: null, rationale: null }
    const replies = [
      await call('annotation.change', { id: theirs.id, change: { label: 'event' } }),
      await call('annotation.changeMany', { ids: [theirs.id], change: { label: 'event' } }),
      await call('annotation.delete', { ids: [theirs.id] }),
      await call('rating.set', { annotationId: theirs.id, rating }),
      await call('claim.set', { annotationId: theirs.id, claim }),
    ]
    expect(replies.map((reply) => (reply.ok ? 'done' : reply.error.code))).toEqual(Array(5).fill('layer-foreign'))
    expect(articleId).toBe(theirs.articleId)
  })

  it('leaves the adjudicated layer to leads', async () => {
    const { refusal, lead, layla, gold, as } = makeTeam()
    as(layla)
    expect(await refusal('annotation.delete', { ids: [gold.id] })).toBe('layer-foreign')
    as(lead)
    expect(await refusal('annotation.delete', { ids: [gold.id] })).toBeUndefined()
  })
})

describe('layer.done', () => {
  it('is a person’s word: shown, asked about at the first edit, taken back, undone, and folded', async () => {
    const { db, value, refusal, layla, articleId, mine, as } = makeTeam()
    as(layla)
    expect((await value('layer.done', { articleId })).state).toBe('done')
    const more = { ...draftOf(articleId, TEXT, 'الجسر آمن'), value: null }
    expect(await refusal('annotation.create', more)).toBe('layer-done')
    expect(await refusal('annotation.createMany', { drafts: [more] })).toBe('layer-done')
    expect(await refusal('annotation.delete', { ids: [mine.id] })).toBe('layer-done')
    expect((await value('layer.reopen', { articleId })).state).toBe('progress')
    expect(await refusal('annotation.create', more)).toBeUndefined()
    await value('layer.done', { articleId })
    expect(await value('history.undo', {})).toMatchObject({ kind: 'layer.done' })
    expect((await value('article.list', {}))[0]?.state).toBe('progress')
    await value('history.redo', {})
    expect((await value('article.list', {}))[0]?.state).toBe('done')
    const before = await value('article.list', {})
    rebuild(db)
    expect([await value('article.list', {}), (await verifyProject(db)).problems]).toEqual([before, []])
  })

  it('makes an article done for its lead when all who work on it are', async () => {
    const { value, refusal, lead, layla, karim, articleId, as } = makeTeam()
    const state = async () => (await value('article.list', {}))[0]?.state
    as(layla)
    await value('layer.done', { articleId })
    expect(await refusal('layer.reopen', { articleId, memberId: karim })).toBe('lead-only')
    as(lead)
    expect(await state()).toBe('progress')
    as(karim)
    await value('layer.done', { articleId })
    as(lead)
    expect(await state()).toBe('done')
    const { cells, articles } = await value('team.read', {})
    expect(cells.map(({ memberId, state, annotations }) => [memberId, state, annotations])).toEqual([
      [layla, 'done', 1],
      [karim, 'done', 1],
    ])
    expect(articles).toMatchObject([{ id: articleId, opened: false, adjudicated: 1 }])
    await value('layer.reopen', { articleId, memberId: karim })
    expect(await state()).toBe('progress')
  })
})

describe('copy.write', () => {
  it('hands out a copy in which its member works at once', async () => {
    const { value, refusal, grant, lead, layla, articleId, as } = makeTeam()
    const file = join(makeFolder(), 'ليلى.isnad')
    const job = crypto.randomUUID()
    as(layla)
    const asked = { name: 'ليلى', articleIds: [articleId], job }
    expect(await refusal('copy.write', { ...asked, grant: grant(file) })).toBe('lead-only')
    as(lead)
    const made = await value('copy.write', { ...asked, grant: grant(file) })
    expect(made).toEqual({ file: 'ليلى.isnad', memberId: layla, articles: 1, annotations: 1 })
    const copy = openProject(file)
    onTestFinished(() => closeProject(copy))
    const there = makeRoutes(copy)
    expect(await there.value('project.describe', {})).toMatchObject({
      member: { id: layla, role: 'annotator' },
      handout: { id: layla, name: 'ليلى' },
    })
    expect(await there.value('annotation.list', { articleId })).toHaveLength(1)
  })
})

describe('the first person', () => {
  const roles = (db: Db) => makeRoutes(db).value('member.list', {})
  const make = (name: string): Db => {
    const db = newProject(join(makeFolder(), 'new.isnad'), name)
    onTestFinished(() => closeProject(db))
    return db
  }

  it('takes the place of the system’s user in a project made here, as its lead', async () => {
    const db = make(userInfo().username)
    const { value } = makeRoutes(db)
    expect(await value('member.name', { name: 'نور' })).toMatchObject({ name: 'نور', role: 'lead' })
    expect(await roles(db)).toMatchObject([{ name: 'نور', role: 'lead' }])
    expect(await value('member.name', { name: 'كريم' })).toMatchObject({ role: 'annotator' })
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('joins the sample’s author as a lead', async () => {
    const db = make('إسناد')
    expect(await makeRoutes(db, true).value('member.name', { name: 'نور' })).toMatchObject({ role: 'lead' })
    expect(await roles(db)).toMatchObject([{ name: 'إسناد' }, { name: 'نور', role: 'lead' }])
  })

  it('annotates where somebody was named before', async () => {
    const db = make('سلمى')
    expect(await makeRoutes(db).value('member.name', { name: 'نور' })).toMatchObject({ role: 'annotator' })
  })
})

describe('member.role', () => {
  it('is a lead’s to give, and leaves a lead', async () => {
    const { value, refusal, lead, layla, as } = makeTeam()
    as(layla)
    expect(await refusal('member.role', { memberId: layla, role: 'lead' })).toBe('lead-only')
    as(lead)
    expect(await refusal('member.role', { memberId: lead, role: 'annotator' })).toBe('last-lead')
    await value('member.role', { memberId: layla, role: 'auditor' })
    expect((await value('member.list', {})).find(({ id }) => id === layla)).toMatchObject({ role: 'auditor' })
    as(layla)
    expect((await value('team.read', {})).members).toHaveLength(3)
  })
})

describe('who has given no name', () => {
  /** The project on the machine of somebody who has none of its keys. */
  const elsewhere = () => {
    const team = makeTeam()
    const before = keyStore()
    const folder = makeFolder()
    chooseKeyStore(fileKeyStore(() => folder))
    onTestFinished(() => chooseKeyStore(before))
    return team
  }

  it('sees everything where the project is led from this machine, and of their own afterwards', async () => {
    const { db, value, articleId } = makeTeam()
    expect(await value('annotation.list', { articleId })).toHaveLength(3)
    expect((await value('project.describe', {})).blind).toBe(false)
    becomeMember(db, 'سلمى')
    expect(await value('annotation.list', { articleId })).toHaveLength(3)
  })

  it('sees elsewhere only what every annotator sees, until they say who they are', async () => {
    const { value, refusal, emitted, articleId, gold, mine, theirs } = elsewhere()
    expect((await value('project.describe', {})).blind).toBe(true)
    expect((await value('annotation.list', { articleId })).map(({ id }) => id)).toEqual([gold.id])
    expect((await value('article.list', {}))[0]?.labels.actor).toBe(1)
    expect(await value('history.list', { annotationId: theirs.id })).toEqual([])
    expect(await refusal('trace.find', { query: theirs.id })).toBe('not-found')
    const refused = [
      await refusal('team.read', {}),
      await refusal('adjudication.list', {}),
      await refusal('adjudication.read', { articleId }),
      await refusal('agreement.measure', { articleId }),
      await refusal('conflict.list', {}),
    ]
    expect(refused).toEqual(Array(5).fill('lead-only'))
    await value('member.name', { name: 'ليلى' })
    expect(emitted).toContain('article.changed')
    expect((await value('project.describe', {})).blind).toBe(false)
    expect((await value('annotation.list', { articleId })).map(({ id }) => id)).toEqual([gold.id, mine.id])
  })

  it('sees elsewhere what a lead opened, and everything once they are the lead', async () => {
    const { db, lead, value, articleId, theirs } = elsewhere()
    openLayers(db, [articleId], true, lead)
    expect((await value('annotation.list', { articleId })).map(({ id }) => id)).toContain(theirs.id)
    openLayers(db, [articleId], false, lead)
    await value('member.name', { name: 'سلمى' })
    expect(await value('annotation.list', { articleId })).toHaveLength(3)
    expect((await value('team.read', {})).members).toHaveLength(3)
  })

  it('is told nothing where nobody has annotated', async () => {
    const { value } = makeRoutes()
    const before = keyStore()
    const folder = makeFolder()
    chooseKeyStore(fileKeyStore(() => folder))
    onTestFinished(() => chooseKeyStore(before))
    expect((await value('project.describe', {})).blind).toBe(false)
  })
})

describe('what changes which layers are seen', () => {
  it.each(['opening', 'undoing it', 'naming'])('is told to the window: %s', async (what) => {
    const { value, emitted, lead, articleId, as } = makeTeam()
    as(lead)
    if (what === 'undoing it') await value('layer.open', { articleIds: [articleId], open: true })
    emitted.length = 0
    if (what === 'opening') await value('layer.open', { articleIds: [articleId], open: true })
    else if (what === 'undoing it') await value('history.undo', {})
    else await value('member.name', { name: 'سلمى' })
    expect(emitted).toContain('article.changed')
  })
})
