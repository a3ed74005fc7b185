import { eventNouns } from '../events/lexicon.ts'
import type { Token } from '../tokens.ts'
import { masdarForms, notMasdars } from './lexicon.ts'

// Verbal nouns by their written pattern: إفعال, استفعال, انفعال, افتعال, تفعيل, تفاعل, مفاعلة, with or without a pronoun.
const shapes = [
  'إ..ا.',
  'إ.ا.[ةت]',
  '[اإ]ست..ا.',
  '[اإ]ست.ا.[ةت]',
  '[اإ]ن..ا[^ن]',
  '[اإ].[تطد].ا.',
  '[اإ]ت.ا.',
  'ت[^ا].ي.',
  'ت.ا..',
  'م.ا..[ةت]',
]
const pattern = new RegExp(`^(?:${shapes.join('|')})(?:ها|هما|هم|هن|ه|نا)?$`, 'u')

/** True for a noun without the article that names an act or a state, by its pattern or because it is listed. */
export function isMasdar({ form, plain }: Pick<Token, 'form' | 'plain'>): boolean {
  if (notMasdars.has(form)) return false
  return masdarForms.has(form) || eventNouns.has(form) || pattern.test(plain)
}
