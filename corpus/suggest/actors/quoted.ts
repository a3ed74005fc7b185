import { readName } from '../grammar/names.ts'
import { formAt, opensQuote, type Page } from '../grammar/page.ts'
import { knownVerb } from '../grammar/vocabulary.ts'
import { organisationNames } from './lexicon.ts'
import { isBareAdjective } from './places.ts'

/** A name in quotation marks has no more words. */
export const longestQuoted = 9

/** منظمة "إرهابية", شركات "تتعامل مع": what is quoted describes; it is no name. */
export function isQuotedAdjective(page: Page, open: number): boolean {
  const first = formAt(page, open + 1)
  if (page.partnerOf[open] === open + 2) return isBareAdjective(page, open + 1) && /(يه|يين|يون|يا|اته)$/.test(first)
  return /^[تي]ت/.test(first) || (/^[تي]/.test(first) && knownVerb(page.tokens[open + 1])?.tense === 'imperfect')
}

/** تنظيم ما يعرف بالدولة الإسلامية, جماعة ما يسمى "جند البحر": index behind the name that something is said to have. */
export function calledEnd(page: Page, at: number): number | undefined {
  if (formAt(page, at) !== 'ما' || !/^[يت](عرف|سمي|دعي)$|^(عرف|سمي)$/.test(formAt(page, at + 1))) return undefined
  const from = formAt(page, at + 2) === 'ب' ? at + 3 : at + 2
  if (opensQuote(page, from))
    return page.partnerOf[from]! - from <= longestQuoted ? page.partnerOf[from]! + 1 : undefined
  return readName(page, from, organisationNames)?.end
}

/** ''نيوزويك'': two single marks in the place of a double one. */
export function isDoubled(page: Page, at: number): boolean {
  return formAt(page, at) === "'" && formAt(page, at + 1) === "'" && page.tokens[at + 1]?.spaced === false
}

/** Index behind the second of two single marks that close a name. */
export function doubledEnd(page: Page, at: number): number | undefined {
  for (let to = at + 3; to < at + longestQuoted; to++) if (isDoubled(page, to)) return to + 2
  return undefined
}

/** تنظيم (داعش): brackets in the place of quotation marks. */
export function isBracketed(page: Page, at: number): boolean {
  if (formAt(page, at) !== '(' || formAt(page, at + 2) !== ')') return false
  const name = readName(page, at + 1, organisationNames)
  return name?.end === at + 2
}
