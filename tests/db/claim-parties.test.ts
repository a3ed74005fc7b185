import { describe, expect, it } from 'vitest'
import { createAnnotation, setClaim } from '../../db/annotation.ts'
import { listClaims } from '../../db/claims.ts'
import { createEntity, linkMentions, mergeEntities } from '../../db/entity.ts'
import { undo } from '../../db/history.ts'
import { setLink } from '../../db/link.ts'
import { findOrAddMember } from '../../db/member.ts'
import { addText, draftOf, makeProject } from '../support/project.ts'

const TEXT = 'قالت أنقرة إن داعش انسحب من الرقة. وردّ التحالف.'

function make() {
  const db = makeProject()
  const by = findOrAddMember(db, 'ليلى').id
  const articleId = addText(db, TEXT, by)
  const mention = (quote: string) => createAnnotation(db, draftOf(articleId, TEXT, quote), by).id
  const [ankara, state, coalition] = ['أنقرة', 'داعش', 'التحالف'].map(mention)
  const claim = createAnnotation(db, draftOf(articleId, TEXT, 'داعش انسحب من الرقة', 'claim'), by).id
  const start = TEXT.indexOf('أنقرة')
  const source = { start, end: start + 5, text: 'أنقرة' }
  setClaim(db, claim, { source, cue: null, polarity: 'asserts', hedged: false }, by)
  const entity = (name: string, id: string): string => {
    const made = createEntity(db, { name }, by).id
    linkMentions(db, [id], made, by)
    return made
  }
  const parties = () =>
    listClaims(db).claims.map(({ speaker, about }) => [speaker?.name, about.map(({ name }) => name)])
  return { db, by, claim, ankara: ankara!, state: state!, coalition: coalition!, entity, parties }
}

describe('readParties', () => {
  it('names who says a claim and who is mentioned in it, once their mentions are linked', () => {
    const { ankara, state, entity, parties } = make()
    expect(parties()).toEqual([[undefined, []]])
    entity('تركيا', ankara)
    entity('تنظيم الدولة', state)
    expect(parties()).toEqual([['تركيا', ['تنظيم الدولة']]])
  })

  it('names those that the claim is linked to first, each once', () => {
    const { db, by, claim, state, coalition, entity, parties } = make()
    entity('تنظيم الدولة', state)
    entity('التحالف الدولي', coalition)
    for (const to of [coalition, state]) setLink(db, { from: claim, to, kind: 'about' }, by)
    expect(parties()).toEqual([[undefined, ['التحالف الدولي', 'تنظيم الدولة']]])
  })

  it('follows a merge, and its undo', () => {
    const { db, by, ankara, entity, parties } = make()
    const old = entity('أنقرة', ankara)
    const kept = createEntity(db, { name: 'تركيا' }, by).id
    mergeEntities(db, [old], kept, by)
    expect(parties()).toEqual([['تركيا', []]])
    undo(db, by)
    expect(parties()).toEqual([['أنقرة', []]])
  })
})
