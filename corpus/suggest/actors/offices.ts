import { eventNouns } from '../events/lexicon.ts'
import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, opensQuote, type Page } from '../grammar/page.ts'
import { isFunctionWord, knownVerb } from '../grammar/vocabulary.ts'
import { wordSet } from '../reader.ts'
import { readAdjectives } from './genitives.ts'
import {
  bareReferences,
  givenNames,
  type Head,
  headForms,
  organisationNames,
  placeNames,
  stateNames,
  wideJoiners,
} from './lexicon.ts'
import type { Clitics } from './mention.ts'
import { closesName, isProper, isVerbalNoun, nameEnd, titlesEnd } from './names.ts'
import { behindAdjectives, placeEnd } from './places.ts'
import { type Growing, type HeadFound, headAt } from './reach.ts'

const longestQuoted = 7
const purposeKinds = ['institution', 'armed', 'media'] as const

/** Phrases that belong to a head: باسم, في with an institution or place, من with a party, ل with a purpose. */
export function readJoined(page: Page, found: HeadFound, reach: Growing, depth: number): void {
  const { head, rest } = found
  for (let turn = 0; turn < 2; turn++) {
    const at = reach.to
    const form = formAt(page, at)
    const to =
      (head.kinds.has('role') && readOffice(page, at, found, reach, depth)) ||
      (purposeKinds.some((kind) => head.kinds.has(kind)) && readPurpose(page, at, reach, head)) ||
      readMembership(page, found, reach, depth) ||
      readBound(page, found, reach, depth) ||
      (wideJoiners.has(rest) && !found.article && form === 'في' && behindDefinite(page, at + 1)) ||
      undefined
    if (!to) return
    reach.grow(to, 'place')
    if (head.kinds.has('role')) readAdjectives(page, reach)
  }
}

/** The institution or place a role belongs to. */
function readOffice(page: Page, at: number, found: HeadFound, reach: Growing, depth: number): number | undefined {
  const form = formAt(page, at)
  if (/^باسم/.test(form)) return form === 'باسم' ? namedParty(page, reach, at + 1, depth) : at + 1
  if (form === 'عن' && found.head.lemma === 'مسؤول') return behindDefinite(page, at + 1)
  if (form === 'عن' && /^(نائب|نايب|ممثل|مرشح|عضو|برلماني)ه?$/.test(found.head.lemma))
    return actorEnd(page, reach, at + 1, depth, false)
  const complete = reach.evidence.some((each) => each !== 'article')
  if (!complete && found.article && form !== 'في') return undefined
  if (form === 'في') {
    const inside =
      institutionEnd(page, reach, at + 1, depth) ??
      fieldEnd(page, at + 1, found.rest) ??
      officePlace(page, at + 1, found, complete)
    if (inside !== undefined) return inside
    return complete && isProper(page, at + 1) && !readName(page, at + 1, placeNames) && !isWordAt(page, at + 2)
      ? at + 2
      : undefined
  }
  if (form === 'لدي' || (form === 'الي' && found.head.form.number === 'singular'))
    return complete ? (actorEnd(page, reach, at + 1, depth, true) ?? placeEnd(page, at + 1)) : undefined
  if (/^برتبه$/.test(form)) return at + 2
  if (/^ل/.test(form) && complete && !found.article && isOrgan(page, at)) return actorEnd(page, reach, at, depth, true)
  if (/^ل/.test(form) && complete && found.article)
    return actorEnd(page, reach, at, depth, true) ?? namedBehind(page, portfolioEnd(page, at))
  if (/^مستشار/.test(found.rest) && /^لل(امن|شوون|شؤون)$/.test(form)) return behindAdjectives(page, at + 1)
  if (/^لشؤون/.test(form)) return behindDefinite(page, at + 1)
  if (/^ب/.test(form))
    return (
      joinedInstitution(page, reach, at, depth) ??
      (complete ? joinedName(page, at) : undefined) ??
      (complete ? namedBehind(page, placeEnd(page, at, true)) : undefined)
    )
  return undefined
}

/** عضو المكتب السياسي ل…, رئيس اللجنة العليا ل…: an organ of the party that follows. */
function isOrgan(page: Page, at: number): boolean {
  const inner = headAt(page, at)
  if (inner?.head.kinds.has('media') || inner?.head.kinds.has('role')) return false
  for (let each = at - 1; each > at - 4; each--)
    if (/^ال(مكتب|لجنه|مجلس|هيئه|جناح|امانه|كتله|قياده|ذراع|جهاز)$/.test(formAt(page, each))) return true
  return false
}

