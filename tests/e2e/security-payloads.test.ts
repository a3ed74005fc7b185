import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { recoveryRoutes } from '../../electron/contract/backup.ts'
import { type AnyRouteName, hostRoutes, type Reply, routes } from '../../electron/contract.ts'
import { findObstacle, makeOrdinaryUser, type OrdinaryUser } from '../support/ordinary-user-program.ts'
import { describeUnless } from '../support/programs.ts'
import { openRaw } from '../support/raw.ts'
import { LOOKED_AT, type Program, startProgram } from '../support/start-program.ts'
import { makePayloads } from './security/payloads.ts'

const COUNT = 200
const SEED = 20_261_122
const all = { ...routes, ...recoveryRoutes, ...hostRoutes }

/** What is said of a reply: its code, or that it was no reply at all. */
type Said = Readonly<{ payload: string; reply: Reply<unknown> | { refused: string } }>

async function open(user: OrdinaryUser): Promise<Program> {
  const args = [...LOOKED_AT, '--disable-gpu', user.application]
  const profile = join(user.home, 'profile')
  return startProgram(profile, [], onTestFinished, user.launch(args, { env: { ISNAD_PROFILE: profile } }))
}

/** The log and every table of the sample project, whatever its bytes. */
function readTables(user: OrdinaryUser): Record<string, unknown[]> {
  const raw = openRaw(join(user.home, 'profile', 'sample.isnad'))
  const names = raw
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[]
  const tables = names.map((name) => [name, raw.prepare(`SELECT * FROM "${name}" ORDER BY 1`).all()] as const)
  raw.close()
  return Object.fromEntries(tables)
}

/** Calls a route with every payload. One that the route would accept is called only if it cannot change or ask anything. */
function callAll({ page }: Program, route: AnyRouteName, payloads: readonly string[]): Promise<Said[]> {
  const calls = payloads.map(
    (payload) => `[${JSON.stringify(payload)}, () => bridge.call(${JSON.stringify(route)}, ${payload})]`,
  )
  return page.evaluate<Said[]>(`Promise.all([${calls.join(',\n')}].map(async ([payload, ask]) => {
try { return { payload: payload.slice(0, 100), reply: await ask() } }
catch (error) { return { payload: payload.slice(0, 100), reply: { refused: String(error).slice(0, 80) } } } }))`)
}

const NOBODY = '0199aaaa-0000-7000-8000-000000000001'
const QUOTE = { startCodePoint: 0, endCodePoint: 1, quote: 'x' }
/** Payloads that fit their route, and name what is not there. */
const UNKNOWN: readonly (readonly [route: AnyRouteName, payload: object])[] = [
  ['article.read', { articleId: NOBODY }],
  ['annotation.create', { articleId: NOBODY, label: 'actor', ...QUOTE }],
  ['annotation.change', { id: NOBODY, change: { bounds: QUOTE } }],
  ['annotation.delete', { ids: [NOBODY] }],
  ['rating.set', { annotationId: NOBODY, rating: { reliability: 'A', credibility: 1, rationale: null } }],
  ['claim.set', { annotationId: NOBODY, claim: { source: null, cue: null, polarity: 'asserts', hedged: false } }],
  ['article.import', { grants: [NOBODY], job: NOBODY }],
  ['export.run', { format: 'jsonl', grant: NOBODY, job: NOBODY }],
  ['project.backup', { grant: NOBODY }],
  ['trace.find', { query: NOBODY }],
]

/** Routes whose input can be met by chance and then acts, or takes long: only what does not fit them is sent. */
const ACTING: readonly string[] = [
  'project.verify',
  'member.name',
  'history.undo',
  'history.redo',
  'lessons.forget',
  ...Object.keys(hostRoutes),
]

function payloadsFor(route: AnyRouteName, at: number): string[] {
  const payloads = makePayloads(all[route].input, COUNT * 3, SEED + at)
  const harmless = ACTING.includes(route)
    ? payloads.filter(({ value }) => !all[route].input.safeParse(asItArrives(value)).success)
    : payloads
  return harmless.slice(0, COUNT).map(({ source }) => source)
}

/** An own field `__proto__` is lost on the way into the program: what remains may fit, and would open a dialog that waits. */
function asItArrives(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== '__proto__'))
}

describeUnless(findObstacle())('the bridge under random payloads', () => {
  it(`answers ${COUNT} on each route with data, never stops, and changes nothing`, async () => {
    const user = makeOrdinaryUser()
    onTestFinished(user.remove)
    await (await open(user)).close()
    const before = readTables(user)
    expect(before.op?.length).toBeGreaterThan(100)

    const program = await open(user)
    const processes = await listProcesses(program)
    const codes: Record<string, number> = {}
    let sent = 0
    for (const [at, route] of (Object.keys(all) as AnyRouteName[]).entries()) {
      const said = await callAll(program, route, payloadsFor(route, at))
      expect(said.length, route).toBe(COUNT)
      sent += said.length
      for (const { payload, reply } of said) {
        const code = 'refused' in reply ? 'not passed on' : reply.ok ? 'ok' : reply.error.code
        codes[code] = (codes[code] ?? 0) + 1
        expect(typeof code, `${route} ${payload}`).toBe('string')
        expect(code, `${route} ${payload}`).not.toBe('internal')
      }
    }
    for (const [route, payload] of UNKNOWN) {
      expect(all[route].input.safeParse(payload).success, route).toBe(true)
      const [said] = await callAll(program, route, [JSON.stringify(payload)])
      expect(said?.reply, route).toMatchObject({
        ok: false,
        error: { code: expect.not.stringMatching(/^(internal|bad-input)$/) },
      })
    }
    for (const route of ['', '__proto__', 'constructor', 'toString', 'host.', 'host.__proto__', 'x'.repeat(100_000)]) {
      const [said] = await callAll(program, route as AnyRouteName, ['{}'])
      expect(said?.reply, route.slice(0, 40)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
    }
    process.stdout.write(
      `\n${sent} payloads on ${Object.keys(all).length} routes (seed ${SEED}): ${JSON.stringify(codes)}\n`,
    )
    expect(await listProcesses(program)).toEqual(processes)
    expect(program.errors()).not.toMatch(/internal|Uncaught|Unhandled/)
    await program.close()
    expect(readTables(user)).toEqual(before)
  })
})

/** The processes that must live on: the main one, the window's and the database's. */
function listProcesses({ inMain }: Program): Promise<unknown> {
  return inMain(`electron.app.getAppMetrics().filter(({ type, name }) => type !== 'Utility' || name === 'isnad-project')
.map(({ pid, type }) => [pid, type])`)
}
