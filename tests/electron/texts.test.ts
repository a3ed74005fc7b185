import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import ar from '../../electron/texts/ar.json' with { type: 'json' }
import en from '../../electron/texts/en.json' with { type: 'json' }
import { setTextLanguage, type TextKey, text, textLanguage } from '../../electron/texts.ts'

const root = join(import.meta.dirname, '../../electron')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n')
const keys = Object.keys(ar) as TextKey[]

describe('the texts of menus and system dialogs', () => {
  it('are the same in Arabic and English', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(ar).sort())
  })

  it.each(keys)('are written in their own language: %s', (key) => {
    expect(ar[key]).toMatch(/\p{Script=Arabic}/u)
    expect(en[key]).toMatch(/[a-z]/i)
    expect(en[key]).not.toMatch(/\p{Script=Arabic}/u)
  })

  it.each(keys)('are used: %s', (key) => {
    expect(sources).toMatch(new RegExp(`(?:text|entry)\\('${key}'`))
  })

  it('follow the language that was chosen', () => {
    onTestFinished(() => setTextLanguage('ar'))
    expect([textLanguage(), text('quit')]).toEqual(['ar', 'إنهاء'])
    setTextLanguage('en')
    expect([textLanguage(), text('quit')]).toEqual(['en', 'Quit'])
  })

  it('are the only words that menus, dialogs and the window’s frame show', () => {
    for (const name of ['menu.ts', 'window.ts', 'session.ts', 'handlers/host.ts'])
      expect(readFileSync(join(root, name), 'utf8'), name).not.toMatch(/\p{Script=Arabic}/u)
  })
})
