import { type CodePointSpan, codePointSpan } from './span.ts'

/** The URI of a span: SHA-256 of the canonical text and a fragment of RFC 5147; offsets in code points. */
export function spanToUri(sha256: string, { startCodePoint, endCodePoint }: CodePointSpan): string {
  return `urn:isnad:sha256:${sha256}#char=${startCodePoint},${endCodePoint}`
}

/** What a person gave to trace: an id (also as `urn:uuid:`), or a span of the text with this SHA-256. */
export type Reference = Readonly<{ id: string }> | Readonly<{ sha256: string; span: CodePointSpan }>

/** Reads an id, an annotation's URI or a span's URI; undefined when it is none of them. */
export function parseReference(query: string): Reference | undefined {
  const id = /^(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(query.trim())?.[1]
  if (id !== undefined) return { id: id.toLowerCase() }
  const found = /^urn:isnad:sha256:([0-9a-f]{64})#char=(\d{1,10}),(\d{1,10})$/i.exec(query.trim())
  if (!found) return undefined
  const [start, end] = [Number(found[2]), Number(found[3])]
  return start <= end ? { sha256: found[1]!.toLowerCase(), span: codePointSpan(start, end) } : undefined
}
