import { describe, expect, it } from 'vitest'
import { DEFAULT_LABEL_SET, findSubtype, LabelSet, listRemoved, type Subtype } from '../../corpus/label-set.ts'

const state: Subtype = {
  code: 'state',
  nameAr: 'دولة',
  nameEn: 'State',
  colour: 'teal',
  shape: null,
  key: '1',
  description: '',
}

function withSubtypes(...subtypes: readonly Subtype[]): LabelSet {
  const [actor, ...others] = DEFAULT_LABEL_SET
  return [{ ...actor!, subtypes: [...subtypes] }, ...others]
}

describe('LabelSet', () => {
  it('takes the labels that every project begins with, and subtypes beside them', () => {
    expect(LabelSet.parse(DEFAULT_LABEL_SET)).toEqual(DEFAULT_LABEL_SET)
    expect(LabelSet.parse(withSubtypes(state))).toHaveLength(5)
  })

  it.each([
    ['a label is missing', DEFAULT_LABEL_SET.slice(1)],
    ['labels stand in another order', DEFAULT_LABEL_SET.toReversed()],
    ['a code stands twice', withSubtypes(state, { ...state, key: '2' })],
    ['a key stands twice', withSubtypes(state, { ...state, code: 'party' })],
    ['a code is no plain word', withSubtypes({ ...state, code: 'دولة' })],
    ['a name is blank', withSubtypes({ ...state, nameEn: '  ' })],
    ['a key is no digit', withSubtypes({ ...state, key: 'x' })],
    ['a colour is not one of the themes’', withSubtypes({ ...state, colour: 'red' as 'blue' })],
  ])('refuses a set where %s', (_, labels) => expect(LabelSet.safeParse(labels).success).toBe(false))
})

describe('findSubtype', () => {
  it('finds a subtype under its own label only', () => {
    const labels = withSubtypes(state)
    expect(findSubtype(labels, 'actor', 'state')).toEqual(state)
    expect(findSubtype(labels, 'event', 'state')).toBeUndefined()
    expect(findSubtype(labels, 'actor', null)).toBeUndefined()
  })
})

describe('listRemoved', () => {
  it('lists what the second set lacks, and nothing for a new name', () => {
    const before = withSubtypes(state)
    expect(listRemoved(before, withSubtypes({ ...state, nameEn: 'Country' }))).toEqual([])
    expect(listRemoved(before, DEFAULT_LABEL_SET)).toEqual([{ label: 'actor', code: 'state' }])
  })
})
