import { basename } from 'node:path'
import type { Command } from 'commander'
import type { SourceFile } from '../../db/intake.ts'
import { leavesWork, type MergeReport, mergeFiles } from '../../db/merge.ts'
import type { Db } from '../../db/open.ts'
import { conflictToJson } from '../jobs/conflict-json.ts'
import { withUnsealed } from '../jobs/seal-file.ts'
import type { SealKeys } from '../seal.ts'
import { print, printJson, withProject } from './project.ts'
import type { Outcome } from './run.ts'
import { addKeyOptions, type KeyOptions, readKeys } from './seal-options.ts'
import { watchOnStderr } from './watch.ts'

type Options = KeyOptions & { dryRun?: boolean; json?: boolean }

/** `merge PROJECT OTHER… [--dry-run]`: brings in what other copies and bundles know; safe to repeat, in any order. */
export function addMergeCommand(program: Command, outcome: Outcome): void {
  const command = program
    .command('merge')
    .description('bring in the changes of other copies and bundles; deletes nothing, safe to repeat')
    .argument('<project>')
    .argument('<others...>', 'copies of the same project, and bundles; they are only read')
    .option('--dry-run', 'say what a merge would bring and change nothing')
  addKeyOptions(command)
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nA backup is made first. One file that is wrong refuses the whole merge.\nExit 1: conflicts, forks, quarantined or held back entries are left in the project to decide.',
    )
    .action(async (project: string, others: string[], options: Options) => {
      const keys = readKeys(options)
      const { report: onProgress } = watchOnStderr('merging')
      const report = await withProject(project, (db) =>
        withPlain(db, others, keys, (files) => mergeFiles(db, files, { dryRun: options.dryRun === true, onProgress })),
      )
      if (leavesWork(report)) outcome.exitCode = 1
      if (options.json) printJson(toJson(report))
      else describe(report, options.dryRun === true)
    })
}

/** Opens what is encrypted, one file after the other, for as long as the work takes. */
async function withPlain<T>(
  db: Db,
  [path, ...rest]: readonly string[],
  keys: SealKeys,
  work: (files: readonly SourceFile[]) => Promise<T>,
): Promise<T> {
  if (path === undefined) return await work([])
  return await withUnsealed(path, keys, db.file, (plain) =>
    withPlain(db, rest, keys, (files) => work([{ path: plain, name: basename(path) }, ...files])),
  )
}

function toJson({ conflicts, ...report }: MergeReport) {
  return { unit: 'code point', ...report, conflicts: conflicts.map(conflictToJson) }
}

function describe(report: MergeReport, dryRun: boolean): void {
  const { conflicts, forks, quarantined, heldBack, byAuthor, newArticles } = report
  print(`${dryRun ? 'would bring' : 'brought'} ${report.new} new entries, ${report.present} present`)
  print(...byAuthor.map(({ author, new: n, annotations }) => `${author}\t${n} entries, ${annotations} new annotations`))
  print(...newArticles.map(({ id, title }) => `article\t${id}\t${title}`))
  for (const { target, field, values } of conflicts.map(conflictToJson))
    print(
      `conflict\t${target}\t${field}\t${values.map(({ author, value }) => `${author}: ${JSON.stringify(value)}`).join(' / ')}`,
    )
  print(
    ...forks.map(({ replica, seq }) => `fork\t${replica}\tat entry ${seq}: this copy was doubled; both sides are kept`),
  )
  print(
    ...quarantined.map(({ author, kind, reason, source }) => `quarantined\t${author}\t${kind}\t${reason}\t${source}`),
  )
  print(...heldBack.map((id) => `held back\t${id}\tits words are not in a text here`))
}
