import type { KeyboardEvent } from 'react'
import { reading } from '../annotate/reading.ts'
import { commandOf, type ReaderCommandId } from '../editor/keys.ts'
import { bindings } from '../shell/key-bindings.ts'

/** What can be asked for beside the text as well, by the same keys. */
const HERE: ReadonlySet<ReaderCommandId> = new Set([
  'next-suggestion',
  'previous-suggestion',
  'accept',
  'accept-alike',
  'correct',
  'reject',
  'reject-alike',
  'alike',
  'why',
  'tag-others',
  'next-waiting',
  'suggestions',
])

/**
 * Lets the keys of the review work while the focus is beside the text: a newcomer who came there by Tab or by mouse presses
 * what the buttons say. Then the text has the focus again, unless fields were opened. Escape goes back to the text.
 */
export function runFromSide(event: KeyboardEvent, onLeave: () => void): void {
  if (event.defaultPrevented || isField(event.target)) return
  const command = commandOf(event, bindings.get().table)
  if (command?.kind !== 'command') return
  if (command.id !== 'escape' && !HERE.has(command.id)) return
  event.preventDefault()
  event.stopPropagation()
  onLeave()
  if (command.id !== 'escape') reading.get().run?.(command.id)
}

function isField(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [role=dialog]') !== null
  )
}
