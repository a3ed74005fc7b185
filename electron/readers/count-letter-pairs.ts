import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

// Makes letter-pairs.json from the articles that ship: how surprising each letter is after the one before it, in tenths
// of a bit. Run by hand when the articles have grown: node electron/readers/count-letter-pairs.ts

const LETTERS = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي'
/** How many pairs a letter's general frequency counts for, so that no pair is impossible. */
const PRIOR = 8

const folder = new URL('../../corpus/articles/', import.meta.url)
const counts: number[][] = Array.from({ length: LETTERS.length + 1 }, () => new Array(LETTERS.length + 1).fill(0))
for (const name of readdirSync(folder).filter((each) => each.endsWith('.txt')))
  count(readFileSync(new URL(name, folder), 'utf8'))

const totals = counts.map((_, to) => counts.reduce((sum, row) => sum + row[to]!, 0.5))
const all = totals.reduce((sum, each) => sum + each, 0)
const cost = counts.map((row) => {
  const seen = row.reduce((sum, each) => sum + each, 0)
  return row.map((each, to) => Math.round(-10 * Math.log2((each + (PRIOR * totals[to]!) / all) / (seen + PRIOR))))
})
writeFileSync(new URL('letter-pairs.json', import.meta.url), JSON.stringify({ letters: LETTERS, cost }))

/** A word's edge is 0, the letters count from 1; marks and tatweel are passed over. */
function count(text: string): void {
  let before = 0
  for (const character of `${text.replace(/[\u0640\u064b-\u0652]/g, '')} `) {
    const letter = LETTERS.indexOf(character) + 1
    if (letter !== 0 || before !== 0) counts[before]![letter]!++
    before = letter
  }
}
