import { eventNouns } from '../events/lexicon.ts'
import { formAt, isWordAt, opensQuote, type Page } from '../grammar/page.ts'
import { isCommonNoun, isFunctionWord, isNisba, isPreposition, knownVerb } from '../grammar/vocabulary.ts'
import type { Token } from '../tokens.ts'
import { type Cue, isComplementiser } from './cues.ts'
import { attitudeNouns, cueMasdars, isRecognised, mannerNouns, occasionNouns, timeWords } from './lexicon.ts'
import { isMasdar } from './masdars.ts'
import type { Cast } from './sources.ts'

/** A noun phrase as the object of a reporting word; `cut` letters of its preposition stay out. */
export type Phrase = Readonly<{ at: number; from: number; shape: 'phrase'; cut?: number; nameless?: boolean }>

const reach = 28
const countWords = /^(مليون|مليار|الف|مئه|مائه|عشرات|مئات|الاف)/
const deniedNouns = /^ال(علاقه|صله|مسؤوليه|تورط|ضلوع|وقوف|مشاركه|مساهمه|تهمه|تهم|اتهام|اتهامات)$/
const recalledNouns =
  /^ال(تهم|تهمه|تهمات|اتهامات|انباء|مزاعم|ادعاءات|شائعات|معلومات|تقارير|روايه|روايات|خبر|اخبار|واقعه|تصريحات|صله|علاقه)$/
const deeds =
  /^(عمليه|عمليات|هجوم|هجمات|تفجير|تفجيرات|اغتيال|قصف|استهداف|اطلاق|اعتداء|محاوله|قتل|خطف|اختطاف|كمين|مسؤوليه)$/

/** Finds the noun phrase that a reporting word has for an object: نفى وجود, أعلنت … استعدادها, أفاد … بمقتل. */
export function findObject(page: Page, cast: Cast, cue: Cue, behind: number, to: number): Phrase | undefined {
  const { frames } = cue.entry
  const from = Math.max(behind, cue.to)
  if (cue.object) return undefined
  if (attitudeNouns.has(formAt(page, from)) || attitudeNouns.has(formAt(page, behindAdverbs(page, from))))
    return undefined
  // تكشف زيارة: what agrees with the verb is its subject.
  if (opensWithSubject(page, cue, from)) return undefined
  if (frames.has('np:ب')) return withBa(page, cast, cue, from, to)
  if (frames.has('estimate')) return estimate(page, from, to)
  if (frames.has('ascribe')) return ascribed(page, cast, cue, from, to)
  if (frames.has('deed')) return deed(page, cast, from, to)
  if (frames.has('described')) return equated(page, cast, cue, from)
  if (
    cue.kind === 'verb' &&
    /^(deny)$|^(اكد)$/.test(cue.entry.stance === 'deny' ? 'deny' : cue.entry.lemma) &&
    isRecalled(page, from)
  )
    return { at: from, from, shape: 'phrase' }
  const told = cue.entry.lemma === 'ذكر' ? mentioned(page, cast, cue, from, to) : undefined
  if (told) return told
  const near = frames.has('np') ? nounAt(page, cue, behindAdverbs(page, behindAside(page, from, to)), to) : undefined
  if (frames.has('np:إلى')) return cue.kind === 'verb' && from === cue.to ? undefined : pointedTo(page, from, to)
  if (near || cue.kind === 'masdar' || !(frames.has('masdar') || frames.has('np'))) return near
  const at = masdarFrom(page, cast, from, to)
  return at !== undefined && suits(page, cue, at) ? { at, from: at, shape: 'phrase' } : undefined
}

function opensWithSubject(page: Page, { conj, entry, feminine, from, to }: Cue, at: number): boolean {
  const first = conj !== '' || !isWordAt(page, from - 1)
  return first && entry.stance === 'reveal' && at === to && feminine && page.tokens[at]?.plain.endsWith('ة') === true
}

