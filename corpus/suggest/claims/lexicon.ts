import { formsOfNoun } from '../grammar/nouns.ts'
import { indexVerbs } from '../grammar/verbs.ts'
import lists from '../lexicon/claims/cues.json' with { type: 'json' }
import { phrasesOf } from '../phrases.ts'
import { wordSet } from '../reader.ts'
import { foldWord } from '../tokens.ts'

/** What a reporting word says about the asserted content. */
export type Stance = 'say' | 'reveal' | 'doubt' | 'deny' | 'accuse' | 'describe' | 'fear'

/** A reporting word: its stance and the shapes that its content may take. */
export type CueEntry = Readonly<{
  lemma: string
  stance: Stance
  frames: ReadonlySet<string>
  impersonal: boolean
  relay: boolean
  /** True where the imperfect says something else: يقضي بـ. */
  perfectOnly?: boolean
}>

const entries = lists.verbs.map((row) => ({
  row,
  entry: {
    lemma: foldWord(row.verb.split(' ')[0]!),
    stance: row.stance as Stance,
    frames: new Set(row.frames.split(' ')),
    impersonal: 'impersonal' in row,
    relay: 'relay' in row,
    perfectOnly: 'perfectOnly' in row,
  } satisfies CueEntry,
}))

/** Reporting verbs. */
export const cueVerbs = indexVerbs(
  entries.map(({ row, entry }) => {
    const [perfect = '', imperfect = ''] = row.verb.split(' ')
    return [perfect, imperfect, entry] as const
  }),
)

/** Participles that go on reporting: مضيفا, مؤكدة, مشيرين. */
export const cueParticiples = new Map<string, CueEntry>(
  entries.flatMap(({ row, entry }) =>
    row.participle ? participleForms(row.participle).map((form) => [form, entry] as const) : [],
  ),
)

/** Verbal nouns with a pronoun that report: قوله, تأكيدها. */
export const cueMasdars = new Map<string, CueEntry>(
  entries.flatMap(({ row, entry }) =>
    'noun' in row && row.noun
      ? ['ه', 'ها', 'هم', 'هما'].map((pronoun) => [foldWord(row.noun as string) + pronoun, entry] as const)
      : [],
  ),
)
export const articledMasdars = new Map<string, CueEntry>(
  entries.flatMap(({ row, entry }) =>
    'noun' in row && row.noun && row.stance !== 'accuse' ? [[foldWord(row.noun), entry] as const] : [],
  ),
)

/** Words that introduce a source: بحسب, وفقا ل, نقلا عن. */
export const phraseStarts = wordSet([
  'بحسب',
  'حسب',
  'وفقا',
  'وفق',
  'طبقا',
  'نقلا',
  'استنادا',
  'حسبما',
  'بحسبما',
  'وفقما',
])
export const impersonalVerbs = wordSet(lists.impersonal)
export const impersonalPhrases = phrasesOf(lists.impersonalPhrases.map((phrase) => [phrase, phrase] as const))
/** What links a sentence to the one before and belongs to no content: في المقابل, بموازاة. */
export const connectives = phrasesOf(lists.connectives.map((phrase) => [phrase, phrase] as const))
export const backgroundWords = new Set(lists.background.map((phrase) => foldWord(phrase.split(' ')[0]!)))
export const hedgedRumours = wordSet(lists.rumours.hedged)
/** بدعوى أن, بحجة أن: a reason that somebody only gives. */
export const pretexts = /^[وف]?ب(دعوي|حجه|ذريعه|زعم)$/
export const plainRumours = wordSet(lists.rumours.plain)
export const documentNouns = new Set(lists.documents.flatMap((noun) => [...formsOfNoun(noun).keys()]))
export const ruleNouns = wordSet(lists.rules)
export const demandNouns = wordSet(lists.demands)
/** Pronouns and the like that speak: آخرون, بعضهم. */
export const unnamedSpeakers = wordSet(lists.speakersUnnamed)
/** Verbs whose clause stands close: no mark parts them from أن. */
export const nearVerbs = wordSet(lists.near)
/** Participles of attitude, which end a content without reporting a further one: ملوحا, داعيا. */
export const attitudes = new Set(lists.attitudes.flatMap(participleForms))
/** Verbal nouns that no pattern shows, and nouns that only look like one. */
export const masdarForms = new Set(lists.masdars.flatMap((noun) => [...formsOfNoun(noun).keys()]))
export const notMasdars = wordSet(lists.notMasdars)
export const timeWords = wordSet(lists.times)
/** Where words are spoken: في بيان, خلال مؤتمر. */
export const occasionNouns = wordSet(lists.occasions)
/** What follows ب to say how and not what: بشكل, بالإجماع. */
export const mannerNouns = wordSet(lists.manners)
/** What is stressed and not asserted: أهمية, ضرورة. */
export const attitudeNouns = wordSet(lists.attitudeNouns)
const recognised = lists.recognised.map((noun) => foldWord(noun.replace(/ة$/, '')))
/** True for what is recognised and not admitted: اعترف باستقلال. */
export const isRecognised = (form: string): boolean => recognised.some((stem) => form.startsWith(stem))
/** Verbal nouns that report with whoever speaks behind them: إعلان الوزارة أن. */
export const speechNouns = new Map<string, CueEntry>(
  lists.speechNouns.map((line) => {
    const [noun = '', verb = ''] = line.split(' ')
    return [foldWord(noun), entries.find(({ entry }) => entry.lemma === foldWord(verb))!.entry]
  }),
)
/** Nouns that take a clause of their own: مطالبها بأن, ضمانات بأن. */
export const contentNouns = new Set(lists.contentNouns.flatMap((noun) => [...formsOfNoun(noun).keys()]))
/** دليل على أن: the noun has the clause. */
export const evidenceNouns = wordSet(lists.evidenceNouns)
/** What has a name in quotation marks: فيلم, عملية. */
export const namedThings = wordSet(lists.namedThings)
export const quantifiers = wordSet(lists.quantifiers)
/** Verbs whose imperfect shows the passive by a damma; in others the active has one as well. */
export const damma = wordSet(lists.activePassives)
export const possibleHedges = wordSet(lists.hedges.possible)
export const probableHedges = wordSet(lists.hedges.probable)

function participleForms(participle: string): string[] {
  const form = foldWord(participle)
  if (form.endsWith('ا')) return [form]
  const stem = form.endsWith('ف') && participle === 'ناف' ? 'نافي' : form
  return [`${stem}ا`, `${stem}ه`, `${stem}ين`, `${stem}ون`, `${stem}تين`, `${stem}ات`]
}
