import { spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject } from '../../db/open.ts'
import { makeCli } from '../support/cli.ts'
import { noOrdinaryUser } from '../support/ordinary-user.ts'
import { describeUnless, itUnless } from '../support/programs.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { openRaw } from '../support/raw.ts'
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts'
import { snapshot } from '../support/snapshot.ts'

// A word that stands in every article of these tests and may stand in no message.
const CANARY = 'كناريّة'
const TEXT = `قال سامر إن ${CANARY} تغرّد.\n`

/** A closed project with an annotated article, in a folder of its own. */
function closedProject(): string {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  createAnnotation(db, draftOf(addText(db, TEXT, by), TEXT, 'سامر'), by)
  closeProject(db)
  return db.file
}

/** What a project says, whatever its bytes: the log and every table. */
function contentOf(file: string): unknown {
  const raw = openRaw(file)
  const tables = ['op', 'payload', 'article', 'sentence', 'annotation', 'member', 'project', 'canonical_text']
  const content = tables.map((table) => raw.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all())
  raw.close()
  return content
}

describe('import of a file that cannot be read', () => {
  it.each([
    ['a missing file', undefined, /^isnad: bad\.txt: no such file or folder\n$/],
    ['a file of 0 bytes', '', /^isnad: bad\.txt is empty: there is nothing to annotate in it\n$/],
    ['a file of white space', '\uFEFF \r\n\u00A0\n', /^isnad: bad\.txt is empty/],
    ['a PNG named .txt', tinyPng(), /^isnad: bad\.txt is not a text file, whatever its name says\n$/],
    [
      'a windows-1256 file said to be UTF-8',
      Buffer.from('ÞÇá ÓÇãÑ Åä ÇáÌÓÑ Âãä.\n', 'latin1'),
      /^isnad: bad\.txt .*(not utf-8|UTF-8).*\n$/i,
      ['--encoding', 'utf-8'],
    ],
    [
      'a text with U+0000',
      `👍 ${TEXT}\u0000`,
      new RegExp(
        `^isnad: bad\\.txt holds the character U\\+0000 at position ${Array.from(TEXT).length + 2}: remove it`,
      ),
    ],
    ['an encoding that is none', TEXT, /^isnad: no encoding is called klingon: try utf-8/, ['--encoding', 'klingon']],
    [
      'a catalogue that is no CSV',
      TEXT,
      /^isnad: the catalogue c\.csv cannot be read: it is no CSV.*line 2\)\n$/,
      ['--catalog', 'c.csv'],
    ],
  ] as const)(
    '%s: one line names it and the mend, and nothing is changed',
    async (_, content, message, options: readonly string[] = []) => {
      const file = closedProject()
      const folder = makeFolder()
      const cli = makeCli()
      if (content !== undefined) writeFileSync(join(folder, 'bad.txt'), content)
      writeFileSync(join(folder, 'c.csv'), `file,title\nbad.txt,"${CANARY}" x,y\n`)
      const before = [contentOf(file), snapshot(folder)]
      const args = options.map((each) => (each === 'c.csv' ? join(folder, each) : each))
      const ended = await cli.call(['import', file, join(folder, 'bad.txt'), '--as', 'غريب', ...args])
      expect([ended.code, ended.stdout]).toEqual([2, ''])
      expect(ended.stderr).toMatch(message)
      expect(ended.stderr).not.toContain(CANARY)
      expect([contentOf(file), snapshot(folder)]).toEqual(before)
      expect(readdirSync(join(file, '..'))).toEqual(['test.isnad'])
    },
  )

  it('leaves the others in, lists each failure and ends with 1', async () => {
    const file = closedProject()
    const folder = makeFolder()
    writeFileSync(join(folder, 'a.txt'), tinyPng())
    writeFileSync(join(folder, 'b.txt'), 'سطر صالح.\n')
    const ended = await makeCli().run(['import', file, folder, join(folder, 'c.txt'), '--json'])
    expect(ended.code).toBe(1)
    const { added, failed } = JSON.parse(ended.stdout)
    expect(added).toMatchObject([{ file: 'b.txt' }])
    expect(failed).toEqual([
      { file: 'c.txt', code: 'file-missing', message: 'c.txt: no such file or folder' },
      { file: 'a.txt', code: 'not-text', message: 'a.txt is not a text file, whatever its name says' },
    ])
  })

  it('reads windows-1256 when it is named, and a folder without texts says so', async () => {
    const file = closedProject()
    const folder = makeFolder()
    const cli = makeCli()
    const empty = await cli.call(['import', file, folder])
    expect([empty.code, empty.stdout, empty.stderr]).toEqual([0, '', expect.stringMatching(/no \.txt file/)])
    writeFileSync(join(folder, 'a.txt'), Buffer.from('ÞÇá ÓÇãÑ.\r\n', 'latin1'))
    await cli.json(['import', file, folder, '--encoding', 'windows-1256'])
    const { articles }: { articles: { title: string; encoding: string }[] } = await cli.json(['list', file])
    expect(articles.at(-1)).toMatchObject({ title: 'قال سامر.', encoding: 'windows-1256' })
  })

  it('does not read the open project as a text: that would let go of its lock', async () => {
    const file = closedProject()
    const ended = await makeCli().call(['import', file, file])
    expect([ended.code, ended.stderr]).toEqual([2, 'isnad: test.isnad is this project itself and no text\n'])
  })
})

