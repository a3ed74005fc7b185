import { cueMasdars, documentNouns } from '../claims/lexicon.ts'
import { formAt, opensQuote, type Page } from '../grammar/page.ts'
import { isNisba, knownVerb } from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import { followingRole, isIntroduced } from './extents.ts'
import { ambiguousNames, familyNames, givenNames, loneNames, placeHeads } from './lexicon.ts'
import { type Clitics, type Mention, mentionSpan, noClitics } from './mention.ts'
import { nameEnd, titlesEnd } from './names.ts'

/** A personal name, with the titles before it and the role that follows it at once. */
export function readPerson(page: Page, at: number, before?: Mention): Mention | undefined {
  const listed = before?.kind === 'person' && before.to === at
  for (const { conj, prep, article, rest } of page.tokens[at]!.readings) {
    if (article && (conj !== '' || prep !== '')) continue
    const clitics: Clitics = { conj, prep, article: false }
    const bare = conj === '' && prep === ''
    // جابر بن حيان behind a word that makes it a place: no name begins in its middle.
    if (bare && rest === 'بن' && givenNames.has(formAt(page, at - 1))) return undefined
    if (!bare && !givenNames.has(rest) && !/^(ابو|عبد)$/.test(rest)) continue
    if (!bare && ambiguousNames.has(rest) && !listed) continue
    const from = bare ? titlesEnd(page, at) : at
    const strong = from > at || (bare && isIntroduced(page, at))
    const end = bare ? nameEnd(page, from, strong) : nameBehindClitic(page, at)
    if (end === undefined && bare && familyNames.has(rest) && cueMasdars.has(formAt(page, at + 1)))
      return person(page, at, at + 1, clitics, 'speaker', at)
    if (end === undefined) continue
    if (from > at && isAttribute(page, at, from, end)) continue
    // قال أبو خليل عن ذلك: a name that is one by itself needs no clause behind it.
    if (strong && from === at && nameEnd(page, at, false) !== end && !isSpeaker(page, at, end)) continue
    return person(page, at, end, clitics, from > at ? 'title-name' : strong ? 'speaker' : 'given-name', from)
  }
  return readLoneName(page, at)
}

/** الاعتداء الانتحاري الفاشل: a title that is an adjective of the noun before it, and no name behind. */
function isAttribute(page: Page, at: number, from: number, end: number): boolean {
  const form = formAt(page, from)
  if (!/^[وفبك]?ال|^لل/.test(formAt(page, at - 1)) || !isNisba(formAt(page, at))) return false
  return end - from === 1 && form.startsWith('ال') && !familyNames.has(form)
}

const confidences = { 'title-name': 0.96, speaker: 0.9, 'given-name': 0.9, 'lone-name': 0.93 } as const

function person(
  page: Page,
  at: number,
  end: number,
  clitics: Clitics,
  rule: keyof typeof confidences,
  from: number,
): Mention {
  const to = followingRole(page, at, end) ?? end
  return {
    from: at,
    to,
    span: mentionSpan(page, at, to, clitics),
    kind: 'person',
    rule: `actor.${rule}`,
    confidence: confidences[rule],
    name: { from, to: end },
    definite: true,
    plural: false,
  }
}

/** أردوغان, وبوتين: a family name that stands for nobody but its bearer. */
function readLoneName(page: Page, at: number): Mention | undefined {
  const next = formAt(page, at + 1)
  if (/^(دا|دي|دو|فان|فون|بن|ال)$/.test(formAt(page, at)) && (loneNames.has(next) || familyNames.has(next)))
    return person(page, at, at + 2, noClitics, 'lone-name', at)
  for (const { conj, prep, article, rest } of page.tokens[at]!.readings) {
    const form = article ? `ال${rest}` : rest
    if (!loneNames.has(form) || (article && prep === 'ل')) continue
    if (
      /^(ال)?(شارع|عائله|ال|حي|جامعه|مطار|بلده|مدينه|عين|بحيره|سد|ساحه|مكتبه|مشفي|مستشفي|جسر|ملعب|صاله|ضاحيه)$/.test(
        formAt(page, at - 1),
      )
    )
      return undefined
    return person(page, at, at + 1, { conj, prep, article: false }, 'lone-name', at)
  }
  return undefined
}

/** منطقة السيدة زينب, شارع محمد الخامس: a place with a person's name. */
export function isPlaceName(page: Page, at: number): boolean {
  return (
    page.tokens[at - 1]?.readings.some(
      ({ article, rest }) =>
        !article &&
        (placeHeads.has(rest) ||
          /^(شارع|مطار|كنيسه|مسجد|جامع|ميدان|جسر|حقل|سد|مقام|ملعب|منشاه|معمل|مصنع|مدرسه|قاعده|معسكر|مخيم|سجن|حاجز|برج|سوق|دوار|نفق|ساحه|مقبره|ضريح|مزار|صاله|ملجا)$/.test(
            rest,
          )),
    ) ?? false
  )
}

/** Unknown words behind a reporting verb are whoever speaks where a clause, a mark or an aside follows them. */
function isSpeaker(page: Page, at: number, end: number): boolean {
  const { form } = page.tokens[at]!
  if ((givenNames.has(form) || familyNames.has(form)) && (end - at > 1 || !ambiguousNames.has(form))) return true
  if (form.startsWith('ال') && end - at === 1 && !/ي$/.test(form)) return false
  if (documentNouns.has(form) || /^[بلوف]|(ه|ها|هم|ون|ين)$/.test(form)) return end - at > 1 && hasRole(page, at, end)
  if (opensQuote(page, end) || /^(ان|انه|انها|انهم|بان|بانه|:|,)$/.test(formAt(page, end))) return true
  // وقال فلان في بيان: where he said it.
  if (formAt(page, end) === 'في' && occasions.has(formAt(page, end + 1)) && knownVerb(page.tokens[at - 1])) return true
  return cueMasdars.has(formAt(page, end)) || (end - at > 1 && hasRole(page, at, end))
}

const occasions = wordSet(
  'بيان تصريح تصريحات حديث مقابلة كلمة كلمته كلمتها تغريدة تغريدات مؤتمر خطاب رسالة حوار لقاء تدوينة منشور بيانه تصريحه',
)

function hasRole(page: Page, at: number, end: number): boolean {
  return followingRole(page, at, end) !== undefined
}

/** وأبو رمزي, لحسن نصر الله: the first word is known to be a given name behind its clitics. */
function nameBehindClitic(page: Page, at: number): number | undefined {
  // وعبد السلام محمود: a name of two words, with or without more.
  if (/عبد$/.test(formAt(page, at)) && formAt(page, at + 1).startsWith('ال'))
    return nameEnd(page, at + 2, true) ?? at + 2
  const end = nameEnd(page, at + 1, true)
  return end !== undefined && end > at + 1 ? end : undefined
}
