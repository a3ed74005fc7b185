/** What keeps a decoded text from being stored: its kind, and where it stands in code points and in UTF-16 code units. */
export type Refused = Readonly<{ kind: 'nul' | 'lone-surrogate'; codePoint: number; utf16: number }>

/** The canonical text of a decoded file: one leading BOM dropped, CRLF and CR turned into LF, nothing else. */
export function canonicalise(decoded: string): string {
  const text = decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** The first U+0000 or lone surrogate of a text, which import refuses, or undefined where there is none. */
export function findRefused(text: string): Refused | undefined {
  let pairs = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0) return { kind: 'nul', codePoint: at - pairs, utf16: at }
    if (unit < 0xd800 || unit > 0xdfff) continue
    const low = text.charCodeAt(at + 1)
    if (unit > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff))
      return { kind: 'lone-surrogate', codePoint: at - pairs, utf16: at }
    pairs++
    at++
  }
  return undefined
}
