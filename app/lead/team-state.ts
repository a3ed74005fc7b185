import type { Output } from '../../electron/contract.ts'
import { call, type Failure, listen, type Result } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { loadProject, project } from '../shell/project.ts'
import { edit } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'
import { notify } from '../ui/Notices.tsx'

export type Team = Output<'team.read'>
export type TeamMember = Team['members'][number]
export type TeamCell = Team['cells'][number]

/** Everybody's progress as it was read last; null before. */
export const team = createStore<{ read: Team | null; failure: Failure | null }>({ read: null, failure: null })

/** Reads everybody's progress. */
export async function loadTeam(): Promise<void> {
  const read = await call('team.read', {})
  team.set(read.ok ? { read: read.value, failure: null } : { read: null, failure: read.failure })
}

/** Keeps the progress as the project has it until the returned function is called. */
export function followTeam(): () => void {
  void loadTeam()
  const stops = [listen('article.changed', () => void loadTeam()), listen('history.changed', () => void loadTeam())]
  let served = project.get().served
  stops.push(
    project.subscribe(() => {
      if (served === project.get().served) return
      served = project.get().served
      void loadTeam()
    }),
  )
  return () => {
    for (const stop of stops) stop()
  }
}

/** Lets everybody see everybody's layers of an article, or their own only. */
export function openLayers(articleId: string, open: boolean): Promise<Result<unknown>> {
  return edit(
    `layers of ${articleId}`,
    () => call('layer.open', { articleIds: [articleId], open }),
    () => void loadTeam(),
  )
}

/** Gives a member another role. */
export async function giveRole(memberId: string, role: TeamMember['role']): Promise<void> {
  const given = await call('member.role', { memberId, role })
  if (!given.ok) notify(describeFailure(given.failure), 'problem')
  await Promise.all([loadTeam(), loadProject()])
}

/** Takes an analyst's "done" back. */
export async function reopenFor(articleId: string, memberId: string): Promise<void> {
  await edit(
    `reopen ${articleId} ${memberId}`,
    () => call('layer.reopen', { articleId, memberId }),
    () => void loadTeam(),
  )
}

/** Those whose progress is a column: who annotates, was given articles or has annotated. */
export function listAnalysts({ members, cells }: Team): TeamMember[] {
  const busy = new Set(cells.map(({ memberId }) => memberId))
  return members.filter(({ id, role }) => role === 'annotator' || busy.has(id))
}
