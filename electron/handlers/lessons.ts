import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { addLessons, countDecisions, parseLessons } from '../../corpus/learn/lessons.ts'
import { toDomainError } from '../../db/errors.ts'
import { forgetLessons, importLessons, listImportedLessons, readLessons } from '../../db/lessons.ts'
import { currentMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import type { LessonsReport } from '../contract/lessons.ts'
import { replaceFile } from '../files.ts'
import { renewLessons } from '../jobs/lessons.ts'
import type { Handlers } from './context.ts'

export const lessonsHandlers = {
  'lessons.describe': (_, { db }) => describe(db),
  'lessons.export': ({ grant }, { db, pathOf }) => {
    const file = pathOf(grant)
    const { own, imported } = readLessons(db, currentMember(db)?.id)
    try {
      replaceFile(file, `${JSON.stringify(addLessons(own, imported), null, 1)}\n`)
    } catch (error) {
      throw toDomainError(error, file)
    }
    return { file: basename(file) }
  },
  'lessons.import': ({ grant }, { db, pathOf }) => {
    const file = pathOf(grant)
    importLessons(db, parseLessons(readText(file)), basename(file))
    renewLessons(db)
    return describe(db)
  },
  'lessons.forget': (_, { db }) => {
    forgetLessons(db)
    renewLessons(db)
    return describe(db)
  },
} satisfies Partial<Handlers>

function describe(db: Db): LessonsReport {
  return { labels: countDecisions(readLessons(db, currentMember(db)?.id).all), imported: listImportedLessons(db) }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw toDomainError(error, file)
  }
}
