import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The lines of an export's `annotations.jsonl`; `Line` names what a test reads of them. */
export function readExportedLines<Line>(folder: string): Line[] {
  const text = readFileSync(join(folder, 'annotations.jsonl'), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}
