import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { finishLayer } from '../../db/layer.ts'
import { becomeMember } from '../../db/member.ts'
import { addText } from '../support/project.ts'
import { makeRoutes } from '../support/routes.ts'

const TEXTS = [
  'وصل داعش إلى المدينة. ثم انسحب داعش منها، وقيل إنها لداعش.',
  'لم يظهر داعش في القرية، وظهر تنظيم داعش في غيرها.',
  'لا شيء هنا.',
]

function open() {
  const { db, ...rest } = makeRoutes()
  const by = becomeMember(db, 'ليلى').id
  const ids = TEXTS.map((text, at) => addText(db, text, by, `${at}.txt`))
  const tag = (at: number, quote: string, from = 0) => {
    const start = TEXTS[at]!.indexOf(quote, from)
    const draft = { articleId: ids[at]!, label: 'actor' as const, quote }
    return rest.value('annotation.create', { ...draft, startCodePoint: start, endCodePoint: start + quote.length })
  }
  const list = (articleId: string | null, limit = 100) =>
    rest.value('review.others', { articleId, label: 'actor', text: 'داعش', limit, job: randomUUID() })
  return { db, by, ids, tag, list, ...rest }
}

describe('review.others', () => {
  it('lists where else the words stand, behind particles too, with what stands around them', async () => {
    const { ids, tag, list } = open()
    await tag(0, 'داعش')
    const found = await list(ids[0]!)
    expect(found).toMatchObject({ count: 2, articles: 1, cancelled: false })
    expect(found.places.map(({ before, quote, after }) => before.slice(-5) + quote + after.slice(0, 4))).toEqual([
      'نسحب داعش منه',
      'نها لداعش.',
    ])
  })

  it('counts over the project without the articles that are done, and gives no more than is asked for', async () => {
    const { db, by, ids, tag, list } = open()
    await tag(0, 'داعش')
    expect(await list(null, 1)).toMatchObject({ count: 4, articles: 2, places: [{ articleId: expect.any(String) }] })
    finishLayer(db, ids[1]!, by, by)
    expect(await list(null)).toMatchObject({ count: 2, articles: 1 })
  })

  it('passes over what is annotated as part of something longer', async () => {
    const { ids, tag, list } = open()
    await tag(1, 'تنظيم داعش')
    expect((await list(ids[1]!)).count).toBe(1)
  })
})

describe('review.tagOthers', () => {
  it('tags the places of several articles as one act, which one undo takes back', async () => {
    const { ids, tag, list, value } = open()
    await tag(0, 'داعش')
    const places = (await list(null)).places.map(
      ({ articleTitle: _, before: __, after: ___, exact: ____, ...at }) => at,
    )
    const asked = { label: 'actor' as const, subtype: null, places, job: randomUUID() }
    expect(await value('review.tagOthers', asked)).toEqual({ count: 4, articles: 2, cancelled: false })
    const count = async () =>
      (await Promise.all(ids.map((articleId) => value('annotation.list', { articleId })))).flat()
    expect((await count()).length).toBe(5)
    expect((await list(null)).count).toBe(0)
    await value('history.undo', {})
    expect((await count()).length).toBe(1)
    expect((await list(null)).count).toBe(4)
  })

  it('accepts a suggestion that waits at a place, so that it is decided', async () => {
    const { ids, value, list } = open()
    const waiting = await value('suggestion.list', { articleId: ids[0]!, labels: ['actor'] })
    const [first] = waiting.filter(({ quote }) => quote === 'داعش')
    const { startCodePoint, endCodePoint, quote } = first!
    const places = [{ articleId: ids[0]!, startCodePoint, endCodePoint, quote }]
    await value('review.tagOthers', { label: 'actor', subtype: null, places, job: randomUUID() })
    const [made] = await value('annotation.list', { articleId: ids[0]! })
    expect(made).toMatchObject({ quote: 'داعش', tool: 'isnad', rule: first!.rule })
    expect((await list(ids[0]!)).count).toBe(2)
  })

  it('counts what was tagged, and nothing that somebody had tagged before', async () => {
    const { tag, list, value } = open()
    await tag(0, 'داعش')
    const { places } = await list(null)
    const at = places.map(({ articleId, startCodePoint, endCodePoint, quote }) => ({
      articleId,
      startCodePoint,
      endCodePoint,
      quote,
    }))
    const asked = () => ({ label: 'actor' as const, subtype: null, places: at, job: randomUUID() })
    expect(await value('review.tagOthers', asked())).toMatchObject({ count: 4, articles: 2 })
    expect(await value('review.tagOthers', asked())).toMatchObject({ count: 0, articles: 0 })
  })

  it('tells what it wrote, also where a part of it failed', async () => {
    const { ids, tag, list, refusal, value, emitted } = open()
    await tag(0, 'داعش')
    const [first] = (await list(ids[0]!)).places
    const { articleId, startCodePoint, endCodePoint, quote } = first!
    const good = { articleId, startCodePoint, endCodePoint, quote }
    const wrong = { ...good, articleId: ids[1]!, quote: 'غيره' }
    emitted.length = 0
    const asked = { label: 'actor' as const, subtype: null, places: [good, wrong], job: randomUUID() }
    expect(await refusal('review.tagOthers', asked)).toBeDefined()
    expect(new Set(emitted)).toEqual(new Set(['history.changed', 'article.changed']))
    expect(await value('annotation.list', { articleId })).toHaveLength(2)
  })

  it('refuses an article that is done', async () => {
    const { db, by, ids, list, refusal } = open()
    const [place] = (await list(ids[0]!)).places
    finishLayer(db, ids[0]!, by, by)
    const { articleId, startCodePoint, endCodePoint, quote } = place!
    const places = [{ articleId, startCodePoint, endCodePoint, quote }]
    expect(await refusal('review.tagOthers', { label: 'actor', subtype: null, places, job: randomUUID() })).toBe(
      'layer-done',
    )
  })
})
