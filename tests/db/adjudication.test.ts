import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JudgedCase, Verdict } from '../../corpus/adjudication.ts'
import { listActs } from '../../db/acts.ts'
import { acceptAgreed, decideCase, listProgress } from '../../db/adjudication.ts'
import {
  changeAnnotation,
  createAnnotation,
  deleteAnnotations,
  findAnnotation,
  listAnnotations,
  setClaim,
  setRating,
} from '../../db/annotation.ts'
import { readCuration } from '../../db/curation.ts'
import { listHistory, redo, undo } from '../../db/history.ts'
import { addMember, findOrAddMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'قال الوزير سامر حداد إن عمالاً غادروا المدينة، ونفت الشركة ذلك أمس.'
const WORDS = { long: 'الوزير سامر حداد', short: 'سامر حداد', firm: 'الشركة', claim: 'عمالاً غادروا المدينة' }

/** A project of a lead with three analysts who marked: two say "long", one "short"; all the same claim and firm. */
function open() {
  const db = makeProject()
  const lead = findOrAddMember(db, 'سلمى').id
  const articleId = addText(db, TEXT, lead)
  const analysts = ['هدى', 'زيد', 'منى'].map((name) => findOrAddMember(db, name).id)
  const mark = (by: string, quote: string, label: 'actor' | 'claim' = 'actor') =>
    createAnnotation(db, draftOf(articleId, TEXT, quote, label), by)
  for (const [at, by] of analysts.entries()) {
    mark(by, at === 2 ? WORDS.short : WORDS.long)
    mark(by, WORDS.firm)
    const { id } = mark(by, WORDS.claim, 'claim')
    setClaim(db, id, { source: null, cue: null, polarity: at === 0 ? 'denies' : 'asserts', hedged: false }, by)
    setRating(db, id, { reliability: 'B', credibility: at === 0 ? 2 : 3, rationale: null }, by)
  }
  const cases = () => readCuration(db, articleId).cases
  const find = (label: 'actor' | 'claim', quote: string) =>
    cases().find((each) => each.label === label && coversQuote(each, quote))!
  const decide = (of: JudgedCase, verdict: Partial<Verdict> & Pick<Verdict, 'outcome'>, by = lead) =>
    decideCase(
      db,
      { articleId, key: of.key, annotationIds: of.annotationIds },
      { why: null, ...verdict } as Verdict,
      by,
    )
  const adjudicated = () => listAnnotations(db, articleId).filter(({ layer }) => layer === 'adjudicated')
  return { db, lead, articleId, analysts, mark, cases, find, decide, adjudicated }
}

function coversQuote({ startCodePoint, endCodePoint }: JudgedCase, quote: string): boolean {
  const start = TEXT.indexOf(quote)
  return startCodePoint <= start && endCodePoint >= start + quote.length
}

const decisions = (db: Db) => db.raw.prepare('SELECT outcome, why FROM adjudication ORDER BY decided_ms, id').all()

describe('decideCase', () => {
  it('accepts one analyst’s, with value, claim and rating, and leaves the originals as they were', () => {
    const { db, lead, articleId, analysts, find, decide, adjudicated } = open()
    const before = listAnnotations(db, articleId)
    const of = find('claim', WORDS.claim)
    const chosen = before.find(({ id, author }) => of.annotationIds.includes(id) && author === analysts[0])!
    decide(of, { outcome: 'accept', annotationId: chosen.id, why: 'النفي صريح' })
    expect(adjudicated()).toEqual([
      expect.objectContaining({
        label: 'claim',
        quote: WORDS.claim,
        author: lead,
        tool: 'adjudication',
        rule: 'accept',
        derivedFrom: `annotation:${chosen.id}`,
        claim: expect.objectContaining({ polarity: 'denies' }),
        rating: expect.objectContaining({ reliability: 'B', credibility: 2 }),
      }),
    ])
    expect(listAnnotations(db, articleId).filter(({ layer }) => layer !== 'adjudicated')).toEqual(before)
    expect(find('claim', WORDS.claim)).toMatchObject({
      state: 'decided',
      decision: { outcome: 'accept', why: 'النفي صريح', author: lead, annotationId: adjudicated()[0]!.id },
    })
  })

  it('takes what most say, and the rating that most of them gave', () => {
    const { find, decide, adjudicated } = open()
    decide(find('actor', WORDS.long), { outcome: 'majority' })
    decide(find('claim', WORDS.claim), { outcome: 'majority' })
    expect(adjudicated().map(({ quote }) => quote)).toEqual([WORDS.long, WORDS.claim])
    expect(adjudicated()[1]).toMatchObject({ claim: { polarity: 'asserts' }, rating: { credibility: 3 } })
  })

  it('marks nothing where most marked nothing, and says so', () => {
    const { db, analysts, mark, find, decide, adjudicated } = open()
    mark(analysts[0]!, 'المدينة')
    decide(find('actor', 'المدينة'), { outcome: 'majority' })
    expect(adjudicated()).toEqual([])
    expect(decisions(db)).toEqual([{ outcome: 'majority', why: null }])
  })

  it('takes an edited one with other bounds, label and claim', () => {
    const { articleId, find, decide, adjudicated } = open()
    const draft = { ...draftOf(articleId, TEXT, 'حداد'), claim: null, rating: null }
    const { articleId: _, ...rest } = draft
    decide(find('actor', WORDS.long), { outcome: 'edit', draft: { ...rest, label: 'event' } })
    expect(adjudicated()).toMatchObject([{ label: 'event', quote: 'حداد', rule: 'edit' }])
  })

  it('rejects with a reason and makes nothing', () => {
    const { db, find, decide, adjudicated } = open()
    decide(find('actor', WORDS.firm), { outcome: 'reject', why: 'ليست جهة' })
    expect(adjudicated()).toEqual([])
    expect(decisions(db)).toEqual([{ outcome: 'reject', why: 'ليست جهة' }])
    expect(find('actor', WORDS.firm).state).toBe('decided')
  })

  it('refuses where there is no majority, a case that changed, and anybody but a lead', () => {
    const { db, analysts, mark, find, decide, articleId } = open()
    const auditor = addMember(
      db,
      { id: '01999999-0000-7000-8000-00000000000a', name: 'مدقق', role: 'auditor' },
      analysts[0]!,
    )
    const of = find('actor', WORDS.firm)
    expect(() => decide(of, { outcome: 'majority' }, auditor.id)).toThrow('only a lead')
    const [first] = listAnnotations(db, articleId).filter(({ quote }) => quote === WORDS.long)
    deleteAnnotations(db, [first!.id], first!.author)
    expect(() => decide(find('actor', WORDS.long), { outcome: 'majority' })).toThrow('no more than half')
    deleteAnnotations(db, [of.annotationIds[0]!], analysts[0]!)
    expect(() => decide(of, { outcome: 'majority' })).toThrow('changed meanwhile')
    mark(analysts[0]!, WORDS.firm)
  })

  it('replaces what it made when it decides again, and keeps the older decision in the history', () => {
    const { db, articleId, find, decide, adjudicated } = open()
    decide(find('actor', WORDS.long), { outcome: 'majority' })
    const [first] = adjudicated()
    const short = listAnnotations(db, articleId).find(({ quote }) => quote === WORDS.short)!
    decide(find('actor', WORDS.long), { outcome: 'accept', annotationId: short.id, why: 'بلا اللقب' })
    expect(adjudicated().map(({ quote }) => quote)).toEqual([WORDS.short])
    expect(findAnnotation(db, first!.id)!.status).toBe('deleted')
    expect(decisions(db)).toEqual([{ outcome: 'accept', why: 'بلا اللقب' }])
    const { id } = find('actor', WORDS.long).decision!
    expect(listHistory(db, id).map(({ change }) => (change as { outcome: string }).outcome)).toEqual([
      'majority',
      'accept',
    ])
  })

  it('is one act: one undo takes all of it back, one redo gives it again, and the log agrees', async () => {
    const { db, lead, find, decide, adjudicated, articleId } = open()
    decide(find('claim', WORDS.claim), { outcome: 'majority' })
    const made = adjudicated()
    decide(find('claim', WORDS.claim), { outcome: 'reject', why: 'x' })
    expect(adjudicated()).toEqual([])
    expect(undo(db, lead)?.kind).toBe('adjudication.decide')
    expect(adjudicated().map(({ id, claim, rating }) => ({ id, claim, rating }))).toEqual(
      made.map(({ id, claim, rating }) => ({ id, claim, rating })),
    )
    expect(find('claim', WORDS.claim).decision).toMatchObject({ outcome: 'majority' })
    undo(db, lead)
    expect(find('claim', WORDS.claim)).toMatchObject({ state: 'open', decision: null })
    redo(db, lead)
    expect(find('claim', WORDS.claim).state).toBe('decided')
    const act = listActs(db, { articleId, limit: 10 }).find(({ kind }) => kind === 'adjudication.decide')
    expect(act).toMatchObject({ count: 1, quote: WORDS.claim, label: 'claim' })
    const rows = () => db.raw.prepare('SELECT * FROM adjudication ORDER BY id').all()
    const before = rows()
    rebuild(db)
    expect(rows()).toEqual(before)
    expect(await verifyProject(db)).toMatchObject({ ok: true, problems: [] })
  })
})

describe('what came since a decision', () => {
  it.each<[string, (at: ReturnType<typeof open>, id: string) => void, string[]]>([
    ['nothing', () => {}, []],
    [
      'an analyst’s change',
      ({ db, analysts }, id) => changeAnnotation(db, id, { note: 'y' }, analysts[0]!),
      ['changed'],
    ],
    ['a deletion', ({ db, analysts }, id) => deleteAnnotations(db, [id], analysts[0]!), ['removed']],
    ['another analyst’s annotation', ({ db, mark }) => mark(findOrAddMember(db, 'نور').id, WORDS.firm), ['added']],
    [
      'the lead deleting what was adjudicated',
      ({ db, lead, adjudicated }) => deleteAnnotations(db, [adjudicated()[0]!.id], lead),
      ['gone'],
    ],
    [
      'a note on what was adjudicated',
      ({ db, lead, adjudicated }) => changeAnnotation(db, adjudicated()[0]!.id, { note: 'z' }, lead),
      [],
    ],
  ])('%s', (_, happen, fresh) => {
    const at = open()
    at.decide(at.find('actor', WORDS.firm), { outcome: 'majority' })
    const before = at.adjudicated()
    const mine = readCuration(at.db, at.articleId).annotations.find(
      ({ quote, author }) => quote === WORDS.firm && author === at.analysts[0],
    )!
    happen(at, mine.id)
    const found = at.find('actor', WORDS.firm)
    expect([found.state, found.fresh]).toEqual([fresh.length > 0 ? 'fresh' : 'decided', fresh])
    if (!fresh.includes('gone')) expect(at.adjudicated().map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    at.decide(found, { outcome: 'reject', why: 'again' })
    expect(at.find('actor', WORDS.firm)).toMatchObject({ state: 'decided', fresh: [] })
  })

  it('shows a decision whose annotations all went, to be decided again', () => {
    const { db, analysts, find, decide, cases } = open()
    const of = find('actor', WORDS.firm)
    decide(of, { outcome: 'majority' })
    deleteAnnotations(db, of.annotationIds, analysts[0]!)
    const lost = cases().find(({ annotationIds }) => annotationIds.length === 0)!
    expect(lost).toMatchObject({ state: 'fresh', fresh: ['removed'], decision: { outcome: 'majority' } })
    decide(lost, { outcome: 'reject', why: 'لا أحد' })
    expect(cases().some(({ annotationIds, state }) => annotationIds.length === 0 && state === 'decided')).toBe(true)
  })
})

/** Accepts to the end; returns how many. */
function acceptAll(...asked: Parameters<typeof acceptAgreed>): number {
  return [...acceptAgreed(...asked)].at(-1)?.decided ?? 0
}

describe('acceptAgreed', () => {
  it('keeps what was accepted before a stop, and one undo takes it back', () => {
    const { db, lead, articleId, analysts, mark, adjudicated } = open()
    for (const by of analysts) mark(by, 'أمس')
    const steps = acceptAgreed(db, articleId, lead)
    expect(steps.next().value).toMatchObject({ decided: adjudicated().length })
    steps.return(undefined)
    const kept = adjudicated().length
    expect(kept).toBeGreaterThan(0)
    undo(db, lead)
    expect(adjudicated()).toEqual([])
  })

  it('accepts in one act what all agree on, not what was decided already, and one undo takes it back', () => {
    const { db, lead, articleId, analysts, mark, find, decide, adjudicated } = open()
    for (const by of analysts) mark(by, 'أمس')
    decide(find('actor', WORDS.firm), { outcome: 'reject', why: 'x' })
    expect(listProgress(db)).toMatchObject([{ articleId, open: 3, decided: 1, fresh: 0, agreed: 1, analysts: 3 }])
    expect(acceptAll(db, null, lead)).toBe(1)
    expect(adjudicated().map(({ quote }) => quote)).toEqual(['أمس'])
    expect(acceptAll(db, articleId, lead)).toBe(0)
    undo(db, lead)
    expect(adjudicated()).toEqual([])
    expect(listProgress(db)).toMatchObject([{ open: 3, decided: 1 }])
  })

  it('leaves out those who did not finish', () => {
    const { db, articleId, analysts, mark } = open()
    mark(analysts[0]!, 'أمس')
    mark(analysts[1]!, 'أمس')
    const of = () =>
      readCuration(db, articleId).cases.find(
        ({ label, endCodePoint }) => label === 'actor' && endCodePoint === TEXT.length - 1,
      )!
    expect(of().agreement).toBe('partial')
    const state = db.raw.prepare("INSERT INTO layer_state VALUES (?, ?, 'done', 0, ?, 0)")
    for (const by of analysts.slice(0, 2)) state.run(articleId, by, by)
    expect(of()).toMatchObject({ agreement: 'agree', differences: [] })
  })
})

describe('decisions in any order', () => {
  it('are rebuilt from the log as they are, however often decided, undone and done again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('majority', 'reject', 'undo', 'redo'), { maxLength: 12 }),
        async (steps) => {
          const { db, lead, find, decide, adjudicated } = open()
          for (const step of steps) {
            if (step === 'undo') undo(db, lead)
            else if (step === 'redo') redo(db, lead)
            else decide(find('actor', WORDS.firm), { outcome: step as 'majority' | 'reject' })
            const { decision } = find('actor', WORDS.firm)
            expect(adjudicated()).toHaveLength(decision?.outcome === 'majority' ? 1 : 0)
            expect(adjudicated()[0]?.id).toBe(decision?.annotationId ?? undefined)
          }
          expect((await verifyProject(db)).problems).toEqual([])
        },
      ),
      { numRuns: 12 },
    )
  })
})
