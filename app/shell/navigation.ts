import { createStore } from './store.ts'

/** What should be shown of an article when it opens; bounds in code points. */
export type Target =
  | Readonly<{ annotationId: string }>
  | Readonly<{ bounds: Readonly<{ startCodePoint: number; endCodePoint: number }> }>

/** Which view fills the window. A new `visit` opens the same article again at another target. */
export type Place =
  | Readonly<{ view: 'library' }>
  | Readonly<{ view: 'team' }>
  | Readonly<{ view: 'entities' }>
  /** Without an article the list of all. */
  | Readonly<{ view: 'adjudication'; articleId: string | null }>
  | Readonly<{ view: 'claims' }>
  | Readonly<{ view: 'article'; articleId: string; target: Target | undefined; visit: number }>

export type DialogName =
  | 'members'
  | 'merge'
  | 'conflicts'
  | 'shortcuts'
  | 'trace'
  | 'verify'
  | 'protection'
  | 'palette'
  | 'articles'
  | 'labels'
  | 'backups'
  | 'lessons'

/** What stands beside the view until it is put away. */
export type PanelName = 'history' | 'guideline' | 'invisible'

export const navigation = createStore<{ place: Place; dialog: DialogName | null; panel: PanelName | null }>({
  place: { view: 'library' },
  dialog: null,
  panel: null,
})

let visits = 0

/** Shows the library. */
export function openLibrary(): void {
  navigation.update({ place: { view: 'library' } })
}

/** Shows who works on what, and how far everybody is. */
export function openTeam(): void {
  navigation.update({ place: { view: 'team' } })
}

/** Shows every claim of the project. */
export function openClaims(): void {
  navigation.update({ place: { view: 'claims' }, dialog: null })
}

/** Shows what analysts say side by side: of one article, or the list of all. */
export function openAdjudication(articleId: string | null): void {
  navigation.update({ place: { view: 'adjudication', articleId }, dialog: null })
}

/** Shows who and what the actors are. */
export function openEntities(): void {
  navigation.update({ place: { view: 'entities' } })
}

/** Opens an article, at a target where one is given. */
export function openArticle(articleId: string, target?: Target): void {
  navigation.update({ place: { view: 'article', articleId, target, visit: ++visits }, dialog: null })
}

/** Shows a dialog, or none. */
export function showDialog(dialog: DialogName | null): void {
  navigation.update({ dialog })
}

/** Opens a panel beside the view, or puts it away where it is open. */
export function togglePanel(panel: PanelName): void {
  navigation.update({ panel: navigation.get().panel === panel ? null : panel })
}
