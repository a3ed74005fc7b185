import { formAt, opensQuote, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, verbAt } from '../grammar/vocabulary.ts'
import { readPhrase } from '../phrases.ts'
import {
  articledMasdars,
  type CueEntry,
  cueMasdars,
  cueParticiples,
  cueVerbs,
  damma,
  hedgedRumours,
  impersonalPhrases,
  impersonalVerbs,
  phraseStarts,
  plainRumours,
  pretexts,
} from './lexicon.ts'

/** A reporting word or phrase: its tokens, its proclitics and what kind of word it is. */
export type Cue = Readonly<{
  from: number
  to: number
  conj: string
  prep: string
  article: boolean
  entry: CueEntry
  kind: 'verb' | 'participle' | 'masdar' | 'phrase' | 'impersonal' | 'rumour'
  feminine: boolean
  plural: boolean
  passive: boolean
  /** True where a pronoun on the verb is its object: اتهمته. */
  object?: boolean
}>

const said: CueEntry = {
  lemma: 'قال',
  stance: 'say',
  frames: new Set(['that', 'quote']),
  impersonal: false,
  relay: false,
}
const doubted: CueEntry = { ...said, stance: 'doubt' }
const tellers = new Set(
  'قال ذكر افاد اوضح اكد اعلن اورد نقل اشار روي زعم علم راي بين صرح اضاف اعترف كشف ورد جاء اخبر ابلغ'.split(' '),
)
const negations = /^[وف]?(لم|لن|لا|ما|ليس|دون|عدم|رفض|رفضت|رفضوا|بدون)$/

/** Reads the reporting word that starts at a token, or undefined. A negated one reports nothing. */
export function readCue(page: Page, at: number): Cue | undefined {
  const token = page.tokens[at]
  if (token?.kind !== 'word') return undefined
  const found =
    readPhraseCue(page, at) ??
    readImpersonal(page, at) ??
    readRumour(page, at) ??
    readVerbCue(page, at) ??
    readNounCue(page, at)
  if (!found || !negations.test(formAt(page, at - 1)) || isRelativeMa(page, at)) return found
  // لا يستبعد أن, لا ينكر أن: who does not rule out asserts.
  const grants = found.kind === 'verb' && /^(استبعد|انكر)$/.test(found.entry.lemma)
  return grants ? { ...found, entry: { ...found.entry, stance: 'say' } } : undefined
}

/** على ما قالت الوزارة إنه, ما يعتقد بأنه: behind a preposition, or with its pronoun behind the verb, ما is what was said. */
export function isRelativeMa(page: Page, at: number): boolean {
  if (formAt(page, at - 1) !== 'ما') return false
  const { to } = sentenceAt(page, at)
  for (let next = at + 1; next < Math.min(to, at + 9); next++)
    if (isComplementiser(formAt(page, next))) return /ان(ه|ها|هم|هما)$/.test(formAt(page, next))
  return false
}

/** بحسب, وفقا ل, نقلا عن, على لسان, على حد قول. */
function readPhraseCue(page: Page, at: number): Cue | undefined {
  for (const { conj, prep, article, rest } of page.tokens[at]!.readings) {
    if (article) continue
    const form = prep + rest
    if (phraseStarts.has(form)) {
      const next = formAt(page, at + 1)
      // فحسب, وحسب: only.
      if (form === 'حسب' && (conj === 'ف' || !isWordLike(next))) return undefined
      if (/^(وفقا|طبقا)$/.test(form) && !next.startsWith('ل')) return undefined
      if (form === 'نقلا' && next !== 'عن') return undefined
      if (form === 'استنادا' && next !== 'الي') return undefined
      const to = form === 'نقلا' || form === 'استنادا' ? at + 2 : at + 1
      return phraseCue(at, to, conj)
    }
    if (rest === 'علي' && prep === '' && formAt(page, at + 1) === 'لسان') return phraseCue(at, at + 2, conj)
    if (rest === 'علي' && prep === '' && formAt(page, at + 1) === 'ما' && reports(page, at + 2))
      return phraseCue(at, at + 2, conj)
    if (rest === 'كما' && reports(page, at + 1)) return phraseCue(at, at + 1, conj)
    if (
      rest === 'علي' &&
      prep === '' &&
      formAt(page, at + 1) === 'حد' &&
      /^(قول|تعبير|زعم|وصف)/.test(formAt(page, at + 2))
    )
      return phraseCue(at, at + 3, conj, formAt(page, at + 2).startsWith('زعم') ? doubted : said)
  }
  return undefined
}

/** كما قال الوزير, على ما أفاد مصدر: a reporting verb whose content stands elsewhere. */
function reports(page: Page, at: number): boolean {
  const cue = page.tokens[at]?.kind === 'word' ? readVerbCue(page, at) : undefined
  if (cue?.conj !== '' || !tellers.has(cue.entry.lemma) || formAt(page, at + 1).startsWith('ب')) return false
  const { to } = sentenceAt(page, at)
  for (let next = at + 1; next < Math.min(to, at + 25); next++) {
    const form = formAt(page, next)
    if (opensQuote(page, next) && page.partnerOf[next]! - next < 6) next = page.partnerOf[next]!
    else if (isComplementiser(form) || form === ':' || form === 'عن' || opensQuote(page, next)) return false
    if (form === ',') break
  }
  return true
}

