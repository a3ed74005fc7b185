import { formsOfNoun, type NounForm } from '../grammar/nouns.ts'
import common from '../lexicon/actors/common-words.json' with { type: 'json' }
import heads from '../lexicon/actors/heads.json' with { type: 'json' }
import names from '../lexicon/actors/names.json' with { type: 'json' }
import organisations from '../lexicon/actors/organisations.json' with { type: 'json' }
import places from '../lexicon/actors/places.json' with { type: 'json' }
import territories from '../lexicon/cldr-territories.json' with { type: 'json' }
import { phrasesOf } from '../phrases.ts'
import { wordSet } from '../reader.ts'
import { foldWord } from '../tokens.ts'

/** What a head noun makes of the phrase behind it. */
export type Kind = 'institution' | 'armed' | 'media' | 'role' | 'group' | 'source'

/** A form of a head noun: its singular, its kinds, and how it is inflected. */
export type Head = Readonly<{
  lemma: string
  kinds: ReadonlySet<Kind>
  form: NounForm
  strict: boolean
  withTaMarbuta?: Head
}>

const kinds: readonly Kind[] = ['institution', 'armed', 'media', 'role', 'group', 'source']
const strictLemmas = wordSet(heads.strict)

/** Head nouns in all their forms. */
export const headForms = buildHeads()

/** Given names; family names; words that make one name with the next; names that are common words as well. */
export const givenNames = wordSet([...names.male, ...names.female, ...names.foreign].join(' '))
export const familyNames = wordSet([...names.family, ...names.alone].join(' '))
/** Family names of public figures that stand alone and are no other word: أردوغان, بوتين. */
export const loneNames = wordSet(names.alone.join(' '))
export const compoundNames = wordSet(names.compound)
export const ambiguousNames = wordSet(names.ambiguous)
export const personTitles = wordSet(names.titles.filter((title) => !title.includes(' ')))
export const initials = wordSet(names.initials)

/** Names that are actors by themselves; the weak ones only in quotation marks or behind a head. */
export const organisationNames = phrasesOf(organisations.names.map((name) => [name, name] as const))
/** Media whose names are common words: actors where somebody speaks to them. */
export const addressees = wordSet(heads.addressees)
export const weakNames = wordSet(heads.weakNames)

const masculineStates = wordSet(heads.masculineStates)
/** States and capitals, which act for their governments; `feminine` tells which verb forms they take. */
export const stateNames = phrasesOf(
  [...places.states, ...places.capitals, ...territoryNames()].map(
    (name) => [name, { name: foldWord(name), feminine: !masculineStates.has(foldWord(name)) }] as const,
  ),
)
/** Groups of states that act like one: الدول الغربية, المجتمع الدولي. */
export const blocNames = phrasesOf(
  places.blocs.map((name) => [name, { name: foldWord(name), feminine: !masculineStates.has(foldWord(name)) }] as const),
)
/** Every place with a name that is known, states included. */
export const placeNames = phrasesOf(
  [...places.states, ...places.capitals, ...places.cities, ...territoryNames()].map((name) => [name, name] as const),
)
export const placeHeads = wordSet(heads.places)

export const buildings = wordSet(heads.buildings)
export const bareReferences = wordSet(heads.bare)
/** As `bareReferences`, for words that need an introduction in full. */
export const introducedReferences = wordSet(heads.introduced)
export const ownCountries = wordSet(heads.countries)
export const alwaysKnown = wordSet(heads.known)
export const parties = wordSet(heads.party.join(' '))
export const portfolios = wordSet(common.portfolios)
export const portfolioHeads = wordSet(heads.portfolioHeads)
/** Heads whose genitive may be two nouns joined by و: حزب العدالة والتنمية. */
export const pairingHeads = wordSet(heads.pairing)
/** Words for persons who are actors only with their name: نازح, متهم, لاعب. */
export const namedOnly = wordSet(heads.named)
export const wideJoiners = wordSet(heads.joiners.wide)
/** Heads that need the article: الجانب الروسي beside إلى جانب. */
export const articleOnly = wordSet(heads.articleOnly)
/** Words of foreign titles of media: أون, صنداي. */
export const mediaWords = wordSet(heads.mediaWords)
/** Plurals of institutions that are kinds of places unless they act: المؤسسات الحكومية, شركات الطيران. */
export const scenes = wordSet(heads.scenes)
/** Heads that need a deed behind them: منفذ الهجوم. */
export const deedHeads = wordSet(heads.deeds)
/** Adjectives that make a party of any group: المجموعات الإرهابية. */
export const actorAdjectives = new Set(
  heads.actorAdjectives.flatMap((word) => [
    ...formsOfNoun(word).keys(),
    ...formsOfNoun(`${word}ة`).keys(),
    `${foldWord(word)}ين`,
    `${foldWord(word)}ون`,
  ]),
)
export const systemAdjectives = wordSet(heads.systems)
export const relationWords = wordSet(heads.relations)
/** Verbs that take two persons, so that a role behind a name is somebody else's. */
export const pairVerbs = wordSet(heads.pairVerbs)

function territoryNames(): string[] {
  return Object.entries(territories).flatMap(([code, found]) => (code === 'source' ? [] : found))
}

function buildHeads(): Map<string, Head> {
  const found = new Map<string, Head>()
  for (const kind of kinds) {
    for (const line of heads[kind]) {
      // A line that begins with a dash has plurals only.
      const lemma = foldWord(line.split(' ').find((word) => word !== '-')!)
      for (const [form, noun] of formsOfNoun(line)) addHead(found, form, noun, lemma, kind)
    }
  }
  return found
}

function addHead(found: Map<string, Head>, form: string, noun: NounForm, lemma: string, kind: Kind): void {
  // صحفي is a journalist, hardly ever "my newspapers".
  if (noun.pronoun && form.endsWith('ي')) return
  const known = found.get(form)
  const strict = strictLemmas.has(lemma) || strictLemmas.has(form)
  // رئيسه is his chief; written with ta marbuta the same form is the chief herself: both are kept apart by `withTaMarbuta`.
  if (known?.withTaMarbuta && form.endsWith('ه')) {
    const own = noun.pronoun ? known : known.withTaMarbuta
    const merged = { ...own, kinds: new Set([...own.kinds, kind]) }
    found.set(form, noun.pronoun ? merged : { ...known, withTaMarbuta: merged })
    return
  }
  if (known && known.form.pronoun !== noun.pronoun && form.endsWith('ه')) {
    const [own, other] = noun.pronoun
      ? [known, { lemma, kinds: new Set([kind]), form: noun, strict }]
      : [{ lemma, kinds: new Set([kind]), form: noun, strict }, known]
    found.set(form, { ...other, withTaMarbuta: own })
    return
  }
  if (known) found.set(form, { ...known, kinds: new Set([...known.kinds, kind]) })
  else found.set(form, { lemma, kinds: new Set([kind]), form: noun, strict })
}
