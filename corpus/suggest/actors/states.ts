import { eventNouns } from '../events/lexicon.ts'
import { readName } from '../grammar/names.ts'
import { formAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isCommonNoun, isFunctionWord, knownVerb } from '../grammar/vocabulary.ts'
import { foldWord, type Token } from '../tokens.ts'
import { blocNames, relationWords, stateNames } from './lexicon.ts'
import type { Memory } from './memory.ts'
import { type Mention, mentionSpan } from './mention.ts'
import { isVerbalNoun } from './names.ts'
import { isAddressed, isBacker, isObject, isPossessor, isPressed, isReceiver, isTied, stillVerbs } from './standing.ts'

const participles = new Set([
  'المدعوم',
  'المدعومه',
  'المدعومين',
  'مدعوم',
  'مدعومه',
  'المقربه',
  'المقرب',
  'المموله',
  'المسلحه',
])
const owned = new Set(
  [
    'التابع',
    'التابعه',
    'التابعين',
    'الموالي',
    'الموالين',
    'المواليه',
    'الحليف',
    'الحليفه',
    'تابع',
    'تابعه',
    'مواليه',
    'الداعمه',
    'الخاضعه',
    'المقاطعه',
    'المعاديه',
    'المناوئه',
    'المناهضه',
    'الداعمين',
    'الداعم',
    'المؤيده',
    'المؤيدين',
    'المعارضه',
  ].map(foldWord),
)

/** A state or capital that stands for its government: it acts, speaks, negotiates or is sided with. */
export function readState(page: Page, at: number, before: Mention | undefined, memory: Memory): Mention | undefined {
  const found = readName(page, at, stateNames) ?? readName(page, at, blocNames) ?? readLand(page, at, memory)
  if (!found || found.prep === 'ك') return undefined
  const rule = actsAs(page, at, found.end, found, before)
  if (!rule) return undefined
  const { conj, prep, article } = found
  return {
    from: at,
    to: found.end,
    span: mentionSpan(page, at, found.end, { conj, prep, article }),
    kind: 'state',
    rule: `actor.state-${rule}`,
    confidence: weaker.has(rule) ? 0.8 : 0.9,
    definite: true,
    plural: false,
  }
}

/** A state that only the text knows, by the relative adjective formed from its name. */
function readLand(page: Page, at: number, { lands }: Memory): (Found & { end: number; article: boolean }) | undefined {
  const reading = page.tokens[at]!.readings.find(({ article, rest }) => !article && lands.has(rest))
  return reading && { ...reading, entry: { feminine: true }, end: at + 1 }
}

/** Rules that met more false friends than the others. */
const weaker = new Set(['receiver', 'object', 'possessor', 'member', 'tie', 'ally', 'backer'])

type Found = Readonly<{ conj: string; prep: string; entry: Readonly<{ feminine: boolean }> }>

function actsAs(page: Page, at: number, end: number, found: Found, before: Mention | undefined): string | undefined {
  const { from } = sentenceAt(page, at)
  const previous = at > from ? page.tokens[at - 1] : undefined
  const form = previous?.form ?? ''
  if (found.prep === 'ب') return isTied(page, at) ? 'tie' : undefined
  if (found.prep === 'ل') {
    if (owned.has(form) || isPossessor(page, at, end)) return 'ally'
    return isReceiver(page, at) ? 'receiver' : undefined
  }
  const beside = before?.to === at || (before?.to === at - 1 && form === '"')
  if (found.conj === 'و' && before && beside && pairs(page, before, from)) return 'pair'
  if (form === ',' && before?.to === at - 1 && before.rule === 'actor.related') return 'apposition'
  if (form === '(' || form === '/' || form === '-') return undefined
  return found.conj === ''
    ? (behindPreposition(page, at, from, form) ?? behindNoun(page, at, end, found, before))
    : asTopic(page, at, end, found)
}

/** مصر والأردن, الاتحاد الأوروبي وتركيا: a state beside another actor is one, unless both are said to be places. */
function pairs(page: Page, before: Mention, from: number): boolean {
  if (before.kind === 'state' || relates(page, before.from, from)) return true
  return before.kind === 'organisation' && !/^(في|داخل|من|الي)$/.test(formAt(page, before.from - 1))
}

