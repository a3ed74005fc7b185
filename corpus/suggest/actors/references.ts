import { formAt, type Page } from '../grammar/page.ts'
import { isFunctionWord, isNationality, knownVerb } from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import { bareReferences, buildings, introducedReferences, ownCountries, parties, scenes } from './lexicon.ts'
import type { Memory } from './memory.ts'
import { type Clitics, createMention, type Mention, noClitics } from './mention.ts'
import { behindAdjectives, isArticleAdjective } from './places.ts'
import { headAt } from './reach.ts'

/** بلاده behind أن, where it acts: the speaker's own state. */
export function readOwnCountry(page: Page, at: number): Mention | undefined {
  const token = page.tokens[at]!
  if (!ownCountries.has(token.form) || !/^(ان|بان|لكن)$/.test(formAt(page, at - 1))) return undefined
  return createMention(page, at, at + 1, noClitics, { kind: 'state', rule: 'actor.own-state', confidence: 0.5 })
}

/** الطرفان, الجانبين المتحاربين. The countries in البلدان العربية are no two parties. */
export function readParty(page: Page, at: number): Mention | undefined {
  if (
    /^ال(بلد|دولت)(ان|ين)$/.test(formAt(page, at)) &&
    (isNationality(formAt(page, at + 1)) || /^[وف]?في$/.test(formAt(page, at - 1)))
  )
    return undefined
  const found = page.tokens[at]!.readings.find(({ article, rest }) => article && parties.has(`ال${rest}`))
  if (!found) return undefined
  return createMention(page, at, behindAdjectives(page, at + 1), found, {
    kind: 'reference',
    rule: 'actor.party',
    confidence: 0.85,
    plural: true,
  })
}

/** A name that the text has introduced, in short. */
export function readRemembered(page: Page, at: number, memory: Memory): Mention | undefined {
  const token = page.tokens[at]!
  for (const { conj, prep, article, rest } of token.readings) {
    const form = article ? `ال${rest}` : rest
    const person = memory.persons.has(form)
    if (!person && !memory.names.has(form)) continue
    if (person && conj !== '' && !article && knownVerb(token)) continue
    if (prep === 'ب' && !article && isPlaceLike(page, at)) return undefined
    if (!person && isAfterPlaceWord(page, at)) return undefined
    return createMention(
      page,
      at,
      at + 1,
      { conj, prep, article },
      {
        kind: person ? 'person' : 'organisation',
        rule: 'actor.introduced',
        confidence: 0.85,
      },
    )
  }
  return undefined
}

function isPlaceLike(page: Page, at: number): boolean {
  return isFunctionWord(page.tokens[at + 1]) && !knownVerb(page.tokens[at - 1])
}

function isAfterPlaceWord(page: Page, at: number): boolean {
  return /^(في|الي|من|نحو|قرب|داخل|عبر|شمال|جنوب|شرق|غرب)$/.test(formAt(page, at - 1))
}

/** A bare definite reference to a party that the text has introduced, or that is always one. */
export function readReference(page: Page, at: number, memory: Memory): Mention | undefined {
  for (const { conj, prep, article, rest } of page.tokens[at]!.readings) {
    if (!article) continue
    const introduced =
      introducedReferences.has(`ال${rest}`) &&
      memory.heads.has(rest) &&
      !(buildings.has(rest) && isAfterPlaceWord(page, at))
    if (!introduced && !bareReferences.has(`ال${rest}`)) continue
    if (isNoParty(page, at, rest) || isHeld(page, at)) return undefined
    return headlessMention(page, at, { conj, prep, article }, rest, memory)
  }
  return undefined
}

function headlessMention(page: Page, at: number, clitics: Clitics, rest: string, memory: Memory): Mention | undefined {
  // With an adjective it is a phrase of its own, which the head nouns have read or refused.
  if (isArticleAdjective(page, at + 1)) return undefined
  if (/^(هذا|هذه|ذلك|تلك)$/.test(formAt(page, at - 1)) && !memory.heads.has(rest)) return undefined
  return createMention(page, at, at + 1, clitics.prep === 'ل' ? { ...noClitics, ...clitics } : clitics, {
    kind: 'reference',
    rule: 'actor.reference',
    confidence: 0.8,
    head: rest,
  })
}

/** هذه القوات, هؤلاء المقاتلون: what a demonstrative points at is one phrase with it. */
export function readPointed(page: Page, at: number, memory: Memory): Mention | undefined {
  const reading = page.tokens[at]!.readings.find(
    ({ article, rest }) => !article && /^(هذه|هذا|هؤلاء|تلك|ذلك)$/.test(rest),
  )
  const next = headAt(page, at + 1)
  if (!reading || !next?.article || next.conj !== '' || next.prep !== '') return undefined
  const party = ['armed', 'group', 'institution'].some((kind) => next.head.kinds.has(kind as 'armed'))
  if (!party || isScene(next.rest)) return undefined
  const known = memory.heads.has(next.head.lemma) || memory.heads.has(next.rest) || bareReferences.has(`ال${next.rest}`)
  if (!known || (next.head.form.number === 'singular' && !next.head.kinds.has('armed'))) return undefined
  return createMention(page, at, behindAdjectives(page, at + 2), reading, {
    kind: 'reference',
    rule: 'actor.pointed',
    confidence: 0.75,
    head: next.rest,
  })
}

function isScene(rest: string): boolean {
  return scenes.has(rest) || buildings.has(rest)
}

