import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAnnotation, listAnnotations } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import type { Progress } from '../../electron/jobs/job.ts'
import { cutIntoParts, writeBulk } from '../../electron/jobs/write-bulk.ts'
import { addText, draftOf } from '../support/project.ts'
import { makeRoutes } from '../support/routes.ts'

const WORDS = ['أحمد', 'سامر', 'ليلى', 'كريم', 'سلمى']
const TEXT = WORDS.join(' ثم ')

function open() {
  const { db, ...rest } = makeRoutes()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const group = randomUUID()
  const write = (word: string): void => void createAnnotation(db, draftOf(articleId, TEXT, word), by, { group })
  const texts = () => listAnnotations(db, articleId).map(({ quote }) => quote)
  return { db, by, articleId, write, texts, ...rest }
}

/** Somebody who watches: `look` is called before each part and at the end, `isStopped` asked before each. */
function watch(look: () => Promise<void> | void, isStopped = () => false): Progress {
  return { report: async () => look(), cancelled: isStopped }
}

describe('writeBulk', () => {
  it('refuses undo and other edits while it writes, and is one step to be undone', async () => {
    const { db, articleId, write, texts, refusal, value } = open()
    const draft = draftOf(articleId, TEXT, 'ثم')
    await value('annotation.create', draft)
    const refused: (string | undefined)[] = []
    const look = async (): Promise<void> => {
      if (texts().length < 2 || texts().length > WORDS.length) return
      refused.push(await refusal('history.undo', {}), await refusal('annotation.create', draft))
    }
    expect(await writeBulk(db, WORDS, write, watch(look))).toBe(WORDS.length)
    expect(new Set(refused)).toEqual(new Set(['bulk-running']))
    expect(refused.length).toBeGreaterThan(4)
    expect(texts()).toHaveLength(WORDS.length + 1)
    await value('history.undo', {})
    expect(texts()).toEqual(['ثم'])
    await value('history.redo', {})
    expect(texts()).toHaveLength(WORDS.length + 1)
  })

  it('keeps what is written where it is stopped, as one step', async () => {
    const { db, write, texts, value } = open()
    const written = await writeBulk(
      db,
      WORDS,
      write,
      watch(
        () => undefined,
        () => texts().length === 2,
      ),
    )
    expect([written, texts()]).toEqual([2, ['أحمد', 'سامر']])
    await value('history.undo', {})
    expect(texts()).toEqual([])
  })

  it('lets others write again after a part that failed', async () => {
    const { db, write, texts, value } = open()
    await expect(
      writeBulk(
        db,
        ['أحمد', 'لا أحد'],
        write,
        watch(() => undefined),
      ),
    ).rejects.toThrow()
    expect(texts()).toEqual(['أحمد'])
    await value('history.undo', {})
    expect(texts()).toEqual([])
  })
})

describe('cutIntoParts', () => {
  it.each([0, 1, 40, 41, 95])('loses none of %i and keeps their order', (length) => {
    const rows = Array.from({ length }, (_, at) => at)
    expect(cutIntoParts(rows).flat()).toEqual(rows)
    expect(cutIntoParts(rows).every((part) => part.length > 0 && part.length <= 40)).toBe(true)
  })
})
