import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readArguments, readCommand } from '../../electron/arguments.ts'
import { makeFolder } from '../support/project.ts'

const COMMANDS = ['list', 'new']

describe('readArguments', () => {
  it.each([
    ['nothing', ['/opt/isnad'], true, []],
    ['a file', ['/opt/isnad', 'a.txt'], true, [resolve('a.txt')]],
    ['a file after Chromium’s switches', ['/opt/isnad', '--disable-gpu', 'a.txt'], true, [resolve('a.txt')]],
    [
      'a file after the application’s folder',
      ['/opt/electron', '--disable-gpu', '.', 'a.txt'],
      false,
      [resolve('a.txt')],
    ],
  ] as const)('finds the paths: %s', (_, argv, packaged, paths) => {
    expect(readArguments(argv, packaged).paths).toEqual(paths)
  })
})

describe('readCommand', () => {
  it.each([
    ['a command', ['list', 'p.isnad', '--json'], ['list', 'p.isnad', '--json']],
    ['a command after Chromium’s switches', ['--no-sandbox', 'new', 'p.isnad'], ['new', 'p.isnad']],
    ['a question', ['--help'], ['--help']],
    ['a short question', ['-h'], ['-h']],
    ['the version, after a switch', ['--disable-gpu', '--version'], ['--version']],
    ['a mistyped command', ['lsit', 'p.isnad'], ['lsit', 'p.isnad']],
  ])('gives the command line: %s', (_, args, words) => {
    expect(readCommand(['/opt/isnad', ...args], COMMANDS)).toEqual(words)
  })

  it.each([
    ['nothing', []],
    ['a switch of Chromium', ['--disable-gpu']],
    ['a report', ['--selftest=report.json']],
    ['a project', ['p.isnad']],
    ['a missing text', ['article.txt']],
    ['a folder', ['./articles']],
    ['an absolute path', ['/home/salma/articles']],
    ['an Arabic name', ['مقالات']],
  ])('leaves to the window: %s', (_, args) => {
    expect(readCommand(['/opt/isnad', ...args], COMMANDS)).toBeUndefined()
  })

  it('leaves to the window a file whose name is a single word', () => {
    const file = join(makeFolder(), 'articles')
    writeFileSync(file, '')
    expect(readCommand(['/opt/isnad', file], COMMANDS)).toBeUndefined()
  })
})
