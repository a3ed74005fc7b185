import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LABEL_SET, type LabelSet } from '../../corpus/label-set.ts'
import { changeAnnotation, createAnnotation, deleteAnnotations } from '../../db/annotation.ts'
import { redo, undo } from '../../db/history.ts'
import { countSubtypes, readGuideline, readLabelSet, setGuideline, setLabelSet } from '../../db/label-set.ts'
import { becomeMember } from '../../db/member.ts'
import { migrations } from '../../db/migrate.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'
import { openRaw } from '../support/raw.ts'

const TEXT = 'قالت الحكومة إن الحزب وافق.'

function withSubtypes(...codes: readonly string[]): LabelSet {
  const [actor, ...others] = DEFAULT_LABEL_SET
  const look = { colour: null, shape: null, key: null, description: '' }
  return [{ ...actor!, subtypes: codes.map((code) => ({ code, nameAr: code, nameEn: code, ...look })) }, ...others]
}

function makeFilled() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const { id } = createAnnotation(db, { ...draftOf(articleId, TEXT, 'الحكومة'), subtype: 'state' }, by)
  return { db, by, articleId, id }
}

describe('setLabelSet', () => {
  it('is in the log: undone, done again, rebuilt and verified like everything else', async () => {
    const { db, by } = makeFilled()
    expect(readLabelSet(db)).toEqual(DEFAULT_LABEL_SET)
    setLabelSet(db, withSubtypes('state', 'party'), by)
    setGuideline(db, '# القواعد', by)
    undo(db, by)
    undo(db, by)
    expect([readLabelSet(db), readGuideline(db)]).toEqual([DEFAULT_LABEL_SET, ''])
    redo(db, by)
    redo(db, by)
    expect([readLabelSet(db), readGuideline(db)]).toEqual([withSubtypes('state', 'party'), '# القواعد'])
    rebuild(db)
    expect([readLabelSet(db), readGuideline(db)]).toEqual([withSubtypes('state', 'party'), '# القواعد'])
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('says how many annotations have a subtype before it goes, and leaves them as they are', () => {
    const { db, by, id } = makeFilled()
    setLabelSet(db, withSubtypes('state', 'party'), by)
    expect(countSubtypes(db)).toEqual([{ label: 'actor', subtype: 'state', count: 1 }])
    expect(() => setLabelSet(db, withSubtypes('party'), by)).toThrow(
      expect.objectContaining({ code: 'subtype-used', details: { code: 'state', count: 1 } }),
    )
    expect(readLabelSet(db)).toEqual(withSubtypes('state', 'party'))
    expect(setLabelSet(db, withSubtypes('party'), by, true)).toEqual(withSubtypes('party'))
    expect(countSubtypes(db)).toHaveLength(1)
    deleteAnnotations(db, [id], by)
    expect(countSubtypes(db)).toEqual([])
  })

  it('lets a subtype go without a word that nobody used', () => {
    const { db, by } = makeFilled()
    setLabelSet(db, withSubtypes('state', 'party'), by)
    expect(setLabelSet(db, withSubtypes('state'), by)).toEqual(withSubtypes('state'))
  })

  it('is checked: a row that says something else than the log is found', async () => {
    const { db, by } = makeFilled()
    setLabelSet(db, withSubtypes('state'), by)
    db.raw.exec("UPDATE label_set SET body = '[]'")
    expect((await verifyProject(db)).problems.map(({ code }) => code)).toEqual(['fold'])
  })
})

describe('a subtype', () => {
  it('goes when the label becomes another one, and comes back with undo', () => {
    const { db, by, id } = makeFilled()
    expect(changeAnnotation(db, id, { label: 'event' }, by)).toMatchObject({ label: 'event', subtype: null })
    undo(db, by)
    expect(countSubtypes(db)).toEqual([{ label: 'actor', subtype: 'state', count: 1 }])
    expect(changeAnnotation(db, id, { label: 'event', subtype: 'crash' }, by)).toMatchObject({ subtype: 'crash' })
  })
})

describe('a file of the schema before', () => {
  it('opens with all that it held, and takes a label set from then on', async () => {
    const { db, by } = makeFilled()
    closeProject(db)
    const raw = openRaw(db.file)
    dropWhatCameAfter(raw, 1)
    raw.close()
    const again = openProject(db.file)
    try {
      expect(countSubtypes(again)).toEqual([{ label: 'actor', subtype: 'state', count: 1 }])
      expect(readLabelSet(again)).toEqual(DEFAULT_LABEL_SET)
      setLabelSet(again, withSubtypes('state'), by)
      expect((await verifyProject(again)).problems).toEqual([])
    } finally {
      closeProject(again)
    }
  })
})

/** Takes a file back to an older schema, whose tables are all still as they were then. */
function dropWhatCameAfter(raw: Database.Database, version: number): void {
  const list = (db: Database.Database) =>
    db.prepare("SELECT type, name FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'").all() as Named[]
  const old = new Database(':memory:')
  for (const step of migrations.slice(0, version)) old.exec(step.sql)
  const known = new Set(list(old).map(({ name }) => name))
  old.close()
  for (const { type, name } of list(raw).sort((a, b) => (a.type < b.type ? -1 : 1)))
    if (!known.has(name)) raw.exec(`DROP ${type} IF EXISTS "${name}"`)
  raw.exec(`DELETE FROM schema_migration WHERE version > ${version}; PRAGMA user_version = ${version}`)
}

type Named = { type: string; name: string }
