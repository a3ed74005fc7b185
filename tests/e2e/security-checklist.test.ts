import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Fact, ITEMS } from '../../electron/selftest/checklist.ts'
import { findObstacle, makeOrdinaryUser, type OrdinaryUser } from '../support/ordinary-user-program.ts'
import { describeUnless } from '../support/programs.ts'
import { LOOKED_AT, type Program, startProgram } from '../support/start-program.ts'
import { drawTable, type Look, type Probe, type Result } from './security/checklist.ts'
import { findNavigation, findNewWindows, findOpenExternal } from './security/navigation.ts'
import { findConnects, takePicturesOffline, traced, withoutNetwork } from './security/network.ts'
import { findFuses } from './security/package.ts'
import {
  findBridge,
  findIsolation,
  findNode,
  findPermissions,
  findPolicy,
  findProtocol,
  findWebSecurity,
} from './security/page-probes.ts'
import {
  findAge,
  findSandbox,
  findSenders,
  findUnsafeFeature,
  findWebviewRefusal,
  findWebviewTag,
} from './security/process-probes.ts'

let look: Look
let user: OrdinaryUser
let program: Program
let server: Server
const results = new Map<number, Result>()
const trace = (): string => join(user.home, 'connects')

beforeAll(async () => {
  if (obstacle !== undefined) return
  user = makeOrdinaryUser()
  const requests: string[] = []
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    response.writeHead(request.url === '/redirect' ? 302 : 200, { location: '/away' }).end('away')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const profile = join(user.home, 'profile')
  const args = [...LOOKED_AT, '--disable-gpu', user.application]
  const launch = user.launch(args, { env: { ISNAD_PROFILE: profile }, through: traced(trace()) })
  program = await startProgram(profile, [], (end) => ends.push(end), launch)
  look = { program, user, profile, server: { origin, requests: () => [...requests] } }
})

const ends: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of ends) await end()
  server?.close()
  user?.remove()
  process.stdout.write(`\nElectron’s checklist, as the user ${user?.name ?? '(none)'}\n${drawTable(results)}\n\n`)
})

/** Row 1, after all the others: the whole run reached out to nobody, and neither does a run without any network. */
async function findNetwork(): Promise<readonly Fact[]> {
  const schemes = new Set<string>()
  program.page.on('request', (request) => schemes.add(new URL(request.url()).protocol))
  await program.page.reload()
  await program.page.waitForSelector('[data-article-id]')
  await program.close()
  const facts: Fact[] = [['schemes of a reload', [...schemes], ['app:']]]
  if (traced('').length > 0) facts.push(['connects outside this machine in the whole run', findConnects(trace()), []])
  const own = join(user.home, 'connects-2')
  const plain = await takePicturesOffline(user, [], traced(own))
  facts.push(['a run that nobody looks into', plain, { code: 0, pictures: ['library.png', 'reader.png'] }])
  if (traced('').length > 0) facts.push(['its connects outside this machine', findConnects(own), []])
  const offline = withoutNetwork()
  if (offline) facts.push(['a run without a network', await takePicturesOffline(user, offline, []), plain])
  return facts
}

const probes: readonly (readonly [row: number, probe: Probe])[] = [
  [2, findNode],
  [3, findIsolation],
  [4, findSandbox],
  [5, findPermissions],
  [6, findWebSecurity],
  [7, findPolicy],
  [8, findUnsafeFeature('allowRunningInsecureContent', 'allow-running-insecure-content')],
  [9, findUnsafeFeature('experimentalFeatures', 'enable-experimental-web-platform-features')],
  [10, findUnsafeFeature('enableBlinkFeatures', 'enable-blink-features')],
  [11, findWebviewTag],
  [12, findWebviewRefusal],
  [13, findNavigation],
  [14, findNewWindows],
  [15, findOpenExternal],
  [16, findAge],
  [17, findSenders],
  [18, findProtocol],
  [20, findBridge],
  [19, findFuses],
  [1, findNetwork],
]

const obstacle = findObstacle()
describeUnless(obstacle)('the real program as an ordinary user, with its sandbox', () => {
  it.for(probes.map(([row, probe]) => ({ row, item: ITEMS[row - 1]!, probe })))(
    'item $row: $item',
    async ({ row, probe }, { skip }) => {
      results.set(row, { outcome: 'FAILS', note: 'stopped' })
      const found = await probe(look)
      if ('reason' in found) {
        results.set(row, { outcome: 'not applicable', note: found.reason })
        return skip(found.reason)
      }
      const seen = found.map(([what, value]) => [what, value])
      const wanted = found.map(([what, , value]) => [what, value])
      const holds = JSON.stringify(seen) === JSON.stringify(wanted)
      results.set(row, { outcome: holds ? 'holds' : 'FAILS', note: `${found.length} facts` })
      expect(seen).toEqual(wanted)
    },
  )
})
