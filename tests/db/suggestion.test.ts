import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listSuggestions } from '../../corpus/suggest/suggestion-rows.ts'
import type { SuggestionRow } from '../../corpus/suggestion.ts'
import { listActs } from '../../db/acts.ts'
import { createAnnotation, findAnnotation, listAnnotations } from '../../db/annotation.ts'
import { describeStacks, listHistory, redo, undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { rebuild } from '../../db/refold.ts'
import { acceptSuggestions, articleOfDecision, listSettledKeys, rejectSuggestions } from '../../db/suggestion.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'
import { alterRaw } from '../support/raw.ts'

const TEXT = 'في 3 أغسطس 2016 قال الوزير سامر حداد إن نحو 250 عاملاً غادروا المدينة، ودفعت الشركة 40 مليون دولار.'

function open() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const rows = listSuggestions(TEXT)
  const find = (label: SuggestionRow['label']) => rows.find((row) => row.label === label)!
  return { db, by, articleId, rows, find }
}

const decisions = (db: Db) =>
  db.raw
    .prepare('SELECT decision, label, annotation_id IS NOT NULL AS made FROM suggestion_decision ORDER BY 1, 2')
    .all()

describe('acceptSuggestions', () => {
  it('makes an annotation with the value, the tool and the rule, and records the decision', () => {
    const { db, by, articleId, find } = open()
    const [made] = acceptSuggestions(db, articleId, [find('date')], by)
    expect(made).toMatchObject({ label: 'date', value: { edtf: '2016-08-03' }, layer: `author:${by}`, tool: 'isnad' })
    expect([made!.rule, made!.quote]).toEqual([find('date').rule, find('date').quote])
    expect(made!.derivedFrom).toMatch(/^suggestion:[0-9a-f-]{36}$/)
    expect(decisions(db)).toEqual([{ decision: 'accept', label: 'date', made: 1 }])
    expect(articleOfDecision(db, made!.derivedFrom!.slice('suggestion:'.length))).toBe(articleId)
  })

  it('keeps the claim of a claim: who says it and in which words', () => {
    const { db, by, articleId, find } = open()
    const [made] = acceptSuggestions(db, articleId, [find('claim')], by)
    expect(made!.claim).toMatchObject({ source: { text: expect.stringContaining('الوزير') }, polarity: 'asserts' })
  })

  it('takes all of them back with one undo, and gives them again with one redo', () => {
    const { db, by, articleId, rows } = open()
    acceptSuggestions(db, articleId, rows, by)
    expect(rows.length).toBeGreaterThan(4)
    expect(listSettledKeys(db, articleId, by).size).toBe(rows.length)
    undo(db, by)
    expect([listAnnotations(db, articleId), decisions(db)]).toEqual([[], []])
    expect(listSettledKeys(db, articleId, by).size).toBe(0)
    expect(describeStacks(db, by)).toEqual({ canUndo: false, canRedo: true })
    redo(db, by)
    expect(listAnnotations(db, articleId)).toHaveLength(rows.length)
    expect(decisions(db)).toHaveLength(rows.length)
  })

  it.each([
    ['another value', { value: { edtf: '2016-08-04' } }, { label: 'date', value: { edtf: '2016-08-04' } }],
    ['another label, without the value of the old one', { label: 'event' as const }, { label: 'event', value: null }],
    [
      'other bounds',
      { bounds: { startCodePoint: 5, endCodePoint: 16, quote: TEXT.slice(5, 16) } },
      { startCodePoint: 5, quote: TEXT.slice(5, 16), value: { edtf: '2016-08-03' } },
    ],
  ])('records as a correction what gets %s', (_, change, expected) => {
    const { db, by, articleId, find } = open()
    const [made] = acceptSuggestions(db, articleId, [find('date')], by, { [find('date').key]: change })
    expect(made).toMatchObject(expected)
    expect(decisions(db)).toEqual([{ decision: 'correct', label: 'date', made: 1 }])
    expect(listSettledKeys(db, articleId, by)).toContain(find('date').key)
  })

  it('refuses a change of something else, and a bulk with one that is wrong, and writes nothing', () => {
    const { db, by, articleId, find } = open()
    const wrong = { ...find('date'), quote: 'غيره' }
    expect(() => acceptSuggestions(db, articleId, [find('amount')], by, { 'date:0-1': { label: 'event' } })).toThrow(
      /one of the suggestions/,
    )
    expect(() => acceptSuggestions(db, articleId, [find('amount'), wrong], by)).toThrow(/quote/)
    expect([listAnnotations(db, articleId), decisions(db)]).toEqual([[], []])
  })
})

