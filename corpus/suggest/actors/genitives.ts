import { eventNouns } from '../events/lexicon.ts'
import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, opensQuote, type Page } from '../grammar/page.ts'
import { isAdjective, isCommonNoun, isFunctionWord, isNisba, knownVerb } from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import { foldWord } from '../tokens.ts'
import {
  ambiguousNames,
  bareReferences,
  familyNames,
  givenNames,
  type Head,
  headForms,
  introducedReferences,
  mediaWords,
  organisationNames,
  pairingHeads,
  placeNames,
  portfolioHeads,
  portfolios,
} from './lexicon.ts'
import type { Clitics } from './mention.ts'
import { hasKnownRest, isProper, isVerbalNoun, nameEnd } from './names.ts'
import { behindAdjectives, isArticleAdjective, isBareAdjective, mostAdjectives } from './places.ts'
import { calledEnd, doubledEnd, isBracketed, isDoubled, isQuotedAdjective, longestQuoted } from './quoted.ts'
import { type Evidence, type Growing, type HeadFound, headAt, latinEnd } from './reach.ts'

const deepest = 4

export function readGenitive(page: Page, at: number, found: HeadFound, reach: Growing, depth: number): void {
  // مدير عام الشركة: the adjective of the office before its genitive.
  const general =
    found.head.kinds.has('role') && formAt(page, reach.to) === 'عام' && headAt(page, reach.to + 1)?.prep === ''
  if (general) reach.to++
  const next = reach.to
  if (hasTanwin(page, at) || isIndefinitePlural(found)) readIndefinite(page, reach)
  else if (isPortfolioOf(page, found, next)) close(page, reach, placesEnd(page, next + 1, found), 'portfolio')
  else if (isLooseRank(page, next)) readIndefinite(page, reach)
  else if (opensQuote(page, next) && isQuotedAdjective(page, next)) return
  else if (opensQuote(page, next) && page.partnerOf[next]! - next <= longestQuoted) readQuoted(page, reach)
  else if (calledEnd(page, next) !== undefined) close(page, reach, calledEnd(page, next)!, 'actor')
  else if (isDoubled(page, next) && doubledEnd(page, next) !== undefined) readDoubled(page, reach)
  else if (isBracketed(page, next)) close(page, reach, next + 3, 'quoted')
  else {
    if (!readKnown(page, reach, depth)) readNominal(page, found, reach)
    if (found.head.form.number === 'dual') readSecond(page, reach)
  }
}

/** وزير خارجية مصر, وزراء دفاع كندا وبيرو: a portfolio without article before a state. */
function isPortfolioOf(page: Page, { rest, head }: HeadFound, at: number): boolean {
  if (!portfolioHeads.has(rest) && !portfolioHeads.has(head.lemma)) return false
  return portfolios.has(`ال${formAt(page, at)}`) && readName(page, at + 1, placeNames)?.prep === ''
}

/** Index behind a state, and behind further ones where the head is a plural. */
function placesEnd(page: Page, from: number, { head }: HeadFound): number {
  let to = readName(page, from, placeNames)!.end
  if (head.form.number === 'singular') return to
  for (;;) {
    const next = readName(page, to, placeNames)
    if (next?.conj !== 'و' || next.prep !== '') return to
    to = next.end
  }
}

/** ضابط كبير في الجيش: a word that may head a phrase stands as an adjective. */
function isLooseRank(page: Page, at: number): boolean {
  const following = formAt(page, at + 1)
  const rank = headAt(page, at)
  if (rank === undefined || rank.head.form.construct || rank.head.form.pronoun) return false
  return isBareAdjective(page, at) && !following.startsWith('ال') && !headAt(page, at + 1)
}

/** مقاتلين, مسؤولون, كتلتان: a sound plural or a dual that keeps its ending has no genitive behind it. */
function isIndefinitePlural({ head, rest }: HeadFound): boolean {
  if (head.form.construct || head.form.pronoun) return false
  return head.form.number === 'plural' ? /[يو]ن$/.test(rest) : head.form.number === 'dual'
}

/** True for an indefinite accusative: وفدًا, or وفدا beside وفد. */
export function hasTanwin(page: Page, at: number): boolean {
  const token = page.tokens[at]!
  return (
    /[ًٌٍ]/.test(page.text.slice(token.start, token.end)) ||
    (/[^اوي]ا$/.test(token.form) &&
      headForms.get(token.form)?.form.number === 'singular' &&
      !token.form.endsWith('ءا') &&
      isAccusative(token.form))
  )
}

/** وفدا beside وفد: an ending of the indefinite accusative. */
function isAccusative(form: string): boolean {
  return headForms.has(form.slice(0, -1))
}

