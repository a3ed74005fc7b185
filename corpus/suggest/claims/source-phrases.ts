import { formAt, isWordAt, type Page, type Range } from '../grammar/page.ts'
import { isFunctionWord, verbAt } from '../grammar/vocabulary.ts'
import { readPhrase } from '../phrases.ts'
import { contentEnd } from './content.ts'
import { type Cue, isComplementiser, readCue, readVerbCue } from './cues.ts'
import { connectives, cueVerbs, ruleNouns, timeWords } from './lexicon.ts'
import { addDraft, cutLead, type Reading, sentencesWithin } from './reading.ts'
import { type Cast, nounPhraseAt, type Source } from './sources.ts'

const longestAside = 30
const longestClause = 120

/** بحسب, وفقا ل and their like before or behind what they attribute. A law or an agreement is a rule, no source. */
export function readSourcePhrase(reading: Reading, cue: Cue): number | undefined {
  const { page, cast, sentence } = reading
  const own = ownWords(reading, cue)
  if (!own && isRule(page, cue.to)) return undefined
  const found = publisherOf(cast, page, nounPhraseAt(page, cast, cue.to, true)) ?? clauseSource(reading, cue) ?? own
  if (!found) return undefined
  const named = namedBehind(reading, found)
  const source = named?.source ?? found
  const words = named?.cue ?? verbWithin(page, cue) ?? cue
  if (dropAside(reading)) reading.done = sentence.from
  if (isAlone(page, sentence, cue, source)) return readPrevious(reading, words, source)
  const leads = leadAt(page, source.to, source.to + 1) !== undefined
  if (leads) return readBefore(reading, words, source)
  if (reading.done > sentence.from && cue.from <= reading.done + 1) return addVia(reading, source)
  if (isInitial(page, sentence.from, cue.from)) return readBefore(reading, words, source)
  if (isAside(page, sentence, cue, source)) return readAround(reading, words, source)
  return readBehind(reading, cue, words, source)
}

function isRule(page: Page, at: number): boolean {
  const token = page.tokens[at]
  return (
    token?.kind !== 'word' ||
    token.readings.some(({ article, rest }) => ruleNouns.has(rest) || (article && ruleNouns.has(`ال${rest}`)))
  )
}

/** حسبما أعلنت الوزارة, وفق ما جاء في التقرير: the phrase holds a verb of its own. */
function clauseSource({ page, cast }: Reading, cue: Cue): Source | undefined {
  const verb = [cue.to, cue.to + 1].find((at) => verbAt(cueVerbs, page.tokens[at]) !== undefined)
  if (verb === undefined) return undefined
  let at = verb + 1
  while (/^(به|بها|فيه|عنه|في|امس|اليوم|لاحقا|سابقا|ايضا)$/.test(formAt(page, at))) at++
  return nounPhraseAt(page, cast, at, false)
}

/** على حد قوله: whoever spoke last. */
function ownWords({ page, speaker, lastSpeaker }: Reading, cue: Cue): Source | undefined {
  const said = speaker ?? lastSpeaker
  return said && /^(قول|تعبير|زعم|وصف)(ه|ها|هم)$/.test(formAt(page, cue.to - 1))
    ? { ...said, from: cue.to, to: cue.to }
    : undefined
}

/** كما قال, على ما أفاد: the verb reports; بحسب ما علمت: the phrase does. */
function verbWithin(page: Page, cue: Cue): Cue | undefined {
  return /^[وف]?(كما|ما)$/.test(formAt(page, cue.to - 1)) ? readVerbCue(page, cue.to) : undefined
}

/** معلومات المجلة: who holds the information asserts it. */
function publisherOf(cast: Cast, page: Page, found: Source | undefined): Source | undefined {
  if (!found || !/معلومات$/.test(formAt(page, found.from))) return found
  for (let at = found.from + 1; at < found.to; at++)
    if (cast.startingAt.has(at)) return nounPhraseAt(page, cast, at, false)
  return found
}

/** An accusation of which only a pronoun tells the accused is part of what the source phrase attributes. */
function dropAside({ claims, sentence, page }: Reading): boolean {
  const last = claims.at(-1)
  if (last?.rule !== 'claim.accusation' || last.confidence >= 0.7) return false
  return last.span.start >= page.tokens[sentence.from]!.start && claims.pop() !== undefined
}

/** بحسب المتحدث. as a sentence of its own belongs to the one before. */
function isAlone(page: Page, { from, to }: Range, cue: Cue, source: Source): boolean {
  for (let at = from; at < cue.from; at++) if (isWordAt(page, at)) return false
  for (let at = source.to; at < to; at++) if (isWordAt(page, at)) return false
  return from > 0 && page.tokens[from - 1]!.kind !== 'newline'
}

