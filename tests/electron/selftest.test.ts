import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ITEMS, judgeItem } from '../../electron/selftest/checklist.ts'
import { fusedFile, readFuses } from '../../electron/selftest/fuses.ts'
import { makeFolder } from '../support/project.ts'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

describe('judgeItem', () => {
  it.each([
    ['holds where all is as wanted', [['a', [1], [1]]], 'holds', []],
    [
      'fails where one thing is not',
      [
        ['a', 1, 1],
        ['b', [2], []],
      ],
      'fails',
      [{ what: 'b', found: [2], wanted: [] }],
    ],
    ['tells absence from false', [['a', undefined, false]], 'fails', [{ what: 'a', found: undefined, wanted: false }]],
  ] as const)('%s', (_, facts, outcome, failed) => {
    expect(judgeItem(4, facts)).toEqual({ row: 4, item: ITEMS[3], outcome, facts: facts.length, failed, reason: null })
  })

  it('says why an item does not apply', () => {
    expect(judgeItem(16, { reason: 'a stand-in' })).toMatchObject({ outcome: 'not applicable', reason: 'a stand-in' })
  })

  it('knows twenty items', () => {
    expect(ITEMS.length).toBe(20)
    expect(() => judgeItem(21, [])).toThrow(RangeError)
  })
})

describe('readFuses', () => {
  const write = (before: number, wire: string): string => {
    const file = join(makeFolder(), 'program')
    const bytes = Buffer.concat([
      Buffer.alloc(before, 1),
      Buffer.from(SENTINEL),
      Buffer.from([1, wire.length]),
      Buffer.from(wire),
    ])
    writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(500)]))
    return file
  }

  it.each([
    ['at the beginning', 0],
    ['in the middle', 5000],
    ['across two pieces', 8_000_000 - 10],
    ['at the end of a piece', 8_000_000 - SENTINEL.length],
    ['in a later piece', 20_000_000],
  ])('finds them %s', (_, before) => {
    expect(readFuses(write(before, '0101'))).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: true,
    })
  })

  it('leaves out a fuse that was removed, and those that this Electron does not have', () => {
    expect(readFuses(write(10, '0r1'))).toEqual({ runAsNode: false, nodeOptions: true })
  })

  it('refuses a program without fuses', () => {
    const file = join(makeFolder(), 'program')
    writeFileSync(file, Buffer.alloc(9_000_000))
    expect(() => readFuses(file)).toThrow(RangeError)
  })
})

describe('fusedFile', () => {
  it.each([
    ['linux', '/opt/isnad/isnad', '/opt/isnad/isnad'],
    [
      'darwin',
      '/A/Isnad.app/Contents/MacOS/Isnad',
      '/A/Isnad.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
    ],
  ] as const)('is on %s', (platform, executable, file) => {
    expect(fusedFile(executable, platform)).toBe(file)
  })
})
