import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeAnnotation, createAnnotation, listAnnotations, setClaim, setRating } from '../../db/annotation.ts'
import { listArticles, readArticle } from '../../db/article.ts'
import { backupProject } from '../../db/backup.ts'
import { sha256Hex } from '../../db/hash.ts'
import { becomeMember } from '../../db/member.ts'
import { type Db, inTransaction } from '../../db/open.ts'
import { verifyProject } from '../../db/verify.ts'
import { exportCorpus } from '../../electron/jobs/export-corpus.ts'
import { importAnnotations } from '../../electron/jobs/import-annotations.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'
import { hasProgram, itUnless } from '../support/programs.ts'
import { draftOf, makeFolder, makeProject } from '../support/project.ts'
import { createRandom } from '../support/random.ts'
import { describeShared, sharedPath } from '../support/shared.ts'
import { snapshot } from '../support/snapshot.ts'

const noPython = hasProgram('python3') ? undefined : 'python3 is missing'
const noShell = hasProgram('sqlite3') ? undefined : 'the sqlite3 shell is missing'

/** Texts on which offsets drift in most tools. */
const HARD_TEXTS: Readonly<Record<string, string>> = {
  'emoji.txt': '👩🏽‍🚀 قالت 🇱🇧 رائدة: «وصلنا 🌍».\n𐤀𐤁𐤂 حروف قديمة.\n',
  'crlf.txt': 'سطر أول.\r\nسطر ثانٍ 👍.\rسطر ثالث.\r\n\r\nفقرة.\r\n',
  'bom.txt': '\uFEFFبداية بعلامة.\n\uFEFFوأخرى في الوسط.\n',
  'marks.txt': 'مُحَمَّدٌ كَتَبَ الكِتـــابَ، وقال: «إِنَّ العِلْمَ نُورٌ».\n',
  'bidi.txt': 'نص \u202BRTL\u202C و\u2067عزل\u2069 و\u200Fعلامة ABC\u200E 123 ٤٥٦.\u2028سطر\u2029آخر.\n',
  'quotes.txt': 'قال "كذا" \\ و\tعلامة \u0085 و\u0001 و</script>.',
}

/** Every word of every article as an annotation, with labels, notes, values, ratings and claims that differ. */
function annotateWords(db: Db, by: string, every = 1): number {
  const random = createRandom(7)
  let count = 0
  inTransaction(db, () => {
    for (const { id } of listArticles(db)) {
      const { text } = readArticle(db, id)
      for (const [at, { 0: quote, index }] of [...text.matchAll(/\S+/gu)].entries()) {
        if (at % every !== 0) continue
        const start = Array.from(text.slice(0, index)).length
        const span = { articleId: id, startCodePoint: start, endCodePoint: start + Array.from(quote).length, quote }
        annotate(db, span, by, random(6))
        count++
      }
    }
  })
  return count
}

type Place = { articleId: string; startCodePoint: number; endCodePoint: number; quote: string }

function annotate(db: Db, place: Place, by: string, kind: number): void {
  if (kind === 0) createAnnotation(db, { ...place, label: 'date', value: { edtf: '2021-05', mod: 'START' } }, by)
  else if (kind === 1)
    createAnnotation(
      db,
      { ...place, label: 'amount', value: { value: null, unit: 'USD', vague: true, min: 2, max: 0.3 } },
      by,
    )
  else if (kind === 2)
    createAnnotation(db, { ...place, label: 'event', note: 'ملاحظة 📝\nسطر', subtype: 'نزاع' }, by, {
      layer: 'adjudicated',
      rule: 'r.1',
      tool: 'يد',
    })
  else if (kind === 3) {
    const { id } = createAnnotation(db, { ...place, label: 'claim' }, by)
    const part = { start: place.startCodePoint, end: place.endCodePoint, text: place.quote }
    setClaim(
      db,
      id,
      {
        source: { ...part, via: part },
        cue: part,
        speech: 'indirect',
        polarity: 'denies',
        hedged: true,
        factuality: { source: 'PR-' },
      },
      by,
    )
    setRating(db, id, { reliability: 'B', credibility: 2, rationale: 'تطابق مع غيره' }, by)
  } else if (kind === 4)
    setRating(
      db,
      createAnnotation(db, { ...place, label: 'actor' }, by).id,
      { reliability: null, credibility: 6, rationale: null },
      by,
    )
  else createAnnotation(db, { ...place, label: 'actor' }, by)
}

async function projectWith(folder: string, every = 1): Promise<{ db: Db; by: string; count: number }> {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى الكاتبة').id
  await importArticles(db, [folder], by)
  return { db, by, count: annotateWords(db, by, every) }
}

function hardTexts(): string {
  const folder = makeFolder()
  for (const [name, text] of Object.entries(HARD_TEXTS)) writeFileSync(join(folder, name), text)
  return folder
}

