import { describe, expect, it } from 'vitest'
import type { AnnotationRow } from '../../corpus/annotation.ts'
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotations,
  findAnnotation,
  listAnnotations,
  setClaim,
  setRating,
} from '../../db/annotation.ts'
import { describeStacks, listHistory, redo, undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'قال 👳🏻‍♀️ الوزير سامر إن الجسر آمن.\nأضاف أن العمل يستمر عاماً.'

function open() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  return { db, by, articleId }
}

describe('createAnnotation', () => {
  it('stores a span after an emoji in code points, with its context', () => {
    const { db, by, articleId } = open()
    const row = createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), by)
    expect(Array.from(TEXT).slice(row.startCodePoint, row.endCodePoint).join('')).toBe('سامر')
    expect([row.layer, row.status, row.tool]).toEqual([`author:${by}`, 'live', 'hand'])
    expect(row.prefix + row.quote + row.suffix).toBe(
      Array.from(TEXT)
        .slice(0, row.endCodePoint + 32)
        .join(''),
    )
  })

  it.each([
    ['a quote that stands elsewhere', { quote: 'سامت' }, 'quote-mismatch'],
    ['a span beyond the text', { startCodePoint: 10, endCodePoint: 4000 }, 'span-out-of-text'],
    ['an empty span', { endCodePoint: 0, startCodePoint: 0 }, 'span-out-of-text'],
    ['an unknown article', { articleId: '01999999-0000-7000-8000-000000000000' }, 'article-missing'],
    ['half of an emoji', { startCodePoint: 4, endCodePoint: 5, quote: '👳' }, 'splits-grapheme'],
    ['an amount on an actor', { value: { value: 3, unit: null, vague: false } }, 'bad-input'],
  ])('refuses %s and writes nothing', (_, wrong, code) => {
    const { db, by, articleId } = open()
    const before = db.raw.prepare('SELECT count(*) AS n FROM op').get()
    expect(() => createAnnotation(db, { ...draftOf(articleId, TEXT, 'سامر'), ...wrong }, by)).toThrow(
      expect.objectContaining({ code }),
    )
    expect(db.raw.prepare('SELECT count(*) AS n FROM op').get()).toEqual(before)
  })

  it('answers a repeated request with what is there, and writes nothing', () => {
    const { db, by, articleId } = open()
    const draft = { ...draftOf(articleId, TEXT, 'سامر'), id: '01999999-0000-7000-8000-000000000001' }
    const row = createAnnotation(db, draft, by)
    const count = () => db.raw.prepare('SELECT count(*) AS n FROM op').get()
    const before = count()
    expect(createAnnotation(db, draft, by)).toEqual(row)
    expect(() => createAnnotation(db, { ...draft, label: 'claim' }, by)).toThrow(/exists already/)
    expect(count()).toEqual(before)
  })

  it('cannot be gone around: the database itself refuses a wrong quote', () => {
    const { db, by, articleId } = open()
    const row = createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), by)
    const update = db.raw.prepare('UPDATE annotation SET start_code_point = start_code_point - 1 WHERE id = ?')
    expect(() => update.run(row.id)).toThrow(/not the text/)
  })
})

describe('changeAnnotation', () => {
  it('moves bounds with their quote and drops a value that no longer fits the label', () => {
    const { db, by, articleId } = open()
    const row = createAnnotation(db, { ...draftOf(articleId, TEXT, 'عاماً', 'date'), value: { edtf: 'P1Y' } }, by)
    const { startCodePoint, endCodePoint, quote } = draftOf(articleId, TEXT, 'يستمر عاماً')
    const moved = changeAnnotation(db, row.id, { bounds: { startCodePoint, endCodePoint, quote } }, by)
    expect([moved.quote, moved.value]).toEqual(['يستمر عاماً', { edtf: 'P1Y' }])
    expect(changeAnnotation(db, row.id, { label: 'actor', note: 'ملاحظة' }, by)).toMatchObject({
      label: 'actor',
      value: null,
      note: 'ملاحظة',
      quote: 'يستمر عاماً',
    })
  })
})

describe('setRating', () => {
  it('keeps both axes apart and every earlier rating', () => {
    const { db, by, articleId } = open()
    const { id } = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر آمن', 'claim'), by)
    setRating(db, id, { reliability: 'B', credibility: null, rationale: null }, by)
    const row = setRating(db, id, { reliability: 'B', credibility: 2, rationale: 'تطابق' }, by)
    expect(row.rating).toEqual({ reliability: 'B', credibility: 2, rationale: 'تطابق' })
    expect(db.raw.prepare('SELECT count(*) AS n FROM rating').get()).toEqual({ n: 2 })
    expect(undo(db, by)).toEqual({ kind: 'rating.set', targets: [id] })
    expect(findAnnotation(db, id)?.rating).toEqual({ reliability: 'B', credibility: null, rationale: null })
  })
})

