import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAnnotation, listAnnotations, setClaim, setRating } from '../../db/annotation.ts'
import { listArticles } from '../../db/article.ts'
import { listAssignments } from '../../db/assignment.ts'
import { copyForMember, handOut } from '../../db/copy.ts'
import { redo, undo } from '../../db/history.ts'
import { setGuideline } from '../../db/label-set.ts'
import { readLocal } from '../../db/local.ts'
import { becomeMember, findOrAddMember, listMembers } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { iterateOps, listOps } from '../../db/ops.ts'
import { statement } from '../../db/statement.ts'
import { rejectSuggestions } from '../../db/suggestion.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { hashFile, snapshot } from '../support/snapshot.ts'

const GIVEN = 'قال الوزير سامر إن الجسر آمن.\nأضاف أن العمل يستمر عاماً.'
const KEPT_BACK = 'تقرير محجوب عن ميناء الصيادين ووزارة الزراعة.'

/** A lead's project with two articles, on which two analysts and the lead have worked. */
function fill(db: Db) {
  const lead = becomeMember(db, 'سلمى').id
  const [layla, karim] = ['ليلى', 'كريم'].map((name) => findOrAddMember(db, name).id) as [string, string]
  const given = addText(db, GIVEN, lead, 'given.txt')
  const keptBack = addText(db, KEPT_BACK, lead, 'kept-back.txt')
  setGuideline(db, 'لا توسَم الضمائر', lead)
  const mine = createAnnotation(db, draftOf(given, GIVEN, 'سامر'), layla)
  setRating(db, mine.id, { reliability: 'B', credibility: 2, rationale: 'رأي ليلى' }, layla)
  createAnnotation(db, draftOf(keptBack, KEPT_BACK, 'وزارة الزراعة'), layla)
  const theirs = createAnnotation(
    db,
    { ...draftOf(given, GIVEN, 'الجسر آمن', 'claim'), note: 'ملاحظة كريم السرية' },
    karim,
  )
  setRating(db, theirs.id, { reliability: 'C', credibility: 3, rationale: 'تقدير كريم' }, karim)
  setClaim(db, theirs.id, { source: null, cue: null, polarity: 'asserts', hedged: false }, karim)
  createAnnotation(db, { ...draftOf(given, GIVEN, 'العمل'), note: 'قرار محكّم' }, lead, { layer: 'adjudicated' })
  createAnnotation(db, { ...draftOf(given, GIVEN, 'الوزير'), note: 'من ملف ليلى' }, lead, {
    layer: `author:${layla}`,
    author: layla,
  })
  rejectSuggestions(db, given, [suggestion(GIVEN, 'الوزير')], karim)
  rejectSuggestions(db, given, [suggestion(GIVEN, 'عاماً')], layla)
  return { lead, layla, karim, given, keptBack }
}

function suggestion(text: string, quote: string) {
  const { startCodePoint, endCodePoint } = draftOf('', text, quote)
  const base = { key: `actor ${startCodePoint} ${endCodePoint}`, label: 'actor' as const, startCodePoint, endCodePoint }
  return { ...base, quote, rule: 'test', confidence: 1, value: null, claim: null }
}

function open(file: string): Db {
  const db = openProject(file)
  onTestFinished(() => closeProject(db))
  return db
}

