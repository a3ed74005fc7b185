import { useEffect, useMemo, useState } from 'react'
import type { OpenAnnotation } from './article-session.ts'

/** How a press adds to what is picked: alone, one more or one less, or everything from the last one on. */
export type PickWay = 'one' | 'toggle' | 'range'

/** Which of a list's annotations are picked for a bulk act; what is gone or filtered out is not picked any more. */
export function usePicked(rows: readonly OpenAnnotation[], chosen: string | undefined) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | undefined>(undefined)
  useEffect(() => setIds((known) => keepOnly(known, rows)), [rows])
  const picked = useMemo(() => rows.filter(({ row }) => ids.has(row.id)).map(({ row }) => row), [rows, ids])
  const pick = (id: string, way: PickWay): void => {
    const from = anchor ?? chosen
    setIds(
      pickNext(
        rows.map(({ row }) => row.id),
        ids,
        { id, way, from },
      ),
    )
    if (way !== 'range' || from === undefined) setAnchor(id)
  }
  return {
    ids,
    picked,
    pick,
    pickAll: () => setIds(new Set(rows.map(({ row }) => row.id))),
    clear: () => setIds(new Set()),
  }
}

/** The ids that are picked after a press; in a list's order, `from` being where a stretch begins. */
export function pickNext(
  order: readonly string[],
  before: ReadonlySet<string>,
  { id, way, from }: { id: string; way: PickWay; from: string | undefined },
): ReadonlySet<string> {
  if (way === 'one') return new Set()
  if (way === 'toggle') {
    const start = before.size === 0 && from !== undefined && order.includes(from) ? new Set([from]) : new Set(before)
    if (before.has(id)) start.delete(id)
    else start.add(id)
    return start
  }
  const begin = order.indexOf(from ?? id)
  const end = order.indexOf(id)
  if (begin === -1 || end === -1) return new Set([id])
  return new Set(order.slice(Math.min(begin, end), Math.max(begin, end) + 1))
}

function keepOnly(known: ReadonlySet<string>, rows: readonly OpenAnnotation[]): ReadonlySet<string> {
  const there = new Set(rows.map(({ row }) => row.id))
  return [...known].every((id) => there.has(id)) ? known : new Set([...known].filter((id) => there.has(id)))
}
