import { describe, expect, it } from 'vitest'
import { createAnnotation, deleteAnnotations, listAnnotations } from '../../db/annotation.ts'
import { addArticle, describeArticle, listSentences, readArticle, type SourceText } from '../../db/article.ts'
import { foldArticle } from '../../db/article-fold.ts'
import { describeStacks, listHistory, undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { listOps } from '../../db/ops.ts'
import { rebuild } from '../../db/refold.ts'
import { decodeArticle, readSourceBytes } from '../../db/source.ts'
import { traceReference } from '../../db/trace.ts'
import { verifyProject } from '../../db/verify.ts'
import { readSource } from '../../electron/jobs/import-articles.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

// Two lines in windows-1256, which windows-1252 reads as something else.
const BYTES = Buffer.from('ÞÇá ÓÇãÑ.\r\nÇÓÊãÑ ÇáÚãá ÚÇãÇ.\n', 'latin1')
const RIGHT = 'قال سامر.\nاستمر العمل عاما.\n'
const DESCRIBED = { title: 'مقال', publisher: null, author: null, date: null, language: 'ar' }

const read = (encoding: string): SourceText => readSource(BYTES, 'a.txt', encoding)

/** A project with one article whose bytes were taken for something that they are not. */
function makeMisread() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const { id } = addArticle(db, read('windows-1252'), DESCRIBED, by)
  return { db, by, id }
}

const rowsOf = (db: Db, id: string) => [readArticle(db, id), listSentences(db, id), listHistory(db, id).length]

describe('decodeArticle', () => {
  it('changes text, encoding, length and sentences with one op, keeps the bytes, and verifies', async () => {
    const { db, by, id } = makeMisread()
    const before = readArticle(db, id)
    const article = decodeArticle(db, id, read('windows-1256'), by, { title: 'قال سامر.' })
    expect(article).toMatchObject({
      encoding: 'windows-1256',
      title: 'قال سامر.',
      characters: RIGHT.length,
      sentences: 2,
      sourceSha256: before.article.sourceSha256,
    })
    const { text, sentences } = readArticle(db, id)
    expect([text, before.text === text]).toEqual([RIGHT, false])
    const quoted = sentences.map(({ startCodePoint, endCodePoint }) => text.slice(startCodePoint, endCodePoint))
    expect(quoted).toEqual(['قال سامر.', 'استمر العمل عاما.'])
    expect(readSourceBytes(db, id)).toEqual(BYTES)
    expect(listHistory(db, id).map(({ kind }) => kind)).toEqual(['article.add', 'article.decode'])
    expect(await verifyProject(db)).toMatchObject({ ok: true, problems: [] })
  })

  it('is what a rebuild of the tables from the log gives', async () => {
    const { db, by, id } = makeMisread()
    decodeArticle(db, id, read('windows-1256'), by, { title: 'قال سامر.' })
    describeArticle(db, id, { publisher: 'وكالة الضفة' }, by)
    createAnnotation(db, draftOf(id, RIGHT, 'سامر'), by)
    const before = [...rowsOf(db, id), listAnnotations(db, id)]
    rebuild(db)
    expect([...rowsOf(db, id), listAnnotations(db, id)]).toEqual(before)
    expect(await verifyProject(db)).toMatchObject({ ok: true, problems: [] })
  })

  it('is reversed by another reading and by no undo', async () => {
    const { db, by, id } = makeMisread()
    const before = readArticle(db, id)
    decodeArticle(db, id, read('windows-1256'), by)
    expect([describeStacks(db, by), undo(db, by)]).toEqual([{ canUndo: false, canRedo: false }, undefined])
    decodeArticle(db, id, read('windows-1252'), by)
    expect(readArticle(db, id)).toEqual(before)
    expect(listHistory(db, id)).toHaveLength(3)
    expect(await verifyProject(db)).toMatchObject({ ok: true })
  })

  it('gives the bytes back where they were kept as the text that they were', async () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const utf8 = Buffer.from('نص عن الجسر.')
    const { id } = addArticle(db, readSource(utf8, 'b.txt'), DESCRIBED, by)
    const article = decodeArticle(db, id, readSource(utf8, 'b.txt', 'windows-1252'), by)
    expect([article.encoding, readSourceBytes(db, id)]).toEqual(['windows-1252', utf8])
    expect(traceReference(db, `urn:isnad:sha256:${article.sha256}#char=0,3`).verified).toBe(true)
    expect(await verifyProject(db)).toMatchObject({ ok: true, problems: [] })
    expect(decodeArticle(db, id, readSource(utf8, 'b.txt'), by)).toMatchObject({ encoding: 'utf-8' })
  })

  it('writes nothing where the reading is the one there is', () => {
    const { db, by, id } = makeMisread()
    decodeArticle(db, id, read('windows-1252'), by)
    expect(listHistory(db, id)).toHaveLength(1)
  })

  it.each(['live', 'deleted', 'undone'])('refuses once there is a %s annotation, and changes nothing', async (how) => {
    const { db, by, id } = makeMisread()
    const { text } = readArticle(db, id)
    const { id: annotation } = createAnnotation(db, draftOf(id, text, text.slice(0, 3)), by)
    if (how === 'deleted') deleteAnnotations(db, [annotation], by)
    if (how === 'undone') undo(db, by)
    expect(() => decodeArticle(db, id, read('windows-1256'), by)).toThrow(
      expect.objectContaining({ code: 'article-annotated' }),
    )
    expect([readArticle(db, id).text, listHistory(db, id).length]).toEqual([text, 1])
    expect(await verifyProject(db)).toMatchObject({ ok: true })
  })

  it('refuses a reading that is the text of another article, an unknown article, and foreign bytes', () => {
    const { db, by, id } = makeMisread()
    const other = addText(db, RIGHT, by, 'same.txt')
    expect(() => decodeArticle(db, id, read('windows-1256'), by)).toThrow(
      expect.objectContaining({ code: 'text-present', details: { id: other, encoding: 'windows-1256' } }),
    )
    const missing = '01999999-0000-7000-8000-00000000dead'
    expect(() => decodeArticle(db, missing, read('windows-1256'), by)).toThrow(
      expect.objectContaining({ code: 'article-missing' }),
    )
    expect(() => decodeArticle(db, id, readSource(Buffer.from('نص.'), 'c.txt'), by)).toThrow(RangeError)
    expect(listHistory(db, id)).toHaveLength(1)
  })

  it('outlives closing the file', () => {
    const { db, by, id } = makeMisread()
    decodeArticle(db, id, read('windows-1256'), by)
    closeProject(db)
    const again = openProject(db.file)
    expect(readArticle(again, id).text).toBe(RIGHT)
    closeProject(again)
  })
})

