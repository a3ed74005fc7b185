import { eventNouns } from '../events/lexicon.ts'
import { formAt, type Page } from '../grammar/page.ts'
import { isAdjective, isCommonNoun, isFunctionWord, isNisba, knownVerb } from '../grammar/vocabulary.ts'
import { ambiguousNames, bareReferences, familyNames, givenNames, headForms, placeNames } from './lexicon.ts'
import type { Mention } from './mention.ts'
import { isProper } from './names.ts'

/** What a text has introduced so far: names of persons and parties, and heads that a bare reference may take up. */
export type Memory = Readonly<{
  persons: ReadonlySet<string>
  names: ReadonlySet<string>
  heads: ReadonlySet<string>
  /** Names of states that no gazetteer knows. */
  lands: ReadonlySet<string>
}>

export const emptyMemory: Memory = { persons: new Set(), names: new Set(), heads: new Set(), lands: new Set() }

/** Learns from mentions in full: the last name of a person, quoted names and short forms, the head of an organisation. */
export function learn(page: Page, mentions: readonly Mention[], before: Memory = emptyMemory): Memory {
  const persons = new Set(before.persons)
  const names = new Set(before.names)
  const heads = new Set(before.heads)
  for (const mention of mentions) {
    if (mention.head) heads.add(mention.head)
    if (mention.kind === 'group') learnHead(page, mention.from + 1, heads)
    // مجلس الأمن: a name that begins with a head may come back by it.
    else if (mention.rule === 'actor.known-name') learnHead(page, mention.from, heads)
    learnAlias(page, mention, names)
    if (!mention.name) continue
    const { from, to } = mention.name
    const last = formAt(page, to - 1)
    if (mention.kind === 'person' || mention.kind === 'role') {
      if (
        (last.length > 3 || familyNames.has(last) || (to - from === 2 && isShortFamily(page, to))) &&
        (isMemorable(page, to - 1) || (to - from === 2 && isShortFamily(page, to))) &&
        (to - from > 1 || !givenNames.has(last))
      )
        persons.add(last)
      const first = formAt(page, from)
      if (to - from > 1 && givenNames.has(first) && !ambiguousNames.has(first) && !knownVerb(page.tokens[from]))
        persons.add(first)
    } else if (last.length > 3 && (to - from === 1 || isFirm(page, mention.from, to)) && isMemorable(page, to - 1))
      names.add(last)
  }
  return { persons, names, heads, lands: new Set([...before.lands, ...findLands(page)]) }
}

/** أنور ميا،: a name of three letters that nobody knows as a word, closed by a mark. */
function isShortFamily(page: Page, to: number): boolean {
  const form = formAt(page, to - 1)
  if (form.length !== 3 || page.tokens[to]?.kind !== 'mark' || !givenNames.has(formAt(page, to - 2))) return false
  return !knownVerb(page.tokens[to - 1]) && !/^[وفبلكا]|^علي$/.test(form) && isUnlisted(form)
}

function isUnlisted(form: string): boolean {
  return !eventNouns.has(form) && !headForms.has(form) && !ambiguousNames.has(form) && !isAdjective(form)
}

/** شركة ألف بيتا: of a firm's names the last comes back alone. */
function isFirm(page: Page, at: number, to: number): boolean {
  return /^(و|ل|ب)?(شركه|مجموعه|مصرف|بنك)$/.test(formAt(page, at)) && isProper(page, to - 1)
}

function learnHead(page: Page, at: number, heads: Set<string>): void {
  for (const { article, rest } of page.tokens[at]!.readings) {
    if (article || !headForms.has(rest) || page.tokens[at + 1]?.kind !== 'word') continue
    heads.add(rest)
    return
  }
}

function learnAlias(page: Page, { to }: Mention, names: Set<string>): void {
  const alias = formAt(page, to - 2)
  if (formAt(page, to - 1) === ')' && alias.length > 2 && alias !== '"') names.add(alias)
}

/** A common word is not remembered as a name: it would be found everywhere. */
function isMemorable(page: Page, at: number): boolean {
  const token = page.tokens[at]!
  if (token.kind === 'latin') return true
  const { form } = token
  const bare = form.startsWith('ال') ? form.slice(2) : form
  if (isFunctionWord(token) || placeNames.has(form) || (form.endsWith('ه') && /^م/.test(form))) return false
  if (bareReferences.has(form) || headForms.has(bare) || isCommonNoun(token)) return false
  return form.startsWith('ال') || (!eventNouns.has(form) && !(givenNames.has(form) && form.length < 4))
}

/** Words that a relative adjective of the same text is formed from, as سبأ and السبئي are: most likely states or towns. */
function findLands(page: Page): Set<string> {
  const stems = new Set<string>()
  for (const { kind, form } of page.tokens)
    if (kind === 'word' && form.startsWith('ال') && form.length > 6 && isNisba(form))
      stems.add(form.slice(2).replace(/(ي|يه|يين|يون|يات)$/, ''))
  const lands = new Set<string>()
  page.tokens.forEach((token, at) => {
    if (token.kind !== 'word' || !/(ه|ا|يا)$/.test(token.form) || !stems.has(token.form.replace(/(يا|ه|ا)$/, '')))
      return
    if (isProper(page, at)) lands.add(token.form)
  })
  return lands
}