describe('copyForMember', () => {
  it('holds the chosen articles, the facts of the project and the receiver’s own work, and verifies', async () => {
    const db = makeProject()
    const { lead, layla, given } = fill(db)
    const file = join(makeFolder(), 'layla.isnad')
    const report = await copyForMember(db, file, { memberId: layla, articleIds: [given] }, lead)
    expect(report).toMatchObject({ file, memberId: layla, counts: { articles: 1, annotations: 2 } })
    expect(readdirSync(dirname(file))).toEqual(['layla.isnad'])
    const copy = open(file)
    expect((await verifyProject(copy)).problems).toEqual([])
    expect(listArticles(copy).map(({ id }) => id)).toEqual([given])
    expect(listAnnotations(copy, given).map(({ quote, layer }) => [quote, layer])).toEqual([
      ['الوزير', `author:${layla}`],
      ['سامر', `author:${layla}`],
    ])
    expect(listMembers(copy)).toEqual(listMembers(db))
    expect([readLocal(copy, 'handout'), readLocal(copy, 'member'), readLocal(copy, 'replica')]).toEqual([
      layla,
      layla,
      undefined,
    ])
    expect(statement(copy, 'SELECT count(*) AS n FROM suggestion_decision').get()).toEqual({ n: 1 })
  })

  it('holds no word of the other articles and none of what others annotated, not even in its bytes', async () => {
    const db = makeProject()
    const { lead, layla, given } = fill(db)
    const file = join(makeFolder(), 'layla.isnad')
    await copyForMember(db, file, { memberId: layla, articleIds: [given] }, lead)
    const bytes = readFileSync(file)
    const holds = (words: string): boolean => bytes.includes(Buffer.from(words))
    expect(['رأي ليلى', 'لا توسَم الضمائر', 'من ملف ليلى', 'given.txt'].map(holds)).toEqual([true, true, true, true])
    for (const words of ['محجوب', 'الصيادين', 'kept-back', 'الزراعة', 'ملاحظة كريم', 'تقدير كريم', 'قرار محكّم'])
      expect([words, holds(words)]).toEqual([words, false])
  })

  it('names every op that it leaves out, and together with what it holds that is the whole log', async () => {
    const db = makeProject()
    const { lead, layla, given } = fill(db)
    const file = join(makeFolder(), 'layla.isnad')
    await copyForMember(db, file, { memberId: layla, articleIds: [given] }, lead)
    const copy = open(file)
    const omitted = statement<{ hash: Buffer; replica: string; seq: number }>(copy, 'SELECT * FROM omitted').all()
    const held = [...iterateOps(copy)].map(({ hash, replica, seq }) => `${hash} ${replica} ${seq}`)
    const named = omitted.map(({ hash, replica, seq }) => `${hash.toString('hex')} ${replica} ${seq}`)
    expect([...held, ...named].sort()).toEqual(
      [...iterateOps(db)].map(({ hash, replica, seq }) => `${hash} ${replica} ${seq}`).sort(),
    )
    const annotated = [...iterateOps(copy)].filter(({ kind }) => /^(annotation|rating|claim|suggestion)\./.test(kind))
    expect(annotated.filter(({ author }) => author !== layla).map(({ change }) => change?.note)).toEqual([
      'من ملف ليلى',
    ])
  })

  it('assigns the articles here and in the copy, as one act that can be undone', async () => {
    const db = makeProject()
    const { lead, layla, given, keptBack } = fill(db)
    const file = join(makeFolder(), 'layla.isnad')
    await copyForMember(db, file, { memberId: layla, articleIds: [given, keptBack] }, lead)
    const made = listAssignments(db)
    expect(made.map(({ articleId, memberId, setBy }) => [articleId, memberId, setBy])).toEqual([
      [given, layla, lead],
      [keptBack, layla, lead],
    ])
    const copy = openProject(file)
    expect(listAssignments(copy)).toEqual(made)
    closeProject(copy)
    undo(db, lead)
    expect(listAssignments(db)).toEqual([])
    redo(db, lead)
    expect(listAssignments(db)).toEqual(made)
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('begins a replica of its own with the first edit there', async () => {
    const db = makeProject()
    const { lead, layla, given } = fill(db)
    const file = join(makeFolder(), 'layla.isnad')
    await copyForMember(db, file, { memberId: layla, articleIds: [given] }, lead)
    const copy = open(file)
    const made = createAnnotation(copy, draftOf(given, GIVEN, 'الجسر'), layla)
    const [op] = listOps(copy, made.id)
    expect([op?.seq, [...iterateOps(db)].some(({ replica }) => replica === op?.replica)]).toEqual([2, false])
    const announced = listOps(copy, layla).findLast(({ kind }) => kind === 'member.key')
    expect(announced).toMatchObject({ author: layla, replica: op?.replica, change: { handout: layla } })
    expect((await verifyProject(copy)).problems).toEqual([])
  })

  it.each([
    ['an existing file', (file: string) => writeFileSync(file, 'x'), 'file-exists', {}],
    ['an existing folder', (file: string) => mkdirSync(file), 'file-exists', {}],
    ['an unknown article', () => {}, 'not-found', { articleIds: ['01999999-0000-7000-8000-000000000000'] }],
    ['no article at all', () => {}, 'bad-input', { articleIds: [] }],
    ['an unknown member', () => {}, 'not-found', { memberId: '01999999-0000-7000-8000-000000000000' }],
  ])('refuses %s and changes nothing', async (_, prepare, code, other) => {
    const db = makeProject()
    const { lead, layla, given } = fill(db)
    const folder = makeFolder()
    prepare(join(folder, 'copy.isnad'))
    const before = [snapshot(folder), countOps(db)]
    const refused = async () =>
      copyForMember(db, join(folder, 'copy.isnad'), { memberId: layla, articleIds: [given], ...other }, lead)
    await expect(refused()).rejects.toMatchObject({ code })
    expect([snapshot(folder), countOps(db)]).toEqual(before)
  })

  it('leaves neither copy nor member nor assignment behind where it is cancelled or fails at the end', async () => {
    const db = makeProject()
    const { lead, given } = fill(db)
    const file = join(makeFolder(), 'copy.isnad')
    const before = [countOps(db), listMembers(db)]
    const cancel = async () => {
      throw new Error('cancelled')
    }
    await expect(handOut(db, file, { name: 'نور', articleIds: [given] }, () => lead, cancel)).rejects.toThrow()
    expect([existsSync(file), readdirSync(dirname(file)), countOps(db), listMembers(db)]).toEqual([
      false,
      [],
      ...before,
    ])
    const author = () => {
      writeFileSync(file, 'somebody else’s')
      return lead
    }
    await expect(handOut(db, file, { name: 'نور', articleIds: [given] }, author)).rejects.toMatchObject({
      code: 'file-exists',
    })
    expect([readdirSync(dirname(file)), countOps(db), listMembers(db)]).toEqual([['copy.isnad'], ...before])
    expect(readFileSync(file, 'utf8')).toBe('somebody else’s')
  })

  it('takes what is edited while it is written, and adds its member here first, under the same id', async () => {
    const db = makeProject()
    const { lead, given } = fill(db)
    const file = join(makeFolder(), 'copy.isnad')
    let edited = false
    const edit = async () => {
      if (!edited) setGuideline(db, 'كُتب أثناء النسخ', lead)
      edited = true
    }
    const { memberId } = await handOut(db, file, { name: ' نور ', articleIds: [given] }, () => lead, edit)
    const copy = open(file)
    const nour = { id: memberId, name: 'نور', role: 'annotator' }
    expect([listMembers(db).at(-1), listMembers(copy).at(-1)]).toEqual([nour, nour])
    expect(statement(copy, 'SELECT text FROM guideline').get()).toEqual({ text: 'كُتب أثناء النسخ' })
    expect((await verifyProject(copy)).problems).toEqual([])
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('refuses to hand out a copy of a copy', async () => {
    const db = makeProject()
    const { lead, layla, given } = fill(db)
    const file = join(makeFolder(), 'layla.isnad')
    await copyForMember(db, file, { memberId: layla, articleIds: [given] }, lead)
    const before = hashFile(file)
    const copy = open(file)
    const again = copyForMember(copy, `${file}.2`, { memberId: layla, articleIds: [given] }, layla)
    await expect(again).rejects.toMatchObject({ code: 'handout-copy' })
    closeProject(copy)
    expect(before).not.toBe('')
  })
})

function countOps(db: Db): number {
  return [...iterateOps(db)].length
}