describe('a project file that cannot be opened', () => {
  const commands = (file: string, folder: string): string[][] => [
    ['list', file],
    ['import', file, join(folder, 'a.txt')],
    ['annotations', 'import', file, join(folder, 'a.jsonl'), '--format', 'jsonl'],
    ['export', file, '--format', 'jsonl', '--out', join(folder, 'x', 'out')],
    ['trace', file, '0199aaaa-0000-7000-8000-000000000001'],
    ['verify', file],
    ['backup', file, join(folder, 'b.isnad')],
  ]
  it.each([
    ['is missing', undefined, /^isnad: p\.isnad: no such file or folder\n$/],
    ['is empty', '', /^isnad: p\.isnad is not an Isnad project: the file is empty \(0 bytes\); restore a backup/],
    ['is a text', TEXT, /^isnad: p\.isnad is not an Isnad project: its content is something else\n$/],
    [
      'is from a newer version',
      'newer',
      /^isnad: p\.isnad was written by a newer Isnad \(schema 9.*update Isnad to open it\n$/,
    ],
  ])('%s: every command ends with 2, one line, and nothing is changed', async (_, content, message) => {
    const folder = makeFolder()
    const file = join(folder, 'p.isnad')
    if (content === 'newer') {
      cpSync(closedProject(), file)
      const raw = openRaw(file)
      raw.pragma('user_version = 9')
      raw.close()
    } else if (content !== undefined) writeFileSync(file, content)
    writeFileSync(join(folder, 'a.txt'), TEXT)
    writeFileSync(join(folder, 'a.jsonl'), '')
    const before = snapshot(folder)
    const cli = makeCli()
    for (const args of commands(file, folder)) {
      const ended = await cli.call(args)
      expect([args[0], ended.code, ended.stdout]).toEqual([args[0], 2, ''])
      expect(ended.stderr).toMatch(message)
    }
    expect(snapshot(folder)).toEqual(before)
  })

  it('is held by another process: 2, and who holds it', async () => {
    const file = closedProject()
    const hold = fileURLToPath(new URL('../support/hold-project.ts', import.meta.url))
    const holder = spawn(process.execPath, [hold, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    onTestFinished(() => void holder.kill('SIGKILL'))
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    const names = readdirSync(join(file, '..'))
    const ended = await makeCli().run(['list', file])
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toMatch(/^isnad: test\.isnad is open on \S+ by \S+ since \S+: close it there first\n$/)
    expect(readdirSync(join(file, '..'))).toEqual(names)
  })
})

describe('a name that is taken', () => {
  it('is refused by new, backup and export, and what is there stays', async () => {
    const file = closedProject()
    const folder = makeFolder()
    const taken = join(folder, 'taken')
    mkdirSync(taken)
    writeFileSync(join(taken, 'mine.txt'), 'x')
    const before = [snapshot(folder), contentOf(file)]
    const cli = makeCli()
    for (const [args, message] of [
      [['new', taken], /^isnad: taken exists already: choose another name\n$/],
      [['new', file], /^isnad: test\.isnad exists already/],
      [['backup', file, taken], /^isnad: taken exists already/],
      [['backup', file, file], /^isnad: test\.isnad exists already/],
      [['export', file, '--format', 'jsonl', '--out', taken], /^isnad: taken is not an empty folder: choose a new/],
      [
        ['export', file, '--format', 'jsonl', '--out', join(taken, 'mine.txt')],
        /^isnad: mine\.txt is not an empty folder/,
      ],
      [['export', file, '--format', 'jsonl', '--out', join(folder, 'a', 'b'), '--articles', 'x'], /no article x/],
      [['export', file, '--format', 'jsonl', '--out', join(folder, 'a', 'b'), '--layer', 'x'], /no layer is called x/],
      [
        ['export', file, '--format', 'jsonl', '--out', join(folder, 'a'), '--split', '80/30/10'],
        /three shares that make 100/,
      ],
      [['new', join(folder, 'nowhere', 'p.isnad')], /^isnad: p\.isnad: there is no folder nowhere/],
      [['new', join(folder, 'p.isnad'), '--as', ' '], /--as wants a name/],
      [['segment'], /wants at least one file/],
      [['segment', folder], /it is a folder, not a file/],
    ] as const) {
      const ended = await cli.call(args)
      expect([ended.code, ended.stdout]).toEqual([2, ''])
      expect(ended.stderr).toMatch(message)
    }
    expect([snapshot(folder), contentOf(file)]).toEqual(before)
  })
})

describeUnless(noOrdinaryUser)('a folder that cannot be written, as an ordinary user', () => {
  it('refuses every command that writes, with one line, and nothing is changed', async () => {
    const folder = makeFolder()
    chmodSync(folder, 0o755)
    cpSync(closedProject(), join(folder, 'p.isnad'))
    chmodSync(join(folder, 'p.isnad'), 0o644)
    const before = snapshot(folder)
    const cli = makeCli()
    chmodSync(cli.profile, 0o777)
    const file = join(folder, 'p.isnad')
    for (const args of [
      ['new', join(folder, 'n.isnad')],
      ['import', file, '-'],
    ]) {
      const ended = await cli.run(args, { asNobody: true, input: TEXT })
      expect([args[0], ended.code, ended.stdout]).toEqual([args[0], 2, ''])
      expect(ended.stderr).toMatch(/^isnad: [np]\.isnad: the file or its folder cannot be written: (copy|choose).*\n$/)
    }
    const read = await cli.run(['verify', file], { asNobody: true })
    expect([read.code, read.stdout]).toEqual([0, expect.stringContaining('intact')])
    expect(read.stderr).toContain('p.isnad cannot be written: reading a copy of it\n')
    expect(snapshot(folder)).toEqual(before)
  })

  it('refuses a target there, and leaves the project and the folder as they were', async () => {
    const folder = makeFolder()
    const closed = makeFolder()
    chmodSync(folder, 0o777)
    chmodSync(closed, 0o755)
    const file = join(folder, 'p.isnad')
    cpSync(closedProject(), file)
    chmodSync(file, 0o666)
    const cli = makeCli()
    chmodSync(cli.profile, 0o777)
    for (const args of [
      ['backup', file, join(closed, 'b.isnad')],
      ['export', file, '--format', 'jsonl', '--out', join(closed, 'out')],
    ]) {
      const ended = await cli.run(args, { asNobody: true })
      expect([ended.code, ended.stdout]).toEqual([2, ''])
      expect(ended.stderr).toMatch(/^isnad: (b\.isnad|out): .*(choose another|check its folder).*\n$/)
    }
    expect(readdirSync(closed)).toEqual([])
    expect(readdirSync(folder)).toEqual(['p.isnad'])
  })

  it('names a text and a project that may not be read', async () => {
    const file = closedProject()
    chmodSync(join(file, '..'), 0o777)
    chmodSync(file, 0o600)
    const cli = makeCli()
    chmodSync(cli.profile, 0o777)
    const ended = await cli.run(['list', file], { asNobody: true })
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(/^isnad: test\.isnad: no permission.*\n$/)])
    chmodSync(file, 0o666)
    const text = join(file, '..', 'secret.txt')
    writeFileSync(text, TEXT, { mode: 0o600 })
    const refused = await cli.run(['import', file, text], { asNobody: true })
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/^isnad: secret\.txt: no permission.*\n$/),
    ])
  })
})

