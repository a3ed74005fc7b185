import { describe, expect, it } from 'vitest'
import { readName } from '../../../corpus/entities/mention-name.ts'
import { proposeLinks } from '../../../corpus/entities/propose.ts'
import type { EntityRow, Mention } from '../../../corpus/entity.ts'

/** Mentions of articles, in order; `[…]` marks each in its text. */
function mentionsOf(...texts: readonly string[]): Mention[] {
  return texts.flatMap((marked, article) => {
    const text = marked.replace(/[[\]]/g, '')
    let removed = 0
    return [...marked.matchAll(/\[([^\]]+)\]/g)].map((found, at) => {
      const start = found.index - removed
      removed += 2
      const end = start + found[1]!.length
      return {
        id: `0000000${article}-0000-7000-8000-00000000000${at}`,
        articleId: `1000000${article}-0000-7000-8000-000000000000`,
        layer: 'adjudicated',
        startCodePoint: start as Mention['startCodePoint'],
        endCodePoint: end as Mention['endCodePoint'],
        quote: found[1]!,
        prefix: text.slice(Math.max(0, start - 32), start),
        suffix: text.slice(end, end + 32),
        entity: null,
      }
    })
  })
}

function entityOf(name: string, aliases: string[] = [], id = '20000000-0000-7000-8000-000000000000'): EntityRow {
  const rest = { kind: null, note: null, mergedInto: null, status: 'live' as const, author: 'x', createdAt: 0 }
  return { id, name, aliases, ...rest }
}

/** Proposals as name, quotes and reasons. */
function describeLinks(mentions: readonly Mention[], entities: readonly EntityRow[] = []) {
  const quotes = new Map(mentions.map(({ id, quote }) => [id, quote]))
  return proposeLinks(mentions, entities).map(({ name, mentions: found }) => [
    name,
    found.map(({ id, reason }) => `${quotes.get(id)} ${reason}`),
  ])
}

describe('proposeLinks', () => {
  it('links the same name in any spelling, across articles', () => {
    expect(describeLinks(mentionsOf('أعلنت [حركة النهضة] ذلك', 'قالت [حركة النّهضة]'))).toEqual([
      ['حركة النهضة', ['حركة النهضة same-name', 'حركة النّهضة same-name']],
    ])
  })

  it('links what stands in brackets behind a name, here and elsewhere', () => {
    const [found] = describeLinks(mentionsOf('أعلن [تنظيم الدولة الإسلامية] ([داعش]) الحرب', 'انسحب [داعش]'))
    expect(found?.[1]).toHaveLength(3)
    expect(describeLinks(mentionsOf('أعلن [تنظيم الدولة (داعش)] الحرب', 'انسحب [داعش]'))[0]?.[1]).toHaveLength(2)
  })

  it('links names under which one party is known anywhere, also where no article says so', () => {
    const links = describeLinks(mentionsOf('انسحب [داعش] ثم عاد [داعش]', 'هاجم [تنظيم "الدولة"] ثم انسحب [التنظيم]'))
    expect(links).toEqual([
      ['داعش', ['داعش same-name', 'داعش same-name', 'تنظيم "الدولة" known-name', 'التنظيم reference']],
    ])
    expect(describeLinks(mentionsOf('أعلنت [قسد] ذلك', 'قالت [قوات سوريا الديمقراطية]'))[0]?.[1]).toHaveLength(2)
    expect(describeLinks(mentionsOf('أعلنت [فتح] ذلك', 'قالت [حماس]'))).toEqual([])
  })

  it('proposes another known name for the entity that bears the first', () => {
    const [found] = proposeLinks(mentionsOf('هاجم [تنظيم الدولة] القرية'), [entityOf('داعش')])
    expect(found?.entityId).toBe('20000000-0000-7000-8000-000000000000')
  })

  it('links a person with titles, without, and by the last name in the same article', () => {
    const links = describeLinks(mentionsOf('قال [الرئيس سمير حداد] كذا. وأضاف [حداد] أن [سمير حداد] باق', 'قال [حداد]'))
    expect(links).toEqual([['سمير حداد', ['الرئيس سمير حداد same-name', 'حداد short-form', 'سمير حداد title-name']]])
  })

  it('takes no last name that two persons of the article share', () => {
    expect(describeLinks(mentionsOf('قال [سمير حداد] و[منى حداد] ثم [حداد]'))).toEqual([])
  })

  it('links a definite reference to what was named before in its own article only', () => {
    const links = describeLinks(mentionsOf('أعلنت [حركة النهضة] ذلك، و[الحركة] تنفي', 'قالت [الحركة] ذلك، ثم [الحركة]'))
    expect(links).toEqual([['حركة النهضة', ['حركة النهضة same-name', 'الحركة reference']]])
  })

  it('keeps the forces of a party apart from the party, and the ministers of two articles from each other', () => {
    expect(describeLinks(mentionsOf('قصفت [قوات النظام السوري] ثم قال [النظام السوري]'))).toEqual([])
    expect(describeLinks(mentionsOf('قال [وزير الدفاع]', 'قال [وزير الدفاع]'))).toEqual([])
  })

  it('proposes a known entity by its name or an alias, also for one mention', () => {
    const entities = [entityOf('تنظيم الدولة', ['داعش'])]
    const [proposal] = proposeLinks(mentionsOf('انسحب [داعش]'), entities)
    expect(proposal).toMatchObject({ entityId: entities[0]!.id, name: 'تنظيم الدولة' })
  })

  it('proposes nothing twice: not what is linked, nor what was refused', () => {
    const mentions = mentionsOf('قالت [حركة النهضة] و[حركة النهضة] و[حركة النهضة]')
    const entity = entityOf('حركة النهضة')
    const linked = mentions.map((mention, at) => (at === 0 ? { ...mention, entity: entity.id } : mention))
    const refusals = [{ annotationId: mentions[1]!.id, link: entity.id }]
    expect(proposeLinks(linked, [entity], refusals)[0]?.mentions.map(({ id }) => id)).toEqual([mentions[2]!.id])
  })

  it('names other entities that are most likely the same', () => {
    const [a, b] = [
      entityOf('حركة النهضة', [], '20000000-0000-7000-8000-000000000001'),
      entityOf('النهضة', [], '20000000-0000-7000-8000-000000000002'),
    ]
    const [proposal] = proposeLinks(mentionsOf('قالت [حركة النهضة] ثم [النهضة] ثم [حركة النهضة]'), [a, b])
    expect(proposal).toMatchObject({ entityId: a.id, same: [b.id] })
  })
})

describe('readName', () => {
  it.each([
    [
      'a person behind an office',
      'وزير الخارجية الأميركي جون كيري',
      { shown: 'جون كيري', kind: 'person', isLocal: false },
    ],
    ['a person before an office', 'جون كيري، وزير الخارجية', { shown: 'جون كيري', isLocal: false }],
    ['what a particle is written with', 'للأمم المتحدة', { shown: 'الأمم المتحدة', isLocal: false }],
    ['a reference', 'التنظيم', { isReference: true, isLocal: true, isNameable: false }],
    ['an office without a name', 'وزير الدفاع', { isLocal: true, isNameable: true }],
    ['members of a party', 'مقاتلو الحركة', { isLocal: true, isNameable: false }],
    ['what every state has', 'الحكومة', { isLocal: true }],
    ['what one state has', 'الحكومة السورية', { isLocal: false }],
    ['nothing but marks', '«»', { isNameable: false }],
  ])('reads %s', (_, quote, name) => expect(readName(quote)).toMatchObject(name))
})
