import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { listSuggestions } from '../../corpus/suggest/suggestion-rows.ts'
import { becomeMember } from '../../db/member.ts'
import { type EventName, type Input, type Output, type Reply, type RouteName, routes } from '../../electron/contract.ts'
import { handlers } from '../../electron/handlers/all.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { unwatched } from '../../electron/jobs/job.ts'
import { createRpc } from '../../electron/rpc.ts'
import { addText, makeProject } from '../support/project.ts'
import { describeShared, sharedPath } from '../support/shared.ts'

const TEXT = 'في 3 أغسطس 2016 قال الوزير إن نحو 250 عاملاً غادروا المدينة، ودفعت الشركة 40 مليون دولار.'

/** The routes of a project, as the window calls them; every reply passes the contract. */
function makeRoutes(db = makeProject()) {
  const emitted: EventName[] = []
  const serve = createRpc(routes, handlers, {
    db,
    sample: false,
    grantOf: () => '',
    pathOf: (grant) => grant,
    emit: (event) => void emitted.push(event),
    startJob: () => unwatched,
    cancelJob: () => {},
    backups: { noteWork: () => () => {}, makeFirst: () => {}, failure: () => null, stop: () => {} },
    replaceProject: () => {},
  })
  const call = async <N extends RouteName>(route: N, input: Input<N>) => (await serve(route, input)) as Reply<Output<N>>
  const value = async <N extends RouteName>(route: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await call(route, input)
    if (!reply.ok) throw new Error(reply.error.code)
    return reply.value
  }
  return { db, call, value, emitted }
}

function openOne() {
  const { db, ...rest } = makeRoutes()
  const by = becomeMember(db, 'ليلى').id
  return { db, by, articleId: addText(db, TEXT, by), ...rest }
}

describe('suggestion.list', () => {
  it('gives what the rules find, in reading order, also before anybody is named', async () => {
    const { db, value } = makeRoutes()
    const articleId = addText(db, TEXT, becomeMember(db, 'ليلى').id)
    db.raw.exec("DELETE FROM local WHERE key = 'member'")
    const rows = await value('suggestion.list', { articleId })
    expect(rows).toEqual(listSuggestions(TEXT))
    const dates = await value('suggestion.list', { articleId, labels: ['date'] })
    expect(dates.map(({ quote, value }) => [quote, value])).toEqual([['3 أغسطس 2016', { edtf: '2016-08-03' }]])
  })

  it('leaves out what was decided and what is marked, and shows it again after an undo', async () => {
    const { articleId, value } = openOne()
    const [first, second, ...rest] = await value('suggestion.list', { articleId })
    await value('suggestion.accept', { articleId, keys: [first!.key] })
    await value('suggestion.reject', { articleId, keys: [second!.key] })
    expect(await value('suggestion.list', { articleId })).toEqual(rest)
    await value('history.undo', {})
    expect(await value('suggestion.list', { articleId })).toEqual([second, ...rest])
  })

  it('counts relative dates from the article’s own day where the text has none', async () => {
    const { db, by, value } = openOne()
    const articleId = addText(db, 'وصل الوفد أمس إلى المدينة.', by)
    await value('article.describe', { articleId, change: { date: '2016-08-03' } })
    const [date] = await value('suggestion.list', { articleId, labels: ['date'] })
    expect(date!.value).toEqual({ edtf: '2016-08-02' })
  })
})

