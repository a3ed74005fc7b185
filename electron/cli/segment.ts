import { basename } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { DomainError } from '../../corpus/errors.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { segment } from '../../corpus/text/sentences.ts'
import { readText } from '../readers/text.ts'
import { mapJsonLines } from './json-lines.ts'
import { print, printJson, readInput } from './project.ts'
import type { Outcome } from './run.ts'

type Options = { encoding?: string; clauses?: boolean; jsonl?: boolean; json?: boolean }

/** `segment FILE…` and `segment --jsonl`: paragraphs, sentences and quotations, in code points. */
export function addSegmentCommand(program: Command, outcome: Outcome): void {
  program
    .command('segment')
    .description('find paragraphs, sentences and quotations')
    .argument('[files...]', 'text files; - is standard input')
    .option('--encoding <encoding>', 'of all the files; unless given, what each file surely is')
    .option('--clauses', 'cut sentences into clauses')
    .option('--jsonl', 'read {"id","text"} lines from standard input or the files, and write a line for each')
    .option('--json', 'print one JSON document')
    .action((files: string[], options: Options) => {
      const clauses = options.clauses ?? false
      if (options.jsonl) {
        const failed = mapJsonLines(files, z.object({ text: z.string() }), ({ text }) => segmentText(text, clauses))
        if (failed > 0) outcome.exitCode = 1
        return
      }
      if (files.length === 0) throw new DomainError('bad-input', 'segment wants at least one file, or --jsonl')
      const found = files.map((file) => ({
        file: basename(file),
        ...segmentText(readText(readInput(file), basename(file), options.encoding).text, clauses),
      }))
      if (options.json) printJson(found)
      else
        for (const { sentences } of found)
          print(...sentences.map(({ start, end, text }) => `${start}\t${end}\t${text}`))
    })
}

function segmentText(text: string, clauses: boolean) {
  const map = createOffsetMap(text)
  const { paragraphs, sentences, quotations } = segment(text, { clauses })
  const bounds = (of: (typeof sentences)[number]) => ({
    start: map.toCodePoint(of.start),
    end: map.toCodePoint(of.end),
  })
  return {
    unit: 'code point' as const,
    paragraphs: paragraphs.map(bounds),
    sentences: sentences.map((of) => ({ ...bounds(of), text: text.slice(of.start, of.end) })),
    quotations: quotations.map(bounds),
  }
}