/** The noun phrase right behind: كشف خطة, نفى التهمة. */
function nounAt(page: Page, { entry, to: cueTo }: Cue, at: number, to: number): Phrase | undefined {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || at >= to) return undefined
  const found: Phrase = { at, from: at, shape: 'phrase' }
  if (entry.stance === 'deny' && token.form === 'اي') return found
  if (isFunctionWord(token) || (/^[لب]/.test(token.form) && !isMasdar(token))) return undefined
  // كشف وجهه: what belongs to the subject is shown, not said.
  if (entry.stance === 'reveal' && /(ه|ها|هم)$/.test(token.form) && !token.plain.endsWith('ة') && !isMasdar(token))
    return undefined
  if (entry.stance === 'say') return at > cueTo && isAnnounced(token) ? found : undefined
  if (entry.stance === 'deny' && deniedNouns.test(token.form)) return found
  return isMasdar(token) || !token.form.startsWith('ال') ? found : undefined
}

/** تعتبر أنقرة الحزب منظمة إرهابية: a party holds another to be something. With one party alone it is passive. */
function equated(page: Page, cast: Cast, cue: Cue, from: number): Phrase | undefined {
  if (cue.kind !== 'verb' || cue.passive || !cast.endingAt.has(from) || from === cue.to) return undefined
  const held = cast.startingAt.get(from)
  const behind = held === undefined ? -1 : cast.mentions[held]!.to
  const predicate = page.tokens[behind]
  const indefinite = predicate?.kind === 'word' && !isFunctionWord(predicate) && !predicate.form.startsWith('ال')
  return indefinite && (predicate.form.endsWith('ا') || !knownVerb(predicate))
    ? { at: from, from, shape: 'phrase' }
    : undefined
}

/** ذكر مسؤولون خطر التنظيم المتنامي: a party tells of something, in some words. */
function mentioned(page: Page, cast: Cast, cue: Cue, from: number, to: number): Phrase | undefined {
  const token = page.tokens[from]
  if (cue.kind !== 'verb' || !cast.endingAt.has(from) || from === cue.to || token?.kind !== 'word') return undefined
  if (isFunctionWord(token) || cast.startingAt.has(from) || timeWords.has(token.form) || knownVerb(token))
    return undefined
  if (/^[بل]|^(ال)?(اسم|اسماء|مثال|امثله|رقم)/.test(token.form) || /ا$/.test(token.form)) return undefined
  for (let at = from; at < Math.min(to, from + 40); at++)
    if (isComplementiser(formAt(page, at)) || formAt(page, at) === ':' || opensQuote(page, at)) return undefined
  for (let at = from; at < from + 4; at++) if (!isWordAt(page, at) || at >= to) return undefined
  return { at: from, from, shape: 'phrase' }
}

/** تنفي هذه التهم, أكد هذا التعاون: what was told is taken up with its noun. */
function isRecalled(page: Page, at: number): boolean {
  const { form = '', plain = '' } = page.tokens[at + 1] ?? {}
  if (!/^(هذا|هذه|تلك)$/.test(formAt(page, at)) || !form.startsWith('ال')) return false
  return isMasdar({ form: form.slice(2), plain: plain.slice(2) }) || recalledNouns.test(form)
}

/** أشار إلى وجود, لافتا إلى ارتفاع: a verbal noun where the clause would stand. */
function pointedTo(page: Page, from: number, to: number): Phrase | undefined {
  for (let at = from; at < Math.min(to - 1, from + 8); at++) {
    const { form } = page.tokens[at]!
    if (form === ':' || isComplementiser(form) || /^ب(يد|اصبع|راس|عين|كف)/.test(form)) return undefined
    if (form !== 'الي') continue
    const token = page.tokens[at + 1]!
    return token.kind === 'word' && isMasdar(token) ? { at: at + 1, from: at + 1, shape: 'phrase' } : undefined
  }
  return undefined
}

/** What is announced is an occurrence with its parties; a declaration of war is itself one. */
function isAnnounced(token: Token): boolean {
  return isMasdar(token) && !/^(حرب|الحرب|هدنه|حاله|انتخاب|استقال|افلاس|حداد)/.test(token.form)
}

