import { afterEach, describe, expect, it, vi } from 'vitest'
import { runCaseCommand } from '../../app/lead/adjudicate/case-commands.ts'
import { CurationSession } from '../../app/lead/adjudicate/curation-session.ts'
import { authorLayer } from '../../corpus/layer.ts'

const ID = (at: number): string => `01999999-0000-7000-8000-00000000000${at}`
const TEXT = 'قال الوزير ثم قال المدير'
const ANALYST = ID(9)

const CASES = [1, 2].map((at) => ({
  key: ID(at),
  label: 'actor' as const,
  startCodePoint: at,
  endCodePoint: at + 4,
  annotationIds: [ID(at)],
  agreement: 'single' as const,
  differences: [],
  majority: null,
  state: 'open' as const,
  decision: null,
  fresh: [],
  freshIds: [],
}))

/** Two cases whose annotations come when `answer` is called; `asked` are the routes that were called. */
function open() {
  const asked: { route: string; input: { ids?: string[]; key?: string } }[] = []
  let answer = (_: object): void => {}
  const reply = (value: object): void => answer(value)
  const call = (route: string, input: { ids?: string[] }) => {
    asked.push({ route, input })
    return new Promise((resolve) => (answer = resolve))
  }
  // Stands in for the preload script, which only exists in Electron.
  vi.stubGlobal('window', { bridge: { call, on: () => () => {} } })
  const content = { article: { id: ID(0), language: 'ar' }, text: TEXT, sentences: [] }
  const list = { articleId: ID(0), participants: [], analysts: [ANALYST], cases: CASES }
  const session = new CurationSession(content as never, list as never)
  const annotations = CASES.map(({ key }) => ({ id: key, layer: authorLayer(ANALYST), entity: null, claim: null }))
  const rows = { ok: true, value: { annotations, adjudicated: [], entities: [], links: [] } }
  const decided = () => asked.flatMap(({ route, input }) => (route === 'adjudication.decide' ? [input.key] : []))
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return { session, asked, reply, rows, decided, settle }
}

afterEach(() => vi.unstubAllGlobals())

describe('runCaseCommand', () => {
  it('decides the case that was looked at once its annotations are there', async () => {
    const { session, reply, rows, decided, settle } = open()
    runCaseCommand(1, session)
    expect(decided()).toEqual([])
    reply(rows)
    await settle()
    expect(decided()).toEqual([ID(1)])
  })

  it('decides nothing where another case is looked at by then', async () => {
    const { session, reply, rows, decided, settle } = open()
    runCaseCommand(1, session)
    runCaseCommand('next', session)
    expect(session.current()?.judged.key).toBe(ID(2))
    reply(rows)
    await settle()
    expect(decided()).toEqual([])
  })

  it('asks again for annotations that could not be read', async () => {
    const { session, asked, reply, rows, decided, settle } = open()
    runCaseCommand(1, session)
    reply({ ok: false, error: { code: 'internal', message: 'no answer' } })
    await settle()
    expect([asked.length, decided()]).toEqual([1, []])
    runCaseCommand(1, session)
    expect(asked).toHaveLength(2)
    reply(rows)
    await settle()
    expect(decided()).toEqual([ID(1)])
  })
})
