import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, type Page } from '../grammar/page.ts'
import { isAdjective, isCommonNoun, isFunctionWord, isNationality, isNisba, knownVerb } from '../grammar/vocabulary.ts'
import { headForms, placeHeads, placeNames } from './lexicon.ts'
import { isProper } from './names.ts'

const longestPlace = 6
/** More adjectives in a row are no phrase; where every word is one, reading on from each would take forever. */
export const mostAdjectives = 12

/**
 * Index behind a place that starts at a token: a known name, or مدينة، ريف، شمال and the like with what follows. With
 * `clitics` the first word may carry ب or ل. Undefined where no place stands.
 */
export function placeEnd(page: Page, from: number, clitics = false): number | undefined {
  const end = readPlace(page, from, clitics, 0)
  if (end === undefined) return undefined
  // A second place may specify the first: الحجر الأسود جنوبي العاصمة دمشق.
  return readPlace(page, end, true, 1) ?? end
}

function readPlace(page: Page, from: number, clitics: boolean, depth: number): number | undefined {
  const token = page.tokens[from]
  if (token?.kind !== 'word' || depth > longestPlace) return undefined
  const named = readName(page, from, placeNames)
  if (named && named.conj === '' && (clitics || named.prep === '')) return behindAdjectives(page, named.end)
  for (const { conj, prep, article, rest } of token.readings) {
    if (conj !== '' || (prep !== '' && !clitics) || !placeHeads.has(article ? `ال${rest}` : rest)) continue
    const next = from + 1
    const inner = readPlace(page, next, false, depth + 1)
    if (inner !== undefined) return inner
    if (article || !isWordAt(page, next) || isFunctionWord(page.tokens[next])) return article ? next : undefined
    if (formAt(page, next).startsWith('ال')) return behindAdjectives(page, next + 1)
    if (isProper(page, next)) return behindAdjectives(page, next + 1)
    if (isCommonNoun(page.tokens[next]!) && formAt(page, next + 1).startsWith('ال')) return next + 2
  }
  return undefined
}

/** Index behind the adjectives with the article that stand at a token, a dozen at most. */
export function behindAdjectives(page: Page, from: number): number {
  let at = from
  while (at - from < mostAdjectives && !(at > from && isNextMan(page, at)) && isArticleAdjective(page, at)) at++
  return at
}

/** القوات المصرية القيادي: behind a feminine adjective a man's office begins another phrase. */
function isNextMan(page: Page, at: number): boolean {
  const form = formAt(page, at)
  if (form.endsWith('ه') || !formAt(page, at - 1).endsWith('ه') || !isNisba(form)) return false
  return headForms.get(form.slice(2))?.kinds.has('role') ?? false
}

/** True for an adjective with the article and without clitics. */
export function isArticleAdjective(page: Page, at: number): boolean {
  const form = formAt(page, at)
  if (!isWordAt(page, at) || !form.startsWith('ال')) return false
  // المعارضين العام الماضي: a time, no adjective.
  if (form === 'العام' && /^ال(ماضي|جاري|حالي|مقبل|منصرم|قادم|فايت|سابق)$/.test(formAt(page, at + 1))) return false
  // المعزول, المخلوعة: passive participles behind a noun with the article.
  if (/^الم..و.(ه|ين|ون)?$/.test(form))
    return formAt(page, at - 1).startsWith('ال') && !isCommonNoun(page.tokens[at]!) && !takesMore(page, at + 1)

  if (/^المقرب(ه|ين|ون)?$/.test(form) && formAt(page, at + 1) === 'من') return false
  return isAdjective(form) && !endsInAlif(page, at)
}

/** الموجودة في, المدعومة من: a participle with words of its own. */
function takesMore(page: Page, at: number): boolean {
  const token = page.tokens[at]
  return token?.kind === 'word' && (isFunctionWord(token) || /^[بل].{2,}/.test(token.form))
}

/** الأسرى ends like a relative adjective only when folded. */
function endsInAlif(page: Page, at: number): boolean {
  return (
    page.tokens[at]!.plain.endsWith('ى') &&
    !isNationality(formAt(page, at)) &&
    !/(علي|كبري|صغري|وسطي|اخري|اعلي|ادني|اقصي|اولي)$/.test(formAt(page, at))
  )
}

/** True for an adjective without the article: nothing but a relative or a listed one, and no verb. */
export function isBareAdjective(page: Page, at: number): boolean {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || token.form.startsWith('ال')) return false
  if (token.form === 'خاصه') return /(قوات|وحدات|وحده|فرق|فرقه|قوه|كتيبه|بعثه)$/.test(formAt(page, at - 1))
  if (isFunctionWord(token)) return false
  if (endsInAlif(page, at)) return false
  return isAdjective(token.form) && (!knownVerb(token, formAt(page, at - 1)) || /(يه|يين|يون)$/.test(token.form))
}
