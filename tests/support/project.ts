import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { findParagraphs } from '../../corpus/text/paragraphs.ts'
import { addArticle } from '../../db/article.ts'
import { closeProject, type Db } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'

/** A folder that goes away with the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new project in a folder of its own, closed with the test. */
export function makeProject(file = join(makeFolder(), 'test.isnad')): Db {
  const db = newProject(file, 'سلمى')
  onTestFinished(() => closeProject(db))
  return db
}

/** Adds a text as an article, a sentence a paragraph; returns its id. */
export function addText(db: Db, text: string, by: string, file = 'text.txt'): string {
  const map = createOffsetMap(text)
  const sentences = findParagraphs(text).map(map.toCodePointSpan)
  const source = {
    file,
    bytes: Buffer.from(text),
    encoding: 'utf-8',
    reader: 'text 1',
    text,
    sentences,
    segmenter: 'test',
  }
  const described = { title: file, publisher: null, author: null, date: null, language: 'ar' }
  return addArticle(db, source, described, by).id
}

/** A draft for the n-th occurrence of a quote in a text. */
export function draftOf(articleId: string, text: string, quote: string, label: 'actor' | 'claim' | 'date' = 'actor') {
  const start = text.indexOf(quote)
  if (start < 0) throw new RangeError('the quote is not in the text')
  const { startCodePoint, endCodePoint } = createOffsetMap(text).toCodePointSpan({
    start,
    end: start + quote.length,
  } as Parameters<ReturnType<typeof createOffsetMap>['toCodePointSpan']>[0])
  return { articleId, label, startCodePoint, endCodePoint, quote }
}
