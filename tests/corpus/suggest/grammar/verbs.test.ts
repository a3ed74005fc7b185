import { describe, expect, it } from 'vitest'
import { indexVerbs, readVerb } from '../../../../corpus/suggest/grammar/verbs.ts'
import { foldWord } from '../../../../corpus/suggest/tokens.ts'

const index = indexVerbs([
  ['كتب', 'يكتب', 'write'],
  ['قال', 'يقول', 'say'],
  ['باع', 'يبيع', 'sell'],
  ['رمى', 'يرمي', 'throw'],
  ['غزا', 'يغزو', 'raid'],
  ['شن', 'يشن', 'launch'],
  ['أعاد', 'يعيد', 'return'],
  ['أنشأ', 'ينشئ', 'found'],
  ['استولى', 'يستولي', 'seize'],
])

describe('readVerb', () => {
  it.each([
    ['كتبت', 'write', 'perfect'],
    ['كتبوا', 'write', 'perfect'],
    ['كتبوها', 'write', 'perfect'],
    ['يكتبون', 'write', 'imperfect'],
    ['سيكتبه', 'write', 'future'],
    ['قالت', 'say', 'perfect'],
    ['تقول', 'say', 'imperfect'],
    ['باعوا', 'sell', 'perfect'],
    ['رمت', 'throw', 'perfect'],
    ['رماه', 'throw', 'perfect'],
    ['يرمون', 'throw', 'imperfect'],
    ['غزوا', 'raid', 'perfect'],
    ['شنت', 'launch', 'perfect'],
    ['أعيدت', 'return', 'perfect'],
    ['يعاد', 'return', 'imperfect'],
    ['أنشأت', 'found', 'perfect'],
    ['ينشئون', 'found', 'imperfect'],
    ['استولوا', 'seize', 'perfect'],
    ['ستستولي', 'seize', 'future'],
  ])('reads %s', (word, entry, tense) => {
    expect(readVerb(index, foldWord(word))).toMatchObject({ entry, tense, jussive: false })
  })

  it('marks the short form of a weak verb as jussive', () => {
    expect(readVerb(index, 'يقل')).toMatchObject({ entry: 'say', jussive: true })
  })

  it.each(['كتاب', 'مكتب', 'الكتب', 'و', ''])('reads no verb in %j', (word) => {
    expect(readVerb(index, foldWord(word))).toBeUndefined()
  })
})