describe('rejectSuggestions', () => {
  it('settles the place for this person only, until it is undone', () => {
    const { db, by, articleId, find } = open()
    rejectSuggestions(db, articleId, [find('date'), find('amount')], by)
    expect([...listSettledKeys(db, articleId, by)].sort()).toEqual([find('amount').key, find('date').key].sort())
    expect(listSettledKeys(db, articleId, becomeMember(db, 'نور').id).size).toBe(0)
    expect(undo(db, by)?.kind).toBe('suggestion.decide')
    expect(listSettledKeys(db, articleId, by).size).toBe(0)
  })

  it('gives way to a later decision on the same place', () => {
    const { db, by, articleId, find } = open()
    rejectSuggestions(db, articleId, [find('date')], by)
    const [made] = acceptSuggestions(db, articleId, [find('date')], by)
    expect(decisions(db)).toEqual([{ decision: 'accept', label: 'date', made: 1 }])
    const id = made!.derivedFrom!.slice('suggestion:'.length)
    expect(listHistory(db, id).map(({ kind }) => kind)).toEqual(['suggestion.decide', 'suggestion.decide'])
    undo(db, by)
    expect(decisions(db)).toEqual([{ decision: 'reject', label: 'date', made: 0 }])
  })
})

describe('listActs', () => {
  it('counts what was accepted and not its decisions, and names the words that were rejected', () => {
    const { db, by, articleId, rows, find } = open()
    acceptSuggestions(db, articleId, rows.slice(0, 3), by)
    rejectSuggestions(db, articleId, [find('amount')], by)
    const [rejected, accepted] = listActs(db, { limit: 2 })
    expect(accepted).toMatchObject({ kind: 'annotation.create', count: 3, articleId, quote: rows[0]!.quote })
    expect(rejected).toMatchObject({ kind: 'suggestion.decide', count: 1, articleId, quote: find('amount').quote })
    expect(rejected).toMatchObject({ label: 'amount', annotationId: null, steps: 1 })
    expect(listActs(db, { articleId, limit: 2 })).toEqual([rejected, accepted])
  })
})

describe('listSettledKeys', () => {
  it('counts what is marked by hand with the same label on the same span, in this layer or the adjudicated one', () => {
    const { db, by, articleId, find } = open()
    const { label, startCodePoint, endCodePoint, quote } = find('date')
    const draft = { articleId, label, startCodePoint, endCodePoint, quote }
    createAnnotation(db, draft, becomeMember(db, 'نور').id)
    expect(listSettledKeys(db, articleId, by).size).toBe(0)
    createAnnotation(db, draft, by, { layer: 'adjudicated' })
    expect([...listSettledKeys(db, articleId, by)]).toEqual([find('date').key])
    createAnnotation(db, draftOf(articleId, TEXT, find('amount').quote), by)
    expect(listSettledKeys(db, articleId, by).has(find('amount').key)).toBe(false)
  })
})

describe('decisions in the log', () => {
  it('fold to the same rows again after any acts, undone or not, and the file verifies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { minLength: 1, maxLength: 8 }), async (acts) => {
        const { db, by, articleId, rows } = open()
        for (const [kind, at] of acts) {
          if (kind === 0) undo(db, by)
          else if (kind === 1) redo(db, by)
          else if (kind === 2) rejectSuggestions(db, articleId, [rows[at]!], by)
          else acceptSuggestions(db, articleId, rows.slice(at, at + 2), by)
        }
        const all = () => [
          listAnnotations(db, articleId),
          db.raw.prepare('SELECT * FROM suggestion_decision ORDER BY id').all(),
        ]
        const before = all()
        rebuild(db)
        expect(all()).toEqual(before)
        expect((await verifyProject(db)).problems).toEqual([])
        closeProject(db)
      }),
      { numRuns: 15 },
    )
  })

  it('betray a row that was changed behind the program', async () => {
    const { db, by, articleId, find } = open()
    const [made] = acceptSuggestions(db, articleId, [find('date')], by)
    closeProject(db)
    alterRaw(db.file, (raw) => void raw.exec("UPDATE suggestion_decision SET decision = 'reject'"))
    const again = openProject(db.file)
    expect((await verifyProject(again)).problems).toMatchObject([{ code: 'fold' }])
    expect(findAnnotation(again, made!.id)?.status).toBe('live')
    closeProject(again)
  })
})
