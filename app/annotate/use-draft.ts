import { useEffect, useRef, useState } from 'react'

const PAUSE = 700

/**
 * Text that a person is writing: kept here at once, handed to `save` at a pause, on leaving the field, and when the view
 * goes away. A failed save leaves it as written. `stored` from outside replaces it only while nothing is unsaved.
 */
export function useDraft(stored: string, save: (text: string) => Promise<{ ok: boolean }>) {
  const [text, setText] = useState(stored)
  const latest = useRef({ text: stored, saved: stored, save })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  latest.current.save = save

  const flush = useRef(() => {
    clearTimeout(timer.current)
    const { text, saved, save } = latest.current
    if (text === saved) return
    latest.current.saved = text
    void save(text).then(({ ok }) => {
      if (!ok && latest.current.saved === text) latest.current.saved = saved
    })
  }).current

  useEffect(() => {
    if (latest.current.text !== latest.current.saved) return
    latest.current.text = stored
    latest.current.saved = stored
    setText(stored)
  }, [stored])
  useEffect(() => flush, [flush])

  const change = (next: string): void => {
    latest.current.text = next
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(flush, PAUSE)
  }
  return { text, change, flush }
}
