import { describe, expect, it } from 'vitest'
import type { JudgedCase, Verdict } from '../../corpus/adjudication.ts'
import type { Claim } from '../../corpus/claim.ts'
import { acceptAgreed, decideCase } from '../../db/adjudication.ts'
import { createAnnotation, findAnnotation, listAnnotations, setClaim } from '../../db/annotation.ts'
import { readCaseRows, readCuration } from '../../db/curation.ts'
import { createEntity, linkMentions, mergeEntities, splitEntity } from '../../db/entity.ts'
import { redo, undo } from '../../db/history.ts'
import { listLinks, setLinks } from '../../db/link.ts'
import { findOrAddMember } from '../../db/member.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'قال الوزير سامر حداد إن عمالاً غادروا المدينة، ونفت الشركة أن أحداً غادر.'
const ACTOR = 'الوزير سامر حداد'
const FIRST = 'عمالاً غادروا المدينة'
const SECOND = 'أحداً غادر'
const SAID: Claim = { source: null, cue: null, polarity: 'asserts', hedged: false }

/** Two analysts mark the same actor and the same two claims; nothing is linked yet. */
function open() {
  const db = makeProject()
  const lead = findOrAddMember(db, 'سلمى').id
  const articleId = addText(db, TEXT, lead)
  const [huda, zaid] = ['هدى', 'زيد'].map((name) => findOrAddMember(db, name).id) as [string, string]
  const mark = (by: string, quote: string, label: 'actor' | 'claim') => {
    const { id } = createAnnotation(db, draftOf(articleId, TEXT, quote, label), by)
    if (label === 'claim') setClaim(db, id, SAID, by)
    return id
  }
  const marks = (by: string) => ({
    by,
    actor: mark(by, ACTOR, 'actor'),
    first: mark(by, FIRST, 'claim'),
    second: mark(by, SECOND, 'claim'),
  })
  const entity = (name: string) => createEntity(db, { name }, lead).id
  const find = (id: string): JudgedCase =>
    readCuration(db, articleId).cases.find(({ annotationIds }) => annotationIds.includes(id))!
  const decide = (id: string, verdict: Partial<Verdict> & Pick<Verdict, 'outcome'>) => {
    const { key, annotationIds } = find(id)
    return decideCase(db, { articleId, key, annotationIds }, { why: null, ...verdict } as Verdict, lead)
  }
  const adjudicated = () => listAnnotations(db, articleId).filter(({ layer }) => layer === 'adjudicated')
  const carried = () =>
    listLinks(db)
      .map(({ from, to, kind }) => ({ kind, from: findAnnotation(db, from)!, to: findAnnotation(db, to)! }))
      .filter(({ from, to }) => from.layer === 'adjudicated' && to.layer === 'adjudicated')
      .map(({ kind, from, to }) => `${from.quote} ${kind} ${to.quote}`)
  return { db, lead, articleId, huda: marks(huda), zaid: marks(zaid), entity, find, decide, adjudicated, carried }
}

