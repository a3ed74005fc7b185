import { eventNouns } from '../events/lexicon.ts'
import { readName } from '../grammar/names.ts'
import { formAt, opensQuote, type Page } from '../grammar/page.ts'
import { isNationality, knownVerb } from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import { foldWord } from '../tokens.ts'
import { isIntroduced } from './extents.ts'
import { hasTanwin } from './genitives.ts'
import {
  actorAdjectives,
  alwaysKnown,
  articleOnly,
  bareReferences,
  buildings,
  deedHeads,
  familyNames,
  givenNames,
  type Head,
  namedOnly,
  placeNames,
  scenes,
  systemAdjectives,
} from './lexicon.ts'
import type { Memory } from './memory.ts'
import { type Mention, type MentionKind, mentionSpan } from './mention.ts'
import { readReach } from './noun-phrase.ts'
import { type HeadFound, headAt, type Reach } from './reach.ts'
import { isMissionHouse, isNoParty } from './references.ts'

const longestPost = 5

/** Reads an actor that a head noun introduces: a title with its name, an organisation with its adjectives, a party's men. */
export function headMention(page: Page, at: number, memory: Memory): Mention | undefined {
  const before = formAt(page, at - 1)
  const quantified = readQuantified(page, at)
  if (quantified) return quantified
  const found = headAt(page, at)
  if (!found) return undefined
  const reach = readPaired(page, at, found) ?? readReach(page, at, found)
  const rule = ruleFor(page, at, found, reach, memory)
  if (!rule || (isCounted(page, at) && isCountable(found.head)) || isPost(page, at, found.head)) return undefined
  if (/^(قد|لم|لن|سوف|ان|الذي|التي)$/.test(before) && isVerbal(page, at)) return undefined
  return {
    from: at,
    to: reach.to,
    span: mentionSpan(page, at, reach.to, found),
    kind: kindOf(found.head, reach),
    rule: `actor.${rule}`,
    confidence: confidenceOf(rule),
    head: found.head.lemma,
    ...(reach.name ? { name: reach.name } : {}),
    definite: reach.definite,
    plural: found.head.form.number !== 'singular',
  }
}

/** قادة وعناصر التنظيم: two heads with one genitive are one actor. */
function readPaired(page: Page, at: number, found: HeadFound): Reach | undefined {
  const second = headAt(page, at + 1)
  if (second?.conj !== 'و' || second.prep !== '' || second.article || found.article) return undefined
  const plural = (each: HeadFound) => each.head.form.number === 'plural' && !each.head.form.pronoun
  if (!plural(found) || !plural(second)) return undefined
  const reach = readReach(page, at + 1, second)
  return (reach.definite && reach.evidence.includes('actor')) || reach.evidence.includes('place') ? reach : undefined
}

/** أحد المسؤولين في الوزارة: one of a group. */
function readQuantified(page: Page, at: number): Mention | undefined {
  const token = page.tokens[at]
  const reading = token?.readings.find(({ article, rest }) => !article && /^احد[ياي]?$/.test(rest))
  const from = formAt(page, at + 1) === 'من' ? at + 2 : at + 1
  const inner = reading && headAt(page, from)
  if (!reading || !inner || inner.conj !== '' || inner.prep !== '') return undefined
  if (!inner.head.kinds.has('role') && !inner.head.kinds.has('group')) return undefined
  const reach = readReach(page, from, inner)
  if (!inner.article && !(reach.definite && (inner.head.form.number === 'plural' || inner.head.kinds.has('group'))))
    return undefined
  const joined = /^(عن|في|من)$/.test(formAt(page, reach.to)) ? headAt(page, reach.to + 1) : undefined
  const to = joined && joined.conj === '' && joined.prep === '' ? readReach(page, reach.to + 1, joined).to : reach.to
  return {
    from: at,
    to,
    span: mentionSpan(page, at, to, reading),
    kind: 'role',
    rule: 'actor.one-of',
    confidence: 0.85,
    head: inner.head.lemma,
    definite: true,
    plural: false,
  }
}

/** ثلاثة خبراء من المنظمة: men who are counted are an amount. */
function isCountable({ kinds, form }: Head): boolean {
  return kinds.has('group') || (kinds.has('role') && form.number === 'plural')
}

