import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeCli } from '../support/cli.ts'
import { makeFolder } from '../support/project.ts'

describe('suggest on a text in which nothing is found', () => {
  it.each([
    ['no Arabic', 'Three cars were sold in May 2016.', 'odd.txt holds no Arabic letters'],
    ['marks alone', '\u064b\u064c\u0651\u0640\u200f'.repeat(500), 'odd.txt holds no Arabic letters'],
    ['punctuation alone', '!؟،.«»…—'.repeat(100), 'odd.txt holds no Arabic letters'],
    ['one letter', 'ا'.repeat(2000), 'nothing is suggested in odd.txt'],
  ])('says so, and prints what a script expects: %s', async (_, text, message) => {
    const file = join(makeFolder(), 'odd.txt')
    writeFileSync(file, text)
    const { call } = makeCli()
    const plain = await call(['suggest', file])
    expect(plain).toMatchObject({ code: 0, stdout: '' })
    expect(plain.stderr).toContain(message)
    const json = await call(['suggest', file, '--json'])
    expect(json.code).toBe(0)
    expect(JSON.parse(json.stdout)).toEqual([{ file: 'odd.txt', unit: 'code point', annotations: [] }])
  })

  it('says nothing beside what is found', async () => {
    const file = join(makeFolder(), 'even.txt')
    writeFileSync(file, 'وصل الوزير في 3 أغسطس 2016.')
    const { code, stdout, stderr } = await makeCli().call(['suggest', file])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('3 أغسطس 2016')
  })
})
