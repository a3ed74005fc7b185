import { span } from '../../span.ts'
import type { Mention } from '../actors/mention.ts'
import { formAt, isWordAt, opensQuote, type Page, type Range, sentenceAt } from '../grammar/page.ts'
import { isCommonNoun, isFunctionWord, isPreposition, knownVerb } from '../grammar/vocabulary.ts'
import { spanTo } from '../spans.ts'
import { type Cue, isComplementiser } from './cues.ts'
import { occasionNouns, unnamedSpeakers } from './lexicon.ts'
import { isMasdar } from './masdars.ts'
import { refersTo } from './recall.ts'
import { agrees, type Cast, isDocument, nounPhraseAt, type Source } from './sources.ts'

const reach = 40

/** أصدر الجيش بيانا جاء فيه: who made the document speaks in it; without a maker, the document. */
export function reporterOf(page: Page, cast: Cast, cue: Cue): Source | undefined {
  const bare = !formAt(page, cue.from - 1).startsWith('ال') && isDocument(page, cue.from - 1)
  const tells = bare && /^ان(ه|ها|هم)$/.test(formAt(page, cue.to))
  if (!tells && !/^(فيه|فيها|فيهما)$/.test(formAt(page, cue.to))) return undefined
  const { from } = sentenceAt(page, cue.from)
  for (let at = cue.from - 1; at >= Math.max(from, cue.from - 12); at--) {
    if (!isDocument(page, at) || cast.inside[at] === 1) continue
    const shows = /^[تي]?(ا?ظهر|بين|كشف)/.test(formAt(page, cue.from))
    const maker = shows ? undefined : (makerBefore(page, cast, cue, at, from) ?? doerOf(page, cast, from, at))
    return maker ?? nounPhraseAt(page, cast, at, false)
  }
  return undefined
}

/** نشر الناشط صورة قال إنها: who stands behind the verb that opens the sentence. */
function doerOf(page: Page, cast: Cast, from: number, to: number): Source | undefined {
  if (!knownVerb(page.tokens[from]) || !formAt(page, from + 1).startsWith('ال')) return undefined
  return from + 2 <= to ? nounPhraseAt(page, cast, from + 1, false, true) : undefined
}

/** نشرت الصحيفة، في آذار، تحقيقا قالت فيه: the nearest party before the document that nothing governs. */
function makerBefore(page: Page, cast: Cast, cue: Cue, to: number, from: number): Source | undefined {
  for (let at = to - 1; at >= Math.max(from, to - 20); at--) {
    const index = cast.startingAt.get(at)
    if (index === undefined || isPreposition(formAt(page, at - 1)) || /^[بل]/.test(formAt(page, at))) continue
    const gendered = /^(جاء|ورد)$/.test(cue.entry.lemma) || agrees(page, cast.mentions[index]!, cue)
    if (gendered) return speaker(cast, index)
  }
  return undefined
}

/** عادت الوزارة … وأعلنت: the subject that an earlier verb of the sentence has, if it agrees with this one. */
export function sharedSubject(page: Page, cast: Cast, cue: Cue, from: number): Source | undefined {
  const joined = cue.conj !== '' || formAt(page, cue.from - 1) === ','
  if (cue.kind !== 'verb' || !joined) return undefined
  for (let at = cue.from - 1; at >= Math.max(from, cue.from - reach); at--) {
    const index = cast.startingAt.get(at)
    if (index === undefined) continue
    const mention = cast.mentions[index]!
    const verb = knownVerb(page.tokens[at - 1])
    const opens =
      at === from ||
      (at === from + 1 && opensWithVerb(page, from)) ||
      /^[وف]?(لكن|اما|بينما|فيما)$/.test(formAt(page, at - 1)) ||
      (verb !== undefined && !verb.object && !isFunctionWord(page.tokens[at - 1]))
    if (opens && !isPreposition(formAt(page, at - 1)) && agrees(page, mention, cue)) return speaker(cast, index)
  }
  const crowd = cue.plural && knownVerb(page.tokens[from]) ? from + 1 : -1
  return crowd > 0 && unnamedSpeakers.has(formAt(page, crowd)) ? wordAt(page, crowd) : undefined
}

function wordAt(page: Page, at: number): Source {
  const { start, end } = page.tokens[at]!
  return { from: at, to: at + 1, span: span(start, end) }
}

