import type { Page } from 'playwright-core'
import arabic from '../../app/shell/arabic-keyboard.json' with { type: 'json' }

/** Presses keys by their place, as a person does on one layout, and counts them. */
export type Typist = Readonly<{ press(chord: string): Promise<void>; count(): number }>

/** Keys as a Latin layout sends them. */
export function typeLatin(page: Page): Typist {
  let count = 0
  return {
    press: async (chord) => {
      count++
      await page.keyboard.press(chord)
    },
    count: () => count,
  }
}

const MODIFIERS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Shift: 8 }
const CODES: Readonly<Record<string, number>> = {
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Home: 36,
  Escape: 27,
  Enter: 13,
  Space: 32,
  F1: 112,
  F9: 120,
}

/** Keys as an Arabic layout sends them: the place is the same, the letter is Arabic. */
export async function typeArabic(page: Page): Promise<Typist> {
  const cdp = await page.context().newCDPSession(page)
  let count = 0
  return {
    press: async (chord) => {
      count++
      const parts = chord.split('+')
      const code = parts.at(-1)!
      const modifiers = parts.slice(0, -1).reduce((sum, name) => sum + MODIFIERS[name]!, 0)
      const key = letterOf(code)
      const event = { code, key, modifiers, windowsVirtualKeyCode: CODES[code] ?? code.charCodeAt(code.length - 1) }
      const text = [...key].length <= 2 && modifiers === 0 ? { text: key } : {}
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...text })
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
    },
    count: () => count,
  }
}

function letterOf(code: string): string {
  if (code === 'Space') return ' '
  if (/^Digit\d$/.test(code)) return '٠١٢٣٤٥٦٧٨٩'[Number(code.at(-1))]!
  return (arabic as Readonly<Record<string, string>>)[code] ?? code
}