function readPrevious(reading: Reading, cue: Cue, source: Source): number | undefined {
  const { page, claims, sentence } = reading
  const before = page.sentences[page.sentenceOf[sentence.from]! - 1]
  const last = claims.at(-1)
  if (!before || (last && last.span.end > page.tokens[before.from]!.start)) return undefined
  addDraft(reading, { ...before, cue, source, speech: 'indirect', rule: 'claim.source-after', confidence: 0.6 })
  cutLead(reading, before.from)
  return sentence.to
}

/** وفقا للمعلومات المتاحة كما أوردت الصحيفة: the one who reported is the source. */
function namedBehind({ page, cast }: Reading, found: Source): { source: Source; cue: Cue } | undefined {
  if (formAt(page, found.to) !== 'كما') return undefined
  const verb = verbAt(cueVerbs, page.tokens[found.to + 1])
  const source = verb && nounPhraseAt(page, cast, found.to + 2, false)
  if (!verb || !source) return undefined
  const cue: Cue = {
    from: found.to + 1,
    to: found.to + 2,
    conj: '',
    prep: '',
    article: false,
    entry: verb.entry,
    kind: 'verb',
    feminine: verb.feminine,
    plural: verb.plural,
    passive: false,
  }
  return { source, cue }
}

/** A phrase that follows a claim of the same sentence only adds who passed it on. */
function addVia(reading: Reading, source: Source): number {
  const last = reading.claims.pop()
  if (!last) return source.to
  const { claim } = last
  const known = claim.source
  const next = known ? { ...known, via: source.span } : { span: source.span }
  reading.claims.push({ ...last, claim: { ...claim, source: next } })
  return source.to
}

/** True where at most a few words of setting stand before the phrase. */
function isInitial(page: Page, from: number, at: number): boolean {
  let words = 0
  // لكنها، طبقا للسكان، لم تسقط: the clause begins anew.
  const opener = formAt(page, formAt(page, at - 1) === ',' ? at - 2 : at - 1)
  if (/^[وف]?(لكن|ان|لان)(ه|ها|هم)?$|^(بينما|فيما|حيث)$/.test(opener) && at - from > 3) return true
  if (formAt(page, from) === 'اما' || (formAt(page, at - 1) === ',' && isTopic(page, from))) return false
  for (let each = from; each < at && words <= 3; each++) if (isWordAt(page, each)) words++
  return (
    words === 0 || (words <= 3 && formAt(page, at - 1) === ',') || (words === 1 && isFunctionWord(page.tokens[at - 1]))
  )
}

/** الهدف الثاني، بحسب الصحيفة، سيكون: the subject of the content stands before the phrase, not its setting. */
function isTopic(page: Page, at: number): boolean {
  const token = page.tokens[at]
  if (token && /^[وف]?(هؤلاء|هو|هي|هم|هذا|هذه)$/.test(token.form)) return true
  if (token?.kind !== 'word' || isFunctionWord(token) || timeWords.has(token.form)) return false
  return !readPhrase(page, at, connectives) && !/^[وف]?[بلك]/.test(token.form)
}

/** بحسب SRC، C. */
function readBefore(reading: Reading, cue: Cue, source: Source): number | undefined {
  const { page, cast, sentence } = reading
  let from = source.to
  const lead = leadAt(page, from, Math.min(sentence.to, from + longestAside))
  const limit = Math.min(sentence.to, source.to + longestAside)
  const comma = (start: number) => {
    let at = start
    while (at < limit && formAt(page, at) !== ',') at++
    return at
  }
  let at = comma(from)
  if (at < limit && /^(الذي|التي|الذين|و|ونقلا|وهو|وهي)$/.test(formAt(page, at + 1))) at = comma(at + 1)
  if (lead !== undefined) from = lead
  else if (at < limit) from = at + 1
  else if (!/^(ف|ان)/.test(formAt(page, from))) from = source.to
  const start = behindLead(page, from)
  const to = contentEnd(page, cast, start, false)
  if (to - start < 2 || reportsOn(page, start)) return undefined
  const end = addDraft(reading, {
    from: start,
    to,
    cue,
    source,
    speech: 'indirect',
    rule: 'claim.source-first',
    confidence: 0.85,
  })
  if (/^ف(قد|هو|هي|هم)$/.test(formAt(page, start))) cutLead(reading, start)
  return end
}

/** نقلا عن مصادر، ذكرت الوكالة أن: the verb has the claim. */
function reportsOn(page: Page, at: number): boolean {
  const cue = readCue(page, at)
  if (cue?.kind !== 'verb' || !cue.entry.frames.has('that')) return false
  for (let next = cue.to; next < cue.to + 8; next++) if (isComplementiser(formAt(page, next))) return true
  return false
}

