import { copyFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotations,
  findAnnotation,
  listRatings,
  setClaim,
  setRating,
} from '../../db/annotation.ts'
import { describeStacks, listHistory, undo } from '../../db/history.ts'
import { becomeMember, listMembers } from '../../db/member.ts'
import { confirmKey, listMemberKeys } from '../../db/member-keys.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { listOps } from '../../db/ops.ts'
import { restoreState } from '../../db/restore-state.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن.'

/** Moves what a stranger's copy holds beyond the lead's into the lead's quarantine, as a merge does. */
function quarantineFrom(lead: Db, other: Db): void {
  const known = new Set(lead.raw.prepare('SELECT hex(hash) FROM op').pluck().all())
  const rows = other.raw
    .prepare(
      "SELECT op.*, p.data FROM op LEFT JOIN payload p ON p.hash = unhex(json_extract(CAST(body AS TEXT), '$.payload_hash'))",
    )
    .all() as Record<string, Buffer>[]
  const put = lead.raw.prepare(
    "INSERT INTO quarantine VALUES (@hash, @body, @data, @sig, 'unknown-key', 'copy.isnad', 1)",
  )
  for (const row of rows) if (!known.has(row.hash!.toString('hex').toUpperCase())) put.run(row)
}

function makeStranger(): { lead: Db; by: string; salma: string; id: string } {
  const lead = makeProject()
  const by = listMembers(lead)[0]!.id
  const salma = becomeMember(lead, 'نور').id
  const articleId = addText(lead, TEXT, salma)
  const { id } = createAnnotation(lead, draftOf(articleId, TEXT, 'الجسر آمن', 'claim'), salma)
  const file = `${makeFolder()}/copy.isnad`
  lead.raw.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(lead.file, file)
  const copy = openProject(file)
  onTestFinished(() => closeProject(copy))
  changeAnnotation(copy, id, { note: 'من جهاز آخر' }, salma)
  quarantineFrom(lead, copy)
  return { lead, by, salma, id }
}

describe('confirmKey', () => {
  it('shows what waits for which key, and lets it in once a lead has compared the words', async () => {
    const { lead, by, salma, id } = makeStranger()
    const [waiting, ...more] = listMemberKeys(lead).waiting
    expect(more).toEqual([])
    expect(waiting).toMatchObject({
      memberId: salma,
      name: 'نور',
      count: 2,
      reason: 'unknown-key',
      source: 'copy.isnad',
    })
    expect(waiting!.words).toHaveLength(8)
    expect(() => confirmKey(lead, { memberId: salma, key: waiting!.key }, salma)).toThrow(
      expect.objectContaining({ code: 'lead-only' }),
    )
    expect(confirmKey(lead, { memberId: salma, key: waiting!.key }, by)).toBe(2)
    expect(findAnnotation(lead, id)?.note).toBe('من جهاز آخر')
    expect(listMemberKeys(lead).waiting).toEqual([])
    const keys = listMemberKeys(lead).members.find((member) => member.id === salma)!.keys
    expect(keys.map(({ confirmedBy, own }) => [confirmedBy, own])).toEqual([
      [null, true],
      ['سلمى', false],
    ])
    expect((await verifyProject(lead)).problems).toEqual([])
    expect(confirmKey(lead, { memberId: salma, key: waiting!.key }, by)).toBe(0)
  })

  it('can be undone: the key is unconfirmed again, what was let in stays', () => {
    const { lead, by, salma, id } = makeStranger()
    confirmKey(lead, { memberId: salma, key: listMemberKeys(lead).waiting[0]!.key }, by)
    expect(describeStacks(lead, by).canUndo).toBe(true)
    expect(undo(lead, by)?.kind).toBe('member.confirm')
    const keys = listMemberKeys(lead).members.find((member) => member.id === salma)!.keys
    expect(keys.map(({ confirmedBy }) => confirmedBy)).toEqual([null, null])
    expect(findAnnotation(lead, id)?.note).toBe('من جهاز آخر')
  })

  it('says how this copy’s own key is protected', () => {
    expect(listMemberKeys(makeProject()).own).toMatchObject({ protection: 'file', words: expect.any(Array) })
  })
})

describe('restoreState', () => {
  it('brings any earlier state back as one new act, which can be undone', async () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const { id } = createAnnotation(db, draftOf(addText(db, TEXT, by), TEXT, 'الجسر آمن', 'claim'), by)
    const at = draftOf('', TEXT, 'الوزير سامر')
    const part = { start: at.startCodePoint, end: at.endCodePoint, text: at.quote }
    setClaim(db, id, { source: part, cue: null, polarity: 'asserts', hedged: false }, by)
    setRating(db, id, { reliability: 'B', credibility: 2, rationale: 'تطابق' }, by)
    changeAnnotation(db, id, { note: 'أولى' }, by)
    const state = listOps(db, id).at(-1)!.hash
    const before = findAnnotation(db, id)!
    setClaim(db, id, { source: null, cue: null, polarity: 'denies', hedged: true }, by)
    setRating(db, id, { reliability: 'F', credibility: null, rationale: null }, by)
    changeAnnotation(db, id, { note: null, label: 'event' }, by)
    deleteAnnotations(db, [id], by)
    const { changedAt: _, ...restored } = restoreState(db, id, state, by)!
    expect(before).toMatchObject(restored)
    expect(listRatings(db, id).at(-1)).toMatchObject({ reliability: 'B', credibility: 2, rationale: 'تطابق' })
    expect((await verifyProject(db)).problems).toEqual([])
    undo(db, by)
    expect(findAnnotation(db, id)?.status).toBe('deleted')
    // Nothing differs: nothing is written.
    restoreState(db, id, state, by)
    const count = listOps(db, id).length
    restoreState(db, id, state, by)
    expect(listOps(db, id)).toHaveLength(count)
  })

  it('refuses a state that is not the annotation’s', () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const { id } = createAnnotation(db, draftOf(addText(db, TEXT, by), TEXT, 'سامر'), by)
    expect(() => restoreState(db, id, 'ff'.repeat(32), by)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('is told of by the history: every entry with what it changed, before and after', () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const { id } = createAnnotation(db, draftOf(addText(db, TEXT, by), TEXT, 'سامر'), by)
    changeAnnotation(db, id, { note: 'أولى' }, by)
    undo(db, by)
    expect(listHistory(db, id).map(({ before, after }) => [before?.note, after?.note])).toEqual([
      [undefined, null],
      [null, 'أولى'],
      ['أولى', null],
    ])
  })
})
