import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { type Migration, migrate, migrations, SCHEMA_VERSION } from '../../db/migrate.ts'
import { closeProject } from '../../db/open.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'
import { openRaw } from '../support/raw.ts'
import { hashFile } from '../support/snapshot.ts'

const TEXT = 'أعلنت البلدية أن الجسر آمن.'

/** A closed project with content of every kind, opened as plain SQLite. */
function filledFile(): Database.Database {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  createAnnotation(db, draftOf(addText(db, TEXT, by), TEXT, 'الجسر'), by)
  closeProject(db)
  const raw = openRaw(db.file)
  onTestFinished(() => void raw.close())
  return raw
}

function step(sql: string, loses?: readonly string[]): readonly Migration[] {
  return [...migrations, { version: SCHEMA_VERSION + 1, name: 'next', sql, ...(loses ? { loses } : {}) }]
}

const count = (raw: Database.Database, table: string): unknown =>
  raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

// The rebuild that drizzle-kit writes, which cascades under drizzle's own runner.
const REBUILD = `
CREATE TABLE new_article AS SELECT * FROM article;
DROP TABLE article;
${articleTable('new_name TEXT,')}
INSERT INTO article SELECT id, sha256, source_sha256, file, encoding, reader, title, publisher, author, date, language, NULL,
  characters, segmenter, added_ms, removed FROM new_article;
DROP TABLE new_article;`

describe('migrate', () => {
  it('keeps every row, and those that refer to it, through a table’s rebuild', () => {
    const raw = filledFile()
    raw.pragma('foreign_keys = ON')
    const before = ['article', 'sentence', 'annotation', 'op'].map((table) => count(raw, table))
    migrate(raw, step(REBUILD))
    expect(['article', 'sentence', 'annotation', 'op'].map((table) => count(raw, table))).toEqual(before)
    expect(raw.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 1)
    expect(raw.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(count(raw, 'schema_migration')).toBe(SCHEMA_VERSION + 1)
  })

  it('calls for a backup before an older file is changed, and not for a new or a current one', () => {
    const raw = filledFile()
    const calls: unknown[] = []
    migrate(raw, migrations, () => calls.push('current'))
    migrate(raw, step('CREATE TABLE more (x TEXT) STRICT'), () => calls.push(count(raw, 'schema_migration')))
    const fresh = new Database(':memory:')
    migrate(fresh, migrations, () => calls.push('new'))
    fresh.close()
    expect(calls).toEqual([SCHEMA_VERSION])
  })

  it('changes nothing where the backup fails', () => {
    const raw = filledFile()
    const fail = () => {
      throw new RangeError('no room for a backup')
    }
    expect(() => migrate(raw, step('CREATE TABLE more (x TEXT) STRICT'), fail)).toThrow('no room')
    expect(raw.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
  })

  it.each([
    ['rows are lost', 'DELETE FROM sentence', /sentence would lose rows/],
    ['a table is lost', 'DROP TABLE claim; DELETE FROM rating; DROP TABLE sentence', /sentence would lose rows/],
    [
      'something is left without what it refers to',
      "UPDATE annotation SET article_id = 'x' WHERE 0; PRAGMA defer_foreign_keys = ON; DROP TRIGGER annotation_still_quotes_its_article; UPDATE annotation SET article_id = 'gone'",
      /refer to/,
    ],
    [
      'the log is changed',
      'DROP TRIGGER op_is_never_changed; UPDATE op SET body = zeroblob(9) WHERE seq = 2',
      /log would change/,
    ],
    ['the SQL is wrong', 'CREATE TABLE broken (', /incomplete input/],
  ])('takes a step back where %s', (_, sql, message) => {
    const raw = filledFile()
    const before = hashFile(raw.name)
    expect(() => migrate(raw, step(sql))).toThrow(message)
    expect(raw.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
    expect(raw.pragma('foreign_keys', { simple: true })).toBe(1)
    raw.close()
    expect(hashFile(raw.name)).toBe(before)
  })

  it('lets a step lose the rows of a table that it names', () => {
    const raw = filledFile()
    migrate(raw, step('DELETE FROM sentence', ['sentence']))
    expect(count(raw, 'sentence')).toBe(0)
  })

  it.each([
    ['a newer schema', `PRAGMA user_version = ${SCHEMA_VERSION + 1}`, 'project-newer'],
    ['a step that this program does not know', "UPDATE schema_migration SET sha256 = 'x'", 'project-damaged'],
    ['a step that is missing', 'DELETE FROM schema_migration', 'project-damaged'],
    ['a step too many', "INSERT INTO schema_migration VALUES (7, 'x', 'x', 0)", 'project-damaged'],
  ])('refuses a file with %s', (_, sql, code) => {
    const raw = filledFile()
    raw.exec(sql)
    expect(() => migrate(raw)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('test.isnad') }),
    )
  })
})

function articleTable(extra: string): string {
  const [, sql] = /(CREATE TABLE article \([\s\S]*?\) STRICT;)/.exec(migrations[0]!.sql)!
  return sql!.replace('characters INTEGER', `${extra} characters INTEGER`)
}
