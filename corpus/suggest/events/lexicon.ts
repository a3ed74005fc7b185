import { formsOfNoun, type NounForm } from '../grammar/nouns.ts'
import { indexVerbs } from '../grammar/verbs.ts'
import lists from '../lexicon/events/nouns.json' with { type: 'json' }
import verbs from '../lexicon/events/verbs.json' with { type: 'json' }
import { phrasesOf } from '../phrases.ts'
import { wordSet } from '../reader.ts'
import { foldWord } from '../tokens.ts'

/** A noun that names an occurrence; a weak one needs a party, an object or an article to count. */
export type EventNoun = Readonly<{ lemma: string; form: NounForm; weak: boolean; masdar: boolean }>

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
export const lightNouns = new Set(
  verbs.light.flatMap((line) => line.split(' ').slice(2)).flatMap((noun) => [...formsOfNoun(noun).keys()]),
)
export const compounds = phrasesOf(lists.compounds.map((phrase) => [phrase, phrase] as const))
export const warNouns = wordSet(lists.wars)
export const operationNouns = wordSet(lists.operations)
export const pairNouns = wordSet(lists.pairs)
/** Verbs that name a movement only with the direction behind them. */
export const directedVerbs = wordSet(verbs.directed)
/** Nouns whose genitive says what they are for: نقاط التفتيش, مراكز الاقتراع. */
export const containerNouns = wordSet(lists.containers)
export const policyNouns = wordSet(lists.policies)

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
  const add = (line: string, masdar: boolean): void => {
    const lemma = foldWord(line.split(' ')[0]!)
    for (const [form, noun] of formsOfNoun(line))
      if (!found.has(form) && !(masdar && noun.number === 'dual'))
        found.set(form, { lemma, form: noun, weak: weak.has(lemma), masdar })
  }
  for (const line of lists.nouns) add(line, false)
  for (const line of [...verbs.occurrence, ...verbs.perfectOnly])
    for (const noun of line.split(' ').slice(2)) add(noun, true)
  return found
}
