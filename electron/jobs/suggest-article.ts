import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { RULE_SET } from '../../corpus/suggest/rule-set.ts'
import type { SuggestionRow } from '../../corpus/suggestion.ts'
import { getArticle } from '../../db/article.ts'
import { readKnownText } from '../../db/known-text.ts'
import type { Db } from '../../db/open.ts'
import { type LessonsInUse, lessonsFor } from './lessons.ts'
import { SuggestAnswer, type SuggestQuestion } from './suggest-messages.ts'

// A person works on one article and goes back to the last few: no more are kept.
const KEPT = 8
const kept = new Map<string, Kept>()
type Kept = {
  asked: Promise<readonly SuggestionRow[]>
  rows?: readonly SuggestionRow[]
  /** What the lessons were, and what was shown under others before: a person may still decide about it. */
  version: string
  before: ReadonlyMap<string, SuggestionRow>
}

/**
 * Everything that rules and lessons suggest for an article, decided or not, found in a thread of its own. Kept in memory
 * by text, rule set, lessons and the day that relative dates count from where the text has none: the article's own.
 */
export function suggestForArticle(db: Db, articleId: string): Promise<readonly SuggestionRow[]> {
  const { text } = readKnownText(db, articleId)
  const key = keyOf(db, articleId)
  const taught = lessonsFor(db, articleId)
  const found = kept.get(key)
  const known = found?.version === taught.version ? found : undefined
  const entry: Kept = known ?? {
    asked: ask(text, referenceOf(db, articleId), taught),
    version: taught.version,
    before: new Map([...(found?.before ?? []), ...(found?.rows ?? []).map((row) => [row.key, row] as const)]),
  }
  kept.delete(key)
  kept.set(key, entry)
  if (known?.rows !== undefined) keepList(articleId, known.rows)
  else
    entry.asked.then(
      (rows) => {
        entry.rows = rows
        keepList(articleId, rows)
      },
      // What failed is not kept: the next one who asks tries again.
      () => kept.get(key) === entry && kept.delete(key),
    )
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
  return entry.asked
}

/** What was found for an article already; undefined before that. */
export function findKept(db: Db, articleId: string): readonly SuggestionRow[] | undefined {
  return kept.get(keyOf(db, articleId))?.rows
}

/** What counting what waits needs to know of a suggestion. */
export type Listed = Pick<SuggestionRow, 'key' | 'label' | 'rule' | 'confidence'>

// Counted again at once after every step, so more are kept than whole suggestions are.
const LISTS = 3000
const lists = new Map<string, readonly Listed[]>()

/** What was found for an article when it was read last, by whatever lessons; undefined before that. */
export function findListed(articleId: string): readonly Listed[] | undefined {
  return lists.get(articleId)
}

function keepList(articleId: string, rows: readonly SuggestionRow[]): void {
  lists.delete(articleId)
  lists.set(
    articleId,
    rows.map(({ key, label, rule, confidence }) => ({ key, label, rule, confidence })),
  )
  for (const oldest of lists.keys()) if (lists.size > LISTS) lists.delete(oldest)
}

/** A suggestion that was shown for an article before the lessons changed; a list on the screen may still hold it. */
export function findShown(db: Db, articleId: string, key: string): SuggestionRow | undefined {
  return kept.get(keyOf(db, articleId))?.before.get(key)
}

/** The article's own day, as far as it is known to the day. */
export function referenceOf(db: Db, articleId: string): string | undefined {
  const { date } = getArticle(db, articleId)
  return date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined
}

function keyOf(db: Db, articleId: string): string {
  return `${readKnownText(db, articleId).sha256} ${RULE_SET} ${referenceOf(db, articleId)}`
}

type Waiting = Readonly<{ resolve: (rows: readonly SuggestionRow[]) => void; reject: (error: Error) => void }>

const waiting = new Map<number, Waiting>()
let thread: Worker | undefined
/** The lessons that the thread has. */
let told: string | undefined
let last = 0

function ask(text: string, reference: string | undefined, { version, lessons }: LessonsInUse) {
  const id = ++last
  return new Promise<readonly SuggestionRow[]>((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    if (thread === undefined) told = undefined
    thread ??= startThread()
    thread.ref()
    const question: SuggestQuestion = {
      id,
      text,
      ...(reference === undefined ? {} : { reference }),
      ...(told === version ? {} : { lessons }),
    }
    told = version
    thread.postMessage(question)
  })
}

/** A thread that ends takes what was asked of it with it; the next question starts another. */
function startThread(): Worker {
  const started = new Worker(threadFile())
  const settle = (id: number, how: (one: Waiting) => void): void => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (one !== undefined) how(one)
    // An idle thread keeps nobody from quitting.
    if (waiting.size === 0) started.unref()
  }
  const fail = (error: Error): void => {
    if (thread === started) thread = undefined
    for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(error))
  }
  started.on('message', (message: unknown) => {
    const { id, rows } = SuggestAnswer.parse(message)
    settle(id, ({ resolve }) => resolve(rows))
  })
  started.on('error', fail)
  started.on('exit', (code) => fail(new Error(`the thread that suggests ended with ${code}`)))
  return started
}

/** Beside this file: as source for Node, or as the bundle that the build makes of it. */
function threadFile(): string {
  const here = fileURLToPath(import.meta.url)
  return join(here, '..', `suggest-worker${extname(here)}`)
}
