import { basename } from 'node:path'
import type { Command } from 'commander'
import { showFileName } from '../../corpus/text/invisible.ts'
import { type ImportOutcome, importArticles } from '../jobs/import-articles.ts'
import { type Catalog, readCatalog } from '../readers/catalog.ts'
import { authorId, print, printJson, readInput, rememberAuthor, withProject } from './project.ts'
import type { Outcome } from './run.ts'
import { watchOnStderr } from './watch.ts'

type Options = { encoding?: string; catalog?: string; as?: string; json?: boolean }

/** `import PROJECT PATH…`: adds articles from files and folders, each whole or not at all. */
export function addImportCommand(program: Command, outcome: Outcome): void {
  program
    .command('import')
    .description('add articles from files and folders; a second run adds only what is missing')
    .argument('<project>')
    .argument('<paths...>', 'text files, or folders that hold .txt files; - is standard input')
    .option('--encoding <encoding>', 'of all the files, such as windows-1256; unless given, what each file surely is')
    .option('--catalog <file>', 'a CSV with the columns file or sha256, title, publisher, author, date, language')
    .option('--as <name>', 'who imports; in a hand-out copy, unless given, the member it was handed to')
    .option('--json', 'print one JSON document')
    .action(async (project: string, paths: string[], options: Options) => {
      const catalog: Catalog | undefined = options.catalog
        ? readCatalog(readInput(options.catalog), basename(options.catalog))
        : undefined
      const report = await withProject(project, (db) =>
        importArticles(db, paths, () => authorId(db, options.as), {
          progress: watchOnStderr('importing'),
          ...(options.encoding ? { encoding: options.encoding } : {}),
          ...(catalog ? { catalog } : {}),
        }),
      )
      rememberAuthor(options.as)
      const nothing = report.added.length + report.present.length + report.duplicateText.length === 0
      if (report.failed.length > 0) outcome.exitCode = nothing ? 2 : 1
      else if (nothing) process.stderr.write('isnad: no .txt file there: name the files or another folder\n')
      if (options.json) {
        const { added, present, duplicateText, failed } = report
        printJson({
          added,
          present,
          duplicateText,
          failed: failed.map(({ file, code, message }) => ({ file, code, message })),
        })
      } else printReport(report)
      for (const { message } of report.failed) process.stderr.write(`isnad: ${showFileName(message)}\n`)
    })
}

function printReport({ added, present, duplicateText }: ImportOutcome): void {
  for (const { file, id } of added) print(`added\t${id}\t${showFileName(file)}`)
  for (const { file, id } of present) print(`present\t${id}\t${showFileName(file)}`)
  for (const { file, id } of duplicateText) print(`same text\t${id}\t${showFileName(file)}`)
}
