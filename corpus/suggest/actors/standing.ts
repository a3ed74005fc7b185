import { formsOfNoun } from '../grammar/nouns.ts'
import { formAt, type Page, sentenceAt } from '../grammar/page.ts'
import { isFunctionWord, knownVerb } from '../grammar/vocabulary.ts'
import lists from '../lexicon/actors/standing.json' with { type: 'json' }
import { foldWord, type Token } from '../tokens.ts'
import type { Mention } from './mention.ts'

const nearest = 7

const possessors = inflected(lists.possessors)
const conflicts = inflected('صراع نزاع خلاف خلافات حرب مواجهة توتر قطيعة خصومة تفاوض مفاوضات حوار مشكلة أزمة')
const movers = inflected(lists.movers)
const objectVerbs = folded(lists.objects)
const givers = inflected(lists.givers)
const giverVerbs = folded(lists.givers)
const messages = inflected(lists.messages)
const ties = inflected(lists.ties)
const tieVerbs = folded(lists.ties)
const pressures = inflected(lists.pressures)
const pressureVerbs = folded(lists.pressures)
const backers = inflected(lists.backers)
/** Verbs whose subject is a place, or that take one as object. */
export const stillVerbs = folded(lists.still)

/** موقف روسيا, اتهامات إيران: the state is behind what the noun names, or its aim. */
export function isPossessor(page: Page, at: number, end: number): boolean {
  const token = page.tokens[at - 1]
  if (hasForm(token, possessors, false)) return true
  if (hasForm(token, conflicts, false) && /^(مع|ضد)$/.test(formAt(page, end))) return true
  return hasForm(token, movers, false) && /^(الي|من|ل.*|عن)$/.test(formAt(page, end))
}

/** دعا روسيا إلى, اتهم الرئيس واشنطن: the state is the object of a verb that takes parties. */
export function isObject(page: Page, at: number, before: Mention | undefined): boolean {
  const takes = (each: number) => {
    const verb = knownVerb(page.tokens[each], formAt(page, each - 1))
    if (verb !== undefined && objectVerbs.has(foldWord(verb.entry))) return true
    // ودعا is و and دعا as well as the dual of ودع.
    const bare = formAt(page, each).replace(/^[وف]/, '')
    return objectVerbs.has(bare) || objectVerbs.has(bare.replace(/(ت|وا)$/, ''))
  }
  if (takes(at - 1)) return true
  return before?.to === at && before.kind !== 'state' && takes(before.from - 1)
}

/** رسالة لإيران, قدم تعهدات لمصر, وجه تحذيرا إلى أنقرة: the state receives what is given or said. */
export function isReceiver(page: Page, at: number): boolean {
  return isNear(page, at, givers, giverVerbs)
}

/** تحذير شديد إلى أنقرة: what is said to a state; the preposition stands before it. */
export function isAddressed(page: Page, at: number): boolean {
  return isNear(page, at - 1, messages, undefined, 4)
}

/** صلات بإيران, علاقات وثيقة بموسكو. */
export function isTied(page: Page, at: number): boolean {
  return isNear(page, at, ties, tieVerbs, 4)
}

/** ضغوط على دمشق, عقوبات أوروبية على روسيا: the preposition stands before the state. */
export function isPressed(page: Page, at: number): boolean {
  return isNear(page, at - 1, pressures, pressureVerbs, 4)
}

/** بدعم كامل من إيران: the preposition stands before the state. */
export function isBacker(page: Page, at: number): boolean {
  for (let each = at - 2; each >= Math.max(sentenceAt(page, at).from, at - 5); each--) {
    if (hasForm(page.tokens[each], backers, false)) return true
    if (isFunctionWord(page.tokens[each])) return false
  }
  return false
}

/** True where a noun or verb of the list stands shortly before, with no mark between. */
function isNear(
  page: Page,
  at: number,
  nouns: ReadonlySet<string>,
  verbs: ReadonlySet<string> | undefined,
  reach = nearest,
): boolean {
  const { from } = sentenceAt(page, at)
  for (let each = at - 1; each >= Math.max(from, at - reach); each--) {
    const token = page.tokens[each]!
    if (token.kind === 'mark' && token.form !== '"') return false
    if (/^(عن|في|من|مع|الي|الذي|التي|الذين)$/.test(token.form) && each < at - 1) return false
    if (hasForm(token, nouns, true)) return true
    const verb = verbs && knownVerb(token, formAt(page, each - 1))
    if (verb && verbs.has(foldWord(verb.entry))) return true
  }
  return false
}

function hasForm(token: Token | undefined, forms: ReadonlySet<string>, articled: boolean): boolean {
  return token?.kind === 'word' && token.readings.some(({ article, rest }) => (articled || !article) && forms.has(rest))
}

function folded(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(foldWord))
}

function inflected(words: string): ReadonlySet<string> {
  return new Set(
    words
      .split(' ')
      .flatMap((word) => [...formsOfNoun(word)].flatMap(([form, { pronoun }]) => (pronoun ? [] : [form]))),
  )
}