/** أكد التزامه: without anybody to say so, what has only a pronoun tells no more than the verb. */
function suits(page: Page, cue: Cue, at: number): boolean {
  const token = page.tokens[at]!
  if (/^(اظهر|اثبت)$/.test(cue.entry.lemma) && /(ه|ها|هم)$/.test(token.form) && !token.plain.endsWith('ة')) return false
  if (at === cue.to && /(ه|ها|هم)$/.test(token.form) && !token.plain.endsWith('ة') && cue.kind === 'verb')
    return cue.conj !== '' || isWordAt(page, cue.from - 1)
  return cue.entry.lemma !== 'اعلن' || isAnnounced(token)
}

/** The first verbal noun behind the subject and its adjuncts that nothing else governs. */
function masdarFrom(page: Page, cast: Cast, from: number, to: number): number | undefined {
  let clause = false
  for (let at = from; at < Math.min(to, from + reach); at++) {
    const token = page.tokens[at]!
    if (token.form === ':' || token.form === ';' || isComplementiser(token.form)) return undefined
    if (opensQuote(page, at)) {
      at = Math.max(at, page.partnerOf[at]!)
      continue
    }
    if (token.form === ',') clause = false
    if (token.kind !== 'word') continue
    if (isMasdar(token) && !clause && isFree(page, cast, at, from)) return at
    const mention = cast.startingAt.get(at)
    if (mention !== undefined) {
      at = cast.mentions[mention]!.to - 1
      continue
    }
    if (isFunctionWord(token)) continue
    const verb = knownVerb(token)
    if (verb?.conj === 'و' && !formAt(page, at - 1).endsWith('ي')) return undefined
    // في بيان بثه على صفحته: a clause that only says where the words stood.
    const told = occasionNouns.has(formAt(page, at - 1))
    if ((verb && !told) || /^(الذي|التي|الذين)$/.test(token.form)) clause = true
  }
  return undefined
}

/** True where the word before cannot have this noun as its genitive. */
function isFree(page: Page, cast: Cast, at: number, from: number): boolean {
  if (at === from) return true
  const token = page.tokens[at]!
  const before = page.tokens[at - 1]!
  if (before.form === ',') return !/[^هن]ا$/.test(token.form)
  if (before.kind !== 'word') return before.form !== '-' && before.form !== '('
  if (timeWords.has(before.form)) return true
  // A noun with its pronoun has no room for a genitive.
  if (/..(ها|هم|هما)$/.test(before.form) && !isPreposition(before.form)) return true
  if (isPreposition(before.form) || isFunctionWord(before) || isMasdar(before)) return false
  if (cast.endingAt.has(at) || occasionNouns.has(before.form)) return true
  if (before.form.startsWith('ال') || /ا$/.test(before.form) || isNisba(before.form)) return true
  if (/(ه|ها|هم)$/.test(token.form) && !token.plain.endsWith('ة')) return true
  return isPreposition(formAt(page, at - 2)) && !isCommonNoun(before) && !eventNouns.has(before.form)
}

/** أفاد … بمقتل, اعترفت … بشكل استثنائي بمقتل: ب with what was said, not with how. */
function withBa(page: Page, cast: Cast, cue: Cue, from: number, to: number): Phrase | undefined {
  let clause = false
  const end = Math.min(to, from + (cue.kind === 'verb' ? 14 : 8))
  for (let at = from; at < end; at++) {
    const token = page.tokens[at]!
    if (token.form === ':' || isComplementiser(token.form)) return undefined
    if (token.form === ',') clause = false
    if (token.kind !== 'word' || isPreposition(token.form) || clause) continue
    const reading = token.readings.find(({ conj, prep }) => conj === '' && prep === 'ب')
    if (reading && !isFunctionWord(token) && !isManner(page, at)) {
      const bare = { form: token.form.replace(/^ب(ال)?/, ''), plain: token.plain.replace(/^ب(ال)?/, '') }
      if (isRecognised(bare.form)) return undefined
      if (isMasdar(bare) || (at === from && token.form.length > 3)) return { at, from: at, shape: 'phrase', cut: 1 }
    }
    if (cast.inside[at] !== 1 && !reading && knownVerb(token) && !isFunctionWord(token)) clause = true
  }
  return undefined
}

