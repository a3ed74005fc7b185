import { describe, expect, it } from 'vitest'
import {
  chordOf,
  commandOf,
  type KeyPress,
  keySign,
  labelOf,
  makeKeyTable,
  READER_KEYS,
  WINDOW_KEYS,
  windowCommandOf,
} from '../../app/editor/keys.ts'

const press = (code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})
const table = makeKeyTable()

describe('makeKeyTable', () => {
  it('gives no chord to two commands', () => {
    const chords = [READER_KEYS, WINDOW_KEYS].flatMap((keys) => Object.values<readonly string[]>(keys).flat())
    expect(new Set(chords).size).toBe(chords.length)
  })

  it('takes chosen keys instead of a command’s own', () => {
    const own = makeKeyTable({ next: ['Semicolon'], undo: ['Ctrl+KeyU'] })
    expect(commandOf(press('Semicolon'), own)).toEqual({ kind: 'command', id: 'next' })
    expect(commandOf(press('KeyN'), own)).toBeUndefined()
    expect(windowCommandOf(press('KeyU', { ctrlKey: true }), own)).toBe('undo')
  })
})

describe('chordOf', () => {
  it.each([
    ['KeyA', {}, 'KeyA'],
    ['KeyA', { shiftKey: true, ctrlKey: true, altKey: true }, 'Ctrl+Alt+Shift+KeyA'],
    ['KeyZ', { metaKey: true }, 'Ctrl+KeyZ'],
    ['Numpad3', {}, 'Digit3'],
    ['Numpad3', { ctrlKey: true }, 'Ctrl+Numpad3'],
  ])('writes %s with %o as %s', (code, held, chord) => expect(chordOf(press(code, held))).toBe(chord))
})

describe('commandOf', () => {
  it.each([
    ['Digit1', 'actor'],
    ['KeyA', 'actor'],
    ['Numpad2', 'event'],
    ['KeyE', 'event'],
    ['Digit3', 'date'],
    ['KeyD', 'date'],
    ['Digit4', 'amount'],
    ['KeyM', 'amount'],
    ['Digit5', 'claim'],
    ['KeyC', 'claim'],
  ])('gives the key %s the label %s, whatever letter the layout has there', (code, label) => {
    expect(commandOf(press(code), table)).toEqual({ kind: 'command', id: `label-${label}` })
    expect(labelOf(press(code), table)).toBe(label)
  })

  it.each([
    ['left by letter', 'ArrowLeft', {}, { kind: 'move', by: 'grapheme', to: 'left', extend: false }],
    ['right by letter', 'ArrowRight', {}, { kind: 'move', by: 'grapheme', to: 'right', extend: false }],
    ['by word with Ctrl', 'ArrowLeft', { ctrlKey: true }, { kind: 'move', by: 'word', to: 'left', extend: false }],
    ['by clause with Alt', 'ArrowLeft', { altKey: true }, { kind: 'move', by: 'clause', to: 'left', extend: false }],
    ['extending', 'ArrowRight', { shiftKey: true }, { kind: 'move', by: 'grapheme', to: 'right', extend: true }],
    ['by sentence', 'ArrowDown', { altKey: true }, { kind: 'go', by: 'sentence', forward: true, extend: false }],
    ['to the text end', 'End', { ctrlKey: true }, { kind: 'go', by: 'text', forward: true, extend: false }],
  ] as const)('moves %s', (_, code, held, expected) => {
    expect(commandOf(press(code, held), table)).toEqual(expected)
  })

  it.each([
    ['KeyN', {}, 'next'],
    ['KeyG', {}, 'next-bare'],
    ['KeyG', { shiftKey: true }, 'previous-bare'],
    ['Backspace', {}, 'delete'],
    ['Space', {}, 'repeat-label'],
    ['KeyJ', {}, 'end-left'],
    ['KeyI', { shiftKey: true }, 'start-right-letter'],
    ['KeyA', { shiftKey: true }, 'duplicate-actor'],
    ['Digit2', { altKey: true }, 'focus-event'],
    ['KeyX', {}, 'grow'],
    ['KeyX', { shiftKey: true }, 'shrink'],
  ])('means by %s with %o: %s', (code, held, id) => {
    expect(commandOf(press(code, held), table)).toEqual({ kind: 'command', id })
  })

  it.each([
    ['Ctrl+C, which copies', 'KeyC', { ctrlKey: true }],
    ['Ctrl+A, which selects all', 'KeyA', { ctrlKey: true }],
    ['Alt+E, which opens a menu', 'KeyE', { altKey: true }],
    ['Home, which the browser knows best', 'Home', {}],
    ['a key without meaning', 'Semicolon', {}],
  ])('leaves %s alone', (_, code, held) => {
    expect(commandOf(press(code, held), table)).toBeUndefined()
  })
})

describe('windowCommandOf', () => {
  it.each([
    ['KeyZ', { ctrlKey: true }, 'undo'],
    ['KeyZ', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['KeyY', { ctrlKey: true }, 'redo'],
    ['KeyZ', { metaKey: true }, 'undo'],
    ['KeyK', { ctrlKey: true }, 'palette'],
    ['KeyP', { ctrlKey: true }, 'articles'],
    ['Equal', { ctrlKey: true }, 'larger'],
    ['F1', {}, 'shortcuts'],
    ['Slash', { shiftKey: true }, 'shortcuts'],
    ['KeyZ', {}, undefined],
    ['KeyZ', { ctrlKey: true, altKey: true }, undefined],
    ['Slash', {}, undefined],
  ] as const)('reads %s with %o as %s', (code, held, expected) => {
    expect(windowCommandOf(press(code, held), table)).toBe(expected)
  })
})

describe('keySign', () => {
  it('names the sign on the key', () => {
    expect(['Digit5', 'KeyC', 'F1'].map(keySign)).toEqual(['5', 'C', 'F1'])
  })
})
