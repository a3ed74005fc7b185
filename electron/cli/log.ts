import type { Command } from 'commander'
import { DomainError } from '../../corpus/errors.ts'
import { type LogLine, readLog } from '../../db/log.ts'
import { print, printJson, readProject } from './project.ts'

/** `log PROJECT [--annotation ID]`: who did what and when, with what it changed. */
export function addLogCommand(program: Command): void {
  program
    .command('log')
    .description('list every entry of the log: who, when, what, before and after')
    .argument('<project>')
    .option('--annotation <id>', 'only what happened to this annotation')
    .option('--json', 'print one JSON document')
    .action(async (project: string, options: { annotation?: string; json?: boolean }) => {
      const lines = await readProject(project, (db) => [...readLog(db, options.annotation)])
      if (options.annotation !== undefined && lines.length === 0)
        throw new DomainError('not-found', `this project does not hold the annotation ${options.annotation}`)
      if (options.json) printJson({ unit: 'code point', ops: lines.map(toJson) })
      else print(...lines.map(toText))
    })
}

function toJson({ hash, replica, seq, name, wallMs, oddClock, kind, target, change, before, after }: LogLine) {
  const wall = new Date(wallMs).toISOString()
  return { hash, replica, seq, author: name, wall, oddClock, kind, target, body: { ...change, before, after } }
}

function toText({ seq, name, wallMs, oddClock, kind, target, before, after }: LogLine): string {
  const wall = new Date(wallMs).toISOString()
  return [
    oddClock ? `${wall} (clock suspicious)` : wall,
    name,
    kind,
    target,
    String(seq),
    JSON.stringify(before),
    JSON.stringify(after),
  ].join('\t')
}
