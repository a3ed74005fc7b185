import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listActs } from '../../db/acts.ts'
import { createAnnotation, deleteAnnotations, findAnnotation, setClaim } from '../../db/annotation.ts'
import { nameEntities } from '../../db/claim-entity.ts'
import { listClaims, listSimilarClaims } from '../../db/claims.ts'
import { linkToNew } from '../../db/entity.ts'
import { redo, undo } from '../../db/history.ts'
import { claimOfLink, findLink, listLinks, listLinksOf, removeLinks, setLink, setLinks } from '../../db/link.ts'
import { foldLink } from '../../db/link-fold.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db } from '../../db/open.ts'
import type { Op } from '../../db/ops.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'قال الوزير سامر حداد إن الشركة باعت النفط في 2016 للتنظيم. أكد المدير أن العمال غادروا المدينة.'
const OTHER = 'نفى الناطق أن تكون الشركة باعت النفط للتنظيم. وقال الوزير إن المطر غزير.'

function open() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const otherId = addText(db, OTHER, by, 'other.txt')
  const make = (id: string, text: string, quote: string, label: 'actor' | 'claim' | 'date') =>
    createAnnotation(db, draftOf(id, text, quote, label), by).id
  const ids = {
    claim: make(articleId, TEXT, 'الشركة باعت النفط في 2016 للتنظيم', 'claim'),
    second: make(articleId, TEXT, 'العمال غادروا المدينة', 'claim'),
    denial: make(otherId, OTHER, 'تكون الشركة باعت النفط للتنظيم', 'claim'),
    rain: make(otherId, OTHER, 'المطر غزير', 'claim'),
    date: make(articleId, TEXT, '2016', 'date'),
    actor: make(articleId, TEXT, 'الشركة', 'actor'),
  }
  return { db, by, articleId, otherId, ...ids }
}

describe('setLinks', () => {
  it('links a claim to what it is about and to claims elsewhere, as one act', () => {
    const { db, by, claim, date, denial, actor } = open()
    const made = setLinks(
      db,
      [
        { from: claim, to: date, kind: 'about' },
        { from: claim, to: actor, kind: 'about' },
        { from: denial, to: claim, kind: 'contradicts' },
      ],
      by,
    )
    expect(listLinksOf(db, claim).map(({ id }) => id)).toEqual(made.map(({ id }) => id))
    expect(listActs(db, { limit: 1 })).toMatchObject([{ kind: 'link.set', count: 3, annotationId: claim, steps: 1 }])
    undo(db, by)
    expect([listLinks(db), claimOfLink(db, made[0]!.id)]).toEqual([[], claim])
    redo(db, by)
    expect(listLinks(db)).toHaveLength(3)
  })

  it('keeps a link that the same person has made already, from whichever end it is mutual', () => {
    const { db, by, claim, second, denial } = open()
    const made = setLink(db, { from: claim, to: denial, kind: 'contradicts' }, by)
    expect(setLink(db, { from: denial, to: claim, kind: 'contradicts' }, by)).toEqual(made)
    setLink(db, { from: claim, to: second, kind: 'supports' }, by)
    setLink(db, { from: second, to: claim, kind: 'supports' }, by)
    expect(listLinks(db)).toHaveLength(3)
  })

  it.each([
    ['a claim to itself', 'claim', 'claim', 'repeats', /itself/],
    ['from what is no claim', 'actor', 'date', 'about', /not a claim/],
    ['about another claim', 'claim', 'second', 'about', /labelled claim/],
    ['a repetition of a date', 'claim', 'date', 'repeats', /labelled date/],
  ] as const)('refuses to link %s', (_, from, to, kind, message) => {
    const all = open()
    expect(() => setLink(all.db, { from: all[from], to: all[to], kind }, all.by)).toThrow(message)
    expect(listLinks(all.db)).toEqual([])
  })

  it('shows no link to what was deleted, and shows it again when that is back', () => {
    const { db, by, claim, date } = open()
    setLink(db, { from: claim, to: date, kind: 'about' }, by)
    deleteAnnotations(db, [date], by)
    expect(listLinks(db)).toEqual([])
    undo(db, by)
    expect(listLinks(db)).toHaveLength(1)
  })
})

describe('nameEntities', () => {
  it('names the entity of the mention that the source stands on, and none where there is no mention', () => {
    const { db, by, claim, actor } = open()
    const at = TEXT.indexOf('الشركة')
    const source = { start: at, end: at + 6, text: 'الشركة' }
    const said = { source, cue: null, polarity: 'asserts', hedged: false } as const
    expect(nameEntities(db, claim, { ...said, source: { ...source, entity: claim } }).source).toEqual(source)
    const { id } = linkToNew(db, [actor], { name: 'الشركة' }, by)
    expect(nameEntities(db, claim, said).source).toEqual({ ...source, entity: id })
    const elsewhere = { start: 4, end: 10, text: 'الوزير' }
    expect(nameEntities(db, claim, { ...said, source: elsewhere }).source).toEqual(elsewhere)
    expect(nameEntities(db, claim, { ...said, source: null }).source).toBeNull()
  })
})

