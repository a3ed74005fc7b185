import { basename } from 'node:path'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { Label } from '../../corpus/annotation.ts'
import { DomainError } from '../../corpus/errors.ts'
import { toJsonlSuggestion } from '../../corpus/formats/suggestions.ts'
import { applyLessons } from '../../corpus/learn/apply.ts'
import { type Lessons, noLessons } from '../../corpus/learn/lessons.ts'
import { suggestAll } from '../../corpus/suggest/suggest-all.ts'
import { hasArabicLetters } from '../../corpus/text/arabic-letters.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { showFileName } from '../../corpus/text/invisible.ts'
import { listArticles, readArticle } from '../../db/article.ts'
import { isDatabase } from '../../db/header.ts'
import { readLessons } from '../../db/lessons.ts'
import { currentMember } from '../../db/member.ts'
import { readText } from '../readers/text.ts'
import { mapJsonLines } from './json-lines.ts'
import { print, printJson, readInput, readProject } from './project.ts'
import type { Outcome } from './run.ts'

type Options = {
  reference?: string
  labels?: Label[]
  prefer: 'past' | 'future'
  article?: string
  encoding?: string
  jsonl?: boolean
  json?: boolean
}

const Row = z.object({ text: z.string(), reference: z.string().optional() })

/** `suggest FILE…`, `suggest PROJECT` and `suggest --jsonl`: what the rules find, in code points. */
export function addSuggestCommand(program: Command, outcome: Outcome): void {
  program
    .command('suggest')
    .description('suggest annotations of files, of a project’s articles, or of JSON lines')
    .argument('[files...]', 'text files, or one project; - is standard input')
    .option('--reference <date>', 'the day from which relative dates count where the text has none')
    .option('--labels <labels>', 'actor,event,date,amount,claim', readLabels)
    .addOption(new Option('--prefer <way>', 'where nothing says so').choices(['past', 'future']).default('past'))
    .option('--article <id>', 'one article of the project')
    .option('--encoding <encoding>', 'of all the files; unless given, what each file surely is')
    .option('--jsonl', 'read {"id","text","reference"} lines and write a line for each')
    .option('--json', 'print one JSON document')
    .action(async (files: string[], options: Options) => {
      if (options.jsonl) {
        const work = ({ text, reference }: z.infer<typeof Row>) =>
          suggestText(text, { ...options, ...(reference === undefined ? {} : { reference }) })
        if (mapJsonLines(files, Row, work) > 0) outcome.exitCode = 1
        return
      }
      const found = await suggestFiles(files, options)
      if (options.json) printJson(found)
      else
        for (const { annotations } of found)
          print(...annotations.map(({ label, start, end, text, rule }) => [label, start, end, text, rule].join('\t')))
    })
}

async function suggestFiles(files: readonly string[], options: Options) {
  const [first] = files
  if (first === undefined) throw new DomainError('bad-input', 'suggest wants a file, a project, or --jsonl')
  if (files.length === 1 && isProjectFile(first)) return suggestProject(first, options)
  if (options.article !== undefined) throw new DomainError('bad-input', '--article goes with a project')
  return files.map((file) => {
    const { text } = readText(readInput(file), basename(file), options.encoding)
    const found = suggestText(text, options)
    if (found.annotations.length === 0) sayNothing(basename(file), text)
    return { file: basename(file), ...found }
  })
}

/** Says on stderr why a result is empty, so that nobody waits for more. */
function sayNothing(file: string, text: string): void {
  const name = showFileName(file)
  const reason = hasArabicLetters(text)
    ? `nothing is suggested in ${name}`
    : `${name} holds no Arabic letters: nothing to suggest`
  process.stderr.write(`isnad: ${reason}\n`)
}

function suggestProject(file: string, options: Options) {
  return readProject(file, (db) => {
    const ids = options.article === undefined ? listArticles(db).map(({ id }) => id) : [options.article]
    const lessons = readLessons(db, currentMember(db)?.id).all
    return ids.map((id) => ({ id, ...suggestText(readArticle(db, id).text, options, lessons) }))
  })
}

/** What the rules find, and what a project's decisions have taught. */
function suggestText(text: string, { reference, labels, prefer }: Options, lessons: Lessons = noLessons) {
  const map = createOffsetMap(text)
  const wanted = {
    prefer,
    ...(reference === undefined ? {} : { reference }),
    ...(labels === undefined ? {} : { labels }),
  }
  const taught = applyLessons(text, suggestAll(text, wanted), lessons)
  const shown = taught.filter(({ label }) => labels === undefined || labels.includes(label))
  const annotations = shown.map((each) => toJsonlSuggestion(each, text, map))
  return { unit: 'code point' as const, annotations }
}

function isProjectFile(path: string): boolean {
  return path !== '-' && isDatabase(path)
}

function readLabels(text: string): Label[] {
  const labels = z.array(Label).safeParse(text.split(','))
  if (labels.success) return labels.data
  throw new InvalidArgumentError('known labels are actor, event, date, amount, claim')
}
