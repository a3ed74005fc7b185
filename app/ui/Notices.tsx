import { X } from 'lucide-react'
import { createStore, useStore } from '../shell/store.ts'
import { IconButton } from './Button.tsx'

type Notice = Readonly<{ id: number; text: string; kind: 'info' | 'problem' }>

const notices = createStore<{ shown: readonly Notice[] }>({ shown: [] })
const STAY = { info: 4_000, problem: 12_000 }
let last = 0

/** Shows a short sentence at the window's edge; it leaves by itself, a problem later than news. */
export function notify(text: string, kind: Notice['kind'] = 'info'): void {
  const notice: Notice = { id: ++last, text, kind }
  notices.set({ shown: [...notices.get().shown.filter((shown) => shown.text !== text), notice].slice(-3) })
  setTimeout(() => dismiss(notice.id), STAY[kind])
}

/** The place where notices appear, read aloud as they come. */
export function Notices({ label, closeLabel }: { label: string; closeLabel: string }) {
  const shown = useStore(notices, (value) => value.shown)
  return (
    <section className="notices" aria-label={label} aria-live="polite">
      {shown.map(({ id, text, kind }) => (
        <div key={id} className={`notice ${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
          <span dir="auto">{text}</span>
          <IconButton label={closeLabel} onPress={() => dismiss(id)}>
            <X />
          </IconButton>
        </div>
      ))}
    </section>
  )
}

function dismiss(id: number): void {
  notices.set({ shown: notices.get().shown.filter((notice) => notice.id !== id) })
}
