import { isGlued, type Reader } from '../reader.ts'

/** A number in digits: its value and the index behind its last token. `decimals` counts the digits behind the point. */
export type Digits = Readonly<{ value: number; end: number; decimals: number; grouped: boolean }>

/**
 * Reads a number in digits of any script with its separators, without sign: `1,234.5`, `١٠٠٬٠٠٠٫٠`, `10،5`, `1 234 567`,
 * `.77`. A single separator before exactly three digits groups, unless it is `٫`, or a full stop behind one or two digits
 * that are not thousands; otherwise one separator is the decimal point. Digits glued to more separators are a list: the first is read.
 */
export function readDigits(reader: Reader, at: number): Digits | undefined {
  const { tokens } = reader
  const first = tokens[at]
  if (first?.kind === 'mark' && first.form === '.' && isNumber(reader, at + 1) && isGlued(reader, at + 1))
    return isGlued(reader, at) && tokens[at - 1]?.kind !== 'mark'
      ? undefined
      : plainDecimal(`0.${tokens[at + 1]!.form}`, at + 2)
  if (first?.kind !== 'number') return undefined
  const spaced = readSpacedGroups(reader, at)
  if (spaced) return spaced
  return assemble(reader, at)
}

type Part = Readonly<{ separator: string; digits: string }>

function assemble(reader: Reader, at: number): Digits {
  const whole = reader.tokens[at]!.form
  const parts = readParts(reader, at)
  const plain: Digits = { value: Number(whole), end: at + 1, decimals: 0, grouped: false }
  if (parts.length === 0) return plain
  const groups = countGroups(whole, parts)
  if (groups === parts.length)
    return { ...number(whole, parts, ''), end: at + 1 + 2 * parts.length, decimals: 0, grouped: true }
  const point = parts[groups]!
  const last = groups === parts.length - 1 && (groups === 0 || point.separator !== parts[0]!.separator)
  if (!last) return plain
  const value = number(whole, parts.slice(0, groups), point.digits)
  return { ...value, end: at + 1 + 2 * parts.length, decimals: point.digits.length, grouped: groups > 0 }
}

function number(whole: string, groups: readonly Part[], decimals: string): { value: number } {
  const digits = whole + groups.map((group) => group.digits).join('')
  return { value: Number(decimals ? `${digits}.${decimals}` : digits) }
}

/** Separators `.` `,` `٫` with digits glued on both sides. */
function readParts(reader: Reader, at: number): Part[] {
  const parts: Part[] = []
  for (let next = at + 1; parts.length < 12; next += 2) {
    const mark = reader.tokens[next]
    if (mark?.kind !== 'mark' || !isGlued(reader, next)) break
    if (mark.form !== '.' && mark.form !== ',' && mark.form !== '٫') break
    if (!isNumber(reader, next + 1) || !isGlued(reader, next + 1)) break
    parts.push({ separator: mark.plain, digits: reader.tokens[next + 1]!.form })
  }
  return parts
}

/** How many of the parts are groups of thousands, from the left. */
function countGroups(whole: string, parts: readonly Part[]): number {
  const separator = parts[0]!.separator
  if (separator === '٫' || whole.length > 3 || whole.startsWith('0')) return 0
  let groups = 0
  while (groups < parts.length && parts[groups]!.separator === separator && parts[groups]!.digits.length === 3) groups++
  if (separator === '.' && groups === 1 && whole.length < 3 && parts[0]!.digits !== '000') return 0
  return groups
}

/** `1 234 567`: groups of exactly three behind one to three digits, one blank between, and nothing else glued on. */
function readSpacedGroups(reader: Reader, at: number): Digits | undefined {
  const { tokens, text } = reader
  const first = tokens[at]!
  if (first.form.length > 3 || first.form.startsWith('0')) return undefined
  let digits = first.form
  let end = at + 1
  while (end - at < 8 && tokens[end]?.kind === 'number' && tokens[end]!.form.length === 3) {
    if (tokens[end]!.start !== tokens[end - 1]!.end + 1 || text[tokens[end - 1]!.end] === '\t') break
    digits += tokens[end]!.form
    end++
  }
  if (end === at + 1 || tokens[end]?.kind === 'number') return undefined
  const parts = readParts(reader, end - 1)
  if (parts.length === 0) return { value: Number(digits), end, decimals: 0, grouped: true }
  if (parts.length > 1) return undefined
  const decimals = parts[0]!.digits
  return { value: Number(`${digits}.${decimals}`), end: end + 2, decimals: decimals.length, grouped: true }
}

function plainDecimal(digits: string, end: number): Digits {
  return { value: Number(digits), end, decimals: digits.length - 2, grouped: false }
}

function isNumber(reader: Reader, at: number): boolean {
  return reader.tokens[at]?.kind === 'number'
}
