import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const ROOMS = ['corpus', 'db', 'electron', 'app', 'tests'] as const
type Room = (typeof ROOMS)[number]

/** Which packages a room may import; Node's own modules are named where they are allowed. */
const PACKAGES: Readonly<Record<Room, readonly RegExp[]>> = {
  corpus: [/^zod$/],
  db: [/^node:/, /^better-sqlite3$/, /^drizzle-orm(\/|$)/, /^uuid$/, /^zod$/],
  electron: [
    /^node:/,
    /^electron$/,
    /^age-encryption$/,
    /^chardet$/,
    /^commander$/,
    /^csv-parse\/sync$/,
    /^csv-stringify\/sync$/,
    /^uuid$/,
    /^write-file-atomic$/,
    /^zod$/,
  ],
  app: [
    /^react(-dom)?(\/client)?$/,
    /^react-aria-components(\/\w+)?$/,
    /^react-i18next$/,
    /^i18next$/,
    /^lucide-react$/,
    /^prosemirror-(keymap|model|state|view)$/,
    /^@fontsource\//,
    /^uuid$/,
    /^zod$/,
  ],
  tests: [/./],
}

/** Which other rooms a room may import. */
const NEIGHBOURS: Readonly<Record<Room, readonly Room[]>> = {
  corpus: [],
  db: ['corpus'],
  electron: ['corpus', 'db'],
  app: ['corpus'],
  tests: ['corpus', 'db', 'electron', 'app'],
}

type Source = Readonly<{ file: string; room: Room; text: string; imports: readonly Import[] }>
type Import = Readonly<{ specifier: string; typeOnly: boolean }>

const sources = ROOMS.flatMap((room) => listFiles(join(root, room)).map((path) => readSource(room, path)))
// Set-up scripts run before any package is there, and prove that the binding loads.
const isSetUp = ({ file }: Source): boolean => file.startsWith('electron/runtime/')