function behindPreposition(page: Page, at: number, from: number, form: string): string | undefined {
  if (form === 'من' && formAt(page, at - 2) === 'كل')
    return /^[وف]?(في|الي|من|عن|ب.*)$/.test(formAt(page, at - 3)) ? undefined : 'each'
  if (form === 'من') return participles.has(formAt(page, at - 2)) || isBacker(page, at) ? 'backer' : undefined
  if (form === 'جانب' && formAt(page, at - 2) === 'الي') return 'party'
  if (form === 'قبل' && formAt(page, at - 2) === 'من') return 'agent'
  if (/^بين(هما|هم|ها)$/.test(form)) return 'member'
  if (form === 'الي') return isAddressed(page, at) ? 'receiver' : undefined
  if (form === 'علي') return isPressed(page, at) ? 'party' : undefined
  if (form === 'مع' && /حدود(ي|يه)?$/.test(formAt(page, at - 2))) return undefined
  if (relationWords.has(form))
    return /^(ضد|لدي|تجاه|حيال|ازاء)$/.test(form) || relates(page, at - 1, from) || form.length > 3
      ? 'party'
      : undefined
  return undefined
}

function behindNoun(
  page: Page,
  at: number,
  end: number,
  found: Found,
  before: Mention | undefined,
): string | undefined {
  const form = formAt(page, at - 1)
  // رفع علم اليمن: the flag, not what somebody learnt.
  if (/^[وفبل]?علم$/.test(form)) return undefined
  if (isPossessor(page, at, end)) return 'possessor'
  if (/^(مع|ب|ل|في|من|الي|عن|علي)(ه|ها|هم|هما)$/.test(form) && verbTakes(page, at - 2, found)) return 'subject'
  if (isObject(page, at, before)) return 'object'
  const verb = knownVerb(page.tokens[at - 1], formAt(page, at - 2))
  if (verb && found.entry.feminine && /^[وف]?ت/.test(form) && isParticleBefore(page, at - 2)) return 'subject'
  if (verb) {
    const still = isStill(verb.entry) && !verb.object
    return verb.feminine === found.entry.feminine && !still && !eventNouns.has(form) ? 'subject' : undefined
  }
  if (looksActive(page, at - 1, found)) return 'subject'
  return asTopic(page, at, end, found)
}

function asTopic(page: Page, at: number, end: number, found: Found): string | undefined {
  const { from } = sentenceAt(page, at)
  if (isAccused(page, at, end, from)) return 'accused'
  return isTopic(page, end, found, at > from ? page.tokens[at - 1] : undefined) ? 'topic' : undefined
}

/** ألا توجه واشنطن: behind a particle the form is an imperfect, whatever perfect it looks like. */
function isParticleBefore(page: Page, at: number): boolean {
  return /^[وف]?(ان|الا|لا|لن|لم|سوف|قد|التي|ما|كي|حتي)$/.test(formAt(page, at))
}

/** تعتزم ليبيا, التي تحتضن: a word no lexicon knows in the shape of an imperfect that agrees with the state. */
function looksActive(page: Page, at: number, { entry }: Found): boolean {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token) || isCommonNoun(token) || eventNouns.has(token.form)) return false
  const shape = entry.feminine ? /^[وف]?س?ت[^ا].{2,}$/ : /^[وف]?س?ي[^ا].{2,}$/
  if (!shape.test(token.form) || token.plain.endsWith('ة') || isVerbalNoun(token.form.replace(/^[وف]/, '')))
    return false
  const last = formAt(page, at - 1)
  return page.tokens[at - 1]?.kind !== 'word' || /^(ان|التي|الذي|لن|لم|لا|ما|فيما|بينما|كما|حين|عندما|قد|و)$/.test(last)
}

/** اتهم الرئيس روسيا بقصف: the accused before the charge. */
function isAccused(page: Page, at: number, end: number, from: number): boolean {
  const charge = page.tokens[end]?.readings.some(
    ({ prep, rest }) => prep === 'ب' && (eventNouns.has(rest) || isVerbalNoun(rest)),
  )
  if (!charge) return false
  for (let each = at - 1; each >= Math.max(from, at - 15); each--)
    if (/^[وف]?[يت]?تهم(ت|وا|ون)?$|^[وف]?اتهم(ت|وا)?$/.test(formAt(page, each))) return true
  return false
}

/** تتحالف معها تركيا: a preposition with a pronoun stands between verb and subject. */
function verbTakes(page: Page, at: number, { conj, entry }: Found): boolean {
  const verb = knownVerb(page.tokens[at], formAt(page, at - 1))
  return conj === '' && verb !== undefined && verb.feminine === entry.feminine && !isStill(verb.entry)
}