/** وبعد أن نفى …، عاد التحالف: the subject of the main clause is meant before it is named. */
export function subjectAhead(page: Page, cast: Cast, cue: Cue, { from, to }: Range): Source | undefined {
  const before = formAt(page, cue.from - 1)
  const setting = /^(بعدما|عندما|بينما|قبلما)$/.test(before.replace(/^[وف]/, '')) || /^ان$/.test(before)
  if (!setting || cue.from - from > 3) return undefined
  for (let at = cue.to; at < Math.min(to, cue.to + reach); at++) {
    if (formAt(page, at) !== ',') continue
    for (let next = at + 1; next < Math.min(to, at + 4); next++) {
      const index = cast.startingAt.get(next)
      if (index !== undefined) return speaker(cast, index)
    }
    return undefined
  }
  return undefined
}

/** وشبّه الوزير …: an unknown word with و that opens the sentence right before a party, and that is no noun. */
function opensWithVerb(page: Page, at: number): boolean {
  const token = page.tokens[at]
  if (token?.kind !== 'word' || isFunctionWord(token) || token.plain.endsWith('ة')) return false
  const rest = { form: token.form.replace(/^و/, ''), plain: token.plain.replace(/^و/, '') }
  return !/^ال/.test(rest.form) && !isCommonNoun(token) && !isMasdar(rest) && !isDocument(page, at)
}

/** خرج الأعضاء عن صمتهم، متهمين; كانت الدول قطعت علاقاتها متهمة: whom the nearest verb with a fitting subject has behind it. */
export function doerBefore(page: Page, cast: Cast, cue: Cue, from: number): Source | undefined {
  for (let at = cue.from - 2; at >= Math.max(from, cue.from - reach); at--) {
    const auxiliary = /^[وف]?(كان|كانت|كانوا)$/.test(formAt(page, at))
    const verb = knownVerb(page.tokens[at])
    if (!auxiliary && (!verb || verb.object || isFunctionWord(page.tokens[at]))) continue
    if (/^(الذي|التي|الذين|ما|ان|اللذين)$/.test(formAt(page, at - 1)) || !isWordAt(page, at + 1)) continue
    const found = nounPhraseAt(page, cast, at + 1, false)
    if (found && (found.mention || at === from || /^ال/.test(formAt(page, found.from))) && refersTo(page, found, cue))
      return found
  }
  return undefined
}

/** يظهر فيه الرجل وهو يقول: the pronoun right before the verb takes up the noun before it. */
export function pronounSubject(page: Page, cast: Cast, cue: Cue): Source | undefined {
  if (!/^و(هو|هي|هم)$/.test(formAt(page, cue.from - 1))) return undefined
  const at = cue.from - 1
  const named = cast.endingAt.get(at)
  if (named !== undefined) return speaker(cast, named)
  let start = at
  while (start > at - 4 && isWordAt(page, start - 1) && !isFunctionWord(page.tokens[start - 1])) {
    if (knownVerb(page.tokens[start - 1]) || cast.inside[start - 1] === 1) break
    start--
  }
  return start === at ? undefined : { from: start, to: at, span: spanTo(page, page.tokens[start]!.start, at) }
}

/** في سلسلة تغريدات لفلان، حيث قال: who owns the words that were named just before. */
export function ownerOf(page: Page, cast: Cast, cue: Cue, from: number): Source | undefined {
  if (!/^(حيث|اذ)$/.test(formAt(page, cue.from - 1))) return undefined
  for (let at = cue.from - 2; at > Math.max(from, cue.from - 25); at--) {
    const token = page.tokens[at]!
    if (!occasionNouns.has(formAt(page, at - 1)) && !isDocument(page, at - 1)) continue
    if (token.readings.some(({ prep, rest }) => prep === 'ل' && rest.length > 2))
      return nounPhraseAt(page, cast, at, true)
  }
  return undefined
}

const showing = /^(دل|اشار|اكد|اظهر|اثبت|كشف|اوحي|بين|عكس|رجح|فسر|افترض)$/
const pointing = /^[وف]?(ما|مما|بما|هذا|هذه|ذلك|تلك|الامر)$/

