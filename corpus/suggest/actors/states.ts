import { eventNouns } from '../events/lexicon.ts'
import { readName } from '../grammar/names.ts'
import { formAt, isWordAt, type Page, sentenceAt } from '../grammar/page.ts'
import { knownVerb } from '../grammar/vocabulary.ts'
import { foldWord, type Token } from '../tokens.ts'
import { motionVerbs, relationWords, stateNames, stateNouns } from './lexicon.ts'
import type { Memory } from './memory.ts'
import { type Mention, mentionSpan } from './mention.ts'
import { isVerbalNoun } from './names.ts'

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
  ].map(foldWord),
)

/** A state or capital that stands for its government: it acts, speaks, negotiates or is sided with. */
export function readState(page: Page, at: number, before: Mention | undefined, memory: Memory): Mention | undefined {
  const found = readName(page, at, stateNames) ?? readLand(page, at, memory)
  if (!found || found.prep === 'ب' || found.prep === 'ك') return undefined
  const rule = actsAs(page, at, found.end, found, before)
  if (!rule) return undefined
  const { conj, prep, article } = found
  return {
    from: at,
    to: found.end,
    span: mentionSpan(page, at, found.end, { conj, prep, article }),
    kind: 'state',
    rule: `actor.state-${rule}`,
    confidence: 0.75,
    definite: true,
    plural: false,
  }
}

/** A state that only the text knows, by the relative adjective formed from its name. */
function readLand(page: Page, at: number, { lands }: Memory): (Found & { end: number; article: boolean }) | undefined {
  const reading = page.tokens[at]!.readings.find(({ article, rest }) => !article && lands.has(rest))
  return reading && { ...reading, entry: { feminine: true }, end: at + 1 }
}

type Found = Readonly<{ conj: string; prep: string; entry: Readonly<{ feminine: boolean }> }>

function actsAs(page: Page, at: number, end: number, found: Found, before: Mention | undefined): string | undefined {
  const { from } = sentenceAt(page, at)
  const previous = at > from ? page.tokens[at - 1] : undefined
  const form = previous?.form ?? ''
  if (found.prep === 'ل') return owned.has(form) || stateNouns.has(stripped(previous)) ? 'ally' : undefined
  if (found.conj === 'و' && before?.kind === 'state' && before.to === at) return 'pair'
  if (found.conj === 'و' && before?.to === at && relates(page, before.from, from)) return 'pair'
  if (form === 'من')
    return participles.has(formAt(page, at - 2)) || /^(بدعم|بطلب|بامر|بضغط|بتمويل)$/.test(formAt(page, at - 2))
      ? 'backer'
      : undefined
  if (form === 'قبل' && formAt(page, at - 2) === 'من') return 'agent'
  if (form === '(' || form === '/' || form === '-') return undefined
  if (relationWords.has(form))
    return form === 'ضد' || relates(page, at - 1, from) || form.length > 3 ? 'party' : undefined
  if (found.conj === '' && stateNouns.has(stripped(previous))) return 'possessor'
  if (/^(مع|ب|ل|في|من|الي|عن|علي)(ه|ها|هم|هما)$/.test(form) && verbTakes(page, at - 2, found)) return 'subject'
  const verb = knownVerb(previous, formAt(page, at - 2))
  if (verb && found.conj === '') {
    if (verb.object) return verb.feminine === found.entry.feminine ? 'subject' : undefined
    if (verb.feminine !== found.entry.feminine || isMotion(verb.entry) || eventNouns.has(form)) return undefined
    return 'subject'
  }
  if (isAccused(page, at, end, from)) return 'accused'
  return isTopic(page, at, end, found, previous) ? 'topic' : undefined
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
  return conj === '' && verb !== undefined && verb.feminine === entry.feminine && !isMotion(verb.entry)
}

/** Subject before its verb at the start of a clause: واشنطن تتهم. */
function isTopic(page: Page, at: number, end: number, { entry }: Found, previous: Token | undefined): boolean {
  const starts = previous === undefined || previous.kind === 'mark' || /^(لكن|ان|بينما|فيما|اما)$/.test(previous.form)
  const verb = knownVerb(page.tokens[end], '')
  return starts && verb !== undefined && verb.conj === '' && verb.feminine === entry.feminine && isWordAt(page, at)
}

/** True where a noun of dealing stands close before بين and مع: مفاوضات بين, التنسيق مع. */
function relates(page: Page, at: number, from: number): boolean {
  for (let each = at; each >= Math.max(from, at - 5); each--) {
    const token = page.tokens[each]!
    if (token.readings.some(({ rest }) => eventNouns.has(rest) || dealings.has(rest))) return true
  }
  return false
}

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
  ].map(foldWord),
)

function isMotion(lemma: string): boolean {
  return motionVerbs.has(foldWord(lemma))
}

function stripped(token: Token | undefined): string {
  if (token?.kind !== 'word') return ''
  return token.readings.find(({ rest }) => stateNouns.has(rest))?.rest ?? token.form
}