const readLines = (file: string): Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const CHECK = `
import json, sys
folder = sys.argv[1]
texts = {}
with open(folder + '/articles.jsonl', encoding='utf-8', newline='\\n') as lines:
    for line in lines:
        row = json.loads(line)
        texts[row['id']] = row['text']
        for s in row['sentences']: assert 0 <= s['start'] < s['end'] <= len(row['text'])
total = wrong = 0
with open(folder + '/annotations.jsonl', encoding='utf-8', newline='\\n') as lines:
    for line in lines:
        row = json.loads(line)
        text = texts[row['articleId']]
        total += 1
        s = row['sentence']
        parts = [(row['start'], row['end'], row['text']), (s['start'], s['end'], s['text'])]
        claim = row['claim'] or {}
        for part in (claim.get('source'), claim.get('cue'), (claim.get('source') or {}).get('via')):
            if part: parts.append((part['start'], part['end'], part['text']))
        context = text[max(0, row['start'] - 32):row['start']] == row['prefix'] and text[row['end']:row['end'] + 32] == row['suffix']
        if not context or any(text[a:b] != t for a, b, t in parts): wrong += 1
print(total, wrong)
`
const checkInPython = (folder: string): string => execFileSync('python3', ['-c', CHECK, folder]).toString().trim()

const SUBSTR = `SELECT count(*), sum(substr(t.text, n.start_code_point + 1, n.end_code_point - n.start_code_point) = n.quote)
FROM annotation n JOIN article a ON a.id = n.article_id JOIN canonical_text t ON t.sha256 = a.sha256`

