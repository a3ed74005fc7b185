import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { JsonlAnnotation, type JsonlSentence, toJsonlAnnotation, toJsonlArticle } from '../../corpus/formats/jsonl.ts'
import { toJsonlEntity } from '../../corpus/formats/jsonl-beside.ts'
import { layerAuthor } from '../../corpus/layer.ts'
import { codePointSpan } from '../../corpus/span.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { listAnnotations, listRatings } from '../../db/annotation.ts'
import { readArticle } from '../../db/article.ts'
import { listEntities } from '../../db/entity.ts'
import { readLabelSet } from '../../db/label-set.ts'
import { memberNames } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { readSentences, type SentenceText, sentenceAt } from '../../db/trace.ts'
import { createLineWriter, type LineWriter, writeFileDurably } from '../files.ts'
import type { Selection } from '../jobs/export-corpus.ts'
import { listLinkLines, withAbout } from './jsonl-links.ts'
import { createMask, type Mask } from './mask.ts'

/**
 * Writes `articles.jsonl`, `annotations.jsonl`, `ratings.jsonl`, `entities.jsonl`, `links.jsonl` and `labelset.json`
 * (record.md), reads every line back and compares it with the text. Returns how many lines each file has.
 */
export async function writeJsonl(db: Db, folder: string, chosen: Selection): Promise<Record<string, number>> {
  const counts = { articles: 0, annotations: 0, ratings: 0, entities: 0, links: 0 }
  const files = {
    articles: createLineWriter(join(folder, 'articles.jsonl')),
    annotations: createLineWriter(join(folder, 'annotations.jsonl')),
    ratings: createLineWriter(join(folder, 'ratings.jsonl')),
  }
  const mask = createMask(chosen.anonymous, memberNames(db))
  const context = { db, chosen, counts, files, mask, written: new Set<string>() }
  try {
    for (const [at, id] of chosen.articleIds.entries()) {
      await chosen.progress.report(at, chosen.articleIds.length)
      if (chosen.progress.cancelled())
        throw new DomainError('cancelled', 'the export was cancelled: nothing was written')
      writeArticle(context, id)
    }
  } finally {
    for (const file of Object.values(files)) file.close()
  }
  const entities = listEntities(db).map(toJsonlEntity)
  counts.entities = entities.length
  writeFileDurably(join(folder, 'entities.jsonl'), entities.map(line).join(''))
  const links = listLinkLines(db, context.written, context.mask)
  counts.links = links.length
  writeFileDurably(join(folder, 'links.jsonl'), links.map(line).join(''))
  writeFileDurably(join(folder, 'labelset.json'), `${JSON.stringify({ labels: readLabelSet(db) }, null, 2)}\n`)
  readBack(folder, counts)
  return counts
}

type Context = {
  db: Db
  chosen: Selection
  counts: { articles: number; annotations: number; ratings: number }
  files: Record<'articles' | 'annotations' | 'ratings', LineWriter>
  mask: Mask
  /** Ids of the annotations that were written. */
  written: Set<string>
}

function writeArticle({ db, chosen, counts, files, mask, written }: Context, id: string): void {
  const { article, text, sentences } = readArticle(db, id)
  const split = chosen.splitOf.get(id)
  const extra = split === undefined ? {} : { split }
  files.articles.write(line({ ...toJsonlArticle(article, text, sentences), ...extra }))
  counts.articles++
  const sentenceTexts = readSentences(db, id, text)
  for (const row of listAnnotations(db, id).filter(chosen.keeps)) {
    const sentence = toJsonlSentence(sentenceAt(sentenceTexts, row.startCodePoint))
    const full = toJsonlAnnotation(row, article, sentence, mask.name(layerAuthor(row.layer) ?? row.author))
    const claim = withAbout(db, row.id, row.claim, chosen.keeps)
    files.annotations.write(line({ ...full, claim, layer: mask.layer(row.layer), ...extra }))
    written.add(row.id)
    counts.annotations++
    for (const { author, ...rating } of listRatings(db, row.id)) {
      files.ratings.write(line({ annotationId: row.id, rater: mask.name(author), ...rating }))
      counts.ratings++
    }
  }
}

function toJsonlSentence(sentence: SentenceText | null): JsonlSentence | null {
  if (sentence === null) return null
  const { index, startCodePoint, endCodePoint, text } = sentence
  return { index, start: startCodePoint, end: endCodePoint, text }
}

/** Reads what was written and compares every annotation with the text that was written beside it. */
function readBack(folder: string, counts: { articles: number; annotations: number }): void {
  const texts = new Map<string, { text: string; map: ReturnType<typeof createOffsetMap> }>()
  for (const row of readLines(join(folder, 'articles.jsonl'))) {
    const { id, text } = row as { id: string; text: string }
    texts.set(id, { text, map: createOffsetMap(text) })
  }
  let found = 0
  for (const row of readLines(join(folder, 'annotations.jsonl'))) {
    const { articleId, start, end, text } = JsonlAnnotation.parse(row)
    const article = texts.get(articleId ?? '')
    const span = article?.map.toSpan(codePointSpan(start, end))
    if (!article || !span || article.text.slice(span.start, span.end) !== text)
      throw new DomainError('export-failed', 'the export did not read back as it was written and was not kept')
    found++
  }
  if (texts.size !== counts.articles || found !== counts.annotations)
    throw new DomainError('export-failed', 'the export lost lines and was not kept')
}

function readLines(path: string): unknown[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((each) => each !== '').map((each) => JSON.parse(each) as unknown)
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
