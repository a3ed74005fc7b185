import { fold } from './fold.ts'
import groups from './lexicon/aliases.json' with { type: 'json' }

const byForm = new Map<string, string[]>()
for (const group of groups) for (const each of group) byForm.set(fold(each, 'default').text, group)

/**
 * Other spellings and names of the same word or phrase that no folding makes equal (سوريا, سورية), for a search that
 * offers them. Matched on the default fold; the form asked for is left out.
 */
export function findAliases(phrase: string): string[] {
  const form = fold(phrase, 'default').text
  return (byForm.get(form) ?? []).filter((each) => fold(each, 'default').text !== form)
}