function isWordLike(form: string): boolean {
  return form !== '' && !/^[.,;:!?"')]$/.test(form) && !/^و?(بل|انما)$/.test(form)
}

function phraseCue(from: number, to: number, conj: string, entry = said): Cue {
  return {
    from,
    to,
    conj,
    prep: '',
    article: false,
    entry,
    kind: 'phrase',
    feminine: false,
    plural: false,
    passive: false,
  }
}

/** يذكر أن, تجدر الإشارة إلى أن, من المرجح أن: nobody is named as the source. */
function readImpersonal(page: Page, at: number): Cue | undefined {
  const phrase = readPhrase(page, at, impersonalPhrases)
  const single = page.tokens[at]!.readings.find(
    ({ article, prep, rest }) => !article && prep === '' && impersonalVerbs.has(rest),
  )
  const to = phrase?.end ?? (single ? at + 1 : undefined)
  if (to === undefined) return undefined
  const next = /^(الي|من|علي|في)$/.test(formAt(page, to)) ? to + 1 : to
  if (!isComplementiser(formAt(page, next))) return undefined
  const conj = phrase?.conj ?? single?.conj ?? ''
  const doubt = single && /^(يزعم|يقال|قيل|يدعي)$/.test(single.rest)
  return { ...phraseCue(at, to, conj, doubt ? doubted : said), kind: 'impersonal' }
}

/** أنباء عن, مزاعم حول, الحديث عن: news and rumour nouns. */
function readRumour(page: Page, at: number): Cue | undefined {
  if (pretexts.test(formAt(page, at)) && isComplementiser(formAt(page, at + 1))) {
    const conj = /^[وف]/.exec(formAt(page, at))?.[0] ?? ''
    return { ...phraseCue(at, at + 1, conj, doubted), prep: 'ب', kind: 'rumour' }
  }
  for (const { conj, prep, article, rest } of page.tokens[at]!.readings) {
    const form = article ? `ال${rest}` : rest
    const hedged = hedgedRumours.has(rest)
    if (!hedged && !plainRumours.has(form)) continue
    return { ...phraseCue(at, at + 1, conj, hedged ? doubted : said), prep, article, kind: 'rumour' }
  }
  return undefined
}

/** Reads a reporting verb, whatever stands before it. */
export function readVerbCue(page: Page, at: number): Cue | undefined {
  if (isFunctionWord(page.tokens[at]) && !isDoubled(page, at)) return undefined
  const verb = answers(page, at) ?? verbAt(cueVerbs, page.tokens[at], formAt(page, at - 1))
  if (!verb || verb.tense === 'future' || (verb.prep !== '' && !isPurpose(page, at, verb.tense))) return undefined
  // يبدأ is no form of أبدى.
  if (verb.entry.lemma === 'ابدي' && page.tokens[at]!.plain.endsWith('أ')) return undefined
  if (verb.entry.perfectOnly && verb.tense !== 'perfect') return undefined
  const { entry, conj, feminine, plural } = verb
  const kind = entry.impersonal ? 'impersonal' : 'verb'
  return {
    from: at,
    to: at + 1,
    conj,
    prep: verb.prep,
    article: false,
    entry,
    kind,
    feminine,
    plural,
    object: verb.object,
    passive:
      isPassive(page, at, conj.length) &&
      (verb.tense === 'perfect' || damma.has(entry.lemma) || /^(ا.{4}|ت.{3})/.test(entry.lemma)),
  }
}

/** ورد الوزير أن: what came stands in something; without it, somebody answered. */
function answers(page: Page, at: number): ReturnType<typeof verbAt<CueEntry>> {
  const token = page.tokens[at]!
  if (!/^وردت?$/.test(token.form) || /^(في|فيه|فيها|فيهما|الي|من|عن)$|^ب?ان|^[بل]/.test(formAt(page, at + 1)))
    return undefined
  return verbAt(cueVerbs, { ...token, readings: token.readings.filter(({ conj }) => conj === 'و') })
}

/** عاد ليعترف بأن: a verb in the imperfect with its clause right behind it. */
function isPurpose(page: Page, at: number, tense: string): boolean {
  const next = /^(الي|علي)$/.test(formAt(page, at + 1)) ? at + 2 : at + 1
  return tense === 'imperfect' && isComplementiser(formAt(page, next))
}

/** بيّن with its mark of doubling is the verb and not the particle. */
function isDoubled(page: Page, at: number): boolean {
  const { start, end, form } = page.tokens[at]!
  return /^[وف]?بين$/.test(form) && page.text.slice(start, end).includes('ّ')
}

function readNounCue(page: Page, at: number): Cue | undefined {
  for (const { conj, prep, article, rest } of page.tokens[at]!.readings) {
    const base = {
      from: at,
      to: at + 1,
      conj,
      prep,
      article,
      feminine: rest.endsWith('ه'),
      plural: false,
      passive: false,
    }
    const participle = article || prep !== '' ? undefined : cueParticiples.get(rest)
    if (participle) return { ...base, entry: participle, kind: 'participle' }
    const masdar = article ? (prep !== '' ? articledMasdars.get(rest) : undefined) : cueMasdars.get(rest)
    if (masdar) return { ...base, entry: masdar, kind: 'masdar' }
  }
  return undefined
}

/** A damma on the first letter shows that nobody is named: يُتّهم, أُعلن. */
function isPassive(page: Page, at: number, behind: number): boolean {
  const { start, end } = page.tokens[at]!
  return page.text.slice(start + behind, end).search(/^[^َ-ْ]ُ/) === 0
}

/** True for إن, أن, بأن and the like with or without a pronoun. */
export function isComplementiser(form: string): boolean {
  return /^[ب]?ان(ه|ها|هم|هما|هن|نا|ني|ك|كم)?$/.test(form) || form === 'اننا' || form === 'انني'
}
