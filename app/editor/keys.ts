import type { Label } from '../../corpus/annotation.ts'

/** What a key means in the reader. Movement is by the text's order: forward is to the left in Arabic. */
export type ReaderCommand =
  | Readonly<{ kind: 'move'; by: 'grapheme' | 'word' | 'text'; forward: boolean; extend: boolean }>
  | Readonly<{ kind: 'label'; label: Label }>
  | Readonly<{ kind: SimpleCommand }>

const SIMPLE = {
  KeyN: 'next',
  KeyP: 'previous',
  KeyS: 'select-sentence',
  KeyW: 'select-word',
  KeyR: 'rate',
  KeyT: 'note',
  Delete: 'delete',
  Backspace: 'delete',
  Enter: 'edit',
  Escape: 'escape',
} as const

export type SimpleCommand = (typeof SIMPLE)[keyof typeof SIMPLE]

/** The keys of each label, by their place on the keyboard: they work on Arabic and Latin layouts alike. */
export const LABEL_KEYS: Readonly<Record<Label, readonly [digit: string, letter: string]>> = {
  actor: ['Digit1', 'KeyA'],
  event: ['Digit2', 'KeyE'],
  date: ['Digit3', 'KeyD'],
  amount: ['Digit4', 'KeyM'],
  claim: ['Digit5', 'KeyC'],
}

/** The part of a keyboard event that decides its meaning. */
export type KeyPress = Readonly<Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>>

const labelOfCode = new Map<string, Label>(
  (Object.keys(LABEL_KEYS) as Label[]).flatMap((label) => LABEL_KEYS[label].map((code) => [code, label] as const)),
)

/** The command of a key in a text of that direction; undefined for keys that the reader leaves to the window. */
export function commandOf(press: KeyPress, direction: 'rtl' | 'ltr'): ReaderCommand | undefined {
  const { code, ctrlKey, altKey, metaKey, shiftKey } = press
  if (code === 'ArrowLeft' || code === 'ArrowRight') {
    const forward = (code === 'ArrowLeft') === (direction === 'rtl')
    return { kind: 'move', by: ctrlKey || altKey ? 'word' : 'grapheme', forward, extend: shiftKey }
  }
  if ((code === 'Home' || code === 'End') && ctrlKey)
    return { kind: 'move', by: 'text', forward: code === 'End', extend: shiftKey }
  if (ctrlKey || altKey || metaKey) return undefined
  if (Object.hasOwn(SIMPLE, code)) return { kind: SIMPLE[code as keyof typeof SIMPLE] }
  const label = shiftKey ? undefined : labelOfCode.get(numpadToDigit(code))
  return label === undefined ? undefined : { kind: 'label', label }
}

/** What a key means everywhere in the window, outside of fields that have an undo of their own. */
export function windowCommandOf(press: KeyPress): 'undo' | 'redo' | 'shortcuts' | undefined {
  const { code, ctrlKey, altKey, metaKey, shiftKey } = press
  const control = (ctrlKey || metaKey) && !altKey
  if (control && code === 'KeyZ') return shiftKey ? 'redo' : 'undo'
  if (control && code === 'KeyY') return 'redo'
  if (code === 'F1' || (code === 'Slash' && shiftKey && !ctrlKey && !altKey)) return 'shortcuts'
  return undefined
}

/** The sign printed on a key, for hints: `Digit1` is 1, `KeyA` is A. */
export function keySign(code: string): string {
  return code.replace(/^(Digit|Key)/, '')
}

function numpadToDigit(code: string): string {
  return /^Numpad[1-5]$/.test(code) ? code.replace('Numpad', 'Digit') : code
}
