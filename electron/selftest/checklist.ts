/** The twenty items of Electron's own security checklist, in its order. */
export const ITEMS = [
  'only secure content is loaded: no network',
  'no Node in the window',
  'context isolation',
  'process sandbox',
  'every permission is denied',
  'web security is on',
  'content security policy',
  'no insecure content',
  'no experimental features',
  'no enabled Blink features',
  'no webview options',
  'webviews are refused',
  'navigation is refused',
  'new windows are refused',
  'openExternal is never called',
  'a current Electron',
  'the sender of every message is checked',
  'own protocol instead of file:',
  'fuses',
  'no raw Electron API in the window',
] as const

/** One thing that was seen, and what it must be. */
export type Fact = readonly [what: string, found: unknown, wanted: unknown]

/** Why an item cannot be looked at here. */
export type NotApplicable = Readonly<{ reason: string }>

/** How an item ended: what was seen otherwise than wanted, or why it was not looked at. */
export type ItemReport = Readonly<{
  row: number
  item: string
  outcome: 'holds' | 'fails' | 'not applicable'
  facts: number
  failed: readonly Readonly<{ what: string; found: unknown; wanted: unknown }>[]
  reason: string | null
}>

/** Compares what was seen with what must be; values are compared as JSON. */
export function judgeItem(row: number, seen: readonly Fact[] | NotApplicable): ItemReport {
  const item = ITEMS[row - 1]
  if (item === undefined) throw new RangeError(`there is no item ${row}`)
  if ('reason' in seen) return { row, item, outcome: 'not applicable', facts: 0, failed: [], reason: seen.reason }
  const failed = seen
    .filter(([, found, wanted]) => JSON.stringify(found) !== JSON.stringify(wanted))
    .map(([what, found, wanted]) => ({ what, found, wanted }))
  return { row, item, outcome: failed.length === 0 ? 'holds' : 'fails', facts: seen.length, failed, reason: null }
}
