import cldrCurrencies from '../lexicon/cldr-currencies.json' with { type: 'json' }
import cldrUnits from '../lexicon/cldr-units.json' with { type: 'json' }
import currencies from '../lexicon/currencies.json' with { type: 'json' }
import persons from '../lexicon/persons.json' with { type: 'json' }
import units from '../lexicon/units.json' with { type: 'json' }
import { dualsOf, phrasesOf, readPhrase } from '../phrases.ts'
import { lexiconOf, look, type Reader, wordSet } from '../reader.ts'
import { foldWord } from '../tokens.ts'

/** What a quantity is counted in. `dual` counts by itself (`لترين`); `currencies` are the candidates of a bare ليرة. */
export type Unit = Readonly<{
  kind: 'currency' | 'measure' | 'person' | 'part'
  name: string | undefined
  dual: boolean
  /** The singular of a currency's noun. */
  noun?: string
  currencies?: Readonly<Record<string, string>>
}>

type UnitFound = Readonly<{ unit: Unit; end: number; conj: string; prep: string; article: boolean }>

const notNational = wordSet(
  'إضافي إضافية إضافيا شهري شهرية شهريا سنوي سنوية سنويا يومي يومية يوميا أسبوعي أسبوعيا نقدي نقدية نقديا رسمي حالي حاليا تقريبي تقريبا أساسي مالي حقيقي كلي جديدي علي إلي لدي التي الذي سوي حتي متي',
)
const minorNames = Object.keys(currencies.minor)
const parts = new Set(['percent', 'permille', 'percentage-point', 'basis-point'])
const { source: _source, ...byCode } = cldrCurrencies
const named: [string, { names: string[]; symbols: string[] }][] = Object.entries(byCode)
const unitPhrases = phrasesOf(listUnits())
const adjectives: ReadonlyMap<string, string> = lexiconOf(listAdjectives())
const personForms: ReadonlySet<string> = new Set(persons.flat().map(foldWord))
const regionWords: ReadonlyMap<string, string> = lexiconOf(
  Object.entries(currencies.regions).flatMap(([territory, words]) => words.map((word) => [word, territory] as const)),
)
const codes = new Set(Object.keys(byCode))

/** Reads a unit, currency or person noun. A currency takes the nationality behind it, else the region's, else its usual one. */
export function readUnit(reader: Reader, at: number, region?: string): UnitFound | undefined {
  const token = reader.tokens[at]
  if (!token) return undefined
  if (token.kind === 'latin' && codes.has(token.plain))
    return plain({ kind: 'currency', name: token.plain, dual: false }, at + 1)
  // 5G is no five grams.
  if (token.kind === 'latin' && token.plain.length === 1 && token.plain !== token.form) return undefined
  const found = readPhrase(reader, at, unitPhrases)
  if (!found) return undefined
  const { entry, ...place } = found
  return entry.currencies
    ? { ...place, ...readNationality(reader, found.end, entry, region) }
    : { ...place, unit: entry }
}

/** True when a folded word may begin a unit. */
export function opensUnit(form: string): boolean {
  return unitPhrases.has(form)
}

/** The territory that a text speaks of most, among those whose currencies share a name; undefined where it names none. */
export function findRegion(reader: Reader): string | undefined {
  const counts = new Map<string, number>()
  for (const token of reader.tokens) {
    const word = token.kind === 'word' ? (look(regionWords, token) ?? look(adjectives, token)) : undefined
    if (word) counts.set(word.entry, (counts.get(word.entry) ?? 0) + 1)
  }
  let best: string | undefined
  for (const [territory, count] of counts) if (best === undefined || count > counts.get(best)!) best = territory
  return best
}

/** True for the folded singular of a noun that names a person. */
export function isPerson(form: string): boolean {
  return personForms.has(form)
}

