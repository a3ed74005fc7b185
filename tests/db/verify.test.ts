import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation, deleteAnnotations, setClaim, setRating } from '../../db/annotation.ts'
import { addArticle, describeArticle } from '../../db/article.ts'
import { backupProject } from '../../db/backup.ts'
import { redo, undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { rebuild } from '../../db/refold.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { alterRaw } from '../support/raw.ts'

const TEXT = 'قال 👳🏻‍♀️ الوزير سامر إن الجسر آمن.\nأضاف أن العمل يستمر عاماً.'
const ID = '01999999-0000-7000-8000-000000000000'
const OTHER = 'نص آخر عن الجسر والوزير.'

/** Content of every kind, with undo, redo, deletion and a source whose bytes are not its text. */
function fill(db: Db): void {
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  addText(db, OTHER, by, 'other.txt')
  const bytes = Buffer.from(`\uFEFF${OTHER}\r\n`)
  const source = {
    file: 'bom.txt',
    bytes,
    encoding: 'utf-8',
    reader: 'text 1',
    text: `${OTHER}\n`,
    sentences: [],
    segmenter: 'test',
  }
  addArticle(db, source, { title: 'علامة', publisher: null, author: null, date: null, language: 'ar' }, by)
  describeArticle(db, articleId, { publisher: 'وكالة الضفة' }, by)
  const actor = createAnnotation(db, draftOf(articleId, TEXT, 'سامر'), by)
  const claim = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر آمن', 'claim'), by)
  const at = draftOf(articleId, TEXT, 'الوزير سامر')
  const part = { start: at.startCodePoint, end: at.endCodePoint, text: at.quote }
  setClaim(db, claim.id, { source: part, cue: null, polarity: 'asserts', hedged: false }, by)
  setRating(db, claim.id, { reliability: 'B', credibility: 2, rationale: 'تطابق' }, by)
  setRating(db, claim.id, { reliability: 'C', credibility: null, rationale: null }, by)
  deleteAnnotations(db, [actor.id], by)
  undo(db, by)
  undo(db, by)
  redo(db, by)
}

const flip = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes)
  copy[copy.length >> 1]! ^= 1
  return copy
}

/** What somebody with another program can do to a project, and the code that names it. */
type Tampering = [what: string, code: string, tamper: (raw: Database.Database) => unknown]

