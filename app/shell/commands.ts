import type { EventBody } from '../../electron/contract.ts'
import { call, type Result } from '../api.ts'
import type { WindowCommandId } from '../editor/keys.ts'
import { chooseAndPreview } from '../lead/merge-state.ts'
import { backUpProject, exportProject } from '../library/export-project.ts'
import { chooseAndImport } from '../library/import-articles.ts'
import { notify } from '../ui/Notices.tsx'
import { describeFailure } from './failures.ts'
import { redo, undo } from './history.ts'
import {
  navigation,
  openAdjudication,
  openClaims,
  openEntities,
  openLibrary,
  openTeam,
  showDialog,
  togglePanel,
} from './navigation.ts'
import { zoom } from './preferences.ts'

/** Everything that a menu, a key or the host can ask of the window. */
export type WindowCommand =
  | EventBody<'host.command'>['command']
  | 'open-project'
  | 'new-project'
  | WindowCommandId
  | PanelCommand
type PanelCommand = 'members' | 'labels' | 'history' | 'guideline' | 'invisible'

const commands: Readonly<Record<WindowCommand, () => void>> = {
  'import-files': () => void chooseAndImport('files'),
  'import-folder': () => void chooseAndImport('folder'),
  export: () => void exportProject(),
  backup: () => void backUpProject(),
  backups: () => showDialog('backups'),
  merge: () => void chooseAndPreview(),
  conflicts: () => showDialog('conflicts'),
  verify: () => showDialog('verify'),
  members: () => showDialog('members'),
  protection: () => showDialog('protection'),
  trace: () => showDialog('trace'),
  undo: () => void undo(),
  redo: () => void redo(),
  library: openLibrary,
  team: openTeam,
  entities: openEntities,
  lessons: () => showDialog('lessons'),
  adjudication: () => adjudicate(),
  claims: openClaims,
  shortcuts: () => showDialog('shortcuts'),
  palette: () => showDialog('palette'),
  articles: () => showDialog('articles'),
  larger: () => zoom(1),
  smaller: () => zoom(-1),
  'normal-size': () => zoom(undefined),
  labels: () => showDialog('labels'),
  history: () => togglePanel('history'),
  guideline: () => togglePanel('guideline'),
  invisible: () => togglePanel('invisible'),
  'open-project': () => void report(call('host.openProject', {})),
  'new-project': () => void report(call('host.newProject', {})),
}

/** The cases of the open article, or the list of all articles. */
function adjudicate(): void {
  const { place } = navigation.get()
  openAdjudication(place.view === 'article' ? place.articleId : null)
}

/** Runs a command by its name. */
export function runCommand(command: WindowCommand): void {
  commands[command]()
}

async function report(running: Promise<Result<unknown>>): Promise<void> {
  const result = await running
  if (!result.ok) notify(describeFailure(result.failure), 'problem')
}