/** بشكل رسمي, بالإجماع; but بدوره في is what was done. */
function isManner(page: Page, at: number): boolean {
  return mannerNouns.has(formAt(page, at).replace(/^ب(ال)?/, '')) && formAt(page, at + 1) !== 'في'
}

/** قدرت الوزارة الخسائر بنحو مليون: who estimates is a party or a document; else nobody is named. */
function estimate(page: Page, from: number, to: number): Phrase | undefined {
  if (!isWordAt(page, from) || isPreposition(formAt(page, from)) || isComplementiser(formAt(page, from)))
    return undefined
  for (let at = from; at < Math.min(to, from + 25); at++) {
    const counts = page.tokens[at + 1]?.kind === 'number' || countWords.test(formAt(page, at + 1))
    if (
      /^ب(نحو|حوالي|اكثر|اقل|ما|مليون|مليار|الف|مئات|عشرات|الاف|ملايين|مليارات)/.test(formAt(page, at)) ||
      (formAt(page, at) === 'ب' && counts)
    )
      return { at: from, from, shape: 'phrase', nameless: true }
  }
  return undefined
}

/** عزا الوزير الارتفاع إلى …: the thing and its cause. */
function ascribed(page: Page, cast: Cast, cue: Cue, from: number, to: number): Phrase | undefined {
  if (from === cue.to) return undefined
  const at = behindRelative(page, from, to)
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token) || cast.startingAt.has(at)) return undefined
  let found: Phrase | undefined
  for (let next = at + 1; next < Math.min(to, at + 14); next++) {
    if (formAt(page, next) === 'الي') found = { at, from: at, shape: 'phrase' }
    if (cueMasdars.has(formAt(page, next))) return undefined
  }
  return found
}

/** Index behind a relative clause of the subject that a listed noun with its pronoun ends: الذي طلب عدم نشر اسمه. */
function behindRelative(page: Page, from: number, to: number): number {
  if (!/^(الذي|التي|الذين)$/.test(formAt(page, from))) return from
  for (let at = from + 1; at < Math.min(to, from + 8); at++)
    if (/^(اسمه|اسمها|هويته|هويتها|اسماءهم|اسمائهم)$/.test(formAt(page, at))) return at + 1
  return from
}

/** تبنى التنظيم … هجوما على …: an attack told with its circumstances. */
function deed(page: Page, cast: Cast, from: number, to: number): Phrase | undefined {
  for (let at = from; at < Math.min(to - 3, from + 14); at++) {
    const noun = /^(سلسله|عشرات|عده)$/.test(formAt(page, at)) ? at + 1 : at
    const { form } = page.tokens[noun]!
    if (form === '.' || form === ';' || isComplementiser(form)) return undefined
    if (!(deeds.test(form.replace(/^ال/, '')) || deeds.test(form.replace(/ا$/, ''))) || !isFree(page, cast, at, from))
      continue
    for (let next = at; next < at + 3; next++) if (!isWordAt(page, next)) return undefined
    return { at, from: at, shape: 'phrase' }
  }
  return undefined
}

/** Index behind what says how or when: باستمرار, بشكل قاطع, أمس. */
function behindAdverbs(page: Page, from: number): number {
  let at = from
  for (; timeWords.has(formAt(page, at)) || (/^ب/.test(formAt(page, at)) && isManner(page, at)); at++)
    if (/^ب(شكل|صوره|طريقه|لهجه)$/.test(formAt(page, at))) at++
  return at
}

/** Index behind a comma and an aside between commas that begins with a preposition: ، في بيان …،. */
function behindAside(page: Page, from: number, to: number): number {
  if (/^(فيه|فيها|فيهما)$/.test(formAt(page, from))) return from + 1
  if (formAt(page, from) !== ',') return from
  if (!isPreposition(formAt(page, from + 1)) && !timeWords.has(formAt(page, from + 1))) return from + 1
  for (let at = from + 2; at < Math.min(to, from + 15); at++) if (formAt(page, at) === ',') return at + 1
  return from + 1
}