const tampering: [string, string, (raw: Database.Database) => void][] = [
  [
    'a word of an article',
    'text-hash',
    (raw) => raw.exec("UPDATE canonical_text SET text = replace(text, 'آمن', 'خطر')"),
  ],
  ['a deleted text', 'structure', (raw) => raw.exec("DELETE FROM canonical_text WHERE text LIKE '%سامر%'")],
  [
    'the bytes of a source',
    'source-hash',
    (raw) => {
      const bytes = raw.prepare('SELECT bytes FROM source_file WHERE bytes IS NOT NULL').pluck().get() as Buffer
      raw.prepare('UPDATE source_file SET bytes = ? WHERE bytes IS NOT NULL').run(flip(bytes))
    },
  ],
  ['erased bytes of a source', 'source-missing', (raw) => raw.exec('UPDATE source_file SET bytes = NULL')],
  ['a quote', 'quote', (raw) => raw.exec("UPDATE annotation SET quote = 'سامي' WHERE quote = 'سامر'")],
  [
    'a quote with its offsets',
    'fold',
    (raw) =>
      raw.exec("UPDATE annotation SET quote = 'قال', start_code_point = 0, end_code_point = 3 WHERE quote = 'سامر'"),
  ],
  [
    'an op’s body',
    'op-hash',
    (raw) => {
      const body = raw.prepare("SELECT body FROM op WHERE kind = 'rating.set' LIMIT 1").pluck().get() as Buffer
      raw.prepare('UPDATE op SET body = ? WHERE body = ?').run(flip(body), body)
    },
  ],
  [
    'an op’s body that is no JSON, with its hash',
    'op-hash',
    (raw) => {
      const hash = createHash('sha256').update('x').digest()
      raw.prepare("UPDATE op SET body = ?, hash = ? WHERE kind = 'project.set'").run(Buffer.from('x'), hash)
    },
  ],
  ...['author', 'kind', 'target'].map(
    (column): Tampering => [
      `the log’s column ${column}`,
      'op-columns',
      (raw) => raw.exec(`UPDATE op SET ${column} = 'x' WHERE kind = 'claim.set'`),
    ],
  ),
  ...['seq', 'lamport', 'wall_ms'].map(
    (column): Tampering => [
      `the log’s column ${column}`,
      'op-columns',
      (raw) => raw.exec(`UPDATE op SET ${column} = ${column} + 1000 WHERE kind = 'claim.set'`),
    ],
  ),
  ['the log’s column replica', 'op-columns', (raw) => raw.exec("UPDATE op SET replica = 'x' WHERE kind = 'claim.set'")],
  [
    'the log’s column prev',
    'op-columns',
    (raw) => raw.exec("UPDATE op SET prev = zeroblob(32) WHERE kind = 'claim.set'"),
  ],
  [
    'two entries in each other’s place',
    'op-columns',
    (raw) => {
      const [a, b] = raw.prepare("SELECT seq FROM op WHERE kind = 'rating.set' ORDER BY seq").pluck().all() as [
        number,
        number,
      ]
      raw.exec(`UPDATE op SET seq = CASE seq WHEN ${a} THEN ${b} ELSE ${a} END WHERE kind = 'rating.set'`)
    },
  ],
  [
    'an entry rewritten with its hash',
    'chain-broken',
    (raw) => {
      const { body, hash } = raw.prepare("SELECT body, hash FROM op WHERE kind = 'claim.set'").get() as Record<
        string,
        Buffer
      >
      const forged = Buffer.from(body!.toString().replace(/"wall_ms":\d+/, '"wall_ms":1'))
      const forgedHash = createHash('sha256').update(forged).digest()
      raw.prepare('UPDATE op SET body = ?, hash = ?, wall_ms = 1 WHERE hash = ?').run(forged, forgedHash, hash)
    },
  ],
  ['a deleted entry', 'chain-gap', (raw) => raw.exec("DELETE FROM op WHERE kind = 'claim.set'")],
  [
    'the deleted last entry',
    'op-missing',
    (raw) => raw.exec('DELETE FROM op WHERE lamport = (SELECT max(lamport) FROM op)'),
  ],
  [
    'the last two entries deleted, which undo each other',
    'op-missing',
    (raw) => raw.exec("DELETE FROM op WHERE kind = 'op.undo' AND lamport >= (SELECT max(lamport) - 1 FROM op)"),
  ],
  ['every entry deleted', 'op-missing', (raw) => raw.exec('DELETE FROM op')],
  [
    'a payload',
    'payload-hash',
    (raw) => {
      const { hash, data } = raw
        .prepare("SELECT p.hash, p.data FROM payload p WHERE CAST(data AS TEXT) LIKE '%تطابق%'")
        .get() as Record<string, Buffer>
      raw.prepare('UPDATE payload SET data = ? WHERE hash = ?').run(flip(data!), hash)
    },
  ],
  [
    'a deleted payload',
    'payload-missing',
    (raw) => raw.exec("DELETE FROM payload WHERE CAST(data AS TEXT) LIKE '%تطابق%'"),
  ],
  [
    'a payload that no entry names',
    'op-missing',
    (raw) => {
      const data = Buffer.from('{}x')
      raw.prepare('INSERT INTO payload VALUES (?, ?)').run(createHash('sha256').update(data).digest(), data)
    },
  ],
  ...[
    ["annotation SET label = 'event' WHERE label = 'actor'", 'an annotation’s label'],
    ["annotation SET note = 'غيره'", 'an annotation’s note'],
    ["annotation SET layer = 'adjudicated'", 'an annotation’s layer'],
    ["annotation SET status = 'deleted'", 'an annotation’s status'],
    ["annotation SET prefix = ''", 'an annotation’s context'],
    ["annotation SET author = 'x'", 'an annotation’s author'],
    ["rating SET reliability = 'A'", 'a rating'],
    ['rating SET live = 0', 'a rating’s life'],
    ["claim SET body = json_set(body, '$.polarity', 'denies')", 'a claim'],
    ["article SET publisher = 'غيره'", 'an article’s publisher'],
    ['article SET removed = 1', 'an article’s removal'],
    ['article SET characters = 3', 'an article’s length'],
    ['sentence SET end_code_point = end_code_point - 1', 'a sentence’s bounds'],
    ['sentence SET position = position + 5', 'a sentence’s number'],
    ["member SET name = 'غيره' WHERE name = 'ليلى'", 'a member’s name'],
    ["member SET role = 'lead'", 'a member’s role'],
    ["project SET title = 'غيره'", 'the project’s title'],
  ].map(([sql, name]): Tampering => [`${name} altered`, 'fold', (raw) => raw.exec(`UPDATE ${sql}`)]),
  ...['annotation', 'rating', 'claim', 'article', 'sentence', 'member', 'project'].map(
    (table): Tampering => [`rows of ${table} deleted`, 'fold', (raw) => raw.exec(`DELETE FROM ${table}`)],
  ),
  [
    'an annotation that the log does not know',
    'fold',
    (raw) =>
      raw.exec(
        `INSERT INTO annotation SELECT '${ID}', article_id, layer, label, subtype, start_code_point, end_code_point, quote, prefix, suffix, value, note, status, author, tool, rule, derived_from, created_ms, changed_ms FROM annotation LIMIT 1`,
      ),
  ],
  [
    'a member that the log does not know',
    'fold',
    (raw) => raw.exec(`INSERT INTO member VALUES ('${ID}', 'دخيل', 'lead', '[]')`),
  ],
  [
    'a rating that the log does not know',
    'fold',
    (raw) =>
      raw.exec(
        "INSERT INTO rating SELECT zeroblob(32), annotation_id, 'A', 1, NULL, author, lamport, wall_ms, 1 FROM rating LIMIT 1",
      ),
  ],
  ['a second project', 'fold', (raw) => raw.exec(`INSERT INTO project VALUES ('${ID}', 'آخر')`)],
]

