import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import ar from '../../app/shell/i18n/ar.json' with { type: 'json' }
import en from '../../app/shell/i18n/en.json' with { type: 'json' }
import { LABELS } from '../../corpus/annotation.ts'
import { CREDIBILITIES, RELIABILITIES } from '../../corpus/rating.ts'
import { events, hostRoutes, routes } from '../../electron/contract.ts'

const PLURAL = /_(zero|one|two|few|many|other)$/
const root = join(import.meta.dirname, '../..')
const sources = ['app', 'electron', 'db', 'corpus'].map((room) => [room, readSources(join(root, room))] as const)
const texts = { ar: flatten(ar), en: flatten(en) }

function flatten(tree: object, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value as object, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

function readSources(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
}

/** Keys without their plural endings, where the set has the ending `_other`. */
function baseKeys(flat: Map<string, string>): string[] {
  const bases = [...flat.keys()].map((key) => (flat.has(key.replace(PLURAL, '_other')) ? key.replace(PLURAL, '') : key))
  return [...new Set(bases)].sort()
}

function keysInUse(): string[] {
  const [, app] = sources.find(([room]) => room === 'app')!
  const sections = Object.keys(ar).join('|')
  const written = app.matchAll(new RegExp(`['\`]((?:${sections})\\.[A-Za-z0-9_.-]+)['\`]`, 'g'))
  const crossing = new Set(Object.keys({ ...routes, ...hostRoutes, ...events }))
  return [...new Set([...written].map((found) => found[1]!))].filter((key) => !crossing.has(key)).sort()
}

describe('the texts of the window', () => {
  it('are the same in Arabic and English', () => {
    expect(baseKeys(texts.en)).toEqual(baseKeys(texts.ar))
  })

  it.each(keysInUse())('hold %s, which the window uses', (key) => {
    expect(texts.ar.has(key) || texts.ar.has(`${key}_other`)).toBe(true)
  })

  it('are all used: by their full key, or by a section that is chosen from while running', () => {
    const [, app] = sources.find(([room]) => room === 'app')!
    const chosen = [
      'label',
      'reliability',
      'credibility',
      'failure',
      'history.kind',
      'verify.problemCode',
      'shortcuts',
      'save',
    ]
    const used = new Set(keysInUse())
    const unused = baseKeys(texts.ar).filter(
      (key) =>
        !used.has(key) &&
        !chosen.some((section) => key.startsWith(`${section}.`)) &&
        !app.includes(`\`${key.replace(/\.[^.]+$/, '')}.\${`),
    )
    expect(unused).toEqual([])
  })

  it('have all six Arabic plural forms wherever they count', () => {
    const categories = new Intl.PluralRules('ar').resolvedOptions().pluralCategories
    expect([...categories].sort()).toEqual(['few', 'many', 'one', 'other', 'two', 'zero'])
    const counted = [...texts.ar.keys()].filter((key) => key.endsWith('_other')).map((key) => key.replace(PLURAL, ''))
    expect(counted.length).toBeGreaterThan(5)
    for (const base of counted)
      for (const category of categories) expect(texts.ar.has(`${base}_${category}`), `${base}_${category}`).toBe(true)
  })

  it('fill the same places in both languages', () => {
    const places = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\{\{(\w+)/g)].map((found) => found[1]).sort()
    for (const [key, text] of texts.en)
      if (!PLURAL.test(key)) expect(places(texts.ar.get(key)), key).toEqual(places(text))
  })

  it('name every label and every step of the Admiralty code', () => {
    for (const label of LABELS) expect(texts.ar.has(`label.${label}`)).toBe(true)
    for (const step of RELIABILITIES) expect(texts.ar.has(`reliability.${step}`)).toBe(true)
    for (const step of CREDIBILITIES) expect(texts.ar.has(`credibility.${step}`)).toBe(true)
  })

  it('have a sentence for every failure that the program can report', () => {
    const all = sources.map(([, text]) => text).join('\n')
    const codes = [...all.matchAll(/new DomainError\(\s*'([a-z-]+)'/g)].map((found) => found[1]!)
    expect(codes.length).toBeGreaterThan(10)
    expect([...new Set(codes)].filter((code) => !texts.ar.has(`failure.${code}`))).toEqual([])
  })
})
