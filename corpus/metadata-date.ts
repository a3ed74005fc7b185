import { parseValue } from './suggest/parse.ts'

const LINE_LENGTH = 90

// What may stand behind a date on its line: the hour, and what is said about it.
const HOUR = /[\s،,|–—-]*(?:الساعة\s.*|[\d٠-٩]{1,2}:[\d٠-٩]{2}.*)$/u

/**
 * The date that a short text states and nothing else, as an EDTF day or month; the hour behind it and a second
 * name of the month in brackets are passed over. Undefined where the text says anything more or anything less.
 */
export function proposeDate(text: string): string | undefined {
  if (text.length > LINE_LENGTH || !/[\d٠-٩]/.test(text)) return undefined
  const bare = text
    .replace(/\([^)]*\)/g, ' ')
    .replace(HOUR, '')
    .trim()
  const { value, covers } = parseValue('date', bare)
  if (!covers || typeof value !== 'object' || value === null || !('edtf' in value)) return undefined
  return value.edtf !== null && /^\d{4}-\d{2}(-\d{2})?$/.test(value.edtf) ? value.edtf : undefined
}
