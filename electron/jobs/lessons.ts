import type { Lessons } from '../../corpus/learn/lessons.ts'
import { readLessons } from '../../db/lessons.ts'
import { currentMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'

/** Lessons as suggestions use them. */
export type LessonsInUse = Readonly<{ version: string; lessons: Lessons }>

/** How long lessons stay the same while a person decides about one article, in milliseconds. */
const REST = 4000
const inUse = new WeakMap<Db, LessonsInUse & { articleId: string | undefined; at: number }>()

/**
 * What the current member's decisions have taught: learnt anew for another article, and for the same one after a rest,
 * so that a list does not change with every key.
 */
export function lessonsFor(db: Db, articleId: string): LessonsInUse {
  const known = inUse.get(db)
  if (known !== undefined && known.articleId === articleId && Date.now() - known.at < REST) return known
  const { version, all } = readLessons(db, currentMember(db)?.id)
  const fresh = { version, lessons: all, articleId, at: Date.now() }
  inUse.set(db, fresh)
  return fresh
}

/** Lets the next suggestions be made with what is known now. */
export function renewLessons(db: Db): void {
  inUse.delete(db)
}