describe('removeLinks', () => {
  it('takes links away until it is undone, and refuses unknown ones', () => {
    const { db, by, claim, date } = open()
    const { id } = setLink(db, { from: claim, to: date, kind: 'about' }, by)
    removeLinks(db, [id], by)
    expect(findLink(db, id)).toBeUndefined()
    expect(() => removeLinks(db, [id], by)).toThrow(/no link/)
    undo(db, by)
    expect(findLink(db, id)).toMatchObject({ from: claim, to: date })
  })
})

describe('foldLink', () => {
  const op = (hash: string, kind: string, parents: string[], change: object): Op => ({
    hash,
    replica: hash,
    seq: 1,
    lamport: parents.length + 1,
    author: 'm',
    wallMs: 1,
    kind,
    target: 'l',
    parents,
    group: hash,
    change: { ...change },
  })
  const ends = { from: '01900000-0000-7000-8000-000000000001', to: '01900000-0000-7000-8000-000000000002' }
  const made = op('a', 'link.set', [], { ...ends, kind: 'repeats' })

  it('keeps a link that was set again by somebody who had not seen it removed', () => {
    const removed = op('b', 'link.remove', ['a'], {})
    const again = op('c', 'link.set', ['a'], { ...ends, kind: 'supports' })
    expect(foldLink([made, removed])).toBeUndefined()
    expect(foldLink([made, removed, again])).toMatchObject({ kind: 'supports' })
    expect(foldLink([made, again, removed])).toMatchObject({ kind: 'supports' })
  })

  it('leaves a kind of link alone that it does not know', () => {
    expect(foldLink([op('a', 'link.set', [], { ...ends, kind: 'quotes' })])).toBeUndefined()
  })
})

/** Two undos before the first link: the date that it would be about is gone. */
const UNDONE: [number, number][] = [
  [0, 0],
  [0, 0],
  [3, 0],
]
const isLive = (db: Db, id: string): boolean => (findAnnotation(db, id)?.status ?? 'deleted') !== 'deleted'

describe('links in the log', () => {
  it('fold to the same rows again after any acts, undone or not, and the file verifies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 8 }), async (acts) => {
        const { db, by, claim, second, denial, date } = open()
        const drafts = [
          { from: claim, to: date, kind: 'about' },
          { from: claim, to: denial, kind: 'contradicts' },
          { from: second, to: claim, kind: 'supports' },
          { from: denial, to: second, kind: 'repeats' },
        ] as const
        for (const [kind, at] of acts) {
          const all = listLinks(db)
          if (kind === 0) undo(db, by)
          else if (kind === 1) redo(db, by)
          else if (kind === 2 && all.length > 0) removeLinks(db, [all[at % all.length]!.id], by)
          // Undo may reach past the links and take back what they would join.
          else
            setLinks(
              db,
              drafts.slice(at, at + 2).filter(({ from, to }) => isLive(db, from) && isLive(db, to)),
              by,
            )
        }
        const rows = () => db.raw.prepare('SELECT * FROM link ORDER BY id').all()
        const before = rows()
        rebuild(db)
        expect(rows()).toEqual(before)
        expect((await verifyProject(db)).problems).toEqual([])
        closeProject(db)
      }),
      { numRuns: 15, examples: [[UNDONE]] },
    )
  })
})

describe('listClaims', () => {
  it('lists the claims with their parts and counts of links, and none that may not be seen', () => {
    const { db, by, articleId, otherId, claim, denial, date } = open()
    const source = { start: TEXT.indexOf('الوزير'), end: TEXT.indexOf('الوزير') + 6, text: 'الوزير' }
    setClaim(db, claim, { source, cue: null, polarity: 'asserts', hedged: false }, by)
    setLinks(
      db,
      [
        { from: claim, to: date, kind: 'about' },
        { from: denial, to: claim, kind: 'contradicts' },
      ],
      by,
    )
    const { claims, links } = listClaims(db)
    expect(claims.map(({ articleTitle }) => articleTitle)).toEqual(['other.txt', 'other.txt', 'text.txt', 'text.txt'])
    expect(claims.find(({ id }) => id === claim)).toMatchObject({
      claim: { source },
      links: { about: 1, repeats: 0, supports: 0, contradicts: 1 },
    })
    expect(links).toMatchObject([{ from: denial, to: claim, kind: 'contradicts' }])
    const seen = listClaims(db, (id) => id === articleId)
    expect([seen.claims.every((row) => row.articleId !== otherId), seen.links]).toEqual([true, []])
  })
})

describe('listSimilarClaims', () => {
  it('finds who says the same elsewhere, denied or not, and nothing else', () => {
    const { db, articleId, claim, denial } = open()
    expect(listSimilarClaims(db, claim, 10)).toMatchObject([{ id: denial }])
    expect(listSimilarClaims(db, claim, 10)[0]!.score).toBeGreaterThan(0.6)
    expect(listSimilarClaims(db, claim, 10, (id) => id === articleId)).toEqual([])
  })
})