/** شغل منصب وزير المالية, مناصب نائب الرئيس ووزير النفط: an office, not who holds it. */
function isPost(page: Page, at: number, { kinds }: Head): boolean {
  if (!kinds.has('role')) return false
  for (let each = at - 1; each >= at - longestPost; each--) {
    const token = page.tokens[each]
    if (token?.kind !== 'word' || knownVerb(token)) return false
    if (/^[وبل]?(ال)?(منصب|مناصب|حقيبه|حقائب|كرسي|وظيفه|صفه|بصفته|بصفتها|رتبه|لقب)$/.test(token.form)) return true
  }
  return false
}

function ruleFor(page: Page, at: number, found: HeadFound, reach: Reach, memory: Memory): string | undefined {
  const { head, article, rest } = found
  const evidence = new Set(reach.evidence)
  if (formAt(page, at - 1) === 'ك' || (found.prep === 'ك' && !reach.definite)) return undefined
  if (isMissionHouse(page, at, found.rest) || isPlatform(page, at, found.rest)) return undefined
  if (evidence.has('name')) return 'title-name'
  if (namedOnly.has(head.lemma) || (articleOnly.has(head.lemma) && !article)) return undefined
  if (deedHeads.has(head.lemma)) return eventNouns.has(formAt(page, at + 1).replace(/^ال/, '')) ? 'member' : undefined
  if (isFront(page, at, head, evidence) || isGeneric(page, at, found, evidence)) return undefined
  if (evidence.has('counted')) return 'counted'
  if (evidence.has('quoted')) return 'quoted-name'
  if (evidence.has('alias')) return 'aliased'
  if (evidence.size > 0 && reach.to - at > 1 && fillsQuotes(page, at, reach.to)) return 'quoted-name'
  if (head.form.pronoun) return pronounRule(page, head, reach)
  if (article) return articleRule(page, at, rest, head, reach, memory)
  if (rest === 'ولي' && !/^(ال)?(عهد|امر|دم|فقيه)/.test(formAt(page, at + 1))) return undefined
  if (head.lemma === 'شاهد' && formAt(page, at + 1) === 'عيان') return undefined
  if (rest === 'وسائل') return evidence.has('adjective') ? 'indefinite' : undefined
  if (head.kinds.has('source') && head.form.number === 'plural' && evidence.size === 0 && !isVerbal(page, at - 1))
    return undefined
  if (head.kinds.has('source')) return isSupply(page, at, evidence) || hasTanwin(page, at) ? undefined : 'source'
  if (/^كبيره?$/.test(head.lemma) && !formAt(page, at + 1).startsWith('ال') && !headAt(page, at + 1)) return undefined
  if (isMedium(head) && !['proper', 'alias', 'adjective'].some((each) => evidence.has(each as 'proper')))
    return evidence.has('actor') && isPress(page, at, head) ? 'head-name' : undefined
  if (evidence.has('proper') && !evidence.has('actor') && buildings.has(head.lemma)) return undefined
  if (evidence.has('portfolio')) return 'office'
  if (evidence.has('actor') || (evidence.has('proper') && reach.definite))
    return head.kinds.has('group') ? 'group' : 'head-name'
  if (evidence.has('place')) return head.kinds.has('role') || head.kinds.has('group') ? 'member' : 'head-name'
  if (evidence.has('plain')) return plainRule(head, reach, evidence)
  if (evidence.has('adjective')) return adjectiveRule(page, at, head, reach)
  return isSaying(page, at, found) ? 'indefinite' : undefined
}

/** جبهة الساحل, مديرية الوادي: a stretch of land, where a place and nothing else is behind it. */
function isFront(page: Page, at: number, { lemma, form }: Head, evidence: ReadonlySet<string>): boolean {
  if (!/^(جبهه|مديريه)$/.test(lemma)) return false
  if (form.number === 'plural') return true
  if (
    lemma === 'جبهه' &&
    /^[وف]?علي$/.test(formAt(page, at - 1)) &&
    !evidence.has('adjective') &&
    !evidence.has('actor')
  )
    return true
  return evidence.has('proper') && !evidence.has('adjective') && readName(page, at + 1, placeNames) !== undefined
}

