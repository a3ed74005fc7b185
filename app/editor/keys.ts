import type { Label } from '../../corpus/annotation.ts'
import { LABELS } from '../../corpus/annotation.ts'

/** The part of a keyboard event that decides its meaning. */
export type KeyPress = Readonly<Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>>

/** A key with what is held beside it, by place: `Ctrl+Alt+Shift+KeyA`, in this order. The Mac's command key is Ctrl. */
export type Chord = string

/** Movement of the caret: by what the screen shows for arrows, by the text's order for the others. */
export type Movement =
  | Readonly<{ kind: 'move'; by: 'grapheme' | 'word' | 'clause'; to: 'left' | 'right'; extend: boolean }>
  | Readonly<{ kind: 'go'; by: 'sentence' | 'text'; forward: boolean; extend: boolean }>

const labelKeys = <P extends string>(prefix: P, held: string): Record<`${P}-${Label}`, readonly Chord[]> =>
  Object.fromEntries<readonly Chord[]>(
    LABELS.map((label) => [`${prefix}-${label}`, LABEL_KEYS[label].map((code) => held + code)]),
  ) as Record<`${P}-${Label}`, readonly Chord[]>

/** The keys of each label, by their place on the keyboard: they work on Arabic and Latin layouts alike. */
export const LABEL_KEYS: Readonly<Record<Label, readonly [digit: string, letter: string]>> = {
  actor: ['Digit1', 'KeyA'],
  event: ['Digit2', 'KeyE'],
  date: ['Digit3', 'KeyD'],
  amount: ['Digit4', 'KeyM'],
  claim: ['Digit5', 'KeyC'],
}

/** What the reader can be asked for, with the keys that ask for it unless a person chose others. */
export const READER_KEYS = {
  ...labelKeys('label', ''),
  ...labelKeys('duplicate', 'Shift+'),
  'repeat-label': ['Space'],
  next: ['KeyN'],
  previous: ['KeyP'],
  'next-bare': ['KeyG'],
  'previous-bare': ['Shift+KeyG'],
  'select-word': ['KeyW'],
  'toggle-proclitic': ['Shift+KeyW'],
  'select-sentence': ['KeyS'],
  grow: ['KeyX'],
  shrink: ['Shift+KeyX'],
  'end-left': ['KeyJ'],
  'end-right': ['KeyK'],
  'start-left': ['KeyU'],
  'start-right': ['KeyI'],
  'end-left-letter': ['Shift+KeyJ'],
  'end-right-letter': ['Shift+KeyK'],
  'start-left-letter': ['Shift+KeyU'],
  'start-right-letter': ['Shift+KeyI'],
  rate: ['KeyR'],
  note: ['KeyT'],
  edit: ['Enter'],
  delete: ['Delete', 'Backspace'],
  escape: ['Escape'],
  'copy-uri': ['Ctrl+Shift+KeyC'],
  menu: ['Shift+F10', 'ContextMenu'],
  'focus-actor': ['Alt+Digit1'],
  'focus-event': ['Alt+Digit2'],
  'focus-date': ['Alt+Digit3'],
  'focus-amount': ['Alt+Digit4'],
  'focus-claim': ['Alt+Digit5'],
  'focus-all': ['Alt+Digit0'],
  'sentence-view': ['KeyV'],
  done: ['Ctrl+Enter'],
  'next-article': ['Alt+KeyN'],
  suggestions: ['KeyQ'],
  'next-suggestion': ['KeyL'],
  'previous-suggestion': ['Shift+KeyL'],
  accept: ['KeyY'],
  'accept-alike': ['Shift+KeyY'],
  correct: ['KeyO'],
  reject: ['KeyB'],
  'reject-alike': ['Shift+KeyB'],
  alike: ['Shift+KeyO'],
  why: ['Slash'],
  'tag-others': ['KeyZ'],
  'next-waiting': ['Shift+KeyN'],
  'claim-source': ['Digit6'],
  'claim-cue': ['Digit7'],
  'claim-content': ['Digit8'],
  'claim-via': ['Digit9'],
  'claim-unnamed': ['Digit0'],
  'claim-polarity': ['KeyF'],
  'claim-hedged': ['KeyH'],
  'claim-link': ['Equal'],
} as const satisfies Readonly<Record<string, readonly Chord[]>>