/** الممثل الأعلى للأمن والسياسة الخارجية: the field of an office, behind ل. */
function portfolioEnd(page: Page, at: number): number | undefined {
  if (!formAt(page, at).startsWith('لل')) return undefined
  let to = behindAdjectives(page, at + 1)
  while (/^وال/.test(formAt(page, to)) && !knownVerb(page.tokens[to])) to = behindAdjectives(page, to + 1)
  return to
}

/** Whom a spokesman speaks for: a party, a name in quotation marks, or one word that nobody knows. */
function namedParty(page: Page, reach: Growing, at: number, depth: number): number | undefined {
  if (opensQuote(page, at) && page.partnerOf[at]! - at <= longestQuoted) return page.partnerOf[at]! + 1
  const known = actorEnd(page, reach, at, depth, true)
  if (known !== undefined) return known
  if (isProper(page, at)) return at + 1
  return behindDefinite(page, at)
}

/** في شؤون الشرق الأوسط: what an expert knows about. */
function fieldEnd(page: Page, at: number, rest: string): number | undefined {
  if (!wideJoiners.has(rest) || !/^(شوون|شؤون|قضايا|علوم|مجال|الشان|ملف|تاريخ)$/.test(formAt(page, at)))
    return undefined
  return placeEnd(page, at + 1) ?? behindDefinite(page, formAt(page, at).startsWith('ال') ? at : at + 1)
}

/** A place belongs to an office that nothing else names, or to one whose holder is named behind it. */
function officePlace(page: Page, at: number, { article, head }: HeadFound, complete: boolean): number | undefined {
  const to = placeEnd(page, at)
  if (!complete && article && head.form.number === 'plural')
    return to !== undefined && readName(page, at, stateNames) ? to : undefined
  if (!complete) return article || head.form.pronoun ? undefined : to
  return namedBehind(page, to)
}

function namedBehind(page: Page, to: number | undefined): number | undefined {
  if (to === undefined) return undefined
  const comma = formAt(page, to) === ','
  const from = titlesEnd(page, comma ? to + 1 : to)
  const end = nameEnd(page, from, true)
  return end !== undefined && (!comma || closesName(page, end, false)) ? to : undefined
}

/** من with a party behind an indefinite plural or group: عناصر من داعش, قادة من الحزب. */
function readMembership(page: Page, found: HeadFound, reach: Growing, depth: number): number | undefined {
  const { head, article } = found
  if (article || reach.evidence.some((each) => each !== 'adjective' && each !== 'plain')) return undefined
  if (!['group', 'role', 'source'].some((kind) => head.kinds.has(kind as 'role'))) return undefined
  if (formAt(page, reach.to) === 'غير' && isWordAt(page, reach.to + 1)) reach.to += 2
  const at = reach.to
  const numbered = /^اثن(ين|ان)$/.test(formAt(page, at)) ? at + 1 : at
  const form = formAt(page, numbered)
  if (form === 'من' && /^(مقرب|قريب)/.test(formAt(page, numbered - 1))) {
    const close = nameEnd(page, numbered + 1, true)
    if (close !== undefined) return close
  }
  if (form === 'من' || form === 'في' || form === 'عن') return actorEnd(page, reach, numbered + 1, depth, true)
  if (numbered > at) reach.grow(numbered, 'counted')
  return undefined
}

/** قوات موالية للنظام, قوات محدودة تابعة له: men whom nothing but their party names. */
function readBound(page: Page, { head, article }: HeadFound, reach: Growing, depth: number): number | undefined {
  if (
    article ||
    reach.evidence.length > 0 ||
    !/^(قوات|ميليشيات|مليشيات|فصائل|فصايل|جماعات|مجموعات|عناصر|مقاتل|عنصر|فصيل|جماعه|ميليشيا|مليشيا|مجموعه)$/.test(
      head.lemma,
    )
  )
    return undefined
  const at = /^(محدوده|صغيره|كبيره|اخري|كثيره|اضافيه|جديده)$/.test(formAt(page, reach.to)) ? reach.to + 1 : reach.to
  if (!/^(موال|تابع)(ي?ه|ين|ون)$/.test(formAt(page, at)) || !/^ل/.test(formAt(page, at + 1))) return undefined
  return actorEnd(page, reach, at + 1, depth, true)
}

