import { sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { knownByCopy, knownByHeads, readHeads, writeBundle } from '../../db/bundle.ts'
import { bundleMessage } from '../../db/bundle-format.ts'
import { packBytes, unpackBytes } from '../../db/bundle-pack.ts'
import { sha256Hex } from '../../db/hash.ts'
import { openIntake } from '../../db/intake.ts'
import { keyStore } from '../../db/key-store.ts'
import { mergeFiles } from '../../db/merge.ts'
import { digestLog } from '../../db/merge-apply.ts'
import { closeProject, type Db } from '../../db/open.ts'
import { statement } from '../../db/statement.ts'
import { verifyProject } from '../../db/verify.ts'
import { makeKey } from '../support/keys.ts'
import { addText, draftOf, makeFolder } from '../support/project.ts'
import { createRandom, pickSeed } from '../support/random.ts'
import { copyFor, makeTeamProject, TEAM_TEXT } from '../support/team.ts'

/** Everything in the file that merging could touch. */
function digestAll(db: Db): string {
  const tables = ['op', 'payload', 'canonical_text', 'source_file', 'annotation', 'article', 'member', 'quarantine']
  const rows = [...tables, 'omitted', 'checkpoint', 'merge', 'local'].map((table) =>
    statement(db, `SELECT * FROM ${table}`).all(),
  )
  return sha256Hex(JSON.stringify(rows))
}

/** A lead's project, and a bundle of what a colleague did since. */
function makeBundle() {
  const { db, articleId, lead } = makeTeamProject()
  const layla = copyFor(db, 'ليلى')
  createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'الوزير'), layla.by)
  addText(layla.db, 'خبر جديد من ليلى', layla.by, 'new.txt')
  const file = join(makeFolder(), 'ليلى.bundle')
  const report = writeBundle(layla.db, file, () => layla.by, knownByHeads(layla.db, readHeads(db)))
  return { db, lead, articleId, layla, file, report }
}

describe('writeBundle', () => {
  it('carries what is new since the heads of another copy, small and whole', async () => {
    const { db, articleId, layla, file, report } = makeBundle()
    expect(report.counts).toMatchObject({ articles: 1 })
    expect(report.counts.ops).toBeLessThan(8)
    const merged = await mergeFiles(db, [{ path: file }])
    expect(merged).toMatchObject({ new: report.counts.ops, present: 0, newArticles: [{ title: 'new.txt' }] })
    expect(listAnnotations(db, articleId)).toHaveLength(2)
    expect(merged.head).toBe(digestLog(layla.db))
    expect((await verifyProject(db)).problems).toEqual([])
    expect(await mergeFiles(db, [{ path: file }])).toMatchObject({ new: 0, present: report.counts.ops, id: null })
  })

  it('leaves out what a copy holds, and what it leaves out on purpose', () => {
    const { db, layla, lead, articleId } = makeBundle()
    createAnnotation(db, draftOf(articleId, TEAM_TEXT, 'العمل'), lead)
    closeProject(layla.db)
    const copy = openIntake(db, { path: layla.db.file })
    const file = join(makeFolder(), 'x.bundle')
    expect(writeBundle(db, file, () => lead, knownByCopy(copy)).counts.ops).toBe(1)
    copy.close()
  })

  it('holds everything where nothing is said to be known, in a form that any program unpacks', async () => {
    const { db, lead } = makeTeamProject()
    const file = join(makeFolder(), 'x.bundle')
    const { counts } = writeBundle(db, file, () => lead)
    expect(counts.ops).toBe(statement<{ n: number }>(db, 'SELECT count(*) AS n FROM op').get()?.n)
    expect(gunzipSync(readFileSync(file)).toString().split('\n')[0]).toContain('"format":"isnad bundle"')
    const layla = copyFor(db, 'ليلى')
    expect(await mergeFiles(layla.db, [{ path: file }])).toMatchObject({ new: 0 })
  })

  it('names what is missing where an earlier bundle was not merged, and takes both together in any order', async () => {
    const { db, layla, file, articleId } = makeBundle()
    const heads = readHeads(layla.db)
    createAnnotation(layla.db, draftOf(articleId, TEAM_TEXT, 'العمل'), layla.by)
    const second = join(makeFolder(), 'second.bundle')
    writeBundle(layla.db, second, () => layla.by, knownByHeads(layla.db, heads))
    const before = digestAll(db)
    await expect(mergeFiles(db, [{ path: second }])).rejects.toMatchObject({ code: 'merge-gap' })
    expect(digestAll(db)).toBe(before)
    expect((await mergeFiles(db, [{ path: second }, { path: file }])).head).toBe(digestLog(layla.db))
  })
})