describe('foldArticle', () => {
  it('never mixes two readings that were made apart, whichever is shown', () => {
    const { db, by, id } = makeMisread()
    decodeArticle(db, id, read('windows-1256'), by)
    const [added, first] = listOps(db, id)
    const second = {
      ...first!,
      hash: 'f'.repeat(64),
      replica: 'another',
      change: { ...first!.change, sha256: 'e'.repeat(64), encoding: 'iso-8859-6', sentences: [[0, 4]], characters: 4 },
    }
    for (const ops of [
      [added!, first!, second],
      [added!, second, first!],
    ]) {
      const shown = ops[2]!.change!
      expect(foldArticle(ops)).toMatchObject({
        row: { sha256: shown.sha256, encoding: shown.encoding, characters: shown.characters },
        sentences: shown.sentences,
      })
    }
  })

  it('drops a segmentation of a text that is no longer the article’s', () => {
    const { db, by, id } = makeMisread()
    const old = readArticle(db, id).article.sha256
    decodeArticle(db, id, read('windows-1256'), by)
    const [added, decoded] = listOps(db, id)
    const segment = (sha256: unknown) => ({
      ...decoded!,
      kind: 'article.segment',
      hash: 'd'.repeat(64),
      parents: [added!.hash],
      change: { sha256, segmenter: 'other', sentences: [[0, 2]] },
    })
    expect(foldArticle([added!, decoded!, segment(old)])?.sentences).toEqual(decoded!.change!.sentences)
    const kept = foldArticle([added!, decoded!, segment(decoded!.change!.sha256)])
    expect([kept?.sentences, kept?.row.segmenter]).toEqual([[[0, 2]], 'other'])
  })
})