/** حركتي حماس والجهاد: a dual has two names. */
function readSecond(page: Page, reach: Growing): void {
  const second = readName(page, reach.to, organisationNames)
  if (second?.conj === 'و' && second.prep === '') close(page, reach, second.end, 'actor')
}

/** A genitive that is itself an actor, a place or a foreign name. */
function readKnown(page: Page, reach: Growing, depth: number): boolean {
  const next = reach.to
  const whole = (found: Clitics | undefined) => found !== undefined && found.conj === '' && found.prep === ''
  const name = readName(page, next, organisationNames)
  const inner = headAt(page, next)
  const place = readName(page, next, placeNames)
  if (inner && whole(inner) && name && depth < deepest && reach.read(page, next, inner, depth + 1).to > name.end)
    return readInner(page, reach, inner, depth)
  if (name && whole(name)) close(page, reach, titleEnd(page, name.end), 'actor')
  else if (inner && whole(inner) && depth < deepest && readInner(page, reach, inner, depth)) return true
  else if (place && whole(place)) close(page, reach, place.end, 'proper')
  else if (page.tokens[next]?.kind === 'latin') close(page, reach, latinEnd(page, next), 'proper')
  else return false
  return true
}

/** إندبندنت أون صنداي: further words of a foreign title. */
function titleEnd(page: Page, from: number): number {
  let at = from
  while (mediaWords.has(formAt(page, at))) at++
  return at
}

function readInner(page: Page, reach: Growing, inner: HeadFound, depth: number): boolean {
  const next = reach.to
  const within = reach.read(page, next, inner, depth + 1)
  if (!within.definite && within.evidence.length === 0) return false
  reach.definite = within.definite
  const actorLike =
    (within.definite && within.evidence.some((each) => each !== 'plain' && each !== 'article')) ||
    bareReferences.has(formAt(page, next)) ||
    introducedReferences.has(formAt(page, next))
  reach.grow(within.to, actorLike ? 'actor' : 'plain')
  return true
}

/** متعددة الجنسيات, رفيع المستوى: adjectives with a noun of their own, no genitives. */
const looseAdjectives = new Set(
  'متعدد واسع شديد عالي رفيع رفيعي رفيعين سيئ قليل كثير خفيف ثقيل قصير طويل بعيد محدود متوسط مجهول متنوع مختلف ثنائي ثلاثي رباعي حديث'
    .split(' ')
    .flatMap((word) => [foldWord(word), `${foldWord(word)}ه`]),
)

/** وسائل إعلام محلية, وسائل الإعلام الكندية. */
function readOutlets(page: Page, reach: Growing): void {
  reach.grow(reach.to + 1, 'plain')
  reach.definite = formAt(page, reach.to - 1).startsWith('ال')
  if (reach.definite) readAdjectives(page, reach)
  else readIndefinite(page, reach)
}

/** رفيع المستوى belongs to the man it ranks. */
function readLoose(page: Page, reach: Growing): void {
  if (!/^رفيع(ه|ي|ين)?$/.test(formAt(page, reach.to))) return
  if (formAt(page, reach.to + 1) === 'المستوي') reach.grow(reach.to + 2, 'adjective')
  else if (
    (reach.evidence.includes('adjective') && !formAt(page, reach.to + 1).startsWith('ال')) ||
    /^(في|من|لدي)$/.test(formAt(page, reach.to + 1))
  )
    reach.grow(reach.to + 1, 'adjective')
}

function readNominal(page: Page, { head, rest }: HeadFound, reach: Growing): void {
  const next = reach.to
  const token = page.tokens[next]
  if (token?.kind !== 'word' || token.form === 'باسم') return
  if (isFunctionWord(token) && !isBareAdjective(page, next)) return
  readLoose(page, reach)
  if (looseAdjectives.has(token.form) || token.form === 'ال') return
  if (token.form.startsWith('ال') && !/^(الماني|الباني)(ه|ين|ا)?$/.test(token.form))
    readArticled(page, reach, rest, head)
  else if (isBareAdjective(page, next)) readIndefinite(page, reach)
  else if (rest === 'وسائل' && /^(ال)?اعلام$/.test(token.form)) readOutlets(page, reach)
  else if (head.lemma === 'غرفه' && /^عمليات?ه?$/.test(token.form))
    close(page, reach, next + (formAt(page, next + 1).startsWith('ال') ? 2 : 1), 'actor')
  else if (
    head.kinds.has('role') &&
    sections.has(token.form) &&
    isWordAt(page, next + 1) &&
    !isFunctionWord(page.tokens[next + 1])
  )
    close(page, reach, regionsEnd(page, readName(page, next + 1, placeNames)?.end ?? next + 2), 'plain')
  else if (rest === 'ولي' && token.form === 'عهد' && readName(page, next + 1, placeNames)?.prep === '')
    close(page, reach, readName(page, next + 1, placeNames)!.end, 'proper')
  else if (head.kinds.has('role') && isConstruct(page, next)) close(page, reach, next + 2, 'plain')
  else if (isProper(page, next)) readProper(page, reach, head)
  else if (isCommonNoun(token) && readName(page, next + 1, organisationNames))
    close(page, reach, readName(page, next + 1, organisationNames)!.end, 'plain')
  else if (
    (!knownVerb(token) || isCommonNoun(token)) &&
    formAt(page, next + 1).startsWith('ال') &&
    !isAdjective(formAt(page, next + 1))
  )
    close(page, reach, next + 2, isTask(head, token.form) ? 'proper' : 'plain')
  else if (isCommonNoun(token) && (formAt(page, next + 1) === 'الشرعيه' || familyNames.has(formAt(page, next + 1))))
    close(page, reach, next + 2, 'proper')
}