/** مما يشير إلى أن, وهذا يؤكد أن, يدل ذلك على أن: the article itself draws the conclusion. */
export function isInference(page: Page, cast: Cast, cue: Cue): boolean {
  if (cue.kind !== 'verb' || !showing.test(cue.entry.lemma) || cast.startingAt.has(cue.to)) return false
  if (pointing.test(formAt(page, cue.to)) && !cast.startingAt.has(cue.to + 1))
    return cue.entry.stance === 'reveal' || /^ب?ان/.test(formAt(page, cue.to + 1))
  const before = formAt(page, cue.from - 1)
  if (before === 'الذي' || before === 'التي') return /^(الامر|الشيء)$/.test(formAt(page, cue.from - 2))
  return pointing.test(before) && /^(الي|علي|ان|بان|عن)/.test(formAt(page, cue.to))
}

/** دبلوماسيا متابعا للملف: behind an indefinite noun a participle describes it. */
export function isAttribute(page: Page, { from, to, kind, conj, entry }: Cue): boolean {
  if (kind !== 'participle' || conj !== '' || entry.lemma === 'قال') return false
  if (isComplementiser(formAt(page, /^(الي|علي)$/.test(formAt(page, to)) ? to + 1 : to))) return false
  return /[^ه]ا$/.test(formAt(page, from)) && /[^ه]ا$/.test(formAt(page, from - 1)) && isWordAt(page, from - 1)
}

/** كتب: فلان: a line that only names its author. */
export function isByline(page: Page, { from, to }: Cue): boolean {
  const sentence = sentenceAt(page, from)
  if (formAt(page, to) !== ':' || sentence.from !== from || sentence.to - to > 7) return false
  return isWordAt(page, sentence.to - 1) && !opensQuote(page, to + 1)
}

/** أثبتت التجربة أن: what is neither party nor document shows it to the author. أظهر الجيش قوة: with a thing for its object only a document shows that something is so. */
export function actsOnly(page: Page, cue: Cue, behind: Source | undefined, thing: boolean): boolean {
  if (cue.kind !== 'verb') return false
  if (/^(اظهر|اثبت|دل|اوحي)$/.test(cue.entry.lemma) && behind && !behind.mention && !isDocument(page, behind.from))
    return !/(ون|هم)$/.test(formAt(page, behind.from))
  if (!thing) return false
  if (cue.entry.lemma === 'سجل') return !behind?.mention
  return /^(اظهر|اثبت)$/.test(cue.entry.lemma) && behind?.mention !== undefined && !isDocument(page, behind.from)
}

/** نفت دمشق ذلك, وأكد المصدر هذا: what was said before is taken up, so its speaker goes on. */
export function takesUp(page: Page, cue: Cue, behind: number): boolean {
  return cue.kind === 'verb' && /^(ذلك|هذا|هذه|الامر)$/.test(formAt(page, behind))
}

/** عن دبلوماسي قوله, إلى الوزير قولها: whose words the verbal noun with its pronoun passes on. */
export function quotedBy(page: Page, cast: Cast, cue: Cue, from: number): Source | undefined {
  for (let at = cue.from - 1; at >= Math.max(from, cue.from - 12); at--)
    if (/^(عن|الي|لسان)$/.test(formAt(page, at))) return nounPhraseAt(page, cast, at + 1, false)
  const named = cast.endingAt.get(cue.from)
  return named === undefined ? undefined : speaker(cast, named)
}

/** الوفد أبلغ الوسطاء: an actor that opens the clause right before its verb is the subject, what follows the object. */
export function opensClause(page: Page, cast: Cast, cue: Cue, from: number): boolean {
  const index = cast.endingAt.get(cue.from)
  if (index === undefined || cue.conj !== '') return false
  const mention = cast.mentions[index]!
  const opens = mention.from === from || /^[وف]?(لكن|ان|بينما|فيما|حين|اما)$/.test(formAt(page, mention.from - 1))
  return opens && agreesBefore(mention, cue)
}

/** Before its verb a subject agrees in gender; a plural may take either form. */
function agreesBefore({ head, kind, plural }: Mention, cue: Cue): boolean {
  if (plural || kind === 'group' || kind === 'person' || head === undefined) return true
  return cue.feminine ? true : !head.endsWith('ه')
}

function speaker(cast: Cast, index: number): Source {
  const mention = cast.mentions[index]!
  return { from: mention.from, to: mention.to, span: mention.span, mention }
}
