import type { Lessons } from '../../corpus/learn/lessons.ts'
import { readLessons } from '../../db/lessons.ts'
import { currentMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'

/** Lessons as suggestions use them. */
export type LessonsInUse = Readonly<{ version: string; lessons: Lessons }>

/** How long lessons stay the same while a person decides about one article: in milliseconds, and in times of learning them. */
const REST = { least: 4000, times: 40 }
const inUse = new WeakMap<Db, LessonsInUse & { articleId: string; until: number }>()

/**
 * What the current member's decisions have taught: learnt anew for another article, and for the same one after a rest,
 * so that a list does not change with every key.
 */
export function lessonsFor(db: Db, articleId: string): LessonsInUse {
  const known = inUse.get(db)
  const now = Date.now()
  if (known !== undefined && known.articleId === articleId && now < known.until) return known
  const { version, all } = readLessons(db, currentMember(db)?.id)
  const until = now + Math.max(REST.least, (Date.now() - now) * REST.times)
  const fresh = { version, lessons: all, articleId, until }
  inUse.set(db, fresh)
  return fresh
}

/** Lets the next suggestions be made with what is known now. */
export function renewLessons(db: Db): void {
  inUse.delete(db)
}
