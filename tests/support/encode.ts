/** Bytes of a text in a legacy encoding, by turning its decoder around. Throws RangeError for what it does not have. */
export function encodeAs(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const table = tableOf(encoding)
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character)
      if (bytes === undefined) throw new RangeError(`${encoding} has no ${character}`)
      return bytes
    }),
  )
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>()

function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding)
  if (known) return known
  const table = new Map<string, readonly number[]>()
  const learn = (...bytes: readonly number[]): void => {
    const text = decode(encoding, bytes)
    if (text !== undefined && [...text].length === 1 && !table.has(text)) table.set(text, bytes)
  }
  for (let byte = 0; byte < 256; byte++) learn(byte)
  if (WIDE.has(encoding))
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) learn(lead, trail)
  tables.set(encoding, table)
  return table
}

const WIDE = new Set(['gb18030', 'big5', 'euc-kr', 'euc-jp', 'shift_jis'])

function decode(encoding: string, bytes: readonly number[]): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
