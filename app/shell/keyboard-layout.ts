import type { Chord } from '../editor/keys.ts'
import arabic from './arabic-keyboard.json' with { type: 'json' }
import { createStore } from './store.ts'

/** What is printed on keys, by their place. */
type Signs = Readonly<Record<string, string>>

/** What the layout in use has on its keys; empty until something is known of it. */
export const layout = createStore<{ signs: Signs }>({ signs: {} })

const LETTER_KEY = /^(?:Key[A-Z]|Bracket(?:Left|Right)|Semicolon|Quote|Comma|Period|Slash|Backquote)$/
const ARABIC_LETTER = /^\p{Script=Arabic}/u

/**
 * Learns the layout: from the system as far as it tells (it names the first layout with Latin letters only), and from
 * every letter typed since. One Arabic letter tells that the layout is Arabic, whose other letters are known then.
 */
export function learnLayout(): void {
  const { keyboard } = navigator as Navigator & { keyboard?: { getLayoutMap(): Promise<Iterable<[string, string]>> } }
  void keyboard
    ?.getLayoutMap()
    .then((map) => layout.set({ signs: { ...Object.fromEntries(map), ...layout.get().signs } }))
    .catch(() => layout.set({ signs: layout.get().signs }))
  document.addEventListener('keydown', ({ code, key, ctrlKey, altKey, metaKey, shiftKey }) => {
    if (!ctrlKey && !altKey && !metaKey && !shiftKey) layout.set({ signs: learnKey(layout.get().signs, code, key) })
  })
}

/** What is known of the layout after a key was pressed that wrote `key`; the same value where nothing is new. */
export function learnKey(signs: Signs, code: string, key: string): Signs {
  if (!LETTER_KEY.test(code) || key.length > 2 || signs[code] === key) return signs
  if (ARABIC_LETTER.test(key)) return { ...arabic, [code]: key }
  return /^[a-z]$/i.test(key) && ARABIC_LETTER.test(signs[code] ?? '') ? { [code]: key } : { ...signs, [code]: key }
}

/** How a chord is written: what is held, the sign of a Latin keyboard, and the layout's own beside it. */
export function describeChord(chord: Chord, signs: Signs): readonly string[] {
  const parts = chord.split('+')
  const code = parts.at(-1)!
  const latin = SIGNS[code] ?? code.replace(/^(?:Digit|Key|Numpad)/, '')
  const own = signs[code]
  const held = parts.slice(0, -1)
  return own === undefined || own.toUpperCase() === latin ? [...held, latin] : [...held, `${latin} ${own}`]
}

const SIGNS: Readonly<Record<string, string>> = {
  Slash: '/',
  Space: '␣',
  Delete: 'Del',
  Backspace: '⌫',
  Escape: 'Esc',
  ContextMenu: '☰',
  Equal: '=',
  Minus: '−',
  NumpadAdd: '+',
  NumpadSubtract: '−',
  BracketLeft: '[',
  BracketRight: ']',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Backquote: '`',
  Backslash: '\\',
}
