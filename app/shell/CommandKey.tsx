import type { CommandId } from '../editor/keys.ts'
import { KeySigns } from '../ui/KeySigns.tsx'
import { bindings, keysOf } from './key-bindings.ts'
import { describeChord, layout } from './keyboard-layout.ts'
import { useStore } from './store.ts'

type CommandKeyProps = {
  command: CommandId
  /** With Shift, one sign says both: for places without room for two. */
  short?: boolean
}

/** The first key of a command, as this person has it; nothing for a command without one. */
export function CommandKey({ command, short = false }: CommandKeyProps) {
  const { signs } = useStore(layout, (value) => value)
  const { chosen } = useStore(bindings, (value) => value)
  const [chord] = keysOf(command, chosen)
  if (chord === undefined) return null
  const parts = describeChord(chord, signs)
  return <KeySigns parts={short && parts[0] === 'Shift' ? [`⇧${parts.slice(1).join(' ')}`] : parts} />
}

/** The same in one word, for sentences: `Shift+N`. */
export function nameKey(command: CommandId): string {
  const [chord] = keysOf(command)
  return chord === undefined ? '—' : `⁦${describeChord(chord, layout.get().signs).join('+')}⁩`
}