describe('the rooms', () => {
  it('are read: the rules below look at real files', () => {
    for (const room of ROOMS) expect(sources.filter((each) => each.room === room).length).toBeGreaterThan(3)
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(100)
  })

  it.each(ROOMS)('%s imports only its neighbours', (room) => {
    expect(
      wrongImports(room, (target, { typeOnly }) => {
        const other = target.split('/')[0] as Room
        if (!ROOMS.includes(other)) return !/^(package\.json|vite\.config\.ts|vitest\.config\.ts)$/.test(target)
        if (other === room || NEIGHBOURS[room].includes(other)) return false
        return !(room === 'app' && typeOnly && /^electron\/contract(\.ts$|\/)/.test(target))
      }),
    ).toEqual([])
  })

  it.each(ROOMS)('%s imports only its listed packages', (room) => {
    const wrong = sources
      .filter((source) => source.room === room && !isSetUp(source))
      .flatMap(({ file, imports }) =>
        imports
          .filter(
            ({ specifier }) => !specifier.startsWith('.') && !PACKAGES[room].some((known) => known.test(specifier)),
          )
          .map(({ specifier }) => `${file}: ${specifier}`),
      )
    expect(wrong).toEqual([])
  })

  it('name every import of their own with its extension, and it is there', () => {
    const wrong = sources.flatMap(({ file, imports }) =>
      imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')))
        .filter((target) => !/\.[a-z]+$/.test(target) || !existsSync(join(root, target)))
        .map((target) => `${file}: ${target}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('corpus', () => {
  it('knows no clock, no randomness and no machine', () => {
    // Scripts (.mjs) make lexicons while the program is developed and are no part of it.
    const banned = /\b(Date\.now|new Date\(\)|Math\.random|crypto\.|performance\.|process\.|globalThis\.|require\()/
    expect(
      codeOf('corpus')
        .filter(({ file, code }) => !file.endsWith('.mjs') && banned.test(code))
        .map(({ file }) => file),
    ).toEqual([])
  })
})

describe('the project file', () => {
  it('is opened through SQLite by db alone', () => {
    const openers = sources
      .filter((source) => ['electron', 'app'].includes(source.room) && !isSetUp(source))
      .filter(({ imports }) => imports.some(({ specifier, typeOnly }) => !typeOnly && /better-sqlite3/.test(specifier)))
    expect(openers.map(({ file }) => file)).toEqual([])
  })

  // A file read through fs loses this process's lock on it: these read notes of their own, files that this process has
  // closed or never opened, and other people's.
  it('is read by fs only where its header is looked at, before SQLite opens it', () => {
    const readers = /\b(readFileSync|readFile|createReadStream|copyFileSync|copyFile|cpSync|openAsBlob)\b/
    expect(
      codeOf('db')
        .filter(({ code }) => readers.test(code))
        .map(({ file }) => file),
    ).toEqual([
      'db/bundle-read.ts',
      'db/high-water.ts',
      'db/intake.ts',
      'db/keep-damaged.ts',
      'db/key-store.ts',
      'db/lock.ts',
      'db/open-copy.ts',
      'db/read-only.ts',
      'db/recover.ts',
      'db/restore.ts',
      'db/swap.ts',
      'db/undo-merge.ts',
    ])
    expect(
      codeOf('db')
        .filter(({ code }) => /\breadSync\b/.test(code))
        .map(({ file }) => file),
    ).toEqual(['db/header.ts'])
  })

  it('is never migrated by drizzle’s own runner, which loses child rows', () => {
    const migrators = sources.flatMap(({ file, imports }) =>
      imports.filter(({ specifier }) => /drizzle-orm\/.*migrator/.test(specifier)).map(() => file),
    )
    expect(migrators).toEqual([])
  })
})

describe('the house', () => {
  it('names files for what they hold', () => {
    const banned = /^(utils?|helpers?|commons?|misc)\.|(Manager|Service|Impl)\b/
    expect(sources.map(({ file }) => file).filter((file) => banned.test(basename(file)))).toEqual([])
    const named = sources.map(({ file }) => basename(file).replace(/\.(d\.ts|test\.tsx?|long\.test\.ts|tsx?|mjs)$/, ''))
    expect(named.filter((name) => !/^([a-z0-9]+([-.][a-z0-9]+)*|[A-Z][A-Za-z0-9]*)$/.test(name))).toEqual([])
  })

  it('has no …Manager, …Service or …Impl', () => {
    const declared = /\b(?:class|interface|type|const|function)\s+\w*(Manager|Service|Impl)\b/
    const wrong = ROOMS.flatMap(codeOf).filter(({ code }) => declared.test(code))
    expect(wrong.map(({ file }) => file)).toEqual([])
  })

  it('keeps every file under 400 lines', () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > 400)
    expect(long.map(({ file, text }) => `${file}: ${text.trimEnd().split('\n').length}`)).toEqual([])
  })

  it('exports by name, without barrels, any or silenced checks', () => {
    const silenced = /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable/
    const barrel = /^export \* from/m
    const untyped = /(:\s*any\b|\bas any\b|<any>)/
    const found = ROOMS.flatMap(codeOf).filter(({ file }) => file !== 'tests/architecture.test.ts')
    expect(found.filter(({ code }) => barrel.test(code) || untyped.test(code)).map(({ file }) => file)).toEqual([])
    const texts = sources.filter(({ file }) => file !== 'tests/architecture.test.ts')
    expect(texts.filter(({ text }) => silenced.test(text)).map(({ file }) => file)).toEqual([])
  })
})

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.split(sep).includes('node_modules'))
    .map((name) => join(folder, name))
}

function readSource(room: Room, path: string): Source {
  const text = readFileSync(path, 'utf8')
  return { file: relative(root, path).split(sep).join('/'), room, text, imports: findImports(text) }
}

function findImports(text: string): Import[] {
  const statements = /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
  const calls = /\bimport\(\s*['"]([^'"]+)['"]/g
  return [
    ...[...text.matchAll(statements)].map(([, type, specifier]) => ({ specifier: specifier!, typeOnly: !!type })),
    ...[...text.matchAll(calls)].map(([, specifier]) => ({ specifier: specifier!, typeOnly: false })),
  ]
}

function wrongImports(room: Room, isWrong: (target: string, of: Import, source: Source) => boolean): string[] {
  return sources
    .filter((source) => source.room === room && !isSetUp(source))
    .flatMap((source) =>
      source.imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map((of) => ({ of, target: posix.join(dirname(source.file), of.specifier) }))
        .filter(({ target, of }) => isWrong(target, of, source))
        .map(({ target }) => `${source.file}: ${target}`),
    )
}

/** Sources of a room without their comments, so that prose may say what code may not. */
function codeOf(room: Room): { file: string; code: string }[] {
  return sources
    .filter((source) => source.room === room)
    .map(({ file, text }) => ({ file, code: text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '') }))
}
