import adjectives from '../lexicon/actors/adjectives.json' with { type: 'json' }
import common from '../lexicon/actors/common-words.json' with { type: 'json' }
import functionWords from '../lexicon/actors/function-words.json' with { type: 'json' }
import heads from '../lexicon/actors/heads.json' with { type: 'json' }
import cues from '../lexicon/claims/cues.json' with { type: 'json' }
import verbs from '../lexicon/events/verbs.json' with { type: 'json' }
import { wordSet } from '../reader.ts'
import { foldWord, type Token } from '../tokens.ts'
import { formsOfNoun } from './nouns.ts'
import { indexVerbs, readImperfect, readVerb, type VerbIndex, type VerbReading } from './verbs.ts'

const verbPair = (line: string): [string, string, string] => {
  const [perfect = '', imperfect = ''] = line.split(' ')
  return [perfect, imperfect, perfect]
}
const anyVerb = indexVerbs(
  [...common.verbs, ...cues.verbs.map(({ verb }) => verb), ...verbs.occurrence, ...verbs.perfectOnly, ...verbs.light]
    .filter((line) => line.includes(' '))
    .map(verbPair),
)
const prepositions = wordSet(functionWords.prepositions)
const functional = new Set([...prepositions, ...wordSet(functionWords.particles), ...wordSet(functionWords.weekdays)])
/** Adverbs that stand behind names and adjectives: لاحقا, مباشرة. */
export const adverbs = wordSet(adjectives.adverbs)
const nationalities = new Set(adjectives.nationalities.split(' ').flatMap(formsOfAdjective))
const portfolios = wordSet(common.portfolios)
const nouns = new Set(common.nouns.split(' ').flatMap((noun) => [...formsOfNoun(noun).keys()]))
// Plurals in ات that end like relative adjectives: الميليشيات, المحافظات.
const notRelative = new Set(
  [...heads.institution, ...heads.armed, ...heads.media, ...heads.group].flatMap((line) =>
    [...formsOfNoun(line)].flatMap(([form, { number, pronoun }]) => (number === 'plural' && !pronoun ? [form] : [])),
  ),
)
const notNisba = wordSet(adjectives.notNisba)
const adjectiveForms = new Set(adjectives.adjectives.flatMap(formsOfAdjective))
// Names, titles and a verb that fold to the form of a particle: علي beside على, إمام beside أمام, فتحت beside ف and تحت.
const lookalikes = new Set(['علي', 'إمام', 'الإمام', 'والي', 'فتحت', 'ولي'])
// Prepositions that none of ب ك ل stands before: بالي is a name.
const unprefixed = wordSet('إلى على في عن حتى منذ لدى مع')
const nisbaEnding = /(ي|يه|يين|يون|يان|يتين|يتان)$/

/** A verb found in a token, with the conjunction before it. */
export type VerbFound<T> = VerbReading<T> & Readonly<{ conj: string; prep: string }>

/** True for prepositions, particles, pronouns and the like, with or without و and ف before them. */
export function isFunctionWord(token: Token | undefined): boolean {
  if (token?.kind !== 'word') return true
  if (lookalikes.has(token.plain)) return false
  if (functional.has(token.form)) return true
  return (
    token.readings.some(
      ({ conj, prep, article, rest }) =>
        (conj !== '' || prep !== '') &&
        !article &&
        rest.length > 2 &&
        functional.has(rest) &&
        !(prep && unprefixed.has(rest)),
    ) ||
    token.readings.some(({ conj, prep, article, rest }) => conj !== '' && !prep && !article && functional.has(rest))
  )
}

/** True for a preposition that stands as its own word. */
export function isPreposition(form: string): boolean {
  return prepositions.has(form)
}

/** Behind these تدخل is the verb for "she", not the perfect of تدخّل. */
const imperfectBehind = /^[وف]?ب?(لن|لم|الا|ان|التي|هي|انها|لانها|سوف|قد|كي|لكي|كانت)$/

/** Reads a token as a form of one of the verbs of an index. Short forms count only behind a negation, given in `before`. */
export function verbAt<T>(index: VerbIndex<T>, token: Token | undefined, before = ''): VerbFound<T> | undefined {
  if (token?.kind !== 'word' || token.plain.endsWith('ة')) return undefined
  // التقى and التحق begin like a noun with its article: of those only the perfect is read.
  const articled = /^[وف]?ال/.test(token.plain)
  if (articled && !/^[وف]?الت/.test(token.plain)) return undefined
  for (const { conj, prep, article, rest } of token.readings) {
    if (article || (prep !== '' && prep !== 'ل')) continue
    const found = (imperfectBehind.test(before) ? readImperfect(index, rest) : undefined) ?? readVerb(index, rest)
    if (!found || (found.jussive && !/^[وف]?ل[ما]$/.test(before))) continue
    if (prep === 'ل' && found.tense !== 'imperfect') continue
    if (articled && (found.tense !== 'perfect' || found.jussive || !rest.startsWith('الت'))) continue
    return { ...found, conj, prep }
  }
  return undefined
}

/** Reads a token as a form of any verb that the lexicons know. */
export function knownVerb(token: Token | undefined, before = ''): VerbFound<string> | undefined {
  return verbAt(anyVerb, token, before)
}

/** True for a common noun that is no name. */
export function isCommonNoun(token: Token): boolean {
  return token.readings.some(({ article, rest }) => nouns.has(rest) || (article && portfolios.has(`ال${rest}`)))
}

/** True when a word with the article can stand as an adjective in a name or title: a relative adjective or a listed one. */
export function isAdjective(form: string): boolean {
  const rest = form.startsWith('ال') ? form.slice(2) : form
  if (adjectiveForms.has(rest)) return true
  return isNisba(form)
}

/** True for an adjective of a nation or people, with or without the article. */
export function isNationality(form: string): boolean {
  return nationalities.has(form.startsWith('ال') ? form.slice(2) : form)
}

/** True for a relative adjective, as in الأميركي or العسكرية. */
export function isNisba(form: string): boolean {
  const rest = form.startsWith('ال') ? form.slice(2) : form
  if (nationalities.has(rest)) return true
  // تغطية, تسوية: verbal nouns of weak verbs.
  if (/^ت..يه$/.test(rest)) return false
  return rest.length > 3 && nisbaEnding.test(rest) && !notNisba.has(`ال${rest}`) && !notRelative.has(rest)
}

function formsOfAdjective(line: string): string[] {
  const [masculine = '', ...others] = line.split(' ')
  const stem = foldWord(masculine)
  const forms = [
    stem,
    `${stem}ه`,
    `${stem}ين`,
    `${stem}ون`,
    `${stem}ات`,
    `${stem}ان`,
    `${stem}تين`,
    `${stem}تان`,
    `${stem}ا`,
  ]
  return [...forms, ...others.map(foldWord)]
}
