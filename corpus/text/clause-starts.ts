import lists from './lexicon/sentence-words.json' with { type: 'json' }

const reporting = new Set(lists.reporting)
const starters = new Set(lists.starters)
const afterWaw = new Set(lists.afterWaw)
const connectives = new Set(lists.connectives)
const prepositions = new Set(lists.prepositions)
const awaiting = new Set(lists.awaiting)
const yaNames = new Set(lists.yaNames)

/** The plain form under which the word lists are kept: no marks, tatweel or controls, one alef, ي for ى, ه for ة. */
export function plainForm(word: string): string {
  let plain = ''
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at)
    const bare = plainUnit(unit)
    if (bare !== unit) plain += String.fromCharCode(bare)
    else if (unit < 0x80 || (unit >= 0x620 && unit < 0x640) || (unit > 0x640 && unit <= 0x64a)) plain += word[at]
    else if (!/[\p{M}\p{Cf}ـ]/u.test(word[at]!)) plain += word[at]
  }
  return plain
}

/** The plain form of one letter that keeps its place: one alef, ي for ى, ه for ة; anything else as it is. */
export function plainUnit(unit: number): number {
  if (unit === 0x622 || unit === 0x623 || unit === 0x625 || unit === 0x671) return 0x627
  if (unit === 0x649) return 0x64a
  return unit === 0x629 ? 0x647 : unit
}

/**
 * True when a word most likely begins a new clause after an abbreviation or a pause: a verb or particle of the lists,
 * with or without و or ف, or a form that only a verb has after them. Takes the plain form.
 */
export function startsClause(word: string): boolean {
  if (isClauseWord(word)) return true
  if (word.length < 3 || (word[0] !== 'و' && word[0] !== 'ف')) return false
  const rest = word.slice(1)
  if (isClauseWord(rest) || afterWaw.has(rest)) return true
  if (rest.length < 4 || rest.startsWith('ال') || rest.startsWith('لل')) return false
  return (rest.startsWith('ي') && !yaNames.has(rest)) || (rest.endsWith('ت') && !rest.endsWith('ات'))
}

/** True for a verb or particle of the lists as it stands. Takes the plain form. */
export function isClauseWord(word: string): boolean {
  return starters.has(word) || reporting.has(word)
}

/** True for a preposition, conjunction or relative of the lists that stands by itself. Takes the plain form. */
export function isConnective(word: string): boolean {
  return connectives.has(word)
}

/** True for a word that carries on what stands before a pause: a conjunction, preposition or relative. Plain form. */
export function carriesOn(word: string): boolean {
  return connectives.has(word) || (word.length > 2 && /^[وف]/.test(word)) || /^[a-z]/.test(word)
}

/** True for a word that opens a clause which is not whole without another: a condition, a time, a topic. Plain form. */
export function awaitsMore(word: string): boolean {
  return awaiting.has(word)
}

/** True where a phrase stands before its clause, parted from it by a comma: `في النهاية، …`. */
export function isFronted(text: string): boolean {
  const phrase = /^(\p{L}+)(?:\s+[\p{L}\p{M}\p{N}]+){1,3}\s*[،,]\s/u.exec(text)
  return phrase !== null && prepositions.has(plainForm(phrase[1]!))
}

/** True for a bare verb of saying, which after a quotation belongs to it. Takes the plain form. */
export function isReporting(word: string): boolean {
  return reporting.has(word)
}
