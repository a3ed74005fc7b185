import { describe, expect, it } from 'vitest'
import { learn } from '../../corpus/learn/lessons.ts'
import { listSuggestions } from '../../corpus/suggest/suggestion-rows.ts'
import { createAnnotation, deleteAnnotations, listAnnotations } from '../../db/annotation.ts'
import { undo } from '../../db/history.ts'
import { forgetLessons, importLessons, listImportedLessons, readLessons } from '../../db/lessons.ts'
import { becomeMember, findOrAddMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { acceptSuggestions, rejectSuggestions } from '../../db/suggestion.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'قال وزير الدفاع إن الهجوم على المدينة قتل 12 شخصاً. وأعلن تنظيم داعش مسؤوليته عن الهجوم.'

function prepare(): { db: Db; by: string; articleId: string } {
  const db = makeProject()
  const by = becomeMember(db, 'سلمى').id
  return { db, by, articleId: addText(db, TEXT, by) }
}

describe('readLessons', () => {
  it('learns nothing from what nobody looked at', () => {
    const { db, by } = prepare()
    expect(readLessons(db, by).all).toEqual(learn([]))
  })

  it('counts what was kept, refused and marked by hand, and no more once it is undone', () => {
    const { db, by, articleId } = prepare()
    const rows = listSuggestions(TEXT)
    const actor = rows.find(({ label }) => label === 'actor')!
    const event = rows.find(({ label }) => label === 'event')!
    acceptSuggestions(db, articleId, [actor], by)
    rejectSuggestions(db, articleId, [event], by)
    createAnnotation(db, draftOf(articleId, TEXT, 'تنظيم داعش'), by)
    const { forms, rules } = readLessons(db, by).own
    expect(Object.values(forms).map(({ kept, refused, made }) => [kept, refused, made])).toEqual(
      expect.arrayContaining([
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 1],
      ]),
    )
    expect(forms['actor تنظيم داعش']).toEqual({ kept: 1, refused: 0, made: 1 })
    expect(rules[event.rule]?.refused).toBe(1)
    undo(db, by)
    undo(db, by)
    expect(readLessons(db, by).own.forms['actor تنظيم داعش']).toBeUndefined()
    expect(readLessons(db, by).own.rules[event.rule]).toBeUndefined()
  })

  it('takes other bounds as no to these words, yes to what stands there, and nothing about the rule', () => {
    const { db, by, articleId } = prepare()
    const actor = listSuggestions(TEXT).find(({ quote }) => quote === 'وزير الدفاع')!
    const bounds = { ...actor, endCodePoint: actor.startCodePoint + 4, quote: 'وزير' }
    const { startCodePoint, endCodePoint, quote } = bounds
    acceptSuggestions(db, articleId, [actor], by, { [actor.key]: { bounds: { startCodePoint, endCodePoint, quote } } })
    const { forms, rules } = readLessons(db, by).own
    expect(forms['actor وزير الدفاع']).toEqual({ kept: 0, refused: 1, made: 0 })
    expect(rules[actor.rule]).toBeUndefined()
    expect(forms['actor وزير']).toEqual({ kept: 1, refused: 0, made: 1 })
  })

  it('takes neither yes nor no from what was deleted again', () => {
    const { db, by, articleId } = prepare()
    const actor = listSuggestions(TEXT).find(({ label }) => label === 'actor')!
    const [made] = acceptSuggestions(db, articleId, [actor], by)
    deleteAnnotations(db, [made!.id], by)
    expect(readLessons(db, by).own).toEqual(learn([]))
  })

  it('teaches nobody what another annotator does', () => {
    const { db, by, articleId } = prepare()
    const other = findOrAddMember(db, 'نور').id
    createAnnotation(db, draftOf(articleId, TEXT, 'تنظيم داعش'), other)
    expect(readLessons(db, by).own).toEqual(learn([]))
    expect(readLessons(db, other).own.forms['actor تنظيم داعش']?.made).toBe(1)
  })

  it('adds what was imported once, and forgets it and every decision, but no annotation', () => {
    const { db, by, articleId } = prepare()
    createAnnotation(db, draftOf(articleId, TEXT, 'تنظيم داعش'), by)
    const before = readLessons(db, by)
    importLessons(db, before.own, 'other.json')
    importLessons(db, before.own, 'again.json')
    expect(listImportedLessons(db).map(({ source }) => source)).toEqual(['other.json'])
    expect(readLessons(db, by).all.forms['actor تنظيم داعش']?.made).toBe(2)
    expect(readLessons(db, by).version).not.toBe(before.version)
    forgetLessons(db)
    expect(readLessons(db, by).all).toEqual(learn([]))
    expect(listAnnotations(db, articleId)).toHaveLength(1)
  })
})
