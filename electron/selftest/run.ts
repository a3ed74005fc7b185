import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { replaceFile } from '../files.ts'
import { toFailure } from '../rpc.ts'
import { APP_VERSION } from '../version.ts'
import { type Fact, type ItemReport, judgeItem, type NotApplicable } from './checklist.ts'
import {
  seeAge,
  seeFuses,
  seeNetwork,
  seeOpening,
  seePreference,
  seeSandbox,
  seeStranger,
  seeWebviewRefusal,
} from './host.ts'
import {
  seeBridge,
  seeIsolation,
  seeNavigation,
  seeNode,
  seeOtherOrigins,
  seePermissions,
  seePolicy,
  seeProtocol,
} from './page.ts'

type Look = () => readonly Fact[] | NotApplicable | Promise<readonly Fact[] | NotApplicable>

/** Where `--selftest=FILE` asks for the report; undefined where it does not. */
export function findSelftest(argv: readonly string[]): string | undefined {
  const found = argv.find((argument) => argument.startsWith('--selftest='))
  return found === undefined ? undefined : found.slice('--selftest='.length)
}

/**
 * Looks at the running program, item by item of Electron's checklist, and writes what it saw as JSON. Returns the exit code:
 * 0 if every item holds or does not apply here, else 1. The window is of no use afterwards.
 */
export async function runSelftest(window: BrowserWindow, folder: string, file: string): Promise<0 | 1> {
  await loaded(window)
  const items: ItemReport[] = []
  for (const [row, look] of await listLooks(window, folder)) items.push(judgeItem(row, await tryLook(row, look)))
  items.sort((a, b) => a.row - b.row)
  const ok = items.every(({ outcome }) => outcome !== 'fails')
  const { platform, versions } = process
  const report = { ok, version: APP_VERSION, electron: versions.electron, platform, items }
  replaceFile(file, `${JSON.stringify(report, null, 2)}\n`)
  return ok ? 0 : 1
}

async function listLooks(window: BrowserWindow, folder: string): Promise<[row: number, look: Look][]> {
  const page = window.webContents
  const opening = await seeOpening(page)
  return [
    [1, () => seeNetwork(page)],
    [2, () => seeNode(page)],
    [3, async () => [...(await seeIsolation(page)), ...seePreference('contextIsolation', true)]],
    [4, async () => [...(await seeSandbox()), ...seePreference('sandbox', true)]],
    [5, () => seePermissions(page)],
    [6, async () => [...(await seeOtherOrigins(page)), ...seePreference('webSecurity', true)]],
    [7, () => seePolicy(page)],
    [8, () => seePreference('allowRunningInsecureContent', false, 'allow-running-insecure-content')],
    [9, () => seePreference('experimentalFeatures', false, 'enable-experimental-web-platform-features')],
    [10, () => seePreference('enableBlinkFeatures', false, 'enable-blink-features')],
    [11, () => seePreference('webviewTag', false)],
    [12, () => seeWebviewRefusal(page)],
    [13, () => seeNavigation(page)],
    [14, () => opening.windows],
    [15, () => opening.external],
    [16, seeAge],
    [17, () => seeStranger(join(folder, 'preload.cjs'))],
    [18, () => seeProtocol(page)],
    [19, seeFuses],
    [20, () => seeBridge(page)],
  ]
}

/** A look that stops is an item that fails. */
async function tryLook(row: number, look: Look): Promise<readonly Fact[] | NotApplicable> {
  try {
    return await look()
  } catch (error) {
    return [['stopped', toFailure(error, `selftest ${row}`).code, 'finished']]
  }
}

async function loaded({ webContents: page }: BrowserWindow): Promise<void> {
  if (page.isLoading()) await new Promise<void>((resolve) => page.once('did-finish-load', () => resolve()))
}
