import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeAnnotation, createAnnotation, deleteAnnotations, setRating } from '../../db/annotation.ts'
import { writeBundle } from '../../db/bundle.ts'
import { undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { makeCli } from '../support/cli.ts'
import { addText, draftOf, makeFolder } from '../support/project.ts'
import { alterRaw } from '../support/raw.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن.'
type Report = { ok: boolean; problems: { code: string; message: string }[] }

/** A lead's project, and an analyst's copy of it in which the analyst went on. */
function makeCopies(): { lead: string; analyst: string; id: string } {
  const folder = makeFolder()
  const [lead, analyst] = [join(folder, 'lead.isnad'), join(folder, 'analyst.isnad')]
  const db = newProject(lead, 'هدى')
  const by = becomeMember(db, 'هدى').id
  const { id } = createAnnotation(db, draftOf(addText(db, TEXT, by), TEXT, 'الجسر آمن', 'claim'), by)
  closeProject(db)
  copyFileSync(lead, analyst)
  goOn(analyst, (copy, author) => changeAnnotation(copy, id, { note: 'راجعه' }, author))
  return { lead, analyst, id }
}

function goOn(file: string, work: (db: Db, by: string) => unknown): void {
  const db = openProject(file)
  work(db, becomeMember(db, 'سلمى').id)
  closeProject(db)
}

async function against(mine: string, other: string, ...keys: string[]): Promise<Report & { code: number | null }> {
  const { code, stdout } = await makeCli().call(['verify', mine, '--against', other, ...keys, '--json'])
  return { ...(JSON.parse(stdout) as Report), code }
}

describe('verify --against', () => {
  it('takes what is merely newer for no problem, on either side, and leaves the other file as it is', async () => {
    const { lead, analyst } = makeCopies()
    goOn(lead, (db) => becomeMember(db, 'نور'))
    const before = readFileSync(analyst)
    expect(await against(lead, analyst)).toMatchObject({ ok: true, code: 0, problems: [] })
    expect(readFileSync(analyst).equals(before)).toBe(true)
    expect(await against(analyst, lead)).toMatchObject({ ok: true, code: 0, problems: [] })
  })

  it('takes an older backup for no problem', async () => {
    const { lead } = makeCopies()
    const backup = `${lead}.backup`
    await makeCli().json(['backup', lead, backup])
    goOn(lead, (db) => becomeMember(db, 'نور'))
    expect(await against(lead, backup)).toMatchObject({ ok: true, problems: [] })
  })

  it('finds a doubled copy: both went on in one chain', async () => {
    const { analyst } = makeCopies()
    const twin = `${analyst}.twin`
    copyFileSync(analyst, twin)
    // As a copied disk would have it: the same machine, user and path, twice.
    goOn(analyst, (db) => becomeMember(db, 'نور'))
    const kept = `${analyst}.kept`
    copyFileSync(analyst, kept)
    copyFileSync(twin, analyst)
    goOn(analyst, (db) => {
      db.raw.exec("UPDATE local SET value = value WHERE key = 'replica'")
      becomeMember(db, 'عمر')
    })
    const { code, problems } = await against(analyst, kept)
    expect([code, problems.map((problem) => problem.code)]).toEqual([
      1,
      expect.arrayContaining([expect.stringMatching(/^(against-differs|entries-missing)$/)]),
    ])
  })

  it.each([
    ['the project itself', (file: string) => file, /this project itself/],
    ['a missing file', (file: string) => `${file}.none`, /no such file/],
    ['another file', (file: string) => writeAnother(`${file}.txt`), /neither an Isnad project nor a bundle/],
  ])('refuses %s', async (_, other, message) => {
    const { lead } = makeCopies()
    const ended = await makeCli().call(['verify', lead, '--against', other(lead)])
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toMatch(message)
  })

  it('names a copy of another project, a poor witness, and a tail that was cut where it was written', async () => {
    const { lead, analyst } = makeCopies()
    const stranger = makeCopies().lead
    expect((await against(lead, stranger)).problems.map(({ code }) => code)).toEqual(['against-other-project'])
    const backup = `${lead}.backup`
    await makeCli().json(['backup', analyst, backup])
    alterRaw(analyst, (raw) => {
      raw.exec("DELETE FROM op WHERE kind = 'annotation.change'; DELETE FROM checkpoint")
      raw.exec(
        "DELETE FROM payload WHERE hash NOT IN (SELECT unhex(json_extract(CAST(body AS TEXT), '$.payload_hash')) FROM op)",
      )
      raw.exec('UPDATE annotation SET note = NULL, changed_ms = created_ms')
    })
    const { problems } = await against(analyst, backup)
    expect(problems.map(({ code }) => code)).toEqual(['against-cut'])
    expect(problems[0]!.message).toMatch(
      /^log entry \d+ \(annotation\.change\) by سلمى of .* is missing here, and .*backup holds it: /,
    )
    alterRaw(analyst, (raw) => raw.exec('UPDATE op SET sig = NULL'))
    expect((await against(lead, analyst)).problems.map(({ code }) => code)).toContain('against-unsound')
  })
})

describe('verify --against a bundle', () => {
  const PASSPHRASE = 'عبارة مرور طويلة'

  it('takes it, also encrypted, and finds nothing where nothing was altered', async () => {
    const { lead, analyst } = makeCopies()
    const [bundle, sealed, backup, word] = ['b', 'b.age', 'k.age', 'word.txt'].map((end) => `${lead}.${end}`)
    writeFileSync(word!, `${PASSPHRASE}\n`)
    await makeCli().json(['bundle', analyst, bundle!])
    await makeCli().json(['bundle', analyst, sealed!, '--since', lead, '--passphrase-file', word!])
    await makeCli().json(['backup', analyst, backup!, '--passphrase-file', word!])
    goOn(analyst, (db) => becomeMember(db, 'نور'))
    expect(await against(lead, bundle!)).toMatchObject({ code: 0, problems: [] })
    // A bundle is of one moment: what its sender did since is no cut.
    expect(await against(analyst, bundle!)).toMatchObject({ code: 0, problems: [] })
    for (const other of [sealed!, backup!]) {
      expect(await against(lead, other, '--passphrase-file', word!)).toMatchObject({ code: 0, problems: [] })
      const refused = await makeCli().call(['verify', lead, '--against', other])
      expect([refused.code, refused.stdout]).toEqual([2, ''])
      expect(refused.stderr).toMatch(/is encrypted/)
    }
  })

  it('names a tail that was cut where it was written, by the entry and by the head alone', async () => {
    const { lead, analyst } = makeCopies()
    const [whole, heads] = [`${lead}.b`, `${lead}.h`]
    // With the key of whoever wrote the copy: another user's bundle begins a chain of its own.
    goOn(analyst, (db, by) => {
      writeBundle(db, whole, () => by)
      writeBundle(
        db,
        heads,
        () => by,
        () => true,
      )
    })
    alterRaw(analyst, (raw) => {
      raw.exec("DELETE FROM op WHERE kind = 'annotation.change'; DELETE FROM checkpoint")
      raw.exec(
        "DELETE FROM payload WHERE hash NOT IN (SELECT unhex(json_extract(CAST(body AS TEXT), '$.payload_hash')) FROM op)",
      )
      raw.exec('UPDATE annotation SET note = NULL, changed_ms = created_ms')
    })
    for (const other of [whole, heads])
      expect((await against(analyst, other)).problems.map(({ code }) => code)).toContain('against-cut')
    const stranger = makeCopies().lead
    expect((await against(stranger, whole)).problems.map(({ code }) => code)).toContain('against-other-project')
  })

  it('refuses one that was cut off', async () => {
    const { lead, analyst } = makeCopies()
    const bundle = `${lead}.b`
    await makeCli().json(['bundle', analyst, bundle])
    writeFileSync(bundle, readFileSync(bundle).subarray(0, -9))
    const ended = await makeCli().call(['verify', lead, '--against', bundle])
    expect([ended.code, ended.stdout]).toEqual([2, ''])
    expect(ended.stderr).toMatch(/cut off or altered/)
  })
})

describe('log', () => {
  it('lists every entry as the contract says, with what it changed before and after', async () => {
    const { analyst, id } = makeCopies()
    goOn(analyst, (db, by) => {
      setRating(db, id, { reliability: 'B', credibility: 2, rationale: 'تطابق' }, by)
      deleteAnnotations(db, [id], by)
      undo(db, by)
    })
    const { unit, ops }: Log = await makeCli().json(['log', analyst, '--annotation', id])
    expect(unit).toBe('code point')
    expect(Object.keys(ops[0]!)).toEqual(
      expect.arrayContaining(['hash', 'replica', 'seq', 'author', 'wall', 'kind', 'target', 'body']),
    )
    expect(ops.map(({ author, kind, body }) => [author, kind, body.before, body.after])).toEqual([
      ['هدى', 'annotation.create', null, expect.objectContaining({ label: 'claim', status: 'live', note: null })],
      ['سلمى', 'annotation.change', { note: null }, { note: 'راجعه' }],
      ['سلمى', 'rating.set', { ratings: {} }, { ratings: expect.anything() }],
      ['سلمى', 'annotation.delete', { status: 'live' }, { status: 'deleted' }],
      ['سلمى', 'op.undo', { status: 'deleted' }, { status: 'live' }],
    ])
    const all: Log = await makeCli().json(['log', analyst])
    expect(all.ops.length).toBeGreaterThan(ops.length)
    const text = await makeCli().call(['log', analyst, '--annotation', id])
    expect(text.stdout.trim().split('\n')).toHaveLength(5)
  })

  it('refuses an annotation that is not there', async () => {
    const { lead } = makeCopies()
    const ended = await makeCli().call(['log', lead, '--annotation', 'x'])
    expect([ended.code, ended.stderr]).toEqual([2, 'isnad: this project does not hold the annotation x\n'])
  })
})

type Change = Record<string, unknown> | null
type Line = { author: string; kind: string; body: { before: Change; after: Change } }
type Log = { unit: string; ops: Line[] }

function writeAnother(file: string): string {
  writeFileSync(file, 'نص')
  return file
}
