import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { listArticles } from '../../db/article.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject } from '../../db/open.ts'
import { readSourceBytes } from '../../db/source.ts'
import { verifyProject } from '../../db/verify.ts'
import { type Input, type Output, type Reply, type RouteName, routes } from '../../electron/contract.ts'
import { handlers } from '../../electron/handlers/all.ts'
import { unwatched } from '../../electron/jobs/job.ts'
import { createRpc } from '../../electron/rpc.ts'
import { makeCli } from '../support/cli.ts'
import { encodeAs } from '../support/encode.ts'
import { draftOf, makeFolder, makeProject } from '../support/project.ts'

const ARTICLE = 'أعلنت بلدية الوادي أن الجسر القديم سيغلق أسبوعا كاملا، وقالت المهندسة هالة إن التمويل جاهز.'
/** Too short for anybody to be sure. */
const SHORT = 'جسر هالة.'

/** The routes of a project, as the window calls them; every reply passes the contract. */
function makeRoutes() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const grants = new Map<string, string>()
  const grantOf = (path: string): string => {
    const grant = randomUUID()
    grants.set(grant, path)
    return grant
  }
  const changed: unknown[] = []
  const serve = createRpc(routes, handlers, {
    db,
    sample: false,
    grantOf,
    pathOf: (grant) => grants.get(grant) ?? grant,
    emit: (event, body) => void changed.push([event, body]),
    startJob: () => unwatched,
    cancelJob: () => {},
    backups: { noteWork: () => () => {}, makeFirst: () => {}, failure: () => null, stop: () => {} },
    replaceProject: () => {},
  })
  const call = async <N extends RouteName>(route: N, input: Input<N>) => (await serve(route, input)) as Reply<Output<N>>
  const value = async <N extends RouteName>(route: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await call(route, input)
    if (!reply.ok) throw new Error(reply.error.code)
    return reply.value
  }
  return { db, by, grantOf, call, value, changed }
}

/** A folder with one sure file, and two that only a person can read, one of them deeper. */
function makeMixedFolder(): string {
  const folder = makeFolder()
  mkdirSync(join(folder, 'deep'))
  writeFileSync(join(folder, 'a.txt'), encodeAs(ARTICLE, 'windows-1256'))
  writeFileSync(join(folder, 'b.txt'), encodeAs(SHORT, 'windows-1256'))
  writeFileSync(join(folder, 'deep', 'c.txt'), encodeAs('بيت سامر.', 'iso-8859-6'))
  return folder
}

describe('article.import of files that may be several things', () => {
  it('adds what is sure, asks about the rest, and adds it with the encodings that a person chose', async () => {
    const { db, grantOf, value } = makeRoutes()
    const folder = makeMixedFolder()
    const first = await value('article.import', { grants: [grantOf(folder)], job: randomUUID() })
    expect(first.added.map(({ file }) => file)).toEqual(['a.txt'])
    expect(first.failed.map(({ file, code }) => [file, code])).toEqual([
      ['b.txt', 'encoding-unsure'],
      ['c.txt', 'encoding-unsure'],
    ])
    expect(JSON.stringify(first.failed)).not.toMatch(/جسر|هالة|بيت|سامر/)
    expect(first.unsure.map(({ file }) => file)).toEqual(['b.txt', 'c.txt'])
    const [b, c] = first.unsure
    expect(b!.candidates.find(({ encoding }) => encoding === 'windows-1256')?.preview).toBe(SHORT)
    expect(await value('article.preview', { grant: b!.grant, encoding: 'cp1256' })).toEqual({
      encoding: 'windows-1256',
      text: SHORT,
      replaced: false,
    })
    const encodings = { [b!.grant]: 'windows-1256', [c!.grant]: 'iso-8859-6' }
    const second = await value('article.import', { grants: [b!.grant, c!.grant], encodings, job: randomUUID() })
    expect([second.added.length, second.failed, second.unsure]).toEqual([2, [], []])
    expect(listArticles(db).map(({ title, encoding }) => [title, encoding])).toEqual([
      [expect.stringContaining('أعلنت بلدية'), 'windows-1256'],
      [SHORT, 'windows-1256'],
      ['بيت سامر.', 'iso-8859-6'],
    ])
    expect(await verifyProject(db)).toMatchObject({ ok: true })
  })

  it('takes one encoding for all files of a granted folder', async () => {
    const { db, grantOf, value } = makeRoutes()
    const grant = grantOf(makeMixedFolder())
    const { added } = await value('article.import', {
      grants: [grant],
      encodings: { [grant]: 'windows-1256' },
      job: randomUUID(),
    })
    expect(added).toHaveLength(3)
    expect(new Set(listArticles(db).map(({ encoding }) => encoding))).toEqual(new Set(['windows-1256']))
  })
})

