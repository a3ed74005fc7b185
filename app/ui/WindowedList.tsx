import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'

type WindowedListProps<T> = {
  label: string
  rows: readonly T[]
  rowHeight: number
  /** Index of a row to keep in view; undefined for none. */
  show: number | undefined
  rowKey: (row: T) => string
  draw: (row: T, index: number) => ReactNode
  onKeyDown?: (event: KeyboardEvent) => void
}

const AHEAD = 6

/** A list whose rows are all equally high, of which only those in view exist: thousands cost what a screenful does. */
export function WindowedList<T>({ label, rows, rowHeight, show, rowKey, draw, onKeyDown }: WindowedListProps<T>) {
  const frame = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  useLayoutEffect(() => {
    const element = frame.current!
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight })
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  useEffect(() => {
    const element = frame.current!
    if (show === undefined) return
    const top = show * rowHeight
    const hidden = top < element.scrollTop || top + rowHeight > element.scrollTop + element.clientHeight
    if (hidden) element.scrollTop = Math.max(0, top - element.clientHeight / 3)
  }, [show, rowHeight])
  const first = Math.max(0, Math.floor(view.top / rowHeight) - AHEAD)
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / rowHeight) + AHEAD)
  return (
    <div
      ref={frame}
      className="windowed"
      onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <ol
        className="windowed-rows"
        aria-label={label}
        onKeyDown={onKeyDown}
        style={{ blockSize: rows.length * rowHeight }}
      >
        {rows.slice(first, last).map((row, offset) => {
          const index = first + offset
          return (
            <li
              key={rowKey(row)}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              style={{ insetBlockStart: index * rowHeight, blockSize: rowHeight }}
            >
              {draw(row, index)}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
