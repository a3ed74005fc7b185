import { formAt, opensQuote, type Page } from '../grammar/page.ts'
import { isNisba } from '../grammar/vocabulary.ts'
import { readAdjectives, readGenitive } from './genitives.ts'
import { ambiguousNames, familyNames, personTitles } from './lexicon.ts'
import { closesName, nameEnd, titlesEnd } from './names.ts'
import { readJoined } from './offices.ts'
import { aliasEnd, Growing, type HeadFound, headAt, type Reach } from './reach.ts'

const longestAside = 6

/** Reads what belongs to a head noun: its genitives, adjectives, quoted name, alias, place and personal name. */
export function readReach(page: Page, at: number, found: HeadFound, depth = 0): Reach {
  const { head, article } = found
  const reach = new Growing(at + 1, article || head.form.pronoun, readReach)
  reach.singular = (article || head.kinds.has('role')) && head.form.number === 'singular' && !head.kinds.has('group')
  if (reach.definite) readAdjectives(page, reach)
  else readGenitive(page, at, found, reach, depth)
  if (article && /^(قناه|لواء|فرقه|فوج|كتيبه|فيلق)$/.test(head.lemma) && page.tokens[reach.to]?.kind === 'number') {
    reach.grow(reach.to + 1, 'proper')
    readAdjectives(page, reach)
  }
  readAlias(page, reach, head.form.pronoun)
  if (depth < 2) readJoined(page, found, reach, depth)
  if (depth === 0 && head.kinds.has('role') && head.form.number === 'singular') readCalled(page, reach)
  if (head.kinds.has('role') && head.form.number === 'singular' && !isIndefinite(page, at, found))
    readPerson(page, reach, depth)
  return reach
}

/** A name in quotation marks behind a definite head, and a short form in brackets. */
function readAlias(page: Page, reach: Growing, related: boolean): void {
  if (reach.evidence.includes('quoted') === false && reach.definite && opensQuote(page, reach.to)) {
    const closing = page.partnerOf[reach.to]!
    if (
      closing - reach.to <= 5 &&
      (related ? reach.evidence.length > 1 : reach.evidence.length > 0 && reach.evidence[0] !== 'article')
    ) {
      reach.name = { from: reach.to + 1, to: closing }
      reach.grow(closing + 1, 'alias')
      readAdjectives(page, reach)
    }
  }
  const end = aliasEnd(page, reach.to)
  if (end !== undefined && reach.evidence.length > 0) reach.grow(end, 'alias')
}

/** قيادي بارز يدعى سامر قدور: the name that the text says he has. */
function readCalled(page: Page, reach: Growing): void {
  if (!/^(يدعي|تدعي|يسمي|اسمه|اسمها)$/.test(formAt(page, reach.to))) return
  const from = reach.to + 1
  const end = nameEnd(page, from, true)
  if (end === undefined) return
  reach.name = { from, to: end }
  reach.definite = true
  reach.grow(end, 'name')
}

/** The personal name of a role-holder, with or without a comma and a further title before it. */
function readPerson(page: Page, reach: Growing, depth: number): void {
  if (reach.name && reach.evidence.at(-1) === 'proper') return
  const former = /^(سابقا|حاليا|لاحقا)$/.test(formAt(page, reach.to)) ? reach.to + 1 : reach.to
  const comma = formAt(page, former) === ','
  const from = comma ? behindAside(page, former + 1) : former
  if (comma && reach.evidence.length === 0) return
  const titled = titlesEnd(page, from)
  const end = nameEnd(page, titled, true)
  if (
    end === titled + 1 &&
    titled === from &&
    isLoneFamily(page, titled) &&
    !(personTitles.has(formAt(page, reach.to - 1)) && !isAttribute(page, reach.to - 1))
  )
    return
  // مسؤول رفيع: an adjective that is a name as well.
  if (end === titled + 1 && titled === from && !reach.definite && ambiguousNames.has(formAt(page, titled))) return
  if (end === undefined || (comma && !closesName(page, end, titled > from))) return
  reach.name = { from: titled, to: end }
  reach.definite = true
  reach.grow(end, 'name')
  const role = depth === 0 ? headAt(page, end) : undefined
  if (
    role &&
    !role.article &&
    role.conj === '' &&
    role.prep === '' &&
    role.head.kinds.has('role') &&
    !role.head.form.pronoun
  ) {
    const within = readReach(page, end, role, depth + 1)
    if (within.definite) reach.grow(within.to, 'actor')
  }
}

/** الاعتداء الانتحاري: a title that is an adjective of the noun before it. */
function isAttribute(page: Page, at: number): boolean {
  return isNisba(formAt(page, at)) && /^[وفبك]?ال|^لل/.test(formAt(page, at - 1))
}

/** Index behind an aside and its comma: المتحدث باسم الكتيبة، أكبر فصائل البلدة، سامر قدور. */
function behindAside(page: Page, at: number): number {
  if (!/^(اكبر|اصغر|اقدم|اقوي|ابرز|احد|احدي|ثاني|ثالث|اول|اهم)$/.test(formAt(page, at))) return at
  for (let to = at + 1; to < at + longestAside; to++) if (formAt(page, to) === ',') return to + 1
  return at
}

/** رجلٌ, فريقٍ: what is written as indefinite bears no name. */
function isIndefinite(page: Page, at: number, { article }: HeadFound): boolean {
  const { start, end } = page.tokens[at]!
  return !article && /[ًٌٍ]/.test(page.text.slice(start, end))
}

/** An unknown word with the article: a name behind a title, else more likely an adjective. */
function isLoneFamily(page: Page, at: number): boolean {
  return formAt(page, at).startsWith('ال') && !familyNames.has(formAt(page, at))
}