describe('the entity of a decided case', () => {
  it.each<[string, readonly (number | null)[], Partial<Verdict> & Pick<Verdict, 'outcome'>, number | null]>([
    ['is the one that both name', [0, 0], { outcome: 'majority' }, 0],
    ['is the one that one names and the other leaves open', [null, 1], { outcome: 'majority' }, 1],
    ['is left open where they differ and the majority is taken', [0, 1], { outcome: 'majority' }, null],
    ['is none where nobody names one', [null, null], { outcome: 'majority' }, null],
  ])('%s', (_, named, verdict, expected) => {
    const { db, huda, zaid, entity, decide, adjudicated } = open()
    const known = [entity('سامر حداد'), entity('الوزارة')]
    for (const [at, who] of [huda, zaid].entries())
      if (named[at] !== null) linkMentions(db, [who.actor], known[named[at]!]!, who.by)
    decide(huda.actor, verdict)
    expect(adjudicated()).toMatchObject([{ entity: expected === null ? null : known[expected] }])
  })

  it('is the accepted one’s, and goes and comes back with the decision', async () => {
    const { db, lead, huda, zaid, entity, find, decide, adjudicated } = open()
    const [one, other] = [entity('سامر حداد'), entity('الوزارة')]
    linkMentions(db, [huda.actor], one, huda.by)
    linkMentions(db, [zaid.actor], other, zaid.by)
    expect(find(huda.actor)).toMatchObject({ agreement: 'partial', differences: ['entity'] })
    decide(huda.actor, { outcome: 'accept', annotationId: zaid.actor })
    expect(adjudicated()).toMatchObject([{ entity: other }])
    const { id } = adjudicated()[0]!
    undo(db, lead)
    expect([adjudicated(), db.raw.prepare('SELECT * FROM mention WHERE annotation_id = ?').all(id)]).toEqual([[], []])
    redo(db, lead)
    expect(adjudicated()).toMatchObject([{ id, entity: other }])
    rebuild(db)
    expect(adjudicated()).toMatchObject([{ id, entity: other }])
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('is the lead’s choice where the lead edits, also none', () => {
    const { db, articleId, huda, zaid, entity, decide, adjudicated } = open()
    const one = entity('سامر حداد')
    linkMentions(db, [huda.actor, zaid.actor], one, huda.by)
    const { articleId: _, ...draft } = { ...draftOf(articleId, TEXT, 'سامر حداد'), claim: null, rating: null }
    decide(huda.actor, { outcome: 'edit', draft })
    expect(adjudicated()).toMatchObject([{ entity: one }])
    decide(huda.actor, { outcome: 'edit', draft: { ...draft, entity: null } })
    expect(adjudicated()).toMatchObject([{ entity: null }])
    decide(huda.actor, { outcome: 'edit', draft: { ...draft, label: 'event' } })
    expect(adjudicated()).toMatchObject([{ label: 'event', entity: null }])
  })

  it('does not differ between entities that were merged, and differs again after a split', () => {
    const { db, lead, huda, zaid, entity, find } = open()
    const [one, other] = [entity('سامر حداد'), entity('سامر')]
    linkMentions(db, [huda.actor], one, huda.by)
    linkMentions(db, [zaid.actor], other, zaid.by)
    mergeEntities(db, [other], one, lead)
    expect(find(huda.actor)).toMatchObject({ agreement: 'agree', differences: [] })
    splitEntity(db, other, lead)
    expect(find(huda.actor)).toMatchObject({ agreement: 'partial', differences: ['entity'] })
  })

  it('is news after the decision only where it says otherwise than what was adjudicated', () => {
    const { db, lead, huda, zaid, entity, find, decide, adjudicated } = open()
    decide(huda.actor, { outcome: 'majority' })
    const one = entity('سامر حداد')
    linkMentions(db, [huda.actor, zaid.actor], one, huda.by)
    expect(find(huda.actor)).toMatchObject({ state: 'fresh', fresh: ['changed'] })
    linkMentions(db, [adjudicated()[0]!.id], one, lead)
    expect(find(huda.actor)).toMatchObject({ state: 'decided', fresh: [] })
  })

  it('of a claim’s source is taken over, and claims that differ in nothing else agree', () => {
    const { db, huda, zaid, entity, find, decide, adjudicated, articleId } = open()
    const { startCodePoint: start, endCodePoint: end } = draftOf(articleId, TEXT, ACTOR)
    const source = { start, end, text: ACTOR }
    const one = entity('سامر حداد')
    setClaim(db, huda.first, { ...SAID, source }, huda.by)
    setClaim(db, zaid.first, { ...SAID, speech: undefined, source: { ...source, entity: one, via: null } }, zaid.by)
    expect(find(huda.first)).toMatchObject({ agreement: 'agree', differences: [] })
    expect(find(huda.first).majority).toHaveLength(2)
    decide(huda.first, { outcome: 'majority' })
    expect(adjudicated()[0]!.claim?.source?.entity).toBe(one)
    setClaim(db, huda.first, { ...SAID, source: { ...source, entity: entity('غيره') } }, huda.by)
    expect(find(huda.first)).toMatchObject({ state: 'fresh', agreement: 'partial', differences: ['entity'] })
  })
})

describe('what was added by hand to an adjudicated annotation', () => {
  it('stays when its case is decided again, and is undone with that', async () => {
    const { db, lead, huda, entity, decide, adjudicated, carried } = open()
    for (const id of [huda.actor, huda.first, huda.second]) decide(id, { outcome: 'majority' })
    const [actor, first, second] = [ACTOR, FIRST, SECOND].map(
      (words) => adjudicated().find(({ quote }) => quote === words)!.id,
    ) as [string, string, string]
    const one = entity('سامر حداد')
    linkMentions(db, [actor], one, lead)
    setLinks(
      db,
      [
        { from: first, to: actor, kind: 'about' },
        { from: second, to: first, kind: 'contradicts' },
      ],
      lead,
    )
    const before = carried()
    expect(before).toEqual([`${FIRST} about ${ACTOR}`, `${SECOND} contradicts ${FIRST}`])
    for (let again = 0; again < 2; again++)
      for (const id of [huda.actor, huda.first]) decide(id, { outcome: 'majority' })
    expect(carried().sort()).toEqual(before.toSorted())
    expect(adjudicated().find(({ quote }) => quote === ACTOR)).toMatchObject({ entity: one })
    expect(adjudicated().map(({ id }) => id)).not.toContain(first)
    for (let again = 0; again < 4; again++) undo(db, lead)
    expect([carried(), adjudicated().map(({ id }) => id)]).toEqual([before, [actor, first, second]])
    rebuild(db)
    expect(carried()).toEqual(before)
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it.each<[string, (all: ReturnType<typeof open>, known: string[]) => void, number | null]>([
    ['is kept over what analysts had said before', () => {}, 1],
    [
      'gives way to what they say by now',
      (all, known) => linkMentions(all.db, [all.huda.actor], known[2]!, all.huda.by),
      2,
    ],
    [
      'is kept where the entity was taken away',
      (all) => linkMentions(all.db, [all.adjudicated()[0]!.id], null, all.lead),
      null,
    ],
  ])('%s', (_, meanwhile, expected) => {
    const all = open()
    const { db, lead, huda, entity, decide, adjudicated } = all
    const known = ['سامر حداد', 'سامر', 'الوزير'].map(entity)
    linkMentions(db, [huda.actor], known[0]!, huda.by)
    decide(huda.actor, { outcome: 'majority' })
    linkMentions(db, [adjudicated()[0]!.id], known[1]!, lead)
    meanwhile(all, known)
    decide(huda.actor, { outcome: 'majority' })
    expect(adjudicated()).toMatchObject([{ entity: expected === null ? null : known[expected] }])
    decide(huda.actor, { outcome: 'accept', annotationId: huda.actor })
    expect(adjudicated()[0]!.entity).toBe(expected === 2 ? known[2] : known[0])
  })
})

describe('links between decided cases', () => {
  it('are carried over in the act that decides the second end, and undone with it', async () => {
    const { db, lead, articleId, huda, zaid, decide, carried } = open()
    setLinks(db, [{ from: huda.first, to: huda.actor, kind: 'about' }], huda.by)
    setLinks(db, [{ from: zaid.second, to: zaid.first, kind: 'contradicts' }], zaid.by)
    expect(decide(huda.first, { outcome: 'majority' }).links).toEqual([])
    expect(decide(huda.actor, { outcome: 'majority' }).links).toMatchObject([{ fromQuote: FIRST, toQuote: ACTOR }])
    decide(zaid.second, { outcome: 'majority' })
    expect(carried()).toEqual([`${FIRST} about ${ACTOR}`, `${SECOND} contradicts ${FIRST}`])
    const all = listAnnotations(db, articleId).map(({ id }) => id)
    expect(readCaseRows(db, articleId, all).links).toHaveLength(4)
    undo(db, lead)
    expect(carried()).toEqual([`${FIRST} about ${ACTOR}`])
    redo(db, lead)
    rebuild(db)
    expect(carried()).toHaveLength(2)
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('are carried once where both analysts made them, and again to what a later decision makes', () => {
    const { db, huda, zaid, decide, carried } = open()
    for (const who of [huda, zaid]) setLinks(db, [{ from: who.first, to: who.second, kind: 'repeats' }], who.by)
    for (const id of [huda.first, huda.second]) decide(id, { outcome: 'majority' })
    expect(carried()).toEqual([`${FIRST} repeats ${SECOND}`])
    decide(huda.first, { outcome: 'accept', annotationId: huda.first })
    expect(carried()).toEqual([`${FIRST} repeats ${SECOND}`])
    decide(huda.first, { outcome: 'reject', why: 'ليس قولًا' })
    expect(carried()).toEqual([])
  })

  it.each<[string, Verdict['outcome'], string[], number]>([
    ['stay out and are counted where analysts link the same two differently', 'majority', [], 1],
    ['are the accepted analyst’s where one was accepted', 'accept', [`${FIRST} contradicts ${SECOND}`], 0],
  ])('%s', (_, outcome, expected, left) => {
    const { db, huda, zaid, decide, carried } = open()
    setLinks(db, [{ from: huda.first, to: huda.second, kind: 'repeats' }], huda.by)
    setLinks(db, [{ from: zaid.first, to: zaid.second, kind: 'contradicts' }], zaid.by)
    decide(huda.second, { outcome: 'majority' })
    expect(decide(huda.first, { outcome, annotationId: zaid.first } as Verdict).left).toBe(left)
    expect(carried()).toEqual(expected)
  })

  it('are carried between articles', () => {
    const { db, lead, huda, decide, carried } = open()
    const there = addText(db, `${TEXT}\n`, lead, 'other.txt')
    const { id } = createAnnotation(db, draftOf(there, TEXT, SECOND, 'claim'), huda.by)
    setLinks(db, [{ from: huda.first, to: id, kind: 'contradicts' }], huda.by)
    decide(huda.first, { outcome: 'majority' })
    const [only] = readCuration(db, there).cases
    const asked = { articleId: there, key: only!.key, annotationIds: only!.annotationIds }
    decideCase(db, asked, { outcome: 'accept', annotationId: id, why: null }, lead)
    expect(carried()).toEqual([`${FIRST} contradicts ${SECOND}`])
  })

  it('come along when all that is agreed is accepted at once, as one act', () => {
    const { db, lead, articleId, huda, zaid, entity, adjudicated, carried } = open()
    linkMentions(db, [huda.actor, zaid.actor], entity('سامر حداد'), lead)
    setLinks(db, [{ from: huda.first, to: huda.actor, kind: 'about' }], huda.by)
    const steps = [...acceptAgreed(db, articleId, lead)]
    expect(steps.at(-1)).toEqual({ decided: 3, total: 3, entities: 1, links: 1, left: 0 })
    expect(carried()).toEqual([`${FIRST} about ${ACTOR}`])
    undo(db, lead)
    expect([adjudicated(), carried()]).toEqual([[], []])
  })
})
