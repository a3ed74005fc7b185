import { type Chord, type CommandId, type KeyTable, makeKeyTable, READER_KEYS, WINDOW_KEYS } from '../editor/keys.ts'
import { createStore } from './store.ts'

type Chosen = Partial<Record<CommandId, readonly Chord[]>>

const KEY = 'isnad.keys'
const DEFAULTS: Readonly<Record<CommandId, readonly Chord[]>> = { ...READER_KEYS, ...WINDOW_KEYS }
/** Keys that move, open the browser's own menus or leave a field; nothing else may be asked for by them. */
const RESERVED = /^(?:(?:Ctrl\+|Alt\+|Shift\+)*(?:Arrow\w+|Home|End|PageUp|PageDown|Tab)|Ctrl\+Key[ACVX]|Alt\+F4)$/
const MODIFIER = /(?:Control|Alt|Shift|Meta|OS|AltGraph|CapsLock|NumLock)(?:Left|Right)?$/

/** The keys that this person chose, kept on this machine, and the table that follows from them. */
export const bindings = createStore<{ chosen: Chosen; table: KeyTable }>(open(readChosen()))

/** Keys of a command as they are now. */
export function keysOf(id: CommandId, chosen: Chosen = bindings.get().chosen): readonly Chord[] {
  return chosen[id] ?? DEFAULTS[id]
}

/** Why a chord cannot be given to a command: another one has it, or it is needed for something else. */
export function findConflict(id: CommandId, chord: Chord): CommandId | 'reserved' | undefined {
  if (RESERVED.test(chord) || MODIFIER.test(chord)) return 'reserved'
  return (Object.keys(DEFAULTS) as CommandId[]).find((other) => other !== id && keysOf(other).includes(chord))
}

/** Gives a command this one key instead of those it has. A conflict is returned, and then nothing is changed. */
export function assignKey(id: CommandId, chord: Chord): CommandId | 'reserved' | undefined {
  const conflict = findConflict(id, chord)
  if (conflict === undefined) keep({ ...bindings.get().chosen, [id]: [chord] })
  return conflict
}

/** Gives every command its own keys again. */
export function resetKeys(): void {
  keep({})
}

/** True where a person chose keys of their own. */
export function hasOwnKeys(chosen: Chosen): boolean {
  return Object.keys(chosen).length > 0
}

/** What is kept, as far as it can be read: unknown commands, conflicts and wrong shapes are left out. */
export function checkChosen(kept: unknown): Chosen {
  if (typeof kept !== 'object' || kept === null) return {}
  const sound = Object.entries(kept).filter(
    ([id, chords]) =>
      Object.hasOwn(DEFAULTS, id) && Array.isArray(chords) && chords.every((chord) => typeof chord === 'string'),
  ) as [CommandId, Chord[]][]
  const chosen: Chosen = Object.fromEntries(sound)
  const taken = new Map<Chord, CommandId>()
  for (const id of Object.keys(DEFAULTS) as CommandId[])
    for (const chord of keysOf(id, chosen)) {
      if (taken.has(chord) || (chosen[id] !== undefined && RESERVED.test(chord))) return {}
      taken.set(chord, id)
    }
  return chosen
}

function keep(chosen: Chosen): void {
  localStorage.setItem(KEY, JSON.stringify(chosen))
  bindings.set(open(chosen))
}

function open(chosen: Chosen): { chosen: Chosen; table: KeyTable } {
  return { chosen, table: makeKeyTable(chosen) }
}

function readChosen(): Chosen {
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY)
  if (kept === null) return {}
  try {
    return checkChosen(JSON.parse(kept))
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
