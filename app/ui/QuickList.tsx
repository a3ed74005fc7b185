import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

/** A row of a quick list: what is chosen, how it is called, and what stands at its end. */
export type QuickRow = Readonly<{ id: string; text: string; note?: string; end?: ReactNode }>

type QuickListProps = {
  label: string
  placeholder: string
  /** Said where nothing is found. */
  empty: string
  /** The rows for what was typed, the best first. */
  find: (query: string) => readonly QuickRow[]
  onChoose: (id: string) => void
  onClose: () => void
}

/** A field over the window with a list below it: type a few letters, choose with arrows and Enter or by mouse. */
export function QuickList({ label, placeholder, empty, find, onChoose, onClose }: QuickListProps) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const list = useId()
  const frame = useRef<HTMLDivElement>(null)
  const rows = find(query)
  const at = Math.min(active, rows.length - 1)
  useLayoutEffect(() => {
    frame.current?.querySelector(`#${CSS.escape(`${list}-${at}`)}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, at])

  const handleKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.code]
    const chosen = rows[at]
    if (step !== undefined) setActive((at + step + rows.length) % Math.max(1, rows.length))
    else if (event.code === 'Enter' && chosen !== undefined && !event.nativeEvent.isComposing) onChoose(chosen.id)
    else return
    event.preventDefault()
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="dialog-overlay top">
      <Modal className="dialog-frame quick">
        <Dialog className="dialog" aria-label={label}>
          <input
            className="quick-field"
            role="combobox"
            aria-label={label}
            aria-expanded
            aria-controls={list}
            aria-activedescendant={at < 0 ? undefined : `${list}-${at}`}
            placeholder={placeholder}
            dir={query === '' ? undefined : 'auto'}
            spellCheck={false}
            autoFocus
            value={query}
            onChange={(event) => {
              setQuery(event.target.value)
              setActive(0)
            }}
            onKeyDown={handleKey}
          />
          <div ref={frame} id={list} role="listbox" aria-label={label} className="quick-rows" tabIndex={-1}>
            {rows.map((row, index) => (
              <Row key={row.id} id={`${list}-${index}`} row={row} isActive={index === at} onChoose={onChoose} />
            ))}
          </div>
          {rows.length === 0 && <p className="quick-empty">{empty}</p>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type RowProps = { id: string; row: QuickRow; isActive: boolean; onChoose: (id: string) => void }

function Row({ id, row, isActive, onChoose }: RowProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className="quick-row"
      onClick={() => onChoose(row.id)}
    >
      <span className="quick-text" dir="auto">
        {row.text}
      </span>
      {row.note !== undefined && (
        <span className="quick-note" dir="auto">
          {row.note}
        </span>
      )}
      {row.end}
    </button>
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
