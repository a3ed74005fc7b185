import { formsOfNoun } from '../grammar/nouns.ts'
import { formAt, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, knownVerb } from '../grammar/vocabulary.ts'
import lists from '../lexicon/events/senses.json' with { type: 'json' }
import { foldWord } from '../tokens.ts'

type Senses = ReadonlyMap<string, ReadonlySet<string>>

const others = sensesOf(lists.not)
const required = new Map([...sensesOf(lists.only), ...sensesOf(lists.onlyNouns, 'ال')])
/** Verbs whose object is new and bare: شكل حكومة, but شكلت الحكومة خطرا. */
const indefinite = new Set(['شكل'])
/** Verbs without an object, whose subject may stand before them: قوات انتشرت. */
const subjectFirst = new Set(['انتشر', 'انطلق', 'حلق'])
/** Where a complement must stop: another clause or time begins. */
const clause =
  /^[وف]?(ان|انه|انها|بان|الذي|التي|الذين|حيث|بعد|قبل|خلال|منذ|عندما|بينما|فيما|ثم|لكن|اذا|لو|كي|رغم|بسبب)$/

/** What the complements of a word say: nothing, that it is another sense, or that the sense is sure. */
export type Sense = 'open' | 'other' | 'sure'

/** Reads the complements of a verb (up to `reach` words behind it): احتل المدينة is an event, احتل المرتبة الأولى none. */
export function senseOf(page: Page, at: number, lemmas: readonly string[], reach: number): Sense {
  const not = pick(others, lemmas)
  if (not && meets(page, at, not, reach)) return 'other'
  const only = pick(required, lemmas)
  if (!only || only.size === 0) return 'open'
  return meets(page, at, only, reach, !indefinite.has(lemmas[0]!)) ||
    followsRelative(page, at, only) ||
    (subjectFirst.has(lemmas[0]!) && followsSubject(page, at, only))
    ? 'sure'
    : 'other'
}

function pick(senses: Senses, lemmas: readonly string[]): ReadonlySet<string> | undefined {
  for (const lemma of lemmas) {
    const found = senses.get(lemma)
    if (found) return found
  }
  return undefined
}

function meets(page: Page, at: number, words: ReadonlySet<string>, reach: number, free = true): boolean {
  const to = Math.min(sentenceAt(page, at).to, at + 1 + reach)
  for (let next = at + 1; next < to; next++) {
    const token = page.tokens[next]!
    if (token.kind === 'mark' && !/^["(]$/.test(token.form)) return false
    if (token.readings.some(({ prep, article, rest }) => words.has(rest) && (free || (prep === '' && !article))))
      return true
    const verb = knownVerb(token)
    if (clause.test(token.form) || verb?.conj || (verb && /^[يت]/.test(token.form))) return false
  }
  return false
}

/** القوات التي نشرتها: the object stands before its relative clause. */
function followsRelative(page: Page, at: number, words: ReadonlySet<string>): boolean {
  if (!/^(الذي|التي|الذين|اللذين|اللتين)$/.test(formAt(page, at - 1))) return false
  for (let before = at - 2; before > at - 6 && before >= 0; before--)
    if (!isFunctionWord(page.tokens[before]) && page.tokens[before]!.readings.some(({ rest }) => words.has(rest)))
      return true
  return false
}

/** قوات محدودة انتشرت: the subject stands close before its verb. */
function followsSubject(page: Page, at: number, words: ReadonlySet<string>): boolean {
  for (let before = at - 1; before > at - 5 && before >= 0; before--) {
    const token = page.tokens[before]!
    if (token.kind === 'mark' || isFunctionWord(token)) return false
    if (token.readings.some(({ prep, rest }) => prep === '' && words.has(rest))) return true
  }
  return false
}

/** Words in all their forms by folded lemma; a `mark` before the lemma sets nouns apart from their verbs. */
function sensesOf(list: Readonly<Record<string, string>>, mark = ''): Senses {
  return new Map(
    Object.entries(list).map(([lemma, words]) => [
      mark + foldWord(lemma),
      new Set((words ? words.split(' ') : []).flatMap((word) => [...formsOfNoun(word).keys()])),
    ]),
  )
}
