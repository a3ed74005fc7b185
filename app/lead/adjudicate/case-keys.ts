import { type Chord, chordOf, type KeyPress } from '../../editor/keys.ts'

/** What the view can be asked for by a key, by its place on the keyboard. */
export const CASE_KEYS = {
  'next-open': ['KeyN'],
  'previous-open': ['KeyP'],
  next: ['KeyJ'],
  previous: ['KeyK'],
  majority: ['KeyM'],
  edit: ['KeyE'],
  reject: ['KeyR'],
  why: ['KeyW'],
  undo: ['KeyU'],
  anonymous: ['KeyA'],
  'accept-agreed': ['Shift+KeyG'],
} as const satisfies Readonly<Record<string, readonly Chord[]>>

export type CaseCommand = keyof typeof CASE_KEYS

/** While one is edited: the same places as in the reader move its ends. */
export const BOUND_KEYS = {
  'start-left': ['KeyU'],
  'start-right': ['KeyI'],
  'end-left': ['KeyJ'],
  'end-right': ['KeyK'],
} as const satisfies Readonly<Record<string, readonly Chord[]>>

export type BoundCommand = keyof typeof BOUND_KEYS

/** The command of a key; a number from 1 to 9 stands for the analyst in that column. */
export function caseCommandOf(press: KeyPress): CaseCommand | number | undefined {
  const chord = chordOf(press)
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(chord)?.[1]
  if (digit !== undefined) return Number(digit)
  return find(CASE_KEYS, chord)
}

/** Which end of the edited span a key moves, and to which side of the screen. */
export function boundCommandOf(press: KeyPress): BoundCommand | undefined {
  return find(BOUND_KEYS, chordOf(press))
}

function find<I extends string>(keys: Readonly<Record<I, readonly Chord[]>>, chord: Chord): I | undefined {
  return (Object.keys(keys) as I[]).find((id) => keys[id].includes(chord))
}
