import type { Conflict } from '../../db/conflicts.ts'

/** A conflict as JSON that leaves the program has it: bounds as `start`, `end` and the words between them, in code points. */
export function conflictToJson({ target, field, values, noun, articleId }: Conflict) {
  return {
    target,
    noun,
    articleId,
    field,
    values: values.map(({ value, ...who }) => ({ ...who, value: field === 'bounds' ? boundsToJson(value) : value })),
  }
}

function boundsToJson(value: unknown): unknown {
  const { startCodePoint, endCodePoint, quote } = (value ?? {}) as Record<string, unknown>
  return { start: startCodePoint, end: endCodePoint, text: quote }
}