/** تشكيل الحكومة, عنصر المفاجأة, في المؤسسات الحكومية, قوة سلام: words for parties where none acts. */
function isGeneric(
  page: Page,
  at: number,
  { head, article, prep, rest }: HeadFound,
  evidence: ReadonlySet<string>,
): boolean {
  const before = formAt(page, at - 1)
  if (rest === 'دوله' && article && /^ال(عربيه|اوروبيه|غربيه|افريقيه)$/.test(formAt(page, at + 1))) return true
  if (rest === 'حكومه' && article && /^[ولب]?(تشكيل|تاليف)$/.test(before)) return true
  if (head.lemma === 'عنصر' && head.form.number === 'singular' && !evidence.has('actor') && !evidence.has('place'))
    return true
  if (/^(قوه|قوات)$/.test(rest) && formAt(page, at + 1) === 'سلام') return true
  if (rest === 'حركه' && flows.has(formAt(page, at + 1).replace(/^ال/, ''))) return true
  if (rest === 'طايرات' || rest === 'طائرات') return !article || !isNationality(formAt(page, at + 1))
  if (rest === 'طيران' && !article && !evidence.has('actor')) return true
  if (rest === 'طيران' && article && !isNationality(formAt(page, at + 1)) && formAt(page, at + 1) !== 'الحربي')
    return true
  // نزاع مسلح, بدون طيار: an adjective or what is lacking.
  if (!article && /^(بدون|دون|بلا)$/.test(before)) return true
  if (rest === 'مسلح' && !article && eventNouns.has(before)) return true
  if (
    /^صح(ا)?في$/.test(rest) &&
    /^[وفبل]?(ال)?(موتمر|مؤتمر|بيان|حوار|لقاء|تصريح|عمل|مكتب|تقرير|تحقيق|خبر|سبق|حديث)$/.test(before)
  )
    return true
  if (isLandName(page, at, rest, prep)) return true
  // لإدارة الوقت: what is to be managed; لإدارة أوباما is a government.
  if (rest === 'اداره' && !article && prep === 'ل' && !evidence.has('adjective') && !isRuler(page, at + 1, new Set()))
    return true
  if (rest === 'نظام' && !article && !isRuler(page, at + 1, evidence)) return true
  if (/^(جهاز|اجهزه|موقع)$/.test(rest) && !article && isBareUnknown(page, at + 1, evidence)) return true
  return scenes.has(rest) && !evidence.has('proper') && !evidence.has('actor') && !isVerbal(page, at - 1)
}

/** مواقع التواصل الاجتماعي, موقع "يوتيوب": where things are posted. */
function isPlatform(page: Page, at: number, rest: string): boolean {
  if (!/^(موقع|مواقع|موقعي|وسائل|شبكات|شبكه|منصات|منصه|تطبيق)$/.test(rest)) return false
  return /^(ال)?(تواصل|يوتيوب|تويتر|فيسبوك|إنستغرام|تلغرام)$/.test(
    formAt(page, opensQuote(page, at + 1) ? at + 2 : at + 1),
  )
}

/** حركة النزوح, حركة المرور. */
const flows = wordSet(
  'نزوح مرور سير تجارة ملاحة نقل تنقل هجرة بيع شحن سفن قطارات طيران مسافرين بضائع أموال سكان عبور تبادل لجوء تداول بناء عمران',
)

/** إلى جمهورية كندا, في مملكة النرويج: the country, where nobody acts. */
function isLandName(page: Page, at: number, rest: string, prep: string): boolean {
  if (!/^(جمهوريه|مملكه|اماره|دوله)$/.test(rest) || readName(page, at + 1, placeNames) === undefined) return false
  return prep === 'ب' || /^(في|الي|من|داخل|عبر|نحو)$/.test(formAt(page, at - 1))
}

/** نظام الأسد, نظام كابول: whose rule it is. */
function isRuler(page: Page, at: number, evidence: ReadonlySet<string>): boolean {
  if (['actor', 'place', 'name', 'quoted'].some((each) => evidence.has(each)) || isNationality(formAt(page, at)))
    return true
  const form = formAt(page, at)
  return (
    givenNames.has(form) ||
    familyNames.has(form) ||
    readName(page, at, placeNames) !== undefined ||
    /^(ال)?(حكم|ملالي|اقليه)$/.test(form)
  )
}

