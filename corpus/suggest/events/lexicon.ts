import { formsOfNoun, type NounForm } from '../grammar/nouns.ts'
import { indexVerbs } from '../grammar/verbs.ts'
import contexts from '../lexicon/events/contexts.json' with { type: 'json' }
import lists from '../lexicon/events/nouns.json' with { type: 'json' }
import verbs from '../lexicon/events/verbs.json' with { type: 'json' }
import { phrasesOf } from '../phrases.ts'
import { wordSet } from '../reader.ts'
import { foldWord } from '../tokens.ts'

/** A noun that names an occurrence, with the verb it belongs to; a weak one needs a party, an object or an article to count. */
export type EventNoun = Readonly<{ lemma: string; root: string; form: NounForm; weak: boolean; masdar: boolean }>

/** A verb of an occurrence; one that names a state in the imperfect counts in the perfect only. */
export type EventVerb = Readonly<{ lemma: string; perfectOnly: boolean; weak: boolean }>

const weak = wordSet(lists.weak)

export const eventNouns: ReadonlyMap<string, EventNoun> = buildNouns()

export const eventVerbs = indexVerbs([
  ...verbs.occurrence.filter(hasImperfect).map((line) => verbEntry(line, false)),
  ...verbs.passives.map((line) => verbEntry(line, false)),
  ...verbs.perfectOnly.map((line) => verbEntry(line, true)),
])

export const lightVerbs = indexVerbs(
  verbs.light.map((line) => {
    const [perfect = '', imperfect = ''] = line.split(' ')
    return [perfect, imperfect, { lemma: foldWord(perfect) }] as const
  }),
)
/** Verbs that are a trigger together with an object: أطلق النار. */
export const objectVerbs = indexVerbs(
  Object.entries(verbs.objects).map(([line, objects]) => {
    const [perfect = '', imperfect = ''] = line.split(' ')
    return [perfect, imperfect, { objects: wordSet(objects) }] as const
  }),
)
export const lightNouns = new Set(
  verbs.light.flatMap((line) => line.split(' ').slice(2)).flatMap((noun) => [...formsOfNoun(noun).keys()]),
)
/** Nouns that hardly ever are anything else: هجوم, اعتقال. */
export const solidNouns = wordSet(lists.solid)
export const compounds = phrasesOf(lists.compounds.map((phrase) => [phrase, phrase] as const))
export const warNouns = wordSet(lists.wars)
export const operationNouns = wordSet(lists.operations)
export const pairNouns = wordSet(lists.pairs)
/** Verbs that name a movement only with the direction behind them. */
export const directedVerbs = wordSet(verbs.directed)
/** Verbs without an object: what looks like one is another word, as in شبه. */
export const intransitiveVerbs = wordSet(verbs.intransitive)
/** Verbs of force and harm: denied, nothing happened (لم يستهدفهم أحد). */
export const forceVerbs = wordSet(verbs.force)
/** Nouns whose genitive says what they are for: نقاط التفتيش, مراكز الاقتراع. */
export const containerNouns = wordSet(contexts.containers)
/** Words of purpose and policy: what follows is none, unless it has an object of its own behind purposes. */
export const policyNouns = wordSet(contexts.policies)
/** Words that take a preposition before what is only able to be: القدرة على. */
export const abilityNouns = wordSet(contexts.abilities)
export const purposeNouns = wordSet(contexts.purposes)
/** Words that make a state of the control behind them: تحت سيطرة, مناطق سيطرة. */
export const statePlaces = wordSet(contexts.states)
/** Nouns that are a thing or a party when they have the article: النقل, الحل. */
export const thingNouns = wordSet(contexts.things)
/** Adjectives that put an occurrence in doubt: هجوم محتمل. */
export const possibleWords = new Set(contexts.possible.split(' ').flatMap((word) => [...formsOfNoun(word).keys()]))
/** Participles of movement, in the cases that stand beside a noun: القادمة من, متسللين عبر. */
export const movingForms = new Set(
  contexts.moving.split(' ').flatMap((word) => ['', 'ة', 'ين', 'ون', 'ات'].map((ending) => foldWord(word + ending))),
)
/** Rules that say what is done in general: قانون يحظر. */
export const ruleNouns = wordSet(contexts.rules)

function hasImperfect(line: string): boolean {
  return line.includes(' ')
}

function verbEntry(line: string, perfectOnly: boolean): [string, string, EventVerb] {
  const [perfect = '', imperfect = ''] = line.split(' ')
  const lemma = foldWord(perfect)
  return [perfect, imperfect, { lemma, perfectOnly, weak: weak.has(lemma) }]
}

function buildNouns(): Map<string, EventNoun> {
  const found = new Map<string, EventNoun>()
  const lines = [...verbs.occurrence, ...verbs.perfectOnly].map((line) => line.split(' '))
  const roots = new Map<string, string>()
  for (const [perfect = '', , ...nouns] of lines) for (const noun of nouns) roots.set(foldWord(noun), foldWord(perfect))
  const add = (line: string, masdar: boolean): void => {
    const lemma = foldWord(line.split(' ')[0]!)
    const root = roots.get(lemma) ?? lemma
    for (const [form, noun] of formsOfNoun(line))
      if (!found.has(form) && !(masdar && noun.number === 'dual'))
        found.set(form, { lemma, root, form: noun, weak: weak.has(lemma), masdar })
  }
  for (const line of lists.nouns) add(line, false)
  // Long verbal nouns have a plural: استهدافات, انسحابات.
  for (const [, , ...nouns] of lines)
    for (const noun of nouns) add(/[^ةىي]$/.test(noun) && noun.length > 4 ? `${noun} ${noun}ات` : noun, true)
  return found
}