describe('verifyProject', () => {
  it.each(tampering)('finds %s', async (_, code, tamper) => {
    const db = makeProject()
    fill(db)
    closeProject(db)
    alterRaw(db.file, tamper)
    const again = openProject(db.file)
    onTestFinished(() => closeProject(again))
    const { ok, problems } = await verifyProject(again)
    expect(ok).toBe(false)
    expect(problems.map((problem) => problem.code)).toContain(code)
    for (const { where, message } of problems) expect(`${where}${message}`).not.toMatch(/سامر|تطابق|آمن/)
  })

  it('raises no false alarm after undo, redo, deletion, description, rebuild, reopening and backup', async () => {
    const db = makeProject()
    fill(db)
    expect(await verifyProject(db)).toMatchObject({ ok: true, checked: { articles: 3, annotations: 2 }, problems: [] })
    rebuild(db)
    expect((await verifyProject(db)).problems).toEqual([])
    const copy = `${makeFolder()}/copy.isnad`
    backupProject(db, copy)
    closeProject(db)
    for (const file of [db.file, copy]) {
      const again = openProject(file)
      fill(again)
      expect((await verifyProject(again)).problems).toEqual([])
      closeProject(again)
    }
  })

  it.each([
    ['an emoji alone', '👩🏽‍🚀'],
    ['U+0000 and other controls', 'أ\u0000ب\u0001\u2028'],
    ['both directions’ controls', '\u202Eأ\u2066ب\u2069'],
    ['marks, tatweel and a letter that NFC would change', 'مُـحَمَّد \u0622 \u0627\u0653'],
    ['quotes and a backslash', '\\"\'`{}'],
  ])('raises no false alarm over a note with %s', async (_, note) => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    createAnnotation(db, { ...draftOf(addText(db, TEXT, by), TEXT, 'سامر'), note, subtype: note.slice(0, 20) }, by)
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('never meets half of a character: it is refused where it would be written', () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const draft = { ...draftOf(addText(db, TEXT, by), TEXT, 'سامر'), note: 'أ\uD83D' }
    expect(() => createAnnotation(db, draft, by)).toThrow(expect.objectContaining({ code: 'bad-input' }))
    expect(() => becomeMember(db, 'ليلى\uDC00')).toThrow(expect.objectContaining({ code: 'bad-input' }))
  })

  it('can be cancelled between its steps', async () => {
    const db = makeProject()
    fill(db)
    const cancel = async () => {
      throw new RangeError('cancelled')
    }
    await expect(verifyProject(db, cancel)).rejects.toThrow('cancelled')
  })
})