/** جهاز حاسوب: a word without article that nobody knows makes no institution of a thing. */
function isBareUnknown(page: Page, at: number, evidence: ReadonlySet<string>): boolean {
  const word = page.tokens[at]
  if (word?.kind !== 'word' || word.form.startsWith('ال') || evidence.has('actor') || evidence.has('adjective'))
    return false
  return evidence.has('proper') && readName(page, at, placeNames) === undefined
}

/** وقال دبلوماسيون إن: men of an office without more, where they are the source of a clause. */
function isSaying(page: Page, at: number, { head, conj, prep }: HeadFound): boolean {
  if (
    !head.kinds.has('role') ||
    head.lemma === 'شاهد' ||
    head.form.number !== 'plural' ||
    head.form.pronoun ||
    head.form.construct
  )
    return false
  return conj === '' && prep === '' && isIntroduced(page, at) && /^(ان|انه|انها|انهم|بان|:)$/.test(formAt(page, at + 1))
}

/** مصدر رئيسي للدخل, مصادر المياه: where something comes from, no one who speaks. */
function isSupply(page: Page, at: number, evidence: ReadonlySet<string>): boolean {
  if (/^(ال)?(رئيسي|رئيس|وحيد|اساسي|اول|اهم|مهم)ه?ا?$/.test(formAt(page, at + 1))) return true
  return evidence.has('plain') || (evidence.has('proper') && !evidence.has('adjective') && !evidence.has('place'))
}

/** صحيفة الغارديان: heads that name nothing but a medium, so that a known name behind them is its own. */
function isPress(page: Page, at: number, { lemma, form }: Head): boolean {
  if (form.number !== 'singular') return false
  if (/^(قناه|شبكه|فضاييه|موقع|تلفزيون|راديو)$/.test(lemma)) return !/^[وف]?(علي|عبر|في)$/.test(formAt(page, at - 1))
  return /^(صحيف|جريد|مجل|اذاع|وكال)ه$/.test(lemma)
}

function isMedium({ kinds }: Head): boolean {
  return kinds.has('media') && !kinds.has('institution')
}

function fillsQuotes(page: Page, from: number, to: number): boolean {
  return formAt(page, from - 1) === '"' && formAt(page, to) === '"' && page.partnerOf[to] === from - 1
}

function pronounRule(page: Page, head: Head, reach: Reach): string | undefined {
  if (reach.evidence.length > 1) return head.strict && !head.kinds.has('role') ? undefined : 'related'
  if (!head.kinds.has('role') || head.form.number !== 'singular' || head.strict) return undefined
  return isVerbal(page, reach.to - 1) ? undefined : 'related'
}

function articleRule(
  page: Page,
  at: number,
  rest: string,
  head: Head,
  reach: Reach,
  memory: Memory,
): string | undefined {
  const more = reach.evidence.length > 1
  if (!more && isNoParty(page, at, rest)) return undefined
  const last = formAt(page, at + 1)
    .replace(/^ال/, '')
    .replace(/ه$/, '')
  if (head.kinds.has('source') && more && isSupply(page, at, new Set())) return undefined
  if (more && isNationality(formAt(page, at + 1))) return 'nation'
  if (rest === 'نظام' && systemAdjectives.has(last)) return undefined
  if (more && !head.strict) return 'adjectives'
  if (more && actorAdjectives.has(formAt(page, at + 1).replace(/^ال/, '')) && !buildings.has(rest)) return 'adjectives'
  if (more && (bareReferences.has(`ال${rest}`) || head.kinds.has('armed') || memory.heads.has(head.lemma)))
    return 'adjectives'
  if (!bareReferences.has(`ال${rest}`))
    return head.kinds.has('role') && memory.heads.has(head.lemma) && !head.strict ? 'reference' : undefined
  if (alwaysKnown.has(`ال${rest}`)) return 'reference'
  return head.strict && !memory.heads.has(head.lemma) ? undefined : 'reference'
}

