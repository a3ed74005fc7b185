import { describe, expect, it } from 'vitest'
import { pickNext } from '../../app/annotate/picked.ts'

const order = ['a', 'b', 'c', 'd', 'e']

describe('pickNext', () => {
  it.each([
    ['a plain press picks nothing', ['b'], { id: 'c', way: 'one', from: 'b' }, []],
    ['Ctrl begins with the one that is chosen', [], { id: 'd', way: 'toggle', from: 'b' }, ['b', 'd']],
    ['Ctrl begins alone where none is chosen', [], { id: 'd', way: 'toggle', from: undefined }, ['d']],
    ['Ctrl takes one away again', ['b', 'd'], { id: 'b', way: 'toggle', from: 'd' }, ['d']],
    ['Shift picks from the last to this one', ['b'], { id: 'd', way: 'range', from: 'b' }, ['b', 'c', 'd']],
    ['Shift picks upwards too', [], { id: 'a', way: 'range', from: 'c' }, ['a', 'b', 'c']],
    ['Shift picks one where the last is gone', [], { id: 'c', way: 'range', from: 'x' }, ['c']],
  ] as const)('%s', (_, before, press, expected) =>
    expect([...pickNext(order, new Set(before), press)].sort()).toEqual([...expected]),
  )
})