describe('exportCorpus', () => {
  itUnless(noPython)('writes lines of which Python says text[start:end] == text, on the hardest texts', async () => {
    const { db, count } = await projectWith(hardTexts())
    const out = join(makeFolder(), 'out')
    const report = await exportCorpus(db, out, { format: 'jsonl' })
    expect(report).toMatchObject({
      lossless: true,
      lost: [],
      unit: 'code point',
      counts: { articles: 6, annotations: count },
    })
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toEqual(report)
    expect(checkInPython(out)).toBe(`${count} 0`)
    expect(readdirSync(out).sort()).toEqual([
      'annotations.jsonl',
      'articles.jsonl',
      'entities.jsonl',
      'labelset.json',
      'links.jsonl',
      'ratings.jsonl',
      'report.json',
    ])
  })

  it('comes back the same from a fresh project: export, import, export', async () => {
    const { db } = await projectWith(hardTexts())
    const first = join(makeFolder(), 'first')
    await exportCorpus(db, first, { format: 'jsonl' })
    const fresh = makeProject()
    const texts = makeFolder()
    for (const { id, text } of readLines(join(first, 'articles.jsonl')))
      writeFileSync(join(texts, `${id}.txt`), String(text))
    const other = becomeMember(fresh, 'مستورِد').id
    await importArticles(fresh, [texts], other)
    const lines = readFileSync(join(first, 'annotations.jsonl'), 'utf8')
    expect(importAnnotations(fresh, lines, other).failed).toEqual([])
    const second = join(makeFolder(), 'second')
    await exportCorpus(fresh, second, { format: 'jsonl' })
    // The new project has articles of its own; a rating there is a new act, which is when the row changed.
    const comparable = (folder: string) =>
      readLines(join(folder, 'annotations.jsonl'))
        .map(({ articleId: _, changed: __, ...row }) => row)
        .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
    expect(comparable(second)).toEqual(comparable(first))
    expect((await verifyProject(fresh)).problems).toEqual([])
    expect(importAnnotations(fresh, lines, other)).toMatchObject({ added: 0, failed: [] })
  })

  it('writes only the layer, the labels and the articles that were asked for', async () => {
    const { db, by } = await projectWith(hardTexts())
    const [article] = listArticles(db)
    const out = join(makeFolder(), 'out')
    const layer = `author:${by}`
    await exportCorpus(db, out, { format: 'jsonl', layer, labels: ['date', 'claim'], articles: [article!.id] })
    const rows = readLines(join(out, 'annotations.jsonl'))
    const wanted = listAnnotations(db, article!.id).filter(
      (row) => row.layer === layer && ['date', 'claim'].includes(row.label),
    )
    expect(rows.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
    expect(readLines(join(out, 'articles.jsonl')).map(({ id }) => id)).toEqual([article!.id])
  })

  it('splits whole articles the same way for the same seed, and otherwise for another', async () => {
    const { db } = await projectWith(hardTexts(), 9)
    const splitsOf = async (seed: number) => {
      const out = join(makeFolder(), 'out')
      await exportCorpus(db, out, { format: 'jsonl', split: { shares: [50, 25, 25], seed } })
      const articles = readLines(join(out, 'articles.jsonl')).map(({ id, split }) => [id, split] as const)
      for (const row of readLines(join(out, 'annotations.jsonl')))
        expect(row.split).toBe(articles.find(([id]) => id === row.articleId)?.[1])
      return articles.map(([, split]) => split)
    }
    const first = await splitsOf(1)
    expect(first.filter((name) => name === 'train')).toHaveLength(3)
    expect(await splitsOf(1)).toEqual(first)
    const others = [await splitsOf(2), await splitsOf(3), await splitsOf(4)]
    expect(others.some((other) => other.join() !== first.join())).toBe(true)
  })

  it('names nobody when it is anonymous, and gives the same number to a name and to its layer', async () => {
    const { db, by } = await projectWith(hardTexts(), 3)
    const other = becomeMember(db, 'نور المراجعة').id
    const [article] = listArticles(db)
    const { text } = readArticle(db, article!.id)
    createAnnotation(db, draftOf(article!.id, text, text.slice(text.indexOf('سطر'), text.indexOf('سطر') + 3)), other)
    changeAnnotation(db, listAnnotations(db, article!.id)[0]!.id, { subtype: 'آخر' }, other)
    const out = join(makeFolder(), 'out')
    await exportCorpus(db, out, { format: 'jsonl', anonymous: true })
    for (const name of readdirSync(out)) {
      const content = readFileSync(join(out, name), 'utf8')
      for (const secret of ['ليلى', 'نور', 'سلمى', by, other])
        expect(content.includes(secret), `${name}: ${secret}`).toBe(false)
    }
    for (const { annotator, layer } of readLines(join(out, 'annotations.jsonl')))
      if (layer !== 'adjudicated') expect(Number(String(layer).slice(-12))).toBe(Number(String(annotator).slice(10)))
    expect(new Set(readLines(join(out, 'annotations.jsonl')).map(({ annotator }) => annotator)).size).toBe(2)
  })

  it('takes an empty folder, and leaves nothing where it is cancelled', async () => {
    const { db } = await projectWith(hardTexts(), 9)
    const folder = makeFolder()
    mkdirSync(join(folder, 'empty'))
    await exportCorpus(db, join(folder, 'empty'), { format: 'jsonl' })
    const before = snapshot(folder)
    const cancelled = { cancelled: () => true, report: async () => {} }
    const options = { format: 'jsonl', progress: cancelled } as const
    await expect(exportCorpus(db, join(folder, 'a', 'b', 'c'), options)).rejects.toMatchObject({ code: 'cancelled' })
    await expect(exportCorpus(db, join(folder, 'empty'), options)).rejects.toMatchObject({ code: 'folder-not-empty' })
    expect(snapshot(folder)).toEqual(before)
  })
})

describeShared('the five raw articles', () => {
  itUnless(noPython ?? noShell)(
    'give every word back, in Python and in the sqlite3 shell',
    { timeout: 60_000 },
    async () => {
      const { db, count } = await projectWith(sharedPath('corpus', 'raw')!, 2)
      expect(listArticles(db)).toHaveLength(5)
      for (const { sha256, id } of listArticles(db)) expect(sha256Hex(readArticle(db, id).text)).toBe(sha256)
      const folder = makeFolder()
      await exportCorpus(db, join(folder, 'out'), { format: 'jsonl' })
      expect(checkInPython(join(folder, 'out'))).toBe(`${count} 0`)
      backupProject(db, join(folder, 'copy.isnad'))
      expect(
        execFileSync('sqlite3', [join(folder, 'copy.isnad'), SUBSTR])
          .toString()
          .trim(),
      ).toBe(`${count}|${count}`)
    },
  )
})

describeShared('the gold annotations', () => {
  it('are imported without a mismatch, and the project verifies', { timeout: 60_000 }, async () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    await importArticles(db, [sharedPath('corpus', 'raw')!], by)
    const gold = sharedPath('corpus', 'gold')!
    for (const name of readdirSync(gold).filter((each) => each.endsWith('.gold.json'))) {
      const { sha256, annotations } = JSON.parse(readFileSync(join(gold, name), 'utf8')) as Gold
      const lines = annotations.map((row) => JSON.stringify(toLine(row, sha256)))
      const report = importAnnotations(db, lines.join('\n'), by, { layer: 'adjudicated', onMismatch: 'skip' })
      expect([basename(name), report.failed]).toEqual([basename(name), []])
      expect(report.added + report.present).toBe(annotations.length)
    }
    expect((await verifyProject(db)).problems).toEqual([])
  })
})

type Gold = { sha256: string; annotations: Record<string, unknown>[] }

/** A row of the gold in our own shape, its spans as they stand. */
function toLine(
  { label, start, end, text, source, cue, speech, polarity, hedged }: Record<string, unknown>,
  articleSha256: string,
): object {
  const claim = {
    source: source ?? null,
    cue: cue ?? null,
    speech,
    polarity: polarity ?? 'asserts',
    hedged: hedged ?? false,
  }
  return { articleSha256, label, start, end, text, ...(label === 'claim' ? { claim } : {}) }
}