/** الشرق الأوسط وشمال أفريقيا. */
function regionsEnd(page: Page, at: number): number {
  if (!/^و(شمال|جنوب|شرق|غرب|وسط)$/.test(formAt(page, at))) return at
  return readName(page, at + 1, placeNames)?.end ?? at
}

/** مدير برنامج سوريا, رئيس قسم الشرق الأوسط. */
const sections = wordSet('برنامج مشروع قسم ملف شعبة فرع دائرة وحدة تحرير')

/** مركز مكافحة الإرهاب, وحدة رصد الزلازل: an institution that is named by its task. */
function isTask({ kinds, lemma }: Head, form: string): boolean {
  if (!kinds.has('institution') && !/^(وحدات|فريق|قياده|قوات|قوه|فرقه)$/.test(lemma)) return false
  return tasks.has(form)
}

const tasks = wordSet(
  'مكافحة محاربة تنسيق حماية مراقبة رصد توثيق إدارة دراسات أبحاث بحوث تحقيق تفتيش إعادة دعم إحصاء متابعة تقصي فض حظر رعاية شؤون استخبارات',
)

/** An unknown bare noun before one with the article: محلل أسواق النقل. */
function isConstruct(page: Page, at: number): boolean {
  const form = formAt(page, at)
  const next = formAt(page, at + 1)
  if (givenNames.has(form) || familyNames.has(form) || knownVerb(page.tokens[at])) return false
  if (hasKnownRest(page.tokens[at]!)) return false
  return next.startsWith('ال') && !isAdjective(next) && !isFunctionWord(page.tokens[at + 1])
}

function readArticled(page: Page, reach: Growing, rest: string, head: Head): void {
  const next = reach.to
  const form = formAt(page, next)
  const bare = form.slice(2)
  const portfolio = portfolios.has(form) && (portfolioHeads.has(rest) || portfolioHeads.has(head.lemma))
  const plain = isCommonNoun(page.tokens[next]!) || eventNouns.has(bare)
  close(
    page,
    reach,
    next + 1,
    portfolio ? 'portfolio' : bareReferences.has(form) ? 'actor' : plain ? 'plain' : 'proper',
  )
  const last = next + mostAdjectives
  while (portfolio && reach.to < last && isJoinedPortfolio(page, reach.to))
    close(page, reach, reach.to + 1, 'portfolio')
  if (!portfolio && pairingHeads.has(head.lemma) && isJoinedNoun(page, reach.to))
    close(page, reach, reach.to + 1, 'proper')
}

function isJoinedPortfolio(page: Page, at: number): boolean {
  const form = formAt(page, at)
  return form.startsWith('وال') && portfolios.has(form.slice(1)) && !isArticleAdjective(page, at)
}

/** والتنمية behind العدالة: a common or verbal noun, no party of its own. */
function isJoinedNoun(page: Page, at: number): boolean {
  const form = formAt(page, at)
  if (!isWordAt(page, at) || !form.startsWith('وال')) return false
  const rest = form.slice(3)
  if (headForms.has(rest) || bareReferences.has(`ال${rest}`)) return false
  if (isCommonNoun(page.tokens[at]!)) return true
  return !isNisba(rest) && (eventNouns.has(rest) || isVerbalNoun(rest))
}

/** موال للحكومة, تابعة لها: a participle with a party of its own. */
function isBound(page: Page, at: number): boolean {
  return (
    /^(موال|تابع|خاضع|معاد|مناهض|مناوئ|مبايع)(ي?ه|ين|ون|ي)?$/.test(formAt(page, at)) && /^ل/.test(formAt(page, at + 1))
  )
}

