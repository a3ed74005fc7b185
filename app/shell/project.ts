import type { ArticleSummary } from '../../corpus/article.ts'
import type { Member, Output, ProjectInfo } from '../../electron/contract.ts'
import { call, type Failure } from '../api.ts'
import { loadLabelSet } from '../labels/label-set.ts'
import { createStore } from './store.ts'

/** The open project as the window knows it. `served` counts how often a process began to serve it. */
export type ProjectState = Readonly<{
  served: number
  info: ProjectInfo | null
  articles: readonly ArticleSummary[] | null
  /** Names by id of all who ever worked on the project. */
  names: ReadonlyMap<string, string>
  failure: Failure | null
  /** The project that could not be opened, where something can be done about it; nothing else is open then. */
  damaged: Output<'recovery.describe'> | null
}>

export const project = createStore<ProjectState>({
  served: 0,
  info: null,
  articles: null,
  names: new Map(),
  failure: null,
  damaged: null,
})

/** Reads what the project is and which articles it holds. */
export async function loadProject(): Promise<void> {
  const info = await call('project.describe', {})
  if (!info.ok) return noteUnopened(info.failure)
  project.update({ info: info.value, failure: null, damaged: null })
  await Promise.all([loadArticles(), loadMembers(), loadLabelSet()])
}

/** The process may serve no project but what can be done about a damaged one. */
async function noteUnopened(failure: Failure): Promise<void> {
  const damaged = await call('recovery.describe', {})
  if (damaged.ok) project.update({ info: null, articles: null, failure: null, damaged: damaged.value })
  else project.update({ failure })
}

/** Reads who works on the project. */
async function loadMembers(): Promise<void> {
  const members = await call('member.list', {})
  if (members.ok) project.update({ names: new Map(members.value.map(({ id, name }) => [id, name])) })
}

/** Reads the articles again, with their counts by label. */
export async function loadArticles(): Promise<void> {
  const articles = await call('article.list', {})
  if (articles.ok) project.update({ articles: articles.value, failure: null })
  else project.update({ failure: articles.failure })
}

/** Notes whether something can be undone and redone. */
export function noteHistory({ canUndo, canRedo }: { canUndo: boolean; canRedo: boolean }): void {
  const { info } = project.get()
  if (info !== null && (info.canUndo !== canUndo || info.canRedo !== canRedo))
    project.update({ info: { ...info, canUndo, canRedo } })
}

/** Notes who works in this project. What was hidden from somebody without a name is read again. */
export function noteMember(member: Member): void {
  const { info, names, served } = project.get()
  if (info === null) return
  const known = { info: { ...info, member, blind: false }, names: new Map([...names, [member.id, member.name]]) }
  project.update(info.blind ? { ...known, served: served + 1 } : known)
}

/** Replaces one article's summary. */
export function noteArticle(changed: ArticleSummary): void {
  const { articles } = project.get()
  if (articles === null) return
  project.update({ articles: articles.map((article) => (article.id === changed.id ? changed : article)) })
}