describe('setClaim', () => {
  it('holds source and cue with their exact text, and refuses parts that quote something else', () => {
    const { db, by, articleId } = open()
    const { id } = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر آمن', 'claim'), by)
    const at = draftOf(articleId, TEXT, 'الوزير سامر')
    const source = { start: at.startCodePoint, end: at.endCodePoint, text: at.quote }
    const claim = { source, cue: null, polarity: 'asserts' as const, hedged: false }
    expect(setClaim(db, id, claim, by).claim).toEqual(claim)
    expect(() => setClaim(db, id, { ...claim, source: { ...source, text: 'غيره' } }, by)).toThrow(/quote/)
  })
})

describe('every edit', () => {
  it('answers with the row as it is read back', () => {
    const { db, by, articleId } = open()
    const stands = (row: AnnotationRow) => expect(row).toEqual(findAnnotation(db, row.id))
    const value = { edtf: '2026', time: undefined }
    const made = createAnnotation(db, { ...draftOf(articleId, TEXT, 'عاماً', 'date'), value, note: 'ن' }, by)
    stands(made)
    stands(changeAnnotation(db, made.id, { label: 'event' }, by))
    stands(setRating(db, made.id, { reliability: 'B', credibility: 2, rationale: null }, by))
    const later = setRating(db, made.id, { reliability: null, credibility: 3, rationale: 'لأن' }, by)
    stands(later)
    expect(later.rating?.credibility).toBe(3)
    const claim = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر آمن', 'claim'), by)
    const said = { speech: 'direct', polarity: 'asserts', hedged: false } as const
    stands(setClaim(db, claim.id, { source: null, cue: null, ...said }, by))
    for (const row of deleteAnnotations(db, [made.id, claim.id], by)) stands(row)
  })
})

describe('undo and redo', () => {
  it('walk back and forth through every kind of act, and a new act ends the way forward', () => {
    const { db, by, articleId } = open()
    const a = createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), by)
    changeAnnotation(db, a.id, { label: 'event' }, by)
    const b = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by)
    deleteAnnotations(db, [a.id, b.id], by)
    expect(listAnnotations(db, articleId)).toHaveLength(0)
    expect(undo(db, by)).toEqual({ kind: 'annotation.delete', targets: [a.id, b.id] })
    expect(listAnnotations(db, articleId).map(({ label }) => label)).toEqual(['event', 'actor'])
    undo(db, by)
    undo(db, by)
    expect(listAnnotations(db, articleId).map(({ id, label }) => [id, label])).toEqual([[a.id, 'actor']])
    redo(db, by)
    redo(db, by)
    redo(db, by)
    expect(listAnnotations(db, articleId)).toHaveLength(0)
    expect(redo(db, by)).toBeUndefined()
    undo(db, by)
    expect(listAnnotations(db, articleId)).toHaveLength(2)
    changeAnnotation(db, b.id, { note: 'س' }, by)
    expect(describeStacks(db, by)).toEqual({ canUndo: true, canRedo: false })
    undo(db, by)
    redo(db, by)
    undo(db, by)
    expect(findAnnotation(db, b.id)?.note).toBeNull()
  })

  it('leave another author’s acts alone and keep every step in the history', () => {
    const { db, by, articleId } = open()
    const { id } = createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), by)
    const other = becomeMember(db, 'نور').id
    expect(undo(db, other)).toBeUndefined()
    undo(db, by)
    redo(db, by)
    expect(listHistory(db, id).map(({ kind, author, undone }) => [kind, author, undone])).toEqual([
      ['annotation.create', 'ليلى', false],
      ['op.undo', 'ليلى', false],
      ['op.undo', 'ليلى', false],
    ])
  })
})

describe('rebuild', () => {
  it('makes the same tables from the log alone, and the file verifies', async () => {
    const { db, by, articleId } = open()
    const a = createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), by)
    setRating(db, a.id, { reliability: 'F', credibility: 6, rationale: null }, by)
    deleteAnnotations(db, [createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by).id], by)
    undo(db, by)
    const dump = () =>
      ['project', 'member', 'article', 'sentence', 'annotation', 'rating', 'claim'].map((table) =>
        db.raw.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
      )
    const before = dump()
    rebuild(db)
    expect(dump()).toEqual(before)
    expect(await verifyProject(db)).toEqual({
      ok: true,
      checked: { ops: 11, articles: 1, annotations: 2, unsigned: 0 },
      problems: [],
    })
  })
})
