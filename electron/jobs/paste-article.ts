import { proposeDescription } from '../../corpus/metadata.ts'
import { findRefused } from '../../corpus/text/canonical.ts'
import { type AddedArticle, addArticle } from '../../db/article.ts'
import type { Db } from '../../db/open.ts'
import { assertSize, refuseCharacter } from '../readers/text.ts'
import { readSource } from './import-articles.ts'

/** Name and version of the reader of pasted text: its source is the UTF-8 bytes of what was pasted. */
export const PASTE_READER = 'paste 1'

/** The file name of an article that came from no file. */
export const PASTED_FILE = 'pasted.txt'

/**
 * Adds pasted text as an article, or recognises one that has it. Throws DomainError `text-nul` or `text-surrogate` with
 * the position in code points, `file-empty` or `file-too-large`.
 */
export function pasteArticle(db: Db, text: string, title: string | undefined, by: string): AddedArticle {
  // UTF-8 bytes would have U+FFFD for half a character, so the text is looked at before there are bytes.
  const refused = findRefused(text)
  if (refused) throw refuseCharacter(PASTED_FILE, refused.kind, refused.codePoint)
  const bytes = Buffer.from(text)
  assertSize(bytes.length, PASTED_FILE)
  const source = { ...readSource(bytes, PASTED_FILE, 'utf-8'), reader: PASTE_READER }
  const proposed = proposeDescription(source.text, PASTED_FILE)
  return addArticle(db, source, title ? { ...proposed, title } : proposed, by)
}
