import { type EventName, type Input, type Output, type Reply, type RouteName, routes } from '../../electron/contract.ts'
import { handlers } from '../../electron/handlers/all.ts'
import { unwatched } from '../../electron/jobs/job.ts'
import { createRpc } from '../../electron/rpc.ts'
import { makeProject } from './project.ts'

/** The routes of a project, as the window calls them; every reply passes the contract. A grant is the path itself. */
export function makeRoutes(db = makeProject(), sample = false) {
  const emitted: EventName[] = []
  const serve = createRpc(routes, handlers, {
    db,
    sample,
    grantOf: () => '',
    pathOf: (grant) => paths.get(grant) ?? grant,
    emit: (event) => void emitted.push(event),
    startJob: () => unwatched,
    cancelJob: () => {},
    backups: { noteWork: () => () => {}, makeFirst: () => {}, failure: () => null, stop: () => {} },
    replaceProject: () => {},
  })
  const paths = new Map<string, string>()
  const call = async <N extends RouteName>(route: N, input: Input<N>) => (await serve(route, input)) as Reply<Output<N>>
  const value = async <N extends RouteName>(route: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await call(route, input)
    if (!reply.ok) throw new Error(`${route}: ${reply.error.code}`)
    return reply.value
  }
  /** The code with which a route refuses; undefined where it does not. */
  const refusal = async <N extends RouteName>(route: N, input: Input<N>): Promise<string | undefined> => {
    const reply = await call(route, input)
    return reply.ok ? undefined : reply.error.code
  }
  const grant = (path: string): string => {
    const id = crypto.randomUUID()
    paths.set(id, path)
    return id
  }
  return { db, call, value, refusal, grant, emitted }
}