/** The particle that leads on to the content: بحسب مصادر فإن …, وبحسب … ، فقد …. */
function leadAt(page: Page, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    const form = formAt(page, at)
    if (form === 'فقد' || /^فان(ه|ها|هم|هما)?$/.test(form)) return at
    if (at === from && /^ان(ه|ها)?$/.test(form)) return at
    if (/^ف(هو|هي|هم)$/.test(form) && formAt(page, at - 1) === ',') return at
  }
  return undefined
}

/** True where the clause goes on behind the phrase: ما قبله، بحسب المعلومات، وما بعده. */
function isAside(page: Page, { from, to }: Range, cue: Cue, source: Source): boolean {
  const before = cue.from - from
  const next = formAt(page, source.to)
  if (next !== ',') return before < 5 && isWordAt(page, source.to) && !/^[وف]/.test(next)
  return (
    (before < 9 || (before < 20 && to - source.to > before)) &&
    isWordAt(page, source.to + 1) &&
    !/^([وف]?(الذي|التي|لكن|فيما|بينما)|و.*)$/.test(formAt(page, source.to + 1))
  )
}

function readAround(reading: Reading, cue: Cue, source: Source): number | undefined {
  const { page, cast, sentence } = reading
  const from = clauseStart(page, Math.max(sentence.from, reading.done), cue.from)
  const to = contentEnd(page, cast, source.to, false)
  const end = addDraft(reading, {
    from,
    to,
    cue,
    source,
    speech: 'indirect',
    rule: 'claim.source-within',
    confidence: 0.6,
  })
  cutLead(reading, from)
  return end
}

/** C، بحسب SRC. */
function readBehind(reading: Reading, phrase: Cue, cue: Cue, source: Source): number | undefined {
  const { page, sentence } = reading
  const quote = quotedBefore(page, phrase.from)
  if (quote !== undefined && quote >= reading.done) return readQuoted(reading, quote, phrase, cue, source)
  const from = clauseStart(page, Math.max(sentence.from, reading.done), phrase.from)
  if (phrase.from - from < 2) return undefined
  addDraft(reading, {
    from,
    to: formAt(page, phrase.from - 1) === 'وذلك' ? phrase.from - 1 : phrase.from,
    cue,
    source,
    speech: 'indirect',
    rule: 'claim.source-last',
    confidence: 0.8,
  })
  cutLead(reading, from)
  return source.to
}

/** Index of the mark that opens a quotation of some length right before a phrase: "…"، بحسب فلان. */
function quotedBefore(page: Page, at: number): number | undefined {
  const closing = formAt(page, at - 1) === ',' ? at - 2 : at - 1
  const open = page.partnerOf[closing] ?? -1
  if (open < 0 || open >= closing || closing - open < 5) return undefined
  const before = page.tokens[open - 1]
  return before === undefined || before.kind === 'newline' || /^[.:,]$/.test(before.form) ? open : undefined
}

function readQuoted(reading: Reading, open: number, phrase: Cue, cue: Cue, source: Source): number {
  const closing = reading.page.partnerOf[open]!
  for (const part of sentencesWithin(reading.page, open + 1, Math.min(closing, phrase.from)))
    addDraft(reading, { ...part, cue, source, speech: 'direct', rule: 'claim.quote-before', confidence: 0.85 })
  return source.to
}

/** Where the clause before a source phrase begins: behind its opener, an earlier claim, or an adverb of the speaker. */
function clauseStart(page: Page, from: number, to: number): number {
  let start = from
  while (start < to && !isWordAt(page, start) && page.tokens[start]!.kind === 'mark' && formAt(page, start) !== '"')
    start++
  if (/^(كما|اذ|حيث|اما)$/.test(formAt(page, start))) start++
  start = behindConnective(page, start, to)
  for (let at = to - 1; at > Math.max(start, to - longestClause); at--) {
    const form = formAt(page, at)
    const opener = /^(الا|غير|بيد|علي)$/.test(formAt(page, at - 1)) || /^لكن/.test(form)
    if (/^(ان|لكن)(ه|ها|هم)?$/.test(form) && opener) return at + 1
  }
  return start
}

/** في المقابل، …: what links the sentence to the one before, up to its comma. */
function behindConnective(page: Page, from: number, to: number): number {
  const found = readPhrase(page, from, connectives)
  if (!found) return from
  for (let at = found.end; at < Math.min(to - 2, from + 12); at++) if (formAt(page, at) === ',') return at + 1
  const bare = found.end - from === 1 || found.entry === 'فيما يلي'
  return bare && found.end < to - 2 ? found.end : from
}

/** فإن and its like lead on from the phrase. */
function behindLead(page: Page, at: number): number {
  return /^(ف?ان)(ه|ها|هم|هما)?$/.test(formAt(page, at)) ? at + 1 : at
}
