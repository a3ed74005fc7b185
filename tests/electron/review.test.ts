import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { finishLayer } from '../../db/layer.ts'
import { becomeMember } from '../../db/member.ts'
import { addText } from '../support/project.ts'
import { makeRoutes } from '../support/routes.ts'

const TEXTS = [
  'في 3 أغسطس 2016 قال الوزير إن نحو 250 عاملاً غادروا المدينة، ودفعت الشركة 40 مليون دولار.',
  'وفي 3 أغسطس 2016 أيضاً دفعت الشركة 5 ملايين دولار.',
  'لا شيء هنا.',
]

function open() {
  const { db, ...rest } = makeRoutes()
  const by = becomeMember(db, 'ليلى').id
  const ids = TEXTS.map((text, at) => addText(db, text, by, `${at}.txt`))
  return { db, by, ids, ...rest }
}

const job = () => randomUUID()

describe('review.survey', () => {
  it('counts what waits in every article that the person is not done with', async () => {
    const { db, by, ids, value } = open()
    const { waiting, cancelled } = await value('review.survey', { job: job() })
    expect(cancelled).toBe(false)
    const money = waiting.map(({ groups }) =>
      groups.filter(({ rule }) => rule === 'amount.money').map(({ count }) => count),
    )
    expect(money.flat()).toEqual([1, 1])
    finishLayer(db, ids[0]!, by, by)
    expect((await value('review.survey', { job: job() })).waiting.map(({ articleId }) => articleId)).not.toContain(
      ids[0],
    )
  })
})

describe('review.recount', () => {
  it('says at once what waits after a step over several articles, and again after its undo', async () => {
    const { ids, value } = open()
    const before = (await value('review.survey', { job: job() })).waiting
    const count = async () => {
      const groups = (await value('review.recount', { articleIds: null })).flatMap((of) => of.groups)
      return groups.reduce((sum, group) => sum + group.count, 0)
    }
    const all = before.flatMap(({ groups }) => groups).reduce((sum, group) => sum + group.count, 0)
    expect(await count()).toBe(all)
    const like = { label: 'amount' as const, rule: 'amount.money', least: 0 }
    const { count: accepted } = await value('review.decideAlike', {
      like,
      articleId: null,
      decision: 'accept',
      job: job(),
    })
    expect(accepted).toBe(2)
    expect(await count()).toBe(all - 2)
    const step = await value('history.undo', {})
    expect([...step!.articleIds].sort()).toEqual([ids[0], ids[1]].sort())
    expect(await count()).toBe(all)
  })

  it('counts nothing in an article that is done, and passes over one that nobody read', async () => {
    const { db, by, ids, value } = open()
    expect(await value('review.recount', { articleIds: [ids[2]!] })).toEqual([])
    await value('review.survey', { job: job() })
    finishLayer(db, ids[0]!, by, by)
    expect(await value('review.recount', { articleIds: [ids[0]!] })).toEqual([{ articleId: ids[0], groups: [] }])
  })
})

describe('review.next', () => {
  it('finds the next article in which something waits, round the end, and none where nothing does', async () => {
    const { ids, value } = open()
    const filter = { labels: ['amount' as const], rule: null, least: 0 }
    const order = (await value('article.list', {})).map(({ id }) => id).filter((id) => id !== ids[2])
    const first = await value('review.next', { articleId: order[0]!, filter, job: job() })
    expect(first.articleId).toBe(order[1])
    expect((await value('review.next', { articleId: order[1]!, filter, job: job() })).articleId).toBe(order[0])
    const none = await value('review.next', { articleId: null, filter: { ...filter, rule: 'no.such' }, job: job() })
    expect(none).toEqual({ articleId: null, count: 0 })
  })
})

describe('review.decideAlike', () => {
  const like = { label: 'date' as const, rule: 'date.day-month', least: 0 }

  it('accepts in the whole project what the preview counted, as one act', async () => {
    const { ids, value, call } = open()
    const dates = await value('suggestion.list', { articleId: ids[0]!, labels: ['date'] })
    const wanted = { label: 'date' as const, rule: dates[0]!.rule, text: '٣ أغسطس ٢٠١٦', least: 0.1 }
    const preview = await value('review.countAlike', { like: wanted, articleId: null, job: job() })
    expect(preview).toMatchObject({ count: 2, articles: 2, cancelled: false })
    const done = await value('review.decideAlike', { like: wanted, articleId: null, decision: 'accept', job: job() })
    expect(done).toEqual({ count: 2, articles: 2, cancelled: false })
    const marked = () => Promise.all(ids.map((articleId) => value('annotation.list', { articleId })))
    expect((await marked()).map((rows) => rows.length)).toEqual([1, 1, 0])
    expect(
      await value('review.evidence', {
        articleId: ids[0]!,
        key: dates[0]!.key,
        rule: dates[0]!.rule,
        text: '3 أغسطس 2016',
      }),
    ).toEqual({
      rule: { accepted: 2, corrected: 0, rejected: 0 },
      annotated: 2,
    })
    expect((await call('history.undo', {})).ok).toBe(true)
    expect((await marked()).flat()).toEqual([])
  })

  it('rejects in one article only where that is asked for', async () => {
    const { ids, value } = open()
    const money = { label: 'amount' as const, rule: 'amount.money', least: 0 }
    await value('review.decideAlike', { like: money, articleId: ids[1]!, decision: 'reject', job: job() })
    const left = await value('review.countAlike', { like: money, articleId: null, job: job() })
    expect(left).toMatchObject({ count: 1, articles: 1 })
    const none = await value('review.countAlike', { like: { ...like, least: 1 }, articleId: null, job: job() })
    expect(none.count).toBe(0)
  })
})

describe('review.decideMany', () => {
  it('decides about named suggestions in steps that are one act, with what was changed of them', async () => {
    const { ids, value, refusal } = open()
    const rows = await value('suggestion.list', { articleId: ids[0]! })
    const keys = rows.map(({ key }) => key)
    const amount = rows.find(({ label }) => label === 'amount')!
    const asked = { articleId: ids[0]!, keys, decision: 'accept' as const, job: job() }
    const changes = { [amount.key]: { subtype: 'x' } }
    expect(await value('review.decideMany', { ...asked, changes })).toEqual({
      count: keys.length,
      articles: 1,
      cancelled: false,
    })
    const made = await value('annotation.list', { articleId: ids[0]! })
    expect(made).toHaveLength(keys.length)
    expect(made.filter(({ subtype }) => subtype === 'x')).toHaveLength(1)
    expect(await refusal('review.decideMany', asked)).toBe('suggestion-missing')
    await value('history.undo', {})
    expect(await value('annotation.list', { articleId: ids[0]! })).toEqual([])
    expect(await value('review.decideMany', { ...asked, decision: 'reject' })).toMatchObject({ count: keys.length })
    expect(await value('suggestion.list', { articleId: ids[0]! })).toEqual([])
  })
})
