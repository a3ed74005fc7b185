import { describe, expect, it } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { setLink } from '../../db/link.ts'
import { writeLocal } from '../../db/local.ts'
import { findOrAddMember } from '../../db/member.ts'
import { addText, draftOf } from '../support/project.ts'
import { makeRoutes } from '../support/routes.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن في 2016، وأضاف أن العمل يستمر عاماً.'
const OTHER = 'نفى الناطق أن الجسر آمن في 2016.'

/** A lead and two analysts who annotated blind; `as` says who sits at the window. */
function makeTeam() {
  const routes = makeRoutes()
  const { db } = routes
  const [lead, layla, karim] = ['سلمى', 'ليلى', 'كريم'].map((name) => findOrAddMember(db, name).id) as string[]
  const articleId = addText(db, TEXT, lead!)
  const otherId = addText(db, OTHER, lead!, 'other.txt')
  const mine = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر آمن في 2016', 'claim'), layla!).id
  const date = createAnnotation(db, draftOf(articleId, TEXT, '2016', 'date'), layla!).id
  const theirs = createAnnotation(db, draftOf(otherId, OTHER, 'الجسر آمن في 2016', 'claim'), karim!).id
  const hidden = setLink(db, { from: theirs, to: mine, kind: 'contradicts' }, lead!).id
  const as = (member: string): void => writeLocal(db, 'member', member)
  return { ...routes, lead: lead!, layla: layla!, articleId, mine, date, theirs, hidden, as }
}

describe('an annotator who works blind', () => {
  it('sees only their own claims and the links between what they see', async () => {
    const { value, layla, mine, as } = makeTeam()
    as(layla)
    const { claims, links } = await value('claim.list', {})
    expect(claims.map(({ id, links }) => [id, links.contradicts])).toEqual([[mine, 0]])
    expect(links).toEqual([])
    expect(await value('link.list', { annotationId: mine })).toEqual([])
    expect(await value('claim.similar', { annotationId: mine, limit: 5 })).toEqual([])
    const acts = await value('history.acts', { articleId: null, limit: 50 })
    expect(acts.map(({ kind }) => kind)).not.toContain('link.set')
  })

  it('links what they see and nothing else, and takes only their own links away', async () => {
    const { value, refusal, layla, articleId, mine, date, theirs, hidden, as } = makeTeam()
    as(layla)
    expect(await refusal('link.set', { links: [{ from: mine, to: theirs, kind: 'repeats' }] })).toBe(
      'annotation-missing',
    )
    expect(await refusal('link.remove', { ids: [hidden] })).toBe('layer-foreign')
    const [made] = await value('link.set', { links: [{ from: mine, to: date, kind: 'about' }] })
    expect(await value('link.list', { annotationId: date })).toMatchObject([{ outward: false, other: { id: mine } }])
    const step = await value('history.undo', {})
    expect(step).toMatchObject({ kind: 'link.set', articleId, annotationIds: [mine] })
    await value('history.redo', {})
    await value('link.remove', { ids: [made!.id] })
    expect(await value('link.list', { annotationId: mine })).toEqual([])
  })
})

describe('a lead', () => {
  it('sees every claim, what stands against it and what is alike, and links across layers', async () => {
    const { value, lead, mine, theirs, hidden, as } = makeTeam()
    as(lead)
    const { claims, links } = await value('claim.list', {})
    expect(claims.map(({ links }) => links.contradicts)).toEqual([1, 1])
    expect(links.map(({ id }) => id)).toEqual([hidden])
    const [similar] = await value('claim.similar', { annotationId: mine, limit: 5 })
    expect(similar).toMatchObject({ id: theirs, articleTitle: 'other.txt', source: null, polarity: 'asserts' })
    await value('link.remove', { ids: [hidden] })
    expect((await value('claim.list', {})).links).toEqual([])
  })
})

describe('claim.propose', () => {
  it('says what the rules would say of a claim that was marked by hand, and writes nothing', async () => {
    const { value, layla, articleId, mine, date, as } = makeTeam()
    as(layla)
    const proposed = await value('claim.propose', { annotationId: mine })
    expect(proposed).toMatchObject({ source: { text: 'الوزير سامر' }, cue: { text: 'قال' }, polarity: 'asserts' })
    const rows = await value('annotation.list', { articleId })
    expect(rows.find(({ id }) => id === mine)?.claim).toBeNull()
    expect(await value('claim.propose', { annotationId: date })).toBeNull()
  })
})