/** True where a word for a party stands for an adjective, a house or a force. */
export function isNoParty(page: Page, at: number, rest: string): boolean {
  return isAttribute(page, at, rest) || isBuilding(page, at, rest) || isMissionHouse(page, at, rest)
}

/** منصب نائب الرئيس: the genitive of an office that was refused. */
function isHeld(page: Page, at: number): boolean {
  const head = headAt(page, at - 1)
  return (
    head !== undefined &&
    !head.article &&
    !head.head.form.pronoun &&
    head.head.kinds.has('role') &&
    !knownVerb(page.tokens[at - 1])
  )
}

/** عدد قليل من المقاتلين, من أشد المقاتلين, سجين من الجهاديين: men in general, counted or compared. */
function isCrowd(page: Page, at: number): boolean {
  const before = formAt(page, at - 1)
  if (/^(اشد|اكثر|افضل|اقوي|اشرس|اسوا|انواع|اسماء|اعداد|اعداد|عدد|نفس|الاف|مئات|عشرات)$/.test(before)) return true
  if (before !== 'من') return false
  for (let each = at - 2; each > at - 5; each--) {
    if (
      page.tokens[each]?.kind === 'number' ||
      quantities.has(formAt(page, each)) ||
      quantities.has(formAt(page, each).replace(/^[وفبل](?=.{3})/, ''))
    )
      return true
    if (isFunctionWord(page.tokens[each])) return false
  }
  return false
}

const quantities = wordSet(
  'عدد أعداد عديد العديد كثير الكثير قليل القليل مزيد المزيد مجموعة الآلاف المئات العشرات آلاف مئات عشرات بأكملها أنواع موجة موجات جيل أجيال',
)

/** شؤونه الداخلية, الحرب الخارجية: an adjective, not the ministry. اللجوء إلى القوة: no troop. */
function isAttribute(page: Page, at: number, rest: string): boolean {
  const before = page.tokens[at - 1]
  if (
    /^[وفبل]?(منصب|كرسي|لقب|رتبه|صلاحيات|انتخابات)$/.test(before?.form ?? '') &&
    /^(رييس|رئيس|وزير|محافظ|مدير|مستشار|قايد|قائد)ه?$/.test(rest)
  )
    return true
  if (rest === 'دوله' && /^(داخل|اجهزه|موسسات|مؤسسات|هيبه|بناء)$/.test(before?.form ?? '')) return true
  if (/^(داخليه|خارجيه|يوميه|اسبوعيه|دوريه|معارضه|متمرده)$/.test(rest))
    return (
      before?.kind === 'word' &&
      !isFunctionWord(before) &&
      !knownVerb(before) &&
      /^[وفبكل]*ال|^[وف]?لل|(ه|ها|هم|نا|ات)$/.test(before.form)
    )
  if (rest === 'قوه')
    return (
      /^(الي|استخدام|باستخدام|استعمال|باستعمال|توازن|ميزان|مواطن|نقاط|مزيد|من|منطق|لغه)$/.test(before?.form ?? '') ||
      /^ب/.test(formAt(page, at))
    )
  if (rest === 'جبهه') return /^[وفبل]?(ال)?(خط|خطوط|جانبي|طول|عرض|علي|عبر|تحصينات|نقاط)$/.test(before?.form ?? '')
  if (/(ين|ون)$/.test(rest) && isCrowd(page, at)) return true
  return rest === 'حكومه' && /^[ولب]?(تشكيل|تاليف)$/.test(before?.form ?? '')
}

/** إلى القنصلية الكندية, داخل سفارة كندا, اقتحام السفارة: the house of a mission, whatever follows its name. */
export function isMissionHouse(page: Page, at: number, rest: string): boolean {
  if (!/^(سفار|قنصلي)(ه|ات|تي|تين)$/.test(rest)) return false
  const before = formAt(page, at - 1)
  if (missionPlaces.has(before.replace(/^[وفبل](?=.{3})/, '').replace(/^ال/, '')) || missionPlaces.has(before))
    return true
  return (
    /^[وف]?(الي|في|علي|تجاه|نحو|صوب)$/.test(before) && !/^ال?(مسؤول|متحدث|مصدر|مصادر|ناطق)/.test(formAt(page, at - 2))
  )
}

const missionPlaces = wordSet(
  'أمام داخل قرب خارج خلف قبالة محيط مبنى مقر باب أبواب ساحة سور أسوار مدخل فوق حول دخول تفتيش اقتحام محاصرة حصار حرق إحراق استهداف قصف مهاجمة تفجير إغلاق إخلاء فتح دخل دخلت غادر غادرت اقتحم اقتحمت اقتحموا حاصر حاصرت هاجم هاجمت استهدف استهدفت تأمين حراسة جوار',
)

/** أمام السفارة, دخول الوزارة: the house. */
function isBuilding(page: Page, at: number, rest: string): boolean {
  if (!/^(سفاره|وزاره|محكمه|بلديه|قنصليه|برلمان|جامعه|مستشفي|كنيسه|شركه|جمعيه|مديريه)$/.test(rest)) return false
  const before = formAt(page, at - 1)
  if (/^[وف]?(امام|داخل|قرب|خارج|خلف|قباله|محيط|مبني|مقر|باب|ساحه|مدخل|فوق|حول)$/.test(before)) return true
  return (
    /^[وف]?(الي|في|من)$/.test(before) &&
    /(دخول|دخل|دخلت|دخلوا|خروج|وصول|وصل|توجه|توجهت|تفجير|انفجار|اعتصام|تجمع)/.test(formAt(page, at - 2))
  )
}
