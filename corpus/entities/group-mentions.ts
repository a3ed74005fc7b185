import type { Mention } from '../entity.ts'
import { Groups, type LinkReason } from './groups.ts'
import { partyOfName } from './known-names.ts'
import { bareWord, isNamingHead, type MentionName, readName } from './mention-name.ts'

/** A mention with its name, the group of mentions of one party that it is in, and why. */
export type Grouped = Readonly<{ mention: Mention; name: MentionName; group: string; reason: LinkReason }>

type Named = Readonly<{ mention: Mention; name: MentionName; key: string }>

/**
 * Groups mentions that most likely name one party: everywhere by the same name, by names that stand in brackets behind
 * each other, by a name with and without a title, and by names that are known everywhere for one; within an article also by short forms and definite references of
 * what stands before. Mentions in the order of articles and texts. Pure; time grows with their number.
 */
export function groupMentions(mentions: readonly Mention[]): Grouped[] {
  const named = mentions.map((mention): Named => {
    const name = readName(mention.quote)
    return { mention, name, key: name.isLocal ? `${mention.articleId} ${name.form}` : name.form }
  })
  const groups = new Groups()
  joinKeys(groups, named)
  const bracketed = joinBrackets(groups, named)
  const titled = joinTitles(groups, named)
  const known = joinKnown(groups, named)
  const attached = attachShort(groups, named)
  return named.map(({ mention, name, key }) => {
    const own = attached.get(mention.id)
    if (own !== undefined) return { mention, name, ...own }
    const joined = bracketed.has(key) ? 'bracket' : titled.has(key) ? 'title-name' : undefined
    const reason = joined ?? (known.has(key) ? 'known-name' : 'same-name')
    return { mention, name, group: groups.find(key), reason }
  })
}

function joinKeys(groups: Groups, named: readonly Named[]): void {
  for (const { name, key } of named) if (!name.isLocal) for (const other of name.keys) groups.join(key, other)
}

const GAP = 4

/** X (Y): what opens behind the one and closes behind the other. */
function joinBrackets(groups: Groups, named: readonly Named[]): Set<string> {
  const joined = new Set<string>()
  for (const [at, { mention, name, key }] of named.entries()) {
    const next = named[at + 1]
    if (next === undefined || next.mention.articleId !== mention.articleId || name.isReference) continue
    const gap = next.mention.startCodePoint - mention.endCodePoint
    if (gap < 1 || gap > GAP || !/^[»"”]?\s*[(（]/.test(mention.suffix)) continue
    if (!/^[»"”]?\s*[)）]/.test(next.mention.suffix)) continue
    groups.join(key, next.key)
    joined.add(next.key)
  }
  return joined
}

/** A name behind a person's title, or behind a noun such as حركة that only says what bears the name. */
function joinTitles(groups: Groups, named: readonly Named[]): Set<string> {
  const joined = new Set<string>()
  const forms = new Set(named.filter(({ name }) => !name.isLocal).map(({ name }) => name.form))
  const join = (key: string, form: string): void => {
    if (key === form || !forms.has(form)) return
    groups.join(key, form)
    joined.add(form)
  }
  for (const { name, key } of named) {
    if (name.isLocal) continue
    if (isNamingHead(name.words[0])) join(key, name.words.slice(1).join(' '))
    if (name.kind !== 'person') continue
    for (let from = 1; from < name.words.length - 1; from++) join(key, name.words.slice(from).join(' '))
  }
  return joined
}

/** Other names of a party that is known everywhere: all but the one that is written most often are said to be such. */
function joinKnown(groups: Groups, named: readonly Named[]): Set<string> {
  const parties = new Map<string, Map<string, number>>()
  for (const { name, key } of named) {
    const party = name.isLocal ? undefined : partyOfName.get(name.form)
    if (party === undefined) continue
    groups.join(key, party)
    const counts = parties.get(party) ?? new Map<string, number>()
    parties.set(party, counts.set(key, (counts.get(key) ?? 0) + 1))
  }
  const others = [...parties.values()].flatMap((counts) => [...counts].sort(([, n], [, m]) => m - n).slice(1))
  return new Set(others.map(([key]) => key))
}

type Attached = { group: string; reason: LinkReason }

/** What an article has named in full so far, by the words that take it up again. */
type Introduced = { articleId: string; byShort: Map<string, Set<string>>; byHead: Map<string, string> }

/** One word for a party that its article names in full before: a last name, or the head noun with the article. */
function attachShort(groups: Groups, named: readonly Named[]): Map<string, Attached> {
  const attached = new Map<string, Attached>()
  let said: Introduced = { articleId: '', byShort: new Map(), byHead: new Map() }
  for (const { mention, name, key } of named) {
    if (mention.articleId !== said.articleId)
      said = { articleId: mention.articleId, byShort: new Map(), byHead: new Map() }
    const group = groups.find(key)
    if (name.words.length > 1) introduce(said, name, group)
    else {
      const found = takeUp(said, name, group)
      if (found !== undefined) attached.set(mention.id, found)
    }
  }
  return attached
}

function introduce({ byShort, byHead }: Introduced, { words, short }: MentionName, group: string): void {
  if (short !== undefined) byShort.set(short, (byShort.get(short) ?? new Set()).add(group))
  byHead.set(bareWord(words[0]!), group)
}

function takeUp({ byShort, byHead }: Introduced, name: MentionName, own: string): Attached | undefined {
  const word = bareWord(name.words[0] ?? '')
  if (name.isReference) {
    const group = byHead.get(word)
    return group === undefined ? undefined : { group, reason: 'reference' }
  }
  // A last name that two persons of the article share says nothing; a state is not called by it.
  const [group, ...others] = byShort.get(word) ?? []
  if (group === undefined || others.length > 0 || group === own || name.kind === 'state') return undefined
  return { group, reason: 'short-form' }
}