/** The share of a minor unit in a currency (`دولار و42 سنتا`), or undefined where they do not belong together. */
export function minorShare(currency: string, minor: string): number | undefined {
  const of = (currencies.minor as Record<string, string[]>)[minor]
  const noun = currencies.nouns.find(({ forms }) => forms[0] === currency)
  if (noun)
    return Object.values(noun.of as Record<string, string>).some((code) => of?.includes(code))
      ? minor === 'fils' || minor === 'millime'
        ? 0.001
        : 0.01
      : undefined
  if (!of?.includes(currency)) return undefined
  return minor === 'millime' || (minor === 'fils' && currencies.thousandths.includes(currency)) ? 0.001 : 0.01
}

function readNationality(
  reader: Reader,
  at: number,
  unit: Unit,
  region: string | undefined,
): { unit: Unit; end: number } {
  const word = look(adjectives, reader.tokens[at], 'article')
  const named = word && unit.currencies![word.entry]
  if (named) return { unit: { ...unit, name: named }, end: at + 1 }
  const foreign = Object.keys(unit.currencies!).length > 1 ? readForeign(reader, at) : undefined
  if (foreign) return { unit: { ...unit, name: `${unit.noun} ${foreign}` }, end: at + 1 }
  const usual = region === undefined ? undefined : unit.currencies![region]
  return { unit: { ...unit, name: usual ?? unit.name }, end: at }
}

/** An adjective of nationality that no listed currency has: the money of a state that we do not know. */
function readForeign(reader: Reader, at: number): string | undefined {
  const token = reader.tokens[at]
  if (token?.kind !== 'word' || !/^[^اوفب].{3,}(?:ي|يه|يا)$/.test(token.form) || notNational.has(token.form))
    return undefined
  return token.plain.replace(/(?<=ي)[اة]$/, '')
}

function listUnits(): (readonly [string, Unit])[] {
  const entries: (readonly [string, Unit])[] = []
  for (const { forms, of, ...noun } of currencies.nouns) {
    const unit: Unit = {
      kind: 'currency',
      name: noun.default,
      dual: false,
      noun: forms[0]!,
      currencies: of as Record<string, string>,
    }
    for (const form of forms) entries.push([form, unit])
    for (const form of dualsOf(forms[0]!, true)) entries.push([form, { ...unit, dual: true }])
  }
  for (const [code, { names, symbols }] of named)
    for (const name of [
      ...names,
      ...symbols.filter((symbol) => symbol.length > 1).flatMap((symbol) => [symbol, symbol.replace(/\.$/, '')]),
    ])
      entries.push([name, { kind: 'currency', name: code, dual: false }])
  for (const [symbol, code] of Object.entries(currencies.symbols))
    entries.push([symbol, { kind: 'currency', name: code, dual: false }])
  entries.push(...listMeasures())
  for (const form of persons.flat()) entries.push([form, { kind: 'person', name: 'person', dual: false }])
  return entries
}

/** The forms that CLDR has for a unit; its file also holds the name of its source. */
function cldrForms(name: string): readonly string[] {
  const forms = Object.entries(cldrUnits).find(([unit]) => unit === name)?.[1] ?? []
  return typeof forms === 'string' ? [] : forms
}

function listMeasures(): (readonly [string, Unit])[] {
  return Object.entries(units).flatMap(([name, { forms }]) => {
    const kind = parts.has(name) ? 'part' : 'measure'
    const cldr = cldrForms(name).filter((form) => form.length > 1)
    const listed = [...forms, ...cldr].map((form) => [form, { kind, name, dual: false }] as const)
    const nouns = kind === 'measure' ? forms.filter((form) => !form.includes(' ') && foldWord(form).length > 2) : []
    const singular = nouns.slice(0, minorNames.includes(name) ? 2 : 1)
    return [
      ...listed,
      ...singular.flatMap((noun) => dualsOf(noun, false).map((form) => [form, { kind, name, dual: true }] as const)),
    ]
  })
}

function listAdjectives(): (readonly [string, string])[] {
  return Object.entries(currencies.territories).flatMap(([territory, stems]) =>
    stems.flatMap((stem) =>
      ['', 'ة', 'ا', 'ان', 'ين', 'تان', 'تين'].map((ending) => [stem + ending, territory] as const),
    ),
  )
}

function plain(unit: Unit, end: number): UnitFound {
  return { unit, end, conj: '', prep: '', article: false }
}
