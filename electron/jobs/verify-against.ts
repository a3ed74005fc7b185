import { basename } from 'node:path'
import { DomainError } from '../../corpus/errors.ts'
import { gatherFindings } from '../../db/findings.ts'
import { isDatabase } from '../../db/header.ts'
import { type Db, isOpenFile } from '../../db/open.ts'
import { withCopy } from '../../db/open-copy.ts'
import { type OnProgress, type Verification, verifyProject } from '../../db/verify.ts'
import { compareWitnesses } from '../../db/verify-against.ts'
import { readWitness, type Witness } from '../../db/witness.ts'
import { readBundleWitness } from '../../db/witness-bundle.ts'
import type { SealKeys } from '../seal.ts'
import { withUnsealed } from './seal-file.ts'

type Options = Readonly<{ keys?: SealKeys; onProgress?: OnProgress }>

/**
 * Verifies the open project, and compares it with what a colleague holds of it: a project file, a backup or a bundle, each
 * of them sealed or not, which is only read. Throws DomainError `bad-input` where the other file is the project itself,
 * and what opening the other file throws.
 */
export async function verifyAgainst(
  db: Db,
  other: string,
  { keys = {}, onProgress }: Options = {},
): Promise<Verification> {
  if (isOpenFile(db, other))
    throw new DomainError('bad-input', `${basename(other)} is this project itself: name a colleague’s copy or a backup`)
  const name = basename(other)
  const { witness, sound } = await withUnsealed(other, keys, db.file, (plain) => readOther(db, plain, name))
  const { checked, problems } = await verifyProject(db, onProgress)
  const findings = gatherFindings(db)
  compareWitnesses(readWitness(db), witness, name, findings)
  if (!sound) findings.report('against-unsound', name, `${name} does not pass its own check: it is a poor witness`)
  const all = [...problems, ...findings.list()]
  return { ok: all.length === 0, checked, problems: all }
}

type Other = Readonly<{ witness: Witness; sound: boolean }>

async function readOther(db: Db, path: string, name: string): Promise<Other> {
  if (!isDatabase(path)) return readBundleWitness(db, path, name)
  return await withCopy(path, async (copy) => ({ witness: readWitness(copy), sound: (await verifyProject(copy)).ok }))
}
