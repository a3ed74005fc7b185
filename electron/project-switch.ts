import type { FailureReport } from './contract.ts'
import type { Opened, ProjectFile, ProjectHost } from './project-host.ts'

/** Which project is open, and how one gives way to another. */
export type ProjectSwitch = Readonly<{
  current(): ProjectFile
  /** Why the project that was asked for last is not open; null when it is. */
  failure(): FailureReport | null
  /** Why the current project is not open, where its process only answers what can be done about it; null when it is. */
  unopened(): FailureReport | null
  /** Opens the first project, or the fallback where that fails; not where something can be done about it. */
  start(project: ProjectFile): Promise<void>
  /** Opens another project; where that fails the one before is opened again and the failure is kept. */
  change(next: ProjectFile): Promise<boolean>
  /** Opens the current project again after its process ended by itself; gives up after three times in a minute. */
  recover(): Promise<void>
  fail(failure: FailureReport): void
}>

/** `onChange` is told after every opening, with the project's title where one is open. */
export function createProjectSwitch(
  host: Pick<ProjectHost, 'open'>,
  fallback: ProjectFile,
  onChange: (result: Opened, project: ProjectFile, failure: FailureReport | null) => void,
): ProjectSwitch {
  let current = fallback
  let failure: FailureReport | null = null
  let unopened: FailureReport | null = null
  let restarts: number[] = []

  /** Opens a project; whoever asked says afterwards how that ended, once. */
  async function open(project: ProjectFile, why: FailureReport | null): Promise<Opened> {
    const result = await host.open(project)
    unopened = !result.ok && result.recovery ? result.failure : null
    failure = result.ok ? why : result.recovery ? null : result.failure
    if (result.ok || result.recovery) current = project
    return result
  }

  async function change(next: ProjectFile): Promise<boolean> {
    const before = current
    const result = await open(next, null)
    const stays = result.ok || result.recovery
    onChange(stays ? result : await open(before, result.failure), current, failure)
    return stays
  }

  return {
    current: () => current,
    failure: () => failure,
    unopened: () => unopened,
    change,
    start: async (project) => {
      const result = await open(project, null)
      const falls = !result.ok && !result.recovery && project.file !== fallback.file
      const opened = falls ? await open(fallback, result.failure) : result
      // The window asks for the failure itself when it begins.
      onChange(opened, current, opened.ok ? null : failure)
    },
    recover: async () => {
      restarts = [...restarts.filter((at) => Date.now() - at < 60_000), Date.now()]
      if (restarts.length <= 3) onChange(await open(current, null), current, failure)
    },
    fail: (why) => {
      failure = why
      onChange({ ok: true, title: '' }, current, why)
    },
  }
}
