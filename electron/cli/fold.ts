import { type Command, Option } from 'commander'
import { z } from 'zod'
import { DomainError } from '../../corpus/errors.ts'
import { type FoldLevel, fold, foldLevels } from '../../corpus/text/fold.ts'
import { mapJsonLines } from './json-lines.ts'
import type { Outcome } from './run.ts'

/** `fold --level L --jsonl`: the search form of a text. */
export function addFoldCommand(program: Command, outcome: Outcome): void {
  program
    .command('fold')
    .description('fold texts for search: {"id","text"} lines in and out')
    .argument('[files...]', 'JSON lines; standard input unless given')
    .addOption(new Option('--level <level>').choices([...foldLevels]).default('default'))
    .option('--jsonl', 'read and write a line each')
    .action((files: string[], { level, jsonl }: { level: FoldLevel; jsonl?: true }) => {
      if (!jsonl) throw new DomainError('bad-input', 'fold reads JSON lines: say --jsonl')
      const failed = mapJsonLines(files, z.object({ text: z.string() }), ({ text }) => ({
        text: fold(text, level).text,
      }))
      if (failed > 0) outcome.exitCode = 1
    })
}