describe('article.preview', () => {
  it('says where a byte means nothing, and cuts a long text between characters', async () => {
    const { grantOf, call, value } = makeRoutes()
    const folder = makeFolder()
    writeFileSync(join(folder, 'a.txt'), `${'🌍'.repeat(3000)}ا`)
    const grant = grantOf(join(folder, 'a.txt'))
    const whole = await value('article.preview', { grant, encoding: 'utf-8' })
    expect(whole).toEqual({ encoding: 'utf-8', text: '🌍'.repeat(1000), replaced: false })
    expect(await value('article.preview', { grant, encoding: 'iso-8859-6' })).toMatchObject({ replaced: true })
    expect(await call('article.preview', { grant, encoding: 'klingon' })).toMatchObject({
      error: { code: 'bad-input' },
    })
  })

  it('does not read the open project: that would let go of its lock', async () => {
    const { db, grantOf, call } = makeRoutes()
    const reply = await call('article.preview', { grant: grantOf(db.file), encoding: 'utf-8' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-text' } })
  })
})

describe('article.decode', () => {
  it('reads the bytes again, with what was only proposed from the old text, and keeps what a person wrote', async () => {
    const { db, grantOf, value, changed } = makeRoutes()
    const folder = makeFolder()
    const bytes = encodeAs(`${SHORT}\nنص ثان.`, 'windows-1256')
    writeFileSync(join(folder, 'a.txt'), bytes)
    const grant = grantOf(join(folder, 'a.txt'))
    const { added } = await value('article.import', {
      grants: [grant],
      encodings: { [grant]: 'windows-1252' },
      job: randomUUID(),
    })
    const articleId = added[0]!.id
    await value('article.describe', { articleId, change: { publisher: 'وكالة الضفة' } })
    expect(listArticles(db)[0]!.title).not.toBe(SHORT)
    const article = await value('article.decode', { articleId, encoding: 'windows-1256' })
    expect(article).toMatchObject({ title: SHORT, publisher: 'وكالة الضفة', encoding: 'windows-1256', language: 'ar' })
    expect(changed.at(-1)).toEqual(['article.changed', { articleId }])
    expect(readSourceBytes(db, articleId)).toEqual(bytes)
    expect((await value('article.preview', { articleId, encoding: 'windows-1252' })).text).not.toContain('جسر')
    expect(await verifyProject(db)).toMatchObject({ ok: true, problems: [] })
  })

  it('refuses an annotated article, and an encoding that the bytes are not in', async () => {
    const { db, by, call, value } = makeRoutes()
    const { id } = await value('article.paste', { text: ARTICLE })
    expect(await call('article.decode', { articleId: id, encoding: 'iso-8859-6' })).toMatchObject({
      error: { code: 'encoding-unknown' },
    })
    createAnnotation(db, draftOf(id, ARTICLE, 'هالة'), by)
    expect(await call('article.decode', { articleId: id, encoding: 'windows-1256' })).toMatchObject({
      error: { code: 'article-annotated', details: { count: 1 } },
    })
  })
})

describe('article.paste', () => {
  it('adds the text with its UTF-8 bytes as source, once', async () => {
    const { db, value } = makeRoutes()
    const pasted = await value('article.paste', { text: `\uFEFF${ARTICLE}\r\n`, title: ' عنوان ' })
    expect(pasted.outcome).toBe('added')
    const { article, text } = await value('article.read', { articleId: pasted.id })
    expect(text).toBe(`${ARTICLE}\n`)
    expect(article).toMatchObject({ title: 'عنوان', encoding: 'utf-8', reader: 'paste 1', file: 'pasted.txt' })
    expect(readSourceBytes(db, pasted.id).toString()).toBe(`\uFEFF${ARTICLE}\r\n`)
    expect(await value('article.paste', { text: `${ARTICLE}\n` })).toEqual({ outcome: 'duplicateText', id: pasted.id })
    expect(await value('article.paste', { text: `\uFEFF${ARTICLE}\r\n` })).toEqual({
      outcome: 'present',
      id: pasted.id,
    })
    expect(await verifyProject(db)).toMatchObject({ ok: true })
  })

  it.each([
    ['half of a character', '👍 نص \uD83D هنا', { code: 'text-surrogate', details: { position: 5 } }],
    ['U+0000', 'نص\u0000', { code: 'text-nul', details: { position: 2 } }],
    ['nothing but white space', ' \n\u00A0', { code: 'file-empty' }],
  ])('refuses %s and adds nothing', async (_, text, error) => {
    const { db, call } = makeRoutes()
    expect(await call('article.paste', { text })).toMatchObject({ ok: false, error })
    expect(listArticles(db)).toEqual([])
  })
})

describe('isnad import', () => {
  it('adds what is sure, names the candidates and the option for the rest, and never a word of them', async () => {
    const file = makeClosedProject()
    const cli = makeCli()
    const folder = makeMixedFolder()
    const first = await cli.call(['import', file, folder, '--json'])
    expect(first.code).toBe(1)
    const { added, failed } = JSON.parse(first.stdout)
    expect(added).toMatchObject([{ file: 'a.txt' }])
    expect(failed).toMatchObject([
      { file: 'b.txt', code: 'encoding-unsure' },
      { file: 'c.txt', code: 'encoding-unsure' },
    ])
    expect(first.stderr).toMatch(/^isnad: b\.txt may be .*windows-1256.*: say which \(--encoding [a-z0-9-]+\)$/m)
    expect(first.stdout + first.stderr).not.toMatch(/جسر|هالة|بيت|سامر/)
    const named = await cli.call(['import', file, join(folder, 'b.txt'), '--encoding', 'windows-1256'])
    expect([named.code, named.stdout]).toEqual([0, expect.stringMatching(/^added\t/)])
    const sure = await cli.call(['import', file, join(folder, 'a.txt')])
    expect([sure.code, sure.stdout]).toEqual([0, expect.stringMatching(/^present\t/)])
  })
})

describe('a file name with characters that hide', () => {
  it('is shown with them written out, and kept as it is', async () => {
    const file = makeClosedProject()
    const folder = makeFolder()
    const name = 'تقرير\u202Efdp.txt'
    writeFileSync(join(folder, name), ARTICLE)
    writeFileSync(join(folder, 'bad\u001B[31m.txt'), '')
    const cli = makeCli()
    const shown = await cli.call(['import', file, folder])
    expect(shown.stdout).toMatch(/^added\t\S+\tتقرير‹U\+202E›fdp\.txt\n$/)
    expect(shown.stderr).toMatch(/^isnad: bad‹U\+001B›\[31m\.txt is empty/)
    const missing = await cli.call(['segment', join(folder, 'no\u2066.txt')])
    expect(missing.stderr).toMatch(/^isnad: no‹U\+2066›\.txt: no such file/)
    const again = await cli.call(['import', file, folder, '--json'])
    expect(JSON.parse(again.stdout).present).toMatchObject([{ file: name }])
  })
})

function makeClosedProject(): string {
  const db = makeProject()
  closeProject(db)
  return db.file
}