describe('a bundle that is not as it was sent', () => {
  const seed = pickSeed()
  it(`is refused whole wherever a bit is flipped or it is cut off (ISNAD_SEED=${seed})`, async () => {
    const { db, file } = makeBundle()
    const bytes = readFileSync(file)
    const before = digestAll(db)
    const random = createRandom(seed)
    const regions = Array.from(
      { length: 60 },
      (_, at) => Math.floor((at * bytes.length) / 60) + random(Math.floor(bytes.length / 60)),
    )
    const wrong = [
      ...Array.from({ length: 64 }, (_, at) => at),
      ...regions,
      ...Array.from({ length: 12 }, (_, at) => bytes.length - 1 - at),
    ]
    const cases = wrong.map((at) => {
      const copy = Buffer.from(bytes)
      copy[at] = copy[at]! ^ (1 << random(8))
      return copy
    })
    const cuts = [0, 1, 16, 48, Math.floor(bytes.length / 2), bytes.length - 1].map((end) => bytes.subarray(0, end))
    for (const one of [...cases, ...cuts, Buffer.concat([bytes, Buffer.from('x')])]) {
      writeFileSync(file, one)
      await expect(mergeFiles(db, [{ path: file }])).rejects.toMatchObject({
        code: expect.stringMatching(/^(bundle-damaged|not-a-project)$/),
      })
    }
    expect(digestAll(db)).toBe(before)
    writeFileSync(file, bytes)
    expect(await mergeFiles(db, [{ path: file }])).toMatchObject({ conflicts: [] })
  })

  type Signing = 'sender' | 'stranger' | 'nobody' | 'another'
  /** Packs other lines so that every digest is right again, signed anew: `another` puts its own key into the header. */
  const repack = (file: string, change: (lines: string[]) => string[], by: Signing): void => {
    const lines = unpackBytes(readFileSync(file), 1e9)!.toString().split('\n').slice(0, -2)
    const { key } = JSON.parse(lines[0]!) as { key: string }
    const other = makeKey()
    const changed = change(lines)
    if (by === 'another') changed[0] = changed[0]!.replace(key, other.publicKey)
    const body = `${changed.join('\n')}\n`
    const end = sha256Hex(body)
    const signer = by === 'sender' ? keyStore().find(key)! : other.privateKey
    const sig = by === 'nobody' ? '' : sign(null, bundleMessage(end), signer).toString('base64')
    writeFileSync(file, packBytes(Buffer.from(`${body}${JSON.stringify({ end, sig })}\n`)))
  }

  const asIs = (lines: string[]): string[] => lines
  const head = (change: object) => (lines: string[]) => [
    JSON.stringify({ ...JSON.parse(lines[0]!), ...change }),
    ...lines.slice(1),
  ]
  const without = (name: string) => (lines: string[]) => lines.filter((line) => !line.startsWith(`{"${name}"`))
  const cases: [string, (lines: string[]) => string[], Signing, string][] = [
    ['not signed', asIs, 'nobody', 'bundle-damaged'],
    ['signed by another key than it says', asIs, 'stranger', 'bundle-damaged'],
    ['signed again by another key', asIs, 'another', 'merge-forged'],
    ['of another project', head({ project: 'x' }), 'sender', 'merge-other-project'],
    ['of a newer program', head({ version: 2 }), 'sender', 'bundle-newer'],
    ['without its texts', without('text'), 'sender', 'merge-incomplete'],
    ['without its source files', without('source'), 'sender', 'merge-incomplete'],
    ['without what its entries say', without('payload'), 'sender', 'merge-altered'],
    ['without its first entry', (lines) => lines.toSpliced(1, 1), 'sender', 'merge-gap'],
    [
      'with a signature of an entry taken away',
      (lines) => lines.map((line) => line.replace(/"sig":"[^"]*"}$/, '"sig":null}')),
      'sender',
      'merge-forged',
    ],
  ]
  it.each(cases)('is refused whole when it is %s', async (_, change, by, code) => {
    const { db, file } = makeBundle()
    const before = digestAll(db)
    repack(file, change, by)
    await expect(mergeFiles(db, [{ path: file }])).rejects.toMatchObject({ code })
    expect(digestAll(db)).toBe(before)
  })

  it('is refused where it is encrypted and nobody opened it', async () => {
    const { db, file } = makeBundle()
    writeFileSync(file, 'age-encryption.org/v1\n')
    await expect(mergeFiles(db, [{ path: file }])).rejects.toMatchObject({ code: 'bundle-sealed' })
  })
})
