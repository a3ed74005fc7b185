import i18next from 'i18next'

/** Encodings that Arabic texts come in, by their names in the Encoding Standard; the commonest first. */
export const ENCODINGS = [
  'utf-8',
  'windows-1256',
  'iso-8859-6',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'macintosh',
] as const

/** What an encoding is called for people, beside its own name. */
export function nameEncoding(encoding: string): string {
  const key = `encoding.names.${encoding}`
  return i18next.exists(key) ? i18next.t(key as 'encoding.names.utf-8') : encoding
}
