import { useEffect, useRef, useState } from 'react'
import { markUnsaved, settleDraft } from '../shell/saving.ts'

const PAUSE = 700

/**
 * Text that a person is writing: kept here at once, handed to `save` at a pause, on leaving the field or the window, and
 * when the view goes away; until then nothing is said to be saved. A failed save leaves it as written. `stored` from
 * outside replaces it only while nothing is unsaved.
 */
export function useDraft(stored: string, save: (text: string) => Promise<{ ok: boolean }>) {
  const [text, setText] = useState(stored)
  const latest = useRef({ text: stored, saved: stored, save })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  latest.current.save = save

  const flush = useRef(() => {
    clearTimeout(timer.current)
    const { text, saved, save } = latest.current
    if (text === saved) {
      settleDraft(latest)
      return
    }
    latest.current.saved = text
    void save(text).then(({ ok }) => {
      if (!ok && latest.current.saved === text) latest.current.saved = saved
    })
    settleDraft(latest)
  }).current

  useEffect(() => {
    if (latest.current.text !== latest.current.saved) return
    latest.current.text = stored
    latest.current.saved = stored
    setText(stored)
  }, [stored])
  useEffect(() => {
    window.addEventListener('blur', flush)
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('blur', flush)
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  const change = (next: string): void => {
    latest.current.text = next
    markUnsaved(latest)
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(flush, PAUSE)
  }
  return { text, change, flush }
}
