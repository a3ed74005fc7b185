import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import * as schema from '../../db/schema.ts'
import { makeProject } from '../support/project.ts'

type Column = { name: string; type: string; notnull: number; pk: number }

const tables = Object.values(schema).flatMap((each: unknown) => (is(each, SQLiteTable) ? [getTableConfig(each)] : []))

describe('schema.ts', () => {
  it('names every table of a migrated file and no other', () => {
    const { raw } = makeProject()
    const found = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
    expect(tables.map(({ name }) => name).sort()).toEqual(found)
  })

  it.each(tables)('describes the columns of $name as the file has them', ({ name, columns, primaryKeys }) => {
    const { raw } = makeProject()
    const stored = raw.prepare(`SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?)`).all(name) as Column[]
    const keys = primaryKeys.flatMap((key) => key.columns.map((column) => column.name))
    const described = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      required: column.notNull,
      key: column.primary || keys.includes(column.name),
    }))
    expect(described).toEqual(
      stored.map((column) => ({
        name: column.name,
        type: column.type,
        required: column.notnull === 1 || column.pk > 0,
        key: column.pk > 0,
      })),
    )
  })
})

describe('a migrated file', () => {
  it('has only STRICT tables', () => {
    const { raw } = makeProject()
    const loose = raw.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0").pluck().all()
    expect(loose).toEqual(['sqlite_schema'])
  })

  it('refuses to change or delete an entry of the log', () => {
    const { raw } = makeProject()
    expect(() => raw.prepare("UPDATE op SET author = 'x'").run()).toThrow(/append-only/)
    expect(() => raw.prepare('DELETE FROM op').run()).toThrow(/append-only/)
    const forged =
      "REPLACE INTO op SELECT hash, replica, seq, lamport, 'x', wall_ms, kind, target, body, prev, sig, local_rowid FROM op"
    expect(() => raw.prepare(forged).run()).toThrow(/append-only/)
    expect(raw.prepare('SELECT count(*) FROM op').pluck().get()).toBe(3)
  })

  it('refuses to change a canonical text', () => {
    const { raw } = makeProject()
    raw.prepare("INSERT INTO canonical_text VALUES ('x', 'نص')").run()
    expect(() => raw.prepare("UPDATE canonical_text SET text = 'غيره'").run()).toThrow(/never changes/)
    expect(() => raw.prepare("REPLACE INTO canonical_text VALUES ('x', 'غيره')").run()).toThrow(/never changes/)
    expect(raw.prepare('SELECT text FROM canonical_text').pluck().all()).toEqual(['نص'])
  })
})
