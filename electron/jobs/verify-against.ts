import { basename } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { gatherFindings } from '../../db/findings.ts'
import { type Db, isOpenFile } from '../../db/open.ts'
import { withCopy } from '../../db/open-copy.ts'
import { type OnProgress, type Verification, verifyProject } from '../../db/verify.ts'
import { compareWitnesses } from '../../db/verify-against.ts'
import { readWitness, type Witness } from '../../db/witness.ts'

/**
 * Verifies the open project, and compares it with a colleague's copy of it (a project file or a backup), which is read
 * from a temporary copy and never changed. Throws DomainError `bad-input` where the other file is the project itself, and
 * what opening the other file throws.
 */
export async function verifyAgainst(db: Db, other: string, onProgress?: OnProgress): Promise<Verification> {
  if (isOpenFile(db, other))
    throw new DomainError('bad-input', `${basename(other)} is this project itself: name a colleague’s copy or a backup`)
  const name = basename(other)
  const { witness, sound } = await readOther(other)
  const { checked, problems } = await verifyProject(db, onProgress)
  const findings = gatherFindings(db)
  compareWitnesses(readWitness(db), witness, name, findings)
  if (!sound) findings.report('against-unsound', name, `${name} does not pass its own check: it is a poor witness`)
  const all = [...problems, ...findings.list()]
  return { ok: all.length === 0, checked, problems: all }
}

type Other = Readonly<{ witness: Witness; sound: boolean }>

function readOther(path: string): Promise<Other> {
  return withCopy(path, async (db) => ({ witness: readWitness(db), sound: (await verifyProject(db)).ok }))
}
