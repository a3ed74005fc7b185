import { z } from 'zod'
import { DomainError } from '../../corpus/errors.ts'
import { readInputText } from './project.ts'

const Id = z.object({ id: z.union([z.string(), z.number()]) })

/**
 * Reads JSON lines from files, or from standard input where none is named, and writes one line for each. A bad line
 * yields `{"id":…,"error":"…"}` in its place. Returns how many lines were bad.
 */
export function mapJsonLines<T>(files: readonly string[], shape: z.ZodType<T>, work: (row: T) => object): number {
  let failed = 0
  for (const file of files.length > 0 ? files : ['-'])
    for (const text of readInputText(file).split('\n')) {
      if (text.trim() === '') continue
      const out = mapLine(text, shape, work)
      if ('error' in out) failed++
      process.stdout.write(`${JSON.stringify(out)}\n`)
    }
  return failed
}

function mapLine<T>(text: string, shape: z.ZodType<T>, work: (row: T) => object): object {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { id: null, error: 'the line is not JSON' }
  }
  const id = Id.safeParse(data).data?.id ?? null
  const row = shape.safeParse(data)
  if (!row.success)
    return { id, error: row.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') }
  try {
    return { id, ...work(row.data) }
  } catch (error) {
    if (error instanceof DomainError) return { id, error: error.message }
    throw error
  }
}