/** An indefinite head with its adjectives: صحيفة محلية, مصادر دبلوماسية. */
function readIndefinite(page: Page, reach: Growing): void {
  const last = reach.to + mostAdjectives
  while (
    reach.to < last &&
    isBareAdjective(page, reach.to) &&
    !isBound(page, reach.to) &&
    !looseAdjectives.has(formAt(page, reach.to))
  )
    reach.grow(reach.to + 1, 'adjective')
  readLoose(page, reach)
}

/** A name that no lexicon knows: one word, or more behind a medium, an armed group or an institution. */
function readProper(page: Page, reach: Growing, head: Head): void {
  const from = reach.to
  let to = from + 1
  const role = head.kinds.has('role')
  const person = role || formAt(page, to) === 'بن' ? nameEnd(page, from, false) : undefined
  // قائد أمين, شريك وحيد: an adjective that is a name as well.
  if (role && person === undefined && ambiguousNames.has(formAt(page, from))) return
  if (person) to = person
  else if (!head.kinds.has('role'))
    while (
      to - from < 3 &&
      ((isProper(page, to) && !givenNames.has(formAt(page, to)) && !isVerbalNoun(formAt(page, to))) ||
        (isWordAt(page, to) && isFamilyArticle(page, to)))
    )
      to++
  reach.name = { from, to }
  close(page, reach, to, 'proper')
}

function isFamilyArticle(page: Page, at: number): boolean {
  const form = formAt(page, at)
  return (
    form.startsWith('ال') && !isAdjective(form) && !isCommonNoun(page.tokens[at]!) && !isFunctionWord(page.tokens[at])
  )
}

function readQuoted(page: Page, reach: Growing): void {
  const open = reach.to
  const to = page.partnerOf[open]!
  reach.name = { from: open + 1, to }
  close(page, reach, to + 1, 'quoted')
}

function readDoubled(page: Page, reach: Growing): void {
  const from = reach.to + 2
  const to = doubledEnd(page, reach.to)!
  reach.name = { from, to: to - 2 }
  close(page, reach, to, 'quoted')
}

function close(page: Page, reach: Growing, to: number, evidence: Evidence): void {
  reach.grow(to, evidence)
  reach.definite = true
  readAdjectives(page, reach)
}

/** Adjectives with the article, and a second one joined by و: القوات العراقية والأمريكية. */
export function readAdjectives(page: Page, reach: Growing): void {
  const from = reach.to
  const plural = reach.singular && /(يين|يون)$/.test(formAt(page, from))
  const to = plural ? from : agreeing(page, from, behindAdjectives(page, from), reach)
  if (to > from) reach.grow(to, 'adjective')
  const last = formAt(page, to - 1)
  if (to > from && isNisba(last)) {
    let end = to
    while (/^وال/.test(formAt(page, end)) && isNisba(formAt(page, end).slice(1)) && sameEnding(last, formAt(page, end)))
      end++
    if (end > to) reach.grow(behindAdjectives(page, end), 'adjective')
  }
  if (/^ال(معني|معنيه|خاص|خاصه)$/.test(formAt(page, reach.to - 1)) && /^ب.{3,}/.test(formAt(page, reach.to)))
    reach.grow(behindAdjectives(page, reach.to + 1), 'adjective')
  if (/^المنتهيه?$/.test(formAt(page, reach.to - 1)) && /^(ولايت|مدت|مهام)(ه|ها)$/.test(formAt(page, reach.to)))
    reach.to++
  if (/^(ذات|نفس)(ه|ها|هم)$/.test(formAt(page, reach.to))) reach.to++
  if (
    /^ال(موالين|موالون|تابعين|تابعون|داعمين|مؤيدين|معارضين)$/.test(formAt(page, reach.to)) &&
    /^ل(ه|ها|هم)$/.test(formAt(page, reach.to + 1))
  )
    reach.grow(reach.to + 2, 'adjective')
  if (/^الموالي(ن|ه)?$/.test(formAt(page, reach.to - 1)) && /^ل(ه|ها|هم)$/.test(formAt(page, reach.to))) reach.to++
}

/** الخارجية التركية القائم: the adjectives of one noun with the article agree. */
function agreeing(page: Page, from: number, to: number, { evidence }: Growing): number {
  if (evidence.length !== 1 || evidence[0] !== 'article' || !formAt(page, from).endsWith('ه')) return to
  for (let at = from + 1; at < to; at++) {
    const form = formAt(page, at)
    if (!form.endsWith('ه') && !/اء$|^ال(عليا|كبري|عظمي|صغري|وسطي|اولي|اخري|دنيا)$/.test(form)) return at
  }
  return to
}

function sameEnding(first: string, second: string): boolean {
  return first.endsWith('ه') === second.endsWith('ه')
}
