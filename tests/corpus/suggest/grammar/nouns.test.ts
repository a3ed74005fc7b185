import { describe, expect, it } from 'vitest'
import { formsOfNoun } from '../../../../corpus/suggest/grammar/nouns.ts'
import { foldWord } from '../../../../corpus/suggest/tokens.ts'

describe('formsOfNoun', () => {
  it.each([
    ['صفقة', 'صفقة', { number: 'singular', pronoun: false, construct: false }],
    ['صفقة', 'صفقتها', { number: 'singular', pronoun: true, construct: false }],
    ['صفقة', 'صفقتان', { number: 'dual', pronoun: false, construct: false }],
    ['صفقة', 'صفقات', { number: 'plural', pronoun: false, construct: false }],
    ['هجوم هجمات', 'هجوما', { number: 'singular', pronoun: false, construct: false }],
    ['هجوم هجمات', 'هجماتهم', { number: 'plural', pronoun: true, construct: false }],
    ['مقاتل مقاتلو مقاتلين', 'مقاتلو', { number: 'plural', pronoun: false, construct: true }],
    ['أعضاء', 'أعضائه', { number: 'singular', pronoun: true, construct: false }],
  ])('of %s holds %s', (line, form, expected) => {
    expect(formsOfNoun(line).get(foldWord(form))).toEqual(expected)
  })

  it('holds no form with the article', () => {
    expect([...formsOfNoun('اتفاق اتفاقات').keys()].filter((form) => form.startsWith('ال'))).toEqual([])
  })
})
