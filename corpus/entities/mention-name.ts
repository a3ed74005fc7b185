import type { EntityKind } from '../entity.ts'
import {
  alwaysKnown,
  ambiguousNames,
  bareReferences,
  givenNames,
  type Head,
  headForms,
  introducedReferences,
  parties,
  personTitles,
  stateNames,
} from '../suggest/actors/lexicon.ts'
import { isNisba } from '../suggest/grammar/vocabulary.ts'
import { wordSet } from '../suggest/reader.ts'
import { type Token, tokenise } from '../suggest/tokens.ts'
import naming from './naming-heads.json' with { type: 'json' }

/** How one mention is named, folded. */
export type MentionName = Readonly<{
  /** Its words, without quotation marks and brackets. */
  words: readonly string[]
  form: string
  /** Names under which the same party is known anywhere: the whole, both sides of a bracket, a person's name without titles. */
  keys: readonly string[]
  /** As an entity of that name is shown: a person without titles, للـ as the article. */
  shown: string
  /** True where the words name another party in another text: "the organisation", "a security source", "the minister". */
  isLocal: boolean
  /** True for one definite word that takes up what was named before. */
  isReference: boolean
  /** True where a party of its own bears the name: not for references, sources and the many members of something. */
  isNameable: boolean
  /** The word by which a party that was named in full is taken up: a last name, or what follows حركة and the like. */
  short: string | undefined
  kind: EntityKind | null
}>

const namingHeads = wordSet(naming.words)

/** Reads how a mention is named. Pure; what counts as the same spelling is what `tokenise` folds. */
export function readName(quote: string): MentionName {
  const tokens = tokenise(quote)
  const words = wordsOf(tokens)
  const form = words.join(' ')
  const head = headOf(words[0])
  const person = personIn(quote, tokens)
  const isReference = words.length === 1 && isBareReference(words[0]!)
  const isMember = person === undefined && head !== undefined && isRoleOrGroup(head)
  const isLocal = isReference || isMember || (person === undefined && isAnyStates(words, head))
  return {
    words,
    form,
    shown: person === undefined ? showName(quote) : person.shown,
    keys: isLocal ? [form] : [...new Set([form, ...bracketParts(tokens, head), ...(person ? [person.form] : [])])],
    isLocal,
    isReference,
    isNameable:
      form !== '' && !isReference && (!isMember || (head.kinds.has('role') && head.form.number === 'singular')),
    short: shortOf(words, head, person?.form),
    kind: kindOf(words, head, person?.form),
  }
}

function showName(quote: string): string {
  return /^لل\p{L}{3}/u.test(quote) ? `ال${quote.slice(2)}` : quote
}

/** Words of a name as they are compared: للـ is read as the article. */
function wordsOf(tokens: readonly Token[]): string[] {
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'latin' || kind === 'number')
  return words.map(({ form }, at) =>
    at === 0 && form.startsWith('لل') && form.length > 4 ? `ال${form.slice(2)}` : form,
  )
}

/** A word without its article. */
export function bareWord(word: string): string {
  return word.startsWith('ال') && word.length > 4 ? word.slice(2) : word
}

/** True for a word that stands before a name without making another party of it. */
export function isNamingHead(word: string | undefined): boolean {
  return word !== undefined && namingHeads.has(word)
}

function headOf(word: string | undefined): Head | undefined {
  return word === undefined ? undefined : (headForms.get(word) ?? headForms.get(bareWord(word)))
}

/** X and Y of "X (Y)", where both are names of the same. */
function bracketParts(tokens: readonly Token[], head: Head | undefined): string[] {
  if (head !== undefined && !isNamingHead(tokens[0]!.form)) return []
  const open = tokens.findIndex(({ form }) => form === '(')
  const close = tokens.findIndex(({ form }, at) => at > open && form === ')')
  if (open < 1 || close <= open + 1) return []
  return [wordsOf(tokens.slice(0, open)).join(' '), wordsOf(tokens.slice(open + 1, close)).join(' ')]
}

/** From the first given name to a comma or the end, at least two words, behind nothing or a title: جون كيري. */
function personIn(quote: string, tokens: readonly Token[]): { form: string; shown: string } | undefined {
  const at = tokens.findIndex(({ form }) => (givenNames.has(form) && !ambiguousNames.has(form)) || form === 'ابو')
  if (at === -1 || (at > 0 && !isTitle(tokens[0]!.form))) return undefined
  const comma = tokens.findIndex(({ form }, index) => index > at && form === ',')
  const name = tokens.slice(at, comma === -1 ? undefined : comma)
  const words = wordsOf(name)
  if (words.length < 2) return undefined
  return { form: words.join(' '), shown: quote.slice(name[0]!.start, name.at(-1)!.end) }
}

function isTitle(word: string): boolean {
  const head = headOf(word)
  return personTitles.has(word) || (head !== undefined && isRoleOrGroup(head) && head.form.number === 'singular')
}

function isBareReference(word: string): boolean {
  const sets = [bareReferences, introducedReferences, alwaysKnown, parties]
  return sets.some((set) => set.has(word)) || (word.startsWith('ال') && headForms.has(bareWord(word)))
}

function isRoleOrGroup({ kinds }: Head): boolean {
  return !kinds.has('institution') && !kinds.has('armed') && !kinds.has('media')
}

/** الحكومة, وزارة الدفاع, الجيش: what every state has, where no adjective says whose it is. */
function isAnyStates(words: readonly string[], head: Head | undefined): boolean {
  if (head === undefined || words.length > 2 || words.slice(1).some((word) => isNisba(word))) return false
  return /^(ال)?(وزار|حكوم|برلمان|رئاس|شرط|جيش|جيوش|قوات|دول|سلط|معارض)/.test(words[0]!)
}

function shortOf(words: readonly string[], head: Head | undefined, person: string | undefined): string | undefined {
  if (person !== undefined) return bareWord(person.split(' ').at(-1)!)
  if (words.length < 2 || words.length > 4) return undefined
  if (isNamingHead(words[0])) return words.length === 2 ? bareWord(words[1]!) : undefined
  // A name of unknown words is most likely a person's.
  return head === undefined && words.every((word) => !isNisba(word)) ? bareWord(words.at(-1)!) : undefined
}

function kindOf(words: readonly string[], head: Head | undefined, person: string | undefined): EntityKind | null {
  if (person !== undefined) return 'person'
  const states = stateNames.get(words[0] ?? '') ?? []
  if (states.some(({ forms }) => forms.join(' ') === words.join(' '))) return 'state'
  if (head === undefined) return null
  if (head.kinds.has('media')) return 'media'
  if (head.kinds.has('armed')) return 'group'
  return head.kinds.has('institution') ? 'organisation' : head.kinds.has('role') ? 'person' : null
}
