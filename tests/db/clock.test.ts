import { afterEach, describe, expect, it, vi } from 'vitest'
import { listActs } from '../../db/acts.ts'
import { createAnnotation } from '../../db/annotation.ts'
import { findOddTimes } from '../../db/clock.ts'
import { readLog } from '../../db/log.ts'
import { becomeMember } from '../../db/member.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'أعلنت البلدية أن الجسر آمن.'
const YEAR_MS = 31_557_600_000

afterEach(() => void vi.useRealTimers())

/** A project where one annotation was made by a clock that was this far off, and one after it was set right. */
function workBy(off: number) {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const now = Date.now()
  vi.useFakeTimers({ now: now + off, toFake: ['Date'] })
  const { id } = createAnnotation(db, draftOf(articleId, TEXT, 'الجسر'), by)
  vi.useRealTimers()
  const { id: after } = createAnnotation(db, draftOf(articleId, TEXT, 'آمن'), by)
  const odd = [...readLog(db)].filter(({ oddClock }) => oddClock).map(({ target }) => target)
  return { db, id, after, odd, now }
}

describe('findOddTimes', () => {
  it.each([
    ['a year back', -YEAR_MS, true],
    ['ten years forward', 10 * YEAR_MS, true],
    ['an hour back', -3_600_000, true],
    ['two minutes forward', 120_000, false],
    ['right', 0, false],
  ])('tells of a clock that was %s, of that entry alone', async (_, off, isOdd) => {
    const { db, id, odd } = workBy(off)
    expect(odd).toEqual(isOdd ? [id] : [])
    expect(listActs(db, { limit: 10 }).filter(({ oddClock }) => oddClock)).toHaveLength(isOdd ? 1 : 0)
    expect((await verifyProject(db)).problems).toEqual([])
  })

  it('keeps the order in which things were done', () => {
    const { db, id, after } = workBy(10 * YEAR_MS)
    const targets = [...readLog(db)].map(({ target }) => target)
    expect(targets.indexOf(id)).toBeLessThan(targets.indexOf(after))
  })

  it('says nothing of the past once the clock itself reaches it', () => {
    const { db, now } = workBy(10 * YEAR_MS)
    expect(findOddTimes(db, now + 11 * YEAR_MS).size).toBeLessThan(2)
  })
})