/** Subject before its verb or predicate: واشنطن تتهم, إن موسكو مستعدة, أن فرنسا "ترفض". */
function isTopic(page: Page, end: number, { entry, conj }: Found, previous: Token | undefined): boolean {
  const clause = /^[وف]?(ان|لكن|بان|لان|بينما|فيما|اما|حيث|كما)$/.test(previous?.form ?? '')
  const starts = previous === undefined || previous.kind !== 'word' || clause || conj === 'ف'
  if (!starts) return false
  const behind = opensQuote(page, end) ? end + 1 : behindPair(page, end)
  const next = page.tokens[behind]
  const verb = knownVerb(next, '')
  if (verb && behind > end && !opensQuote(page, end)) return verb.conj === '' && !isStill(verb.entry)
  if (verb) return verb.conj === '' && verb.feminine === entry.feminine && !(isStill(verb.entry) && !verb.object)
  if (next?.kind !== 'word') return false
  // دمشق إلى التحالف: a headline without a verb.
  if (
    /^(الي|نحو)$/.test(next.form) &&
    page.tokens[end + 1] &&
    previous?.kind !== 'word' &&
    !previous?.form.match(/[,(-]/)
  )
    return true
  if (/^(لن|لم|لا|قد|سوف|ليست|ليس|كان|كانت|نفسها|نفسه|بدورها|بدوره)$/.test(next.form)) return true
  if (looksActive(page, behind, { entry, conj: '', prep: '' }) || imperfect(next, entry.feminine)) return true
  return clause && predicates.has(next.form)
}

/** إن تركيا وقطر تمولان: behind a second state, where the verb of both stands. */
function behindPair(page: Page, end: number): number {
  const second = readName(page, end, stateNames)
  return second?.conj === 'و' && second.prep === '' ? second.end : end
}

/** تلقى, يرفضون: an unknown word right behind its subject in the shape of an imperfect. */
function imperfect({ form }: Token, feminine: boolean): boolean {
  return (feminine ? /^س?ت[^ا].{2,}$/ : /^س?ي[^ا].{2,}$/).test(form) && !eventNouns.has(form) && !isVerbalNoun(form)
}

const predicates = new Set(
  'مستعد قادر واثق ملتزم عازم راغب مصمم مسؤول متورط ضالع حريص قلق مهتم منفتح جاد موافق معني متمسك مصر مقتنع مدرك متفائل حازم عاجز رافض'
    .split(' ')
    .flatMap((word) => [foldWord(word), `${foldWord(word)}ه`]),
)

/** True where a noun of dealing stands close before بين and مع: مفاوضات بين, التنسيق مع. */
function relates(page: Page, at: number, from: number): boolean {
  for (let each = at; each >= Math.max(from, at - 7); each--) {
    const token = page.tokens[each]!
    if (token.readings.some(({ rest }) => eventNouns.has(rest) || dealings.has(rest.replace(/(ها|هم|هما)$/, ''))))
      return true
    if (dealingVerbs.has(knownVerb(token)?.entry ?? '')) return true
  }
  return false
}

const dealingVerbs = new Set(
  'تفاوض تحالف تعاون نسق تواصل اتفق تواطأ حارب قاتل تحاور تصالح تعامل تبادل تشاور تفاهم وقع اختلف تقارب وافق أبرم تصادم تشارك تواجه تنافس تصارع قطع طبع'.split(
    ' ',
  ),
)

const dealings = new Set(
  [
    'تنسيق',
    'تعاون',
    'علاقات',
    'علاقة',
    'توتر',
    'خلاف',
    'خلافات',
    'شراكة',
    'تواصل',
    'حدود',
    'تطبيع',
    'تقارب',
    'تعامل',
    'تفاوض',
    'تحالف',
    'اتحاد',
    'حرب',
    'صراع',
    'نزاع',
    'قتال',
    'مواجهة',
    'سلام',
    'صلح',
    'حوار',
    'محادثات',
    'مباحثات',
    'تفاهم',
    'اتفاق',
    'اتصال',
    'اتصالات',
    'تبادل',
    'صفقة',
    'قطيعة',
    'عداء',
    'عقد',
    'عقود',
    'روابط',
    'خصومة',
    'تنافس',
    'تصعيد',
    'أزمة',
    'شراكات',
    'تحالفات',
    'مشكلة',
    'مشاكل',
    'صداقة',
  ].map(foldWord),
)

function isStill(lemma: string): boolean {
  return stillVerbs.has(foldWord(lemma))
}
