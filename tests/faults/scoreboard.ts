import { writeFileSync } from 'node:fs'
import type { Result, Row } from './row.ts'

/** A row with what came of it: a result, why it was not run, or how it failed. */
export type Scored = Readonly<{
  row: Pick<Row, 'id' | 'fault' | 'promise'>
  seconds: number
  result?: Result
  notRun?: string
  failure?: string
}>

/** The scoreboard as lines of text: a row each, then the sums and what was not run and why. */
export function drawScoreboard(scored: readonly Scored[], seed: number): string {
  const lines = scored.map(
    ({ row, result, notRun, failure, seconds }) =>
      `${row.id.padEnd(4)} ${state({ notRun, failure })} ${String(result?.cycles ?? 0).padStart(6)} ${String(result?.acknowledged ?? '').padStart(8)} ${seconds.toFixed(0).padStart(5)} s  ${row.fault}${tell(result, notRun, failure)}`,
  )
  return [`row  result  cycles   edits    time  fault`, ...lines, ...sums(scored, seed)].join('\n')
}

/** Writes the scoreboard to a file: JSON where its name ends so, else Markdown. */
export function writeScoreboard(file: string, scored: readonly Scored[], seed: number): void {
  const total = count(scored)
  if (file.endsWith('.json')) writeFileSync(file, `${JSON.stringify({ seed, ...total, rows: scored }, null, 2)}\n`)
  else writeFileSync(file, [heading(scored, seed), ...table(scored)].join('\n'))
}

function state({ notRun, failure }: { notRun: string | undefined; failure: string | undefined }): string {
  if (failure !== undefined) return 'FAILED '
  return notRun === undefined ? 'held   ' : 'not run'
}

function tell(result: Result | undefined, notRun: string | undefined, failure: string | undefined): string {
  if (failure !== undefined) return `\n       ${failure}`
  if (notRun !== undefined) return `: ${notRun}`
  const ends = Object.entries(result?.outcomes ?? {}).map(([name, times]) => `${name} ${times}`)
  return ends.length === 0 ? '' : `\n       ${ends.join(' · ')}`
}

function count(scored: readonly Scored[]) {
  const sum = (pick: (result: Result) => number): number =>
    scored.reduce((total, { result }) => total + (result ? pick(result) : 0), 0)
  return {
    held: scored.filter(({ result }) => result).length,
    failed: scored.filter(({ failure }) => failure !== undefined).length,
    notRun: scored.filter(({ notRun }) => notRun !== undefined).length,
    cycles: sum(({ cycles }) => cycles),
    acknowledged: sum(({ acknowledged }) => acknowledged ?? 0),
    lost: scored.some(({ failure }) => failure !== undefined) ? 'see the failures' : 0,
  }
}

function sums(scored: readonly Scored[], seed: number): string[] {
  const { held, failed, notRun, cycles, acknowledged, lost } = count(scored)
  return [
    `${held} rows held, ${failed} failed, ${notRun} not run; ${cycles} cycles, ${acknowledged} times an acknowledged edit was looked for, lost: ${lost} (ISNAD_SEED=${seed})`,
  ]
}

function heading(scored: readonly Scored[], seed: number): string {
  return `# Faults survived\n\n${sums(scored, seed)[0]}\n`
}

function table(scored: readonly Scored[]): string[] {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const rows = scored.map(({ row, result, notRun, failure, seconds }) => {
    const ends = Object.entries(result?.outcomes ?? {}).map(([name, times]) => `${name} ${times}`)
    const came = failure ?? notRun ?? ends.join(', ')
    return `| ${row.id} | ${cell(row.fault)} | ${cell(row.promise)} | ${state({ notRun, failure }).trim()} | ${result?.cycles ?? 0} | ${result?.acknowledged ?? ''} | ${cell(came)} | ${seconds.toFixed(0)} |`
  })
  return [
    '| row | fault | promise | result | cycles | edits | what came | s |',
    '| --- | --- | --- | --- | ---: | ---: | --- | ---: |',
    ...rows,
    '',
  ]
}