/** ل with a verbal noun or a definite noun behind an institution: المنظمة الدولية لصون الذاكرة, الهيئة العليا للاقتراع. */
function readPurpose(page: Page, at: number, reach: Growing, head: Head): number | undefined {
  const last = reach.evidence.at(-1)
  const named = reach.evidence.includes('quoted') || last === 'adjective' || (last === 'proper' && purposeful(head))
  const form = formAt(page, at)
  if (!named || !isWordAt(page, at) || form.length < 4) return undefined
  if (form.startsWith('لل')) {
    const rest = form.slice(2)
    if (headForms.get(rest)?.kinds.has('armed') || bareReferences.has(`ال${rest}`)) return undefined
    if (!purposeful(head) && (eventNouns.has(rest) || isVerbalNoun(rest))) return undefined
    const to = behindAdjectives(page, at + 1)
    // للعمل على التوصل: what somebody is to do, no name.
    return /^(علي|مع|ضد|من|في|الي|عن|ب.*)$/.test(formAt(page, to)) && eventLike(rest) ? undefined : to
  }
  if (!form.startsWith('ل') || !formAt(page, at + 1).startsWith('ال')) return undefined
  const rest = form.slice(1)
  if (headForms.get(rest)?.kinds.has('armed') || givenNames.has(rest) || isFunctionWord(page.tokens[at]))
    return undefined
  return purposes.has(rest) || eventNouns.has(rest) || /^(ا|ت|م)/.test(rest)
    ? behindAdjectives(page, at + 2)
    : undefined
}

/** Institutions are named by what they are for; armies and governments are not. */
function purposeful({ lemma, kinds }: Head): boolean {
  if (kinds.has('armed')) return /^(تحالف|جبه|حرك)/.test(lemma)
  return kinds.has('institution') && !/^(حكوم|جيش|شرط|سلط|رئاس|وزار|دول|اتحاد$)/.test(lemma)
}

function eventLike(rest: string): boolean {
  return eventNouns.has(rest) || isVerbalNoun(rest) || /^(عمل|بحث|نظر|رد|ضغط)$/.test(rest)
}

const purposes = wordSet(
  'حقوق شؤون صون سياسة سياسات رعاية دراسات بحوث ضمان حماية دعم نشر رصد حل نزع خدمة حفظ حظر بناء نقل خدمات علوم فنون بحث',
)

/** Index behind an actor that starts at a token: a head with what belongs to it, or a known name. */
function actorEnd(page: Page, reach: Growing, at: number, depth: number, clitics: boolean): number | undefined {
  const found = headAt(page, at)
  const name = readName(page, at, organisationNames) ?? readName(page, at, placeNames)
  const fits = (each: Clitics) => each.conj === '' && (clitics || each.prep === '')
  let to = name && fits(name) ? behindAdjectives(page, name.end) : undefined
  if (found && fits(found)) {
    const within = reach.read(page, at, found, depth + 1)
    if (within.definite && within.to > (to ?? 0)) to = within.to
  }
  return to
}

function institutionEnd(page: Page, reach: Growing, at: number, depth: number): number | undefined {
  const found = headAt(page, at)
  const name = readName(page, at, organisationNames)
  const named = name && name.conj === '' && name.prep === '' ? name.end : undefined
  if (found?.conj !== '' || found.prep !== '' || (found.head.kinds.has('role') && !found.head.kinds.has('armed')))
    return named
  const within = reach.read(page, at, found, depth + 1)
  return within.definite ? within.to : named
}

function joinedInstitution(page: Page, reach: Growing, at: number, depth: number): number | undefined {
  const found = headAt(page, at)
  if (found?.prep !== 'ب' || found.conj !== '' || found.head.kinds.has('role') || found.head.kinds.has('group'))
    return undefined
  const within = reach.read(page, at, found, depth + 1)
  return within.definite ? within.to : undefined
}

/** السفيرة الأميركية بالأمم المتحدة. */
function joinedName(page: Page, at: number): number | undefined {
  const name = readName(page, at, organisationNames)
  return name?.prep === 'ب' && name.conj === '' && name.end > at + 1 ? name.end : undefined
}

/** Index behind a definite noun with its adjectives and the place behind them. */
function behindDefinite(page: Page, at: number): number | undefined {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token)) return undefined
  const articled = token.form.startsWith('ال')
    ? at
    : formAt(page, at + 1).startsWith('ال') && !knownVerb(token)
      ? at + 1
      : -1
  if (articled < 0) return undefined
  const to = behindAdjectives(page, articled + 1)
  return placeEnd(page, to) ?? to
}
