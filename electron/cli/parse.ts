import { type Command, Option } from 'commander'
import { z } from 'zod'
import { DomainError } from '../../corpus/errors.ts'
import { type ParseKind, parseValue } from '../../corpus/suggest/parse.ts'
import { createOffsetMap } from '../../corpus/text/code-points.ts'
import { mapJsonLines } from './json-lines.ts'
import type { Outcome } from './run.ts'

const KINDS: readonly ParseKind[] = ['number', 'ordinal', 'amount', 'date', 'duration', 'time']
const Row = z.object({ text: z.string(), reference: z.string().optional() })

/** `parse --kind K --jsonl`: the understood value of a whole expression. */
export function addParseCommand(program: Command, outcome: Outcome): void {
  program
    .command('parse')
    .description('understand whole expressions: {"id","text","reference"} lines in, {"id","value","covers"} lines out')
    .argument('[files...]', 'JSON lines; standard input unless given')
    .addOption(new Option('--kind <kind>').choices([...KINDS]).makeOptionMandatory())
    .addOption(new Option('--prefer <way>', 'where nothing says so').choices(['past', 'future']).default('past'))
    .option('--jsonl', 'read and write a line each')
    .action(
      (files: string[], { kind, prefer, jsonl }: { kind: ParseKind; prefer: 'past' | 'future'; jsonl?: true }) => {
        if (!jsonl) throw new DomainError('bad-input', 'parse reads JSON lines: say --jsonl')
        const failed = mapJsonLines(files, Row, ({ text, reference }) => {
          const { value, covers, span } = parseValue(kind, text, { prefer, ...(reference ? { reference } : {}) })
          const found = span && createOffsetMap(text).toCodePointSpan(span)
          return {
            value,
            covers,
            unit: 'code point' as const,
            start: found?.startCodePoint ?? null,
            end: found?.endCodePoint ?? null,
          }
        })
        if (failed > 0) outcome.exitCode = 1
      },
    )
}
