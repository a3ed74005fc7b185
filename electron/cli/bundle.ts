import { basename, dirname } from 'node:path'
import type { Command } from 'commander'
import { DomainError } from '../../corpus/errors.ts'
import { type Known, knownByCopy, knownByHeads, readHeads, writeBundle } from '../../db/bundle.ts'
import { Heads } from '../../db/bundle-format.ts'
import { isDatabase } from '../../db/header.ts'
import { openIntake } from '../../db/intake.ts'
import type { Db } from '../../db/open.ts'
import { describeProject } from '../../db/project.ts'
import { writeSealed } from '../jobs/seal-file.ts'
import { authorId, print, printJson, readInputText, rememberAuthor, withProject } from './project.ts'
import { addSealOptions, readSealFor, type SealOptions } from './seal-options.ts'

type Options = SealOptions & { since?: string; heads?: boolean; as?: string; json?: boolean }

/** `bundle PROJECT FILE [--since PROJECT|HEADS]`: one small signed file with what this copy knows. */
export function addBundleCommand(program: Command): void {
  const command = program
    .command('bundle')
    .description('write what this copy knows, or what is new since, as one signed file for merge')
    .argument('<project>')
    .argument('[file]', 'the bundle to write; refuses an existing file')
    .option('--since <known>', 'leave out what another copy has: a project file, or a file that --heads printed there')
    .option('--heads', 'print what this copy has, for --since elsewhere, and write no bundle')
  addSealOptions(command)
    .option('--as <name>', 'who sends it, where this copy never wrote anything')
    .option('--json', 'print one JSON document')
    .action(async (project: string, file: string | undefined, options: Options) => {
      if (options.heads) return await withProject(project, (db) => printJson(readHeads(db)))
      if (file === undefined) throw new DomainError('bad-input', 'name the file to write, or --heads')
      const whom = readSealFor(options)
      const write = (db: Db, plain: string) => writeSince(db, plain, options)
      const { id, counts } = await withProject(project, (db) =>
        whom ? writeSealed(file, whom, dirname(db.file), (plain) => write(db, plain)) : write(db, file),
      )
      rememberAuthor(options.as)
      if (options.json) printJson({ file, id, counts })
      else print(`wrote ${file}: ${counts.ops} entries, ${counts.articles} articles, ${counts.bytes} bytes`)
    })
}

function writeSince(db: Db, plain: string, { since, as }: Options) {
  const by = () => authorId(db, as)
  if (since === undefined) return writeBundle(db, plain, by)
  if (!isDatabase(since)) return writeBundle(db, plain, by, knownByHeads(db, readHeadsFile(since)))
  return writeBundle(db, plain, by, knownBy(db, since))
}

function knownBy(db: Db, since: string): Known {
  const copy = openIntake(db, { path: since })
  try {
    if (copy.projectId === describeProject(db).id) return knownByCopy(copy)
    throw new DomainError('merge-other-project', `${basename(since)} is a copy of another project`, {
      file: basename(since),
    })
  } finally {
    copy.close()
  }
}

function readHeadsFile(path: string): Heads {
  const text = readInputText(path)
  try {
    return Heads.parse(JSON.parse(text))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new DomainError('bad-input', `${basename(path)} is neither a project nor what bundle --heads prints`)
  }
}
