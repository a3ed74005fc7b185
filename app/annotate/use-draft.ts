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
  const latest = useRef({ text: stored, saved: stored, stored, running: 0, save })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  latest.current.save = save

  // The answer to an older save comes while a newer one is under way: it must not bring the older words back.
  const follow = useRef(() => {
    const { text, saved, stored, running } = latest.current
    if (text !== saved || running > 0) return
    latest.current.text = stored
    latest.current.saved = stored
    setText(stored)
  }).current
  const flush = useRef(() => {
    clearTimeout(timer.current)
    const { text, saved, save } = latest.current
    if (text === saved) {
      settleDraft(latest)
      return
    }
    latest.current.saved = text
    latest.current.running++
    void save(text).then(({ ok }) => {
      latest.current.running--
      if (!ok && latest.current.saved === text) latest.current.saved = saved
      follow()
    })
    settleDraft(latest)
  }).current

  useEffect(() => {
    latest.current.stored = stored
    follow()
  }, [stored, follow])
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
