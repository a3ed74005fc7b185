import { describe, expect, it } from 'vitest'
import { commandOf, type KeyPress, keySign, windowCommandOf } from '../../app/editor/keys.ts'

const press = (code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
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
    expect(commandOf(press(code), 'rtl')).toEqual({ kind: 'label', label })
  })

  it.each([
    ['forward to the left in Arabic', 'ArrowLeft', 'rtl', {}, { by: 'grapheme', forward: true, extend: false }],
    ['back to the right in Arabic', 'ArrowRight', 'rtl', {}, { by: 'grapheme', forward: false, extend: false }],
    ['forward to the right in English', 'ArrowRight', 'ltr', {}, { by: 'grapheme', forward: true, extend: false }],
    ['by word with Ctrl', 'ArrowLeft', 'rtl', { ctrlKey: true }, { by: 'word', forward: true, extend: false }],
    ['by word with Alt', 'ArrowLeft', 'rtl', { altKey: true }, { by: 'word', forward: true, extend: false }],
    ['extending with Shift', 'ArrowRight', 'rtl', { shiftKey: true }, { by: 'grapheme', forward: false, extend: true }],
    ['to the text end', 'End', 'rtl', { ctrlKey: true }, { by: 'text', forward: true, extend: false }],
  ] as const)('moves %s', (_, code, direction, held, expected) => {
    expect(commandOf(press(code, held), direction)).toEqual({ kind: 'move', ...expected })
  })

  it.each([
    ['KeyN', 'next'],
    ['KeyP', 'previous'],
    ['Backspace', 'delete'],
    ['Delete', 'delete'],
    ['Enter', 'edit'],
    ['Escape', 'escape'],
    ['KeyS', 'select-sentence'],
    ['KeyW', 'select-word'],
  ])('means by %s: %s', (code, kind) => {
    expect(commandOf(press(code), 'rtl')).toEqual({ kind })
  })

  it.each([
    ['Ctrl+C, which copies', 'KeyC', { ctrlKey: true }],
    ['Ctrl+A, which selects all', 'KeyA', { ctrlKey: true }],
    ['Alt+E, which opens a menu', 'KeyE', { altKey: true }],
    ['Home, which the browser knows best', 'Home', {}],
    ['Shift with a label key', 'KeyA', { shiftKey: true }],
    ['a key without meaning', 'KeyQ', {}],
  ])('leaves %s alone', (_, code, held) => {
    expect(commandOf(press(code, held), 'rtl')).toBeUndefined()
  })
})

describe('windowCommandOf', () => {
  it.each([
    ['KeyZ', { ctrlKey: true }, 'undo'],
    ['KeyZ', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['KeyY', { ctrlKey: true }, 'redo'],
    ['KeyZ', { metaKey: true }, 'undo'],
    ['F1', {}, 'shortcuts'],
    ['Slash', { shiftKey: true }, 'shortcuts'],
    ['KeyZ', {}, undefined],
    ['KeyZ', { ctrlKey: true, altKey: true }, undefined],
    ['Slash', {}, undefined],
  ] as const)('reads %s with %o as %s', (code, held, expected) => {
    expect(windowCommandOf(press(code, held))).toBe(expected)
  })
})

describe('keySign', () => {
  it('names the sign on the key', () => {
    expect(['Digit5', 'KeyC', 'F1'].map(keySign)).toEqual(['5', 'C', 'F1'])
  })
})
