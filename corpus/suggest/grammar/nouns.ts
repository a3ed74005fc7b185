import { foldWord } from '../tokens.ts'

/** A form of a noun: its number, whether a pronoun is joined to it, and whether it must be followed by its genitive. */
export type NounForm = Readonly<{ number: 'singular' | 'dual' | 'plural'; pronoun: boolean; construct: boolean }>

const pronouns = ['ه', 'ها', 'هم', 'هما', 'هن', 'نا', 'ي', 'ك', 'كم']

/** All folded forms of a noun, without the article: `singular plural…` in ordinary spelling; an early form wins over a later. */
export function formsOfNoun(line: string): Map<string, NounForm> {
  const [singular = '', ...plurals] = line.split(' ')
  const forms = new Map<string, NounForm>()
  const add = (form: string, found: NounForm) => {
    if (!forms.has(form)) forms.set(form, found)
  }
  const word = foldWord(singular)
  const bound = singular.endsWith('ة') ? `${word.slice(0, -1)}ت` : word
  addCase(add, word, 'singular')
  for (const plural of plurals) addPlural(add, plural)
  for (const ending of ['ان', 'ين']) add(bound + ending, { number: 'dual', pronoun: false, construct: false })
  for (const ending of ['ا', 'ي']) add(bound + ending, { number: 'dual', pronoun: false, construct: true })
  if (singular.endsWith('ة')) addPlural(add, `${singular.slice(0, -1)}ات`)
  addPronouns(add, singular)
  return forms
}

type Add = (form: string, found: NounForm) => void

function addCase(add: Add, form: string, number: NounForm['number']): void {
  add(form, { number, pronoun: false, construct: false })
  if (!/[هاء]$/.test(form)) add(`${form}ا`, { number, pronoun: false, construct: false })
}

function addPlural(add: Add, plural: string): void {
  const form = foldWord(plural)
  const construct = /[وي]$/.test(form) && !/ى$/.test(plural)
  if (construct) add(form, { number: 'plural', pronoun: false, construct: true })
  else addCase(add, form, 'plural')
  if (/[وي]ن$/.test(form) && form.length > 4)
    add(form.slice(0, -1), { number: 'plural', pronoun: false, construct: true })
  addPronouns(add, plural, 'plural')
}

function addPronouns(add: Add, word: string, number: NounForm['number'] = 'singular'): void {
  const form = foldWord(word)
  const stems = [form]
  if (word.endsWith('ة')) stems[0] = `${form.slice(0, -1)}ت`
  else if (word.endsWith('ى')) stems[0] = `${form.slice(0, -1)}ا`
  else if (word.endsWith('اء')) stems.push(`${form.slice(0, -1)}ئ`, `${form.slice(0, -1)}ؤ`)
  for (const stem of stems) for (const each of pronouns) add(stem + each, { number, pronoun: true, construct: false })
}
