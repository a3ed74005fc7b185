import { cueVerbs, documentNouns } from '../claims/lexicon.ts'
import { readName } from '../grammar/names.ts'
import { formAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, isNisba, knownVerb, verbAt } from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import { foldWord } from '../tokens.ts'
import { addressees, organisationNames, weakNames } from './lexicon.ts'
import { type Clitics, createMention, type Mention } from './mention.ts'
import { behindAdjectives, isArticleAdjective } from './places.ts'

const nearestCue = 14
const longestTitle = 4

/** An organisation that is known by name, with the adjectives behind it. */
export function readOrganisation(page: Page, at: number): Mention | undefined {
  const found = readName(page, at, organisationNames)
  if (!found) return undefined
  const quoted = formAt(page, at - 1) === '"' && formAt(page, found.end) === '"'
  if (found.entry === 'حماس' && !quoted && isZeal(page, found.end, found.prep)) return undefined
  const first = page.tokens[at]!
  if (platforms.has(foldWord(found.entry)) && isPosted(page, at, found)) return undefined
  if (
    weakNames.has(foldWord(found.entry)) ||
    weakNames.has(first.form.slice(first.form.length - found.entry.length)) ||
    weakNames.has(formsOf(page, at, found.end))
  )
    if (!quoted && !(found.entry === 'القاعدة' && !isBase(page, at, found.end))) return undefined
  const to =
    isNisba(formAt(page, found.end)) && formAt(page, found.end).startsWith('ال')
      ? behindAdjectives(page, found.end)
      : found.end
  return createMention(page, at, to, found, { kind: 'organisation', rule: 'actor.known-name', confidence: 0.96 })
}

/** على موقع تويتر, عبر فيسبوك, في تغريدة بتويتر: where something is posted, no company that acts. */
function isPosted(page: Page, at: number, { prep }: Clitics): boolean {
  if (prep === 'ب') return true
  for (let each = at - 1; each > at - 7; each--) {
    const form = formAt(page, each)
    if (/^[وفب]*(علي|عبر|في|موقع|موقعي|منصه|تطبيق|شبكه|حساب|حسابه|حسابها|صفحته|صفحتها|صفحه)$/.test(form)) return true
    if (
      form !== ',' &&
      form !== '(' &&
      form !== '"' &&
      !/^(ال)?(تواصل|اجتماعي|شهير|تدوين|مصغر|صفحه|حساب|رسمي)ه?$/.test(form)
    )
      return false
  }
  return false
}

const platforms = wordSet('تويتر فيسبوك إنستغرام يوتيوب تلغرام واتساب إكس سناب شات')

/** القاعدة العسكرية, على القاعدة الجوية: a base or a rule, not the organisation. */
function isBase(page: Page, at: number, end: number): boolean {
  return (
    isArticleAdjective(page, end) ||
    /^(علي|هذه|تلك|داخل)$/.test(formAt(page, at - 1)) ||
    documentNouns.has(formAt(page, end))
  )
}

/** بحماس, حماس الجماهير: the noun, not the movement. */
function isZeal(page: Page, end: number, prep: string): boolean {
  const next = page.tokens[end]
  if (prep === 'ب' || prep === 'ك') return true
  return next?.kind === 'word' && !isFunctionWord(next) && !knownVerb(next) && !isNisba(next.form)
}

function formsOf(page: Page, from: number, to: number): string {
  const forms: string[] = []
  for (let at = from; at < to; at++) forms.push(formAt(page, at))
  return forms.join(' ')
}

/** قال للجزيرة إن, صرح ل"المساء": a medium that somebody speaks to, by a name that is a common word or in quotation marks. */
export function readAddressee(page: Page, at: number): Mention | undefined {
  const { form } = page.tokens[at]!
  const found = { kind: 'organisation', rule: 'actor.addressee', confidence: 0.8 } as const
  const plain = form.startsWith('لل') && addressees.has(`ال${form.slice(2)}`)
  if (plain && isReported(page, at))
    return createMention(page, at, at + 1, { conj: '', prep: 'ل', article: true }, found)
  if (!opensQuote(page, at - 1) || !/^[وف]?ل[لـ]*$/.test(formAt(page, at - 2)) || !isReported(page, at))
    return undefined
  const to = page.partnerOf[at - 1]!
  return to - at <= longestTitle && to > at
    ? createMention(page, at, to, { conj: '', prep: '', article: false }, { ...found, confidence: 0.9 })
    : undefined
}

/** True where the verb before is one of speech, or a word for what was said stands there. */
function isReported(page: Page, at: number): boolean {
  const { from } = sentenceAt(page, at)
  for (let each = at - 1; each >= Math.max(from, at - nearestCue); each--) {
    const token = page.tokens[each]!
    if (verbAt(cueVerbs, token, formAt(page, each - 1)) || speeches.has(token.form.replace(/^ال/, ''))) return true
    if (knownVerb(token, formAt(page, each - 1))) return false
  }
  return false
}

const speeches = wordSet('حديث تصريح مقابلة بيان تصريحات حوار لقاء')
