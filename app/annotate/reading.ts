import type { Label } from '../../corpus/annotation.ts'
import type { Point } from '../editor/hit.ts'
import type { ReaderCommandId } from '../editor/keys.ts'
import { createStore } from '../shell/store.ts'

/** How the open article is looked at just now; it ends with the window. */
export const reading = createStore<{
  focus: Label | undefined
  menu: Point | undefined
  /** Runs a command of the text; none while no article is open. */
  run: ((id: ReaderCommandId) => void) | undefined
}>({ focus: undefined, menu: undefined, run: undefined })

/** Shows one label and dims all others; the same label again, or none, shows all. */
export function focusLabel(label: Label | undefined): void {
  reading.update({ focus: reading.get().focus === label ? undefined : label })
}

/** Opens the menu of the selection or the chosen annotation at a point of the window, or closes it. */
export function openMenu(at: Point | undefined): void {
  reading.update({ menu: at })
}
