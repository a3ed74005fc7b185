import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { createEntity, linkToNew, listEntities, mergeEntities } from '../../db/entity.ts'
import { undo } from '../../db/history.ts'
import { becomeMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { exportCorpus } from '../../electron/jobs/export-corpus.ts'
import { importJsonl, listBeside } from '../../electron/jobs/import-jsonl.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'

const TEXT = 'أعلن تنظيم الدولة الإسلامية (داعش) الانسحاب.'

function prepare(): { db: Db; by: string; articleId: string } {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  return { db, by, articleId: addText(db, TEXT, by) }
}

function readAll(folder: string) {
  const paths = [join(folder, 'annotations.jsonl')]
  return [...paths, ...listBeside(paths)].map((path) => ({
    path,
    text: readFileSync(path, 'utf8'),
    isAsked: paths.includes(path),
  }))
}

describe('entities in our own JSONL', () => {
  it('come back with their names, merges and mentions, as one act', async () => {
    const from = prepare()
    const mentions = ['تنظيم الدولة الإسلامية', 'داعش'].map(
      (quote) => createAnnotation(from.db, draftOf(from.articleId, TEXT, quote), from.by).id,
    )
    const made = linkToNew(from.db, mentions, { name: 'داعش', aliases: ['تنظيم الدولة'], kind: 'group' }, from.by)
    const other = createEntity(from.db, { name: 'الدولة' }, from.by)
    mergeEntities(from.db, [other.id], made.id, from.by)
    const folder = join(makeFolder(), 'out')
    const { counts } = await exportCorpus(from.db, folder, { format: 'jsonl' })
    expect(counts.entities).toBe(2)

    const to = prepare()
    importJsonl(to.db, readAll(folder), to.by, {})
    const strip = (db: Db) => listEntities(db).map(({ author: _, createdAt: __, ...rest }) => rest)
    expect(strip(to.db)).toEqual(strip(from.db))
    expect(listAnnotations(to.db, to.articleId).map(({ entity }) => entity)).toEqual([made.id, made.id])
    importJsonl(to.db, readAll(folder), to.by, {})
    expect(listEntities(to.db)).toHaveLength(2)
    undo(to.db, to.by)
    expect(listEntities(to.db)).toEqual([])
    expect(listAnnotations(to.db, to.articleId)).toEqual([])
  })

  it('leaves mentions without their entity where the file of entities is missing', async () => {
    const from = prepare()
    const mention = createAnnotation(from.db, draftOf(from.articleId, TEXT, 'داعش'), from.by).id
    linkToNew(from.db, [mention], { name: 'داعش' }, from.by)
    const folder = join(makeFolder(), 'out')
    await exportCorpus(from.db, folder, { format: 'jsonl' })
    const to = prepare()
    importJsonl(to.db, readAll(folder).slice(0, 1), to.by, {})
    expect(listAnnotations(to.db, to.articleId).map(({ quote, entity }) => [quote, entity])).toEqual([['داعش', null]])
  })
})