/** What the whole window can be asked for by a key. */
export const WINDOW_KEYS = {
  adjudication: ['Ctrl+Shift+KeyG'],
  palette: ['Ctrl+KeyK', 'Ctrl+Shift+KeyP'],
  articles: ['Ctrl+KeyP'],
  team: ['Ctrl+Shift+KeyM'],
  undo: ['Ctrl+KeyZ'],
  redo: ['Ctrl+Shift+KeyZ', 'Ctrl+KeyY'],
  larger: ['Ctrl+Equal', 'Ctrl+Shift+Equal', 'Ctrl+NumpadAdd'],
  smaller: ['Ctrl+Minus', 'Ctrl+NumpadSubtract'],
  'normal-size': ['Ctrl+Digit0', 'Ctrl+Numpad0'],
  claims: ['Ctrl+Shift+KeyK'],
  shortcuts: ['F1', 'Shift+Slash'],
} as const satisfies Readonly<Record<string, readonly Chord[]>>

export type ReaderCommandId = keyof typeof READER_KEYS
export type WindowCommandId = keyof typeof WINDOW_KEYS
export type CommandId = ReaderCommandId | WindowCommandId

/** What a key asks of the reader. */
export type ReaderCommand = Movement | Readonly<{ kind: 'command'; id: ReaderCommandId }>

/** Which keys stand for which command. */
export type KeyTable = Readonly<{
  reader: ReadonlyMap<Chord, ReaderCommandId>
  window: ReadonlyMap<Chord, WindowCommandId>
}>

/** The table of the given keys; a command that is left out has its own. */
export function makeKeyTable(chosen: Partial<Record<CommandId, readonly Chord[]>> = {}): KeyTable {
  const list = <I extends CommandId>(keys: Readonly<Record<I, readonly Chord[]>>): Map<Chord, I> =>
    new Map((Object.keys(keys) as I[]).flatMap((id) => (chosen[id] ?? keys[id]).map((chord) => [chord, id] as const)))
  return { reader: list<ReaderCommandId>(READER_KEYS), window: list<WindowCommandId>(WINDOW_KEYS) }
}

/** The chord of a key press; digits of the number pad count as the digits above the letters. */
export function chordOf({ code, ctrlKey, altKey, metaKey, shiftKey }: KeyPress): Chord {
  const held = `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}`
  return held + (/^Numpad[0-9]$/.test(code) && held === '' ? code.replace('Numpad', 'Digit') : code)
}

/** The reader's command of a key; undefined for keys that it leaves to the window and the browser. */
export function commandOf(press: KeyPress, table: KeyTable): ReaderCommand | undefined {
  const id = table.reader.get(chordOf(press))
  return id === undefined ? movementOf(press) : { kind: 'command', id }
}

/** The label that a key gives, wherever labels can be chosen. */
export function labelOf(press: KeyPress, table: KeyTable): Label | undefined {
  const id = table.reader.get(chordOf(press))
  return LABELS.find((label) => id === `label-${label}`)
}

/** What a key means everywhere in the window, outside of fields that have an undo of their own. */
export function windowCommandOf(press: KeyPress, table: KeyTable): WindowCommandId | undefined {
  return table.window.get(chordOf(press))
}

/** The sign printed on a key, for hints: `Digit1` is 1, `KeyA` is A. */
export function keySign(code: string): string {
  return code.replace(/^(Digit|Key)/, '')
}

/** Arrows are not for choosing: they move where they point. Home and End of a line are the browser's. */
function movementOf({ code, ctrlKey, altKey, metaKey, shiftKey }: KeyPress): Movement | undefined {
  const control = ctrlKey || metaKey
  if (code === 'ArrowLeft' || code === 'ArrowRight') {
    const by = control ? 'word' : altKey ? 'clause' : 'grapheme'
    return { kind: 'move', by, to: code === 'ArrowLeft' ? 'left' : 'right', extend: shiftKey }
  }
  if ((code === 'ArrowUp' || code === 'ArrowDown') && (altKey || control))
    return { kind: 'go', by: 'sentence', forward: code === 'ArrowDown', extend: shiftKey }
  if ((code === 'Home' || code === 'End') && control)
    return { kind: 'go', by: 'text', forward: code === 'End', extend: shiftKey }
  return undefined
}
