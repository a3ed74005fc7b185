import { describe, expect, it } from 'vitest'
import { checkChosen, findConflict } from '../../app/shell/key-bindings.ts'
import { describeChord, learnKey } from '../../app/shell/keyboard-layout.ts'

describe('findConflict', () => {
  it.each([
    ['a free key', 'F9', undefined],
    ['its own key', 'KeyN', undefined],
    ['a key of another command', 'KeyP', 'previous'],
    ['a key of the window', 'Ctrl+KeyK', 'palette'],
    ['an arrow', 'Shift+ArrowLeft', 'reserved'],
    ['copying', 'Ctrl+KeyC', 'reserved'],
    ['a key that is only held', 'Shift+ShiftLeft', 'reserved'],
  ])('says of %s what stands against it', (_, chord, expected) => {
    expect(findConflict('next', chord)).toBe(expected)
  })
})

describe('checkChosen', () => {
  it.each([
    ['keeps sound keys', { next: ['F9'] }, { next: ['F9'] }],
    ['leaves out what it does not know', { next: ['F9'], dance: ['KeyY'], rate: 'KeyB' }, { next: ['F9'] }],
    ['gives up keys that two commands would have', { next: ['KeyP'] }, {}],
    ['gives up keys that are needed elsewhere', { next: ['Ctrl+KeyV'] }, {}],
    ['takes nothing for none', null, {}],
  ])('%s', (_, kept, expected) => expect(checkChosen(kept)).toEqual(expected))
})

describe('learnKey', () => {
  it('knows a whole Arabic layout by one of its letters, and takes it back by a Latin one', () => {
    const arabic = learnKey({}, 'KeyA', 'ش')
    expect(arabic.KeyN).toBe('ى')
    expect(learnKey(arabic, 'KeyQ', 'q')).toEqual({ KeyQ: 'q' })
  })

  it('learns nothing from keys without letters', () => {
    const signs = { KeyA: 'ش' }
    expect(learnKey(signs, 'Enter', 'Enter')).toBe(signs)
    expect(learnKey(signs, 'KeyA', 'ش')).toBe(signs)
  })
})

describe('describeChord', () => {
  it.each([
    ['Ctrl+Shift+KeyC', {}, ['Ctrl', 'Shift', 'C']],
    ['KeyN', { KeyN: 'ى' }, ['N ى']],
    ['KeyN', { KeyN: 'n' }, ['N']],
    ['Delete', {}, ['Del']],
  ])('writes %s with %o as %j', (chord, signs, expected) => expect(describeChord(chord, signs)).toEqual(expected))
})