describe('suggestion.accept', () => {
  it('makes all of them annotations as one act, and says what can be undone', async () => {
    const { articleId, value, emitted } = openOne()
    const keys = (await value('suggestion.list', { articleId })).map(({ key }) => key)
    const made = await value('suggestion.accept', { articleId, keys })
    expect(made.map(({ tool }) => tool)).toEqual(keys.map(() => 'isnad'))
    expect(emitted).toContain('history.changed')
    const step = await value('history.undo', {})
    expect(step).toMatchObject({ kind: 'annotation.create', articleId, canUndo: false })
    expect(step!.annotationIds).toEqual(made.map(({ id }) => id))
    expect(await value('annotation.list', { articleId })).toEqual([])
  })

  it('refuses what was decided already, and a value that does not fit', async () => {
    const { articleId, call, value } = openOne()
    const [date] = await value('suggestion.list', { articleId, labels: ['date'] })
    const changes = { [date!.key]: { value: { value: 3, unit: null, vague: false } } }
    expect(await call('suggestion.accept', { articleId, keys: [date!.key], changes })).toMatchObject({
      error: { code: 'bad-input' },
    })
    await value('suggestion.reject', { articleId, keys: [date!.key] })
    expect(await call('suggestion.accept', { articleId, keys: [date!.key] })).toMatchObject({
      error: { code: 'suggestion-missing' },
    })
  })
})

describe('suggestion.reject', () => {
  it('is undone as a step of its article', async () => {
    const { articleId, value } = openOne()
    const [first] = await value('suggestion.list', { articleId })
    expect(await value('suggestion.reject', { articleId, keys: [first!.key] })).toEqual({ rejected: 1 })
    expect(await value('history.undo', {})).toMatchObject({ kind: 'suggestion.decide', articleId, annotationIds: [] })
  })
})

describe('annotation.create', () => {
  it.each([
    ['a date, from the dateline', 'date', 'أمس', { edtf: '2016-08-02' }],
    ['a duration', 'date', 'ثلاثة أيام', { edtf: 'P3D' }],
    ['an amount', 'amount', 'نحو 40 مليون دولار', { value: 40_000_000, unit: 'USD', vague: true }],
    ['words that are no date', 'date', 'الوفد', null],
    ['another label', 'event', 'وصل', null],
  ] as const)('fills in what %s says', async (_, label, quote, expected) => {
    const { db, by, value } = openOne()
    const text = 'دمشق - 3 أغسطس 2016\nوصل الوفد أمس لمدة ثلاثة أيام ومعه نحو 40 مليون دولار.'
    const articleId = addText(db, text, by)
    const startCodePoint = text.indexOf(quote)
    const draft = { articleId, label, startCodePoint, endCodePoint: startCodePoint + quote.length, quote }
    expect((await value('annotation.create', draft)).value).toEqual(expected)
    expect((await value('annotation.create', { ...draft, value: null })).value).toBeNull()
  })

  it('takes what the rules understood in its place, where they were asked', async () => {
    const { db, by, value } = openOne()
    const text = 'في مايو 2014 بدأ العمل. وفي 27 نوفمبر انتهى.'
    const articleId = addText(db, text, by)
    const [, date] = await value('suggestion.list', { articleId, labels: ['date'] })
    expect(date!.value).toEqual({ edtf: '2014-11-27' })
    const { startCodePoint, endCodePoint, quote } = date!
    const made = await value('annotation.create', { articleId, label: 'date', startCodePoint, endCodePoint, quote })
    expect(made.value).toEqual(date!.value)
  })
})

describeShared('suggestion.list on the raw articles', () => {
  it('passes the contract, accepts whole articles, and keeps no other request waiting', async () => {
    const { db, value } = makeRoutes()
    const by = becomeMember(db, 'ليلى').id
    const { added } = await importArticles(db, [sharedPath('corpus', 'raw')!], by)
    expect(added.length).toBeGreaterThan(0)
    let turns = 0
    for (const { id: articleId } of added) {
      const asked = value('suggestion.list', { articleId })
      let open = true
      void asked.then(() => {
        open = false
      })
      while (open) {
        await setTimeout(1)
        turns++
      }
      const rows = await asked
      expect(rows.length).toBeGreaterThan(50)
      const made = await value('suggestion.accept', { articleId, keys: rows.map(({ key }) => key) })
      expect(made.map(({ quote, value, claim }) => ({ quote, value, claim }))).toEqual(
        rows.map(({ quote, value, claim }) => ({ quote, value, claim })),
      )
    }
    // Had the rules run in this thread, each article would have let it turn but once.
    expect(turns).toBeGreaterThan(added.length)
  })
})
