import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkCopy } from '../../db/backup-check.ts'
import { sha256Hex } from '../../db/hash.ts'
import { SCHEMA_VERSION } from '../../db/migrate.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { rebuild } from '../../db/refold.ts'
import { listBackups, sweepDrafts } from '../../db/rotation.ts'
import { verifyProject } from '../../db/verify.ts'
import { bundleScript } from '../support/bundle.ts'
import { makeFolder } from '../support/project.ts'
import { openRaw } from '../support/raw.ts'

// Each file was filled by the program of its own version, from this repository's history (the commit before the next
// schema came): annotations of every label, changes, ratings, a claim, deletion, undo and redo, later label set,
// guidelines and decisions on suggestions, at last a team: members, keys, hand-outs, a merge with one entry in quarantine,
// states, decisions, entities, links, checkpoints. Beside it lies what its tables held then.

const RELEASED = [1, 2, 3, 4]
const OLDER = RELEASED.filter((version) => version < SCHEMA_VERSION)
const ROUNDS = Number(process.env.ISNAD_KILLS ?? 18)

type Held = Readonly<{
  ops: number
  head: string
  tables: Readonly<Record<string, Readonly<{ columns: readonly string[]; rows: number; sha256: string }>>>
}>

const pathOf = (name: string): string => join(import.meta.dirname, '../fixtures/versions', name)
const readHeld = (version: number): Held => JSON.parse(readFileSync(pathOf(`schema-${version}.json`), 'utf8')) as Held

/** The file of a version, unpacked into a folder of its own. */
function unpack(version: number): string {
  const file = join(makeFolder(), `schema-${version}.isnad`)
  writeFileSync(file, gunzipSync(readFileSync(pathOf(`schema-${version}.isnad.gz`))))
  return file
}

/** What the tables hold now, in the columns that they had then. */
function hold(raw: Database.Database, like: Held): Held {
  const tables = Object.entries(like.tables).map(([table, { columns }]) => {
    const rows = raw
      .prepare(`SELECT ${columns.join(', ')} FROM ${table}`)
      .raw()
      .all() as unknown[][]
    const written = rows.map((row) =>
      JSON.stringify(row.map((value) => (Buffer.isBuffer(value) ? value.toString('hex') : value))),
    )
    return [table, { columns, rows: rows.length, sha256: sha256Hex(written.toSorted().join('\n')) }] as const
  })
  const ops = Number(raw.prepare('SELECT count(*) FROM op').pluck().get())
  const head = String(raw.prepare('SELECT hex(hash) FROM op ORDER BY lamport DESC, hash DESC LIMIT 1').pluck().get())
  return { ops, head, tables: Object.fromEntries(tables) }
}

function readVersion(raw: Database.Database): number {
  return Number(raw.pragma('user_version', { simple: true }))
}

describe.each(RELEASED)('a project of schema %i', (version) => {
  it('opens with all it held, its log untouched, after a verified backup where it was migrated', async () => {
    const file = unpack(version)
    const held = readHeld(version)
    const db = openProject(file)
    onTestFinished(() => closeProject(db))
    expect(readVersion(db.raw)).toBe(SCHEMA_VERSION)
    expect(hold(db.raw, held)).toEqual(held)
    expect((await verifyProject(db)).problems).toEqual([])
    // Nothing was changed: nothing needs a backup.
    if (version === SCHEMA_VERSION) {
      expect(listBackups(file)).toEqual([])
      return
    }
    const [backup, ...others] = listBackups(file)
    expect([backup?.reason, others]).toEqual(['migration', []])
    expect(checkCopy(backup!.file).counts.ops).toBe(held.ops)
    const old = openRaw(backup!.file)
    onTestFinished(() => void old.close())
    expect(readVersion(old)).toBe(version)
    expect(hold(old, held)).toEqual(held)
  })

  it('folds again to what it held', () => {
    const held = readHeld(version)
    const db = openProject(unpack(version))
    onTestFinished(() => closeProject(db))
    rebuild(db)
    expect(hold(db.raw, held)).toEqual(held)
  })
})

describe('a migration under kill -9', () => {
  it(`leaves the old schema or the new one, whole, in ${ROUNDS} kills`, { timeout: ROUNDS * 20_000 }, async () => {
    const script = await bundleScript(new URL('../faults/open-child.ts', import.meta.url))
    const seen: number[] = []
    let whole = 0
    for (let round = 0; round <= ROUNDS; round++) {
      const version = OLDER[round % OLDER.length]!
      const file = unpack(version)
      const held = readHeld(version)
      const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout, 'data')
      const [begun, gone] = [Date.now(), once(child, 'exit')]
      if (round > 0) await setTimeout((round / ROUNDS) * whole).then(() => child.kill('SIGKILL'))
      await gone
      whole ||= Date.now() - begun
      const raw = openRaw(file)
      const found = readVersion(raw)
      // Between two steps is a whole schema too.
      expect(found).toBeGreaterThanOrEqual(version)
      expect(hold(raw, held)).toEqual(held)
      raw.close()
      seen.push(found - version)
      const db = openProject(file)
      sweepDrafts(file)
      expect(hold(db.raw, held)).toEqual(held)
      expect((await verifyProject(db)).problems).toEqual([])
      closeProject(db)
      expect(listBackups(file).length).toBeGreaterThan(0)
    }
    console.log(`kill -9: steps done at the kill: ${seen.join(' ')}`)
  })
})
