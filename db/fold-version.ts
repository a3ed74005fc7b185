import { readLocal, writeLocal } from './local.ts'
import { type Db, inTransaction } from './open.ts'
import { rebuild } from './refold.ts'

/** Raised whenever the same entries make other rows: with each kind or payload version that this program learns to read. */
export const FOLD_VERSION = 1

/**
 * Folds a file again that another version of the program folded: entries which that one kept without knowing them count
 * from now on. Does nothing where the versions are the same.
 */
export function refoldForVersion(db: Db, version = FOLD_VERSION): void {
  if (Number(readLocal(db, KEY) ?? 1) === version) return
  inTransaction(db, () => {
    rebuild(db)
    writeLocal(db, KEY, String(version))
  })
}

const KEY = 'fold-version'