function plainRule(head: Head, reach: Reach, evidence: ReadonlySet<string>): string | undefined {
  if (!reach.definite || (head.strict && !evidence.has('adjective'))) return undefined
  return head.kinds.has('group') && !head.kinds.has('role') && !head.kinds.has('armed') ? undefined : 'head-name'
}

/** Indefinite with an adjective: صحيفة محلية, مجموعات ثورية. Only relative adjectives make it a party. */
function adjectiveRule(page: Page, at: number, head: Head, reach: Reach): string | undefined {
  const singular = head.form.number === 'singular' && !(head.lemma === 'قوات' && isNational(page, at, reach.to))
  if (head.form.construct) return undefined
  if (singular && (head.strict || !agrees(head, formAt(page, at + 1)))) return undefined
  if (!isRelated(page, at, reach.to) && !(head.form.number === 'plural' && isArmedMen(page, at, head))) return undefined
  // اتحاد طوعي, منظمة إرهابية: one body without a name is a party where it does something.
  if (singular && !head.kinds.has('role') && !head.kinds.has('media') && !acts(page, at)) return undefined
  return 'indefinite'
}

/** قوات خاصة كندية: of which nation they are. */
function isNational(page: Page, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (isNationality(formAt(page, at))) return true
  return false
}

/** مسؤول أمني بارز: one of the adjectives is a relative one. */
function isRelated(page: Page, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++)
    if (/(ي|يه|يين|يون|يا|يان|يتان|يتين)$/.test(formAt(page, at)) || peoples.has(formAt(page, at))) return true
  return false
}

/** جماعات مسلحة, فصائل معارضة. */
function isArmedMen(page: Page, at: number, { kinds }: Head): boolean {
  return kinds.has('armed') && actorAdjectives.has(formAt(page, at + 1))
}

/** طبيب سورية is no phrase: a man's office takes a masculine adjective. */
function agrees({ kinds, lemma }: Head, adjective: string): boolean {
  return !kinds.has('role') || lemma.endsWith('ه') === adjective.endsWith('ه')
}

/** أعلنت جماعة مسلحة, بحسب منظمة حقوقية: it is the subject of a verb or the source of a report. */
function acts(page: Page, at: number): boolean {
  const verb = knownVerb(page.tokens[at - 1], formAt(page, at - 2))
  return (
    (verb !== undefined && !copulas.has(foldWord(verb.entry))) ||
    isIntroduced(page, at) ||
    /^[وف]?(عن|قبل|ان|بان|لكن)$/.test(formAt(page, at - 1))
  )
}

const copulas = wordSet('كان ليس أصبح صار بات ظل عد اعتبر أنشأ شكل أسس نشر')
const peoples = wordSet('روس روسا أتراك أكراد عرب ألمان أفغان إسبان شيشان أرمن كرد أجانب إنكليز إنجليز')

function kindOf({ kinds }: Head, reach: Reach): MentionKind {
  if (kinds.has('source')) return 'source'
  if (reach.evidence.includes('name')) return 'person'
  if (kinds.has('group') && !kinds.has('armed') && !kinds.has('role')) return 'group'
  return kinds.has('role') ? 'role' : 'organisation'
}

/** How often each rule was right on texts of many outlets. */
const confidences: Readonly<Record<string, number>> = {
  'title-name': 0.96,
  'quoted-name': 0.95,
  group: 0.92,
  nation: 0.93,
  member: 0.9,
  office: 0.87,
  'head-name': 0.86,
  aliased: 0.92,
  adjectives: 0.84,
  reference: 0.86,
  source: 0.86,
  indefinite: 0.65,
  related: 0.5,
}

function confidenceOf(rule: string): number {
  return confidences[rule] ?? 0.8
}

function isCounted(page: Page, at: number): boolean {
  const before = page.tokens[at - 1]
  return (
    before?.kind === 'number' ||
    /^[وفبل]?(الف|الاف|مئات|عشرات|مليون|عشرون|عشرين|ثلاثين|ثلاثون|اربعين|خمسين|مئه|مايه|(ثلاث|اربع|خمس|ست|سبع|ثماني|تسع|عشر)ه?)$/.test(
      before?.form ?? '',
    )
  )
}

function isVerbal(page: Page, at: number): boolean {
  return knownVerb(page.tokens[at], formAt(page, at - 1)) !== undefined
}
