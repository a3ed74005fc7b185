import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../corpus/errors.ts'
import { createAnnotation, setRating } from '../../db/annotation.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, type Db, openProject } from '../../db/open.ts'
import { verifyProject } from '../../db/verify.ts'
import { addText, draftOf, makeFolder, makeProject } from '../support/project.ts'
import { createRandom, pickSeed } from '../support/random.ts'
import { snapshot } from '../support/snapshot.ts'

const MUTATIONS = Number(process.env.ISNAD_MUTATIONS ?? 200)
const TEXT = `أعلنت البلدية أن الجسر آمن.\n${'وأضافت أن العمل مستمر في الضفة الأخرى من النهر. '.repeat(60)}`

function goodProject(): Buffer {
  const db = makeProject()
  const by = becomeMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  for (const quote of ['البلدية', 'الجسر', 'آمن', 'العمل', 'النهر']) {
    const { id } = createAnnotation(db, draftOf(articleId, TEXT, quote), by)
    setRating(db, id, { reliability: 'B', credibility: 2, rationale: quote }, by)
  }
  closeProject(db)
  return readFileSync(db.file)
}

const TABLES = [
  'op',
  'payload',
  'project',
  'member',
  'article',
  'sentence',
  'annotation',
  'rating',
  'claim',
  'canonical_text',
]

/** Everything a person could read or export; what is only local to this copy is left out. */
const contentOf = (db: Db): string =>
  JSON.stringify(TABLES.map((table) => db.raw.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()))

/** What became of one spoilt file: refused as it was, opened and found altered, or unharmed. */
async function open(file: string, content: string): Promise<'refused' | 'found' | 'unharmed' | 'missed'> {
  const before = snapshot(dirname(file))
  let db: Db
  try {
    db = openProject(file)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    expect(snapshot(dirname(file))).toEqual(before)
    return 'refused'
  }
  try {
    const { ok } = await verifyProject(db)
    if (!ok) return 'found'
    return contentOf(db) === content ? 'unharmed' : 'missed'
  } finally {
    closeProject(db)
  }
}

describe('a project file with bytes changed', () => {
  it(`is refused, found out or unharmed in ${MUTATIONS} random changes, and never altered by a refusal`, {
    timeout: 120_000,
  }, async () => {
    const seed = pickSeed()
    const random = createRandom(seed)
    const good = goodProject()
    const folder = makeFolder()
    const file = join(folder, 'p.isnad')
    writeFileSync(file, good)
    const reference = openProject(file)
    const content = contentOf(reference)
    closeProject(reference)
    const outcomes = { refused: 0, found: 0, unharmed: 0, missed: 0 }
    for (let at = 0; at < MUTATIONS; at++) {
      const bytes = Buffer.from(good)
      const offset = random(bytes.length)
      if (at % 4 === 3) bytes.fill(random(256), offset, Math.min(bytes.length, offset + 1 + random(3000)))
      else bytes[offset]! ^= 1 << random(8)
      writeFileSync(file, at % 20 === 19 ? bytes.subarray(0, offset) : bytes)
      const outcome = await open(file, content).catch((error: unknown) => {
        throw new Error(`change ${at} with ISNAD_SEED=${seed} at byte ${offset}`, { cause: error })
      })
      outcomes[outcome]++
      if (outcome === 'missed') throw new Error(`change ${at} with ISNAD_SEED=${seed} at byte ${offset} was missed`)
    }
    console.log(`changed bytes: ${JSON.stringify(outcomes)} (ISNAD_SEED=${seed})`)
    expect(outcomes.found + outcomes.refused).toBeGreaterThan(MUTATIONS / 10)
  })
})