describe('a full disk', () => {
  itUnless(noSmallDisk)(
    'ends an import with what was added before it, and every command leaves nothing behind',
    async () => {
      const disk = mountSmallDisk(1000)
      const file = join(disk, 'p.isnad')
      const cli = makeCli()
      await cli.json(['new', file])
      const texts = makeFolder()
      for (let at = 0; at < 9; at++) writeFileSync(join(texts, `${at}.txt`), `${at} ${TEXT}${'كلمة '.repeat(9000)}`)
      const ended = await cli.run(['import', file, texts, '--json'])
      expect(ended.code).toBe(1)
      const { added, failed } = JSON.parse(ended.stdout) as { added: object[]; failed: object[] }
      expect(added.length).toBeGreaterThan(0)
      expect(failed).toMatchObject([{ code: 'disk-full' }])
      expect(ended.stderr).toMatch(
        /^isnad: p\.isnad: the disk is full: free some space and try again; nothing was half-written\n$/,
      )
      for (const args of [
        ['new', join(disk, 'n.isnad')],
        ['backup', file, join(disk, 'b.isnad')],
        ['export', file, '--format', 'jsonl', '--out', join(disk, 'made', 'out')],
      ]) {
        const refused = await cli.call(args)
        expect([args[0], refused.code, refused.stderr]).toEqual([
          args[0],
          2,
          expect.stringMatching(/the disk is full.*\n$/),
        ])
      }
      expect(readdirSync(disk).filter((name) => !name.startsWith('p.isnad'))).toEqual([])
      const safe = makeFolder()
      cpSync(disk, safe, { recursive: true })
      const verified = await cli.call(['verify', join(safe, 'p.isnad')])
      expect(verified.stdout).toMatch(new RegExp(`${added.length} articles.*intact`))
      expect(existsSync(join(safe, 'p.isnad-wal'))).toBe(false)
    },
  )
})

