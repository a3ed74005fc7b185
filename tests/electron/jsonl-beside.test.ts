import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acceptAgreed } from '../../db/adjudication.ts'
import { createAnnotation, listRatings, setClaim, setRating } from '../../db/annotation.ts'
import { createEntity, linkMentions } from '../../db/entity.ts'
import { listLinks, removeLinks, setLinks } from '../../db/link.ts'
import { becomeMember, findOrAddMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { verifyProject } from '../../db/verify.ts'
import { exportCorpus } from '../../electron/jobs/export-corpus.ts'
import { importJsonl, listBeside } from '../../electron/jobs/import-jsonl.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'

const TEXT = 'قال الوزير سامر حداد إن الشركة باعت النفط في 2016 للتنظيم. أكد المدير أن العمال غادروا المدينة.'

function filled() {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const claim = createAnnotation(db, draftOf(articleId, TEXT, 'الشركة باعت النفط في 2016 للتنظيم', 'claim'), by).id
  const other = createAnnotation(db, draftOf(articleId, TEXT, 'العمال غادروا المدينة', 'claim'), by).id
  const date = createAnnotation(db, draftOf(articleId, TEXT, '2016', 'date'), by).id
  setClaim(db, claim, { source: null, cue: null, polarity: 'asserts', hedged: false }, by)
  setRating(db, claim, { reliability: 'C', credibility: 3, rationale: 'أول مرة' }, by)
  setRating(db, claim, { reliability: 'B', credibility: null, rationale: null }, findOrAddMember(db, 'نور').id)
  const links = setLinks(
    db,
    [
      { from: claim, to: date, kind: 'about' },
      { from: other, to: claim, kind: 'supports' },
    ],
    by,
  )
  return { db, by, articleId, claim, other, date, links }
}

async function exported(db: Db): Promise<string> {
  const out = join(makeFolder(), 'out')
  await exportCorpus(db, out, { format: 'jsonl' })
  return out
}

function bringIn(folder: string, asked = ['annotations.jsonl']) {
  const db = makeProject()
  const by = becomeMember(db, 'مستورِد').id
  addText(db, TEXT, by)
  const paths = asked.map((name) => join(folder, name))
  const read = (isAsked: boolean) => (path: string) => ({ path, text: readFileSync(path, 'utf8'), isAsked })
  const files = [...paths.map(read(true)), ...listBeside(paths).map(read(false))]
  return { db, by, files, run: () => importJsonl(db, files, by, {}) }
}

const lines = (folder: string, name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('links.jsonl and ratings.jsonl', () => {
  it('are written with what claims are about, and without what was taken away', async () => {
    const { db, by, claim, date, links } = filled()
    const out = await exported(db)
    expect(lines(out, 'links.jsonl')).toMatchObject([
      { id: links[0]!.id, from: claim, to: date, kind: 'about', annotator: 'ليلى' },
      { kind: 'supports', to: claim },
    ])
    const row = lines(out, 'annotations.jsonl').find(({ id }) => id === claim)
    expect(row!.claim).toMatchObject({ about: [{ link: links[0]!.id, id: date, label: 'date', text: '2016' }] })
    removeLinks(db, [links[0]!.id], by)
    expect(lines(await exported(db), 'links.jsonl')).toHaveLength(1)
  })

  it('come back the same from a fresh project, with raters and times, and a second import adds nothing', async () => {
    const { db } = filled()
    const first = await exported(db)
    const fresh = bringIn(first)
    expect(fresh.run()).toEqual({ added: 3, present: 0, failed: [], links: 2 })
    const second = await exported(fresh.db)
    expect(lines(second, 'links.jsonl')).toEqual(lines(first, 'links.jsonl'))
    expect(lines(second, 'ratings.jsonl')).toEqual(lines(first, 'ratings.jsonl'))
    expect((await verifyProject(fresh.db)).problems).toEqual([])
    expect(fresh.run()).toEqual({ added: 0, present: 3, failed: [], links: 0 })
  })

  it('keep the rating that stands as the one that stands', async () => {
    const { db, claim } = filled()
    const fresh = bringIn(await exported(db))
    fresh.run()
    expect(listRatings(fresh.db, claim).map(({ reliability }) => reliability)).toEqual(['C', 'B'])
  })

  it('refuse the whole import for a line that is wrong, and say which', async () => {
    const out = await exported(filled().db)
    writeFileSync(join(out, 'ratings.jsonl'), '{"annotationId":"x"}\n')
    const fresh = bringIn(out)
    expect(fresh.run).toThrow(/ratings.jsonl: line 1/)
    writeFileSync(join(out, 'ratings.jsonl'), '')
    writeFileSync(join(out, 'links.jsonl'), 'no json\n')
    expect(bringIn(out).run).toThrow(/links.jsonl: line 1/)
    expect(listLinks(fresh.db)).toEqual([])
  })

  it('leave links out whose ends are not here, unless the file was named itself', async () => {
    const { db, date } = filled()
    const out = await exported(db)
    const kept = lines(out, 'annotations.jsonl').filter(({ id }) => id !== date)
    writeFileSync(join(out, 'annotations.jsonl'), kept.map((row) => `${JSON.stringify(row)}\n`).join(''))
    expect(bringIn(out).run()).toMatchObject({ added: 2, links: 1, failed: [] })
    expect(bringIn(out, ['annotations.jsonl', 'links.jsonl']).run).toThrow(/links.jsonl: line 1: no annotation/)
  })
})

describe('the adjudicated layer', () => {
  it('leaves the program with its entities and links, and comes back with them', async () => {
    const db = makeProject()
    const lead = findOrAddMember(db, 'سلمى').id
    const articleId = addText(db, TEXT, lead)
    const entity = createEntity(db, { name: 'سامر حداد' }, lead).id
    for (const name of ['هدى', 'زيد']) {
      const by = findOrAddMember(db, name).id
      const actor = createAnnotation(db, draftOf(articleId, TEXT, 'الوزير سامر حداد'), by).id
      const claim = createAnnotation(db, draftOf(articleId, TEXT, 'الشركة باعت النفط في 2016 للتنظيم', 'claim'), by).id
      linkMentions(db, [actor], entity, by)
      setLinks(db, [{ from: claim, to: actor, kind: 'about' }], by)
    }
    expect([...acceptAgreed(db, articleId, lead)].at(-1)).toMatchObject({ decided: 2, entities: 1, links: 1 })
    const out = join(makeFolder(), 'out')
    await exportCorpus(db, out, { format: 'jsonl', layer: 'adjudicated' })
    const [actor, claim] = lines(out, 'annotations.jsonl')
    expect([actor, claim]).toMatchObject([{ entity }, { claim: null }])
    expect(lines(out, 'links.jsonl')).toMatchObject([{ from: claim!.id, to: actor!.id, kind: 'about' }])
    expect(lines(out, 'entities.jsonl')).toMatchObject([{ id: entity, name: 'سامر حداد' }])
    const fresh = bringIn(out)
    expect(fresh.run()).toEqual({ added: 2, present: 0, failed: [], links: 1 })
    expect(listLinks(fresh.db)).toHaveLength(1)
  })
})