describe('messages and settings', () => {
  it('never carry a word of an article', async () => {
    const file = closedProject()
    const cli = makeCli()
    const folder = makeFolder()
    const { articles }: { articles: { id: string }[] } = await cli.json(['list', file])
    const row = { articleId: articles[0]!.id, label: 'actor', start: 0, end: 7, text: CANARY }
    const wrong = [
      JSON.stringify(row),
      `{"text":"${CANARY}`,
      `"${CANARY}"`,
      JSON.stringify({ ...row, label: CANARY }),
      JSON.stringify({ ...row, claim: { [CANARY]: 1 } }),
    ]
    for (const line of wrong) {
      writeFileSync(join(folder, 'a.jsonl'), line)
      const ended = await cli.call(['annotations', 'import', file, join(folder, 'a.jsonl'), '--format', 'jsonl'])
      expect([ended.code, ended.stdout]).toEqual([2, ''])
      expect(ended.stderr).toMatch(/^isnad: nothing was imported: a\.jsonl: line 1/)
      expect(ended.stderr).not.toContain(CANARY)
    }
    for (const entry of readdirSync(cli.profile, { withFileTypes: true, recursive: true }))
      if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name), 'utf8')).not.toContain(CANARY)
  })
})

function tinyPng(): Buffer {
  return Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
}
