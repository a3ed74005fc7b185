import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listArticles } from '../../db/article.ts'
import { finishLayer } from '../../db/layer.ts'
import { findMemberByName } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { readTeam } from '../../db/team.ts'
import { makeCli } from '../support/cli.ts'
import { makeFolder } from '../support/project.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن، وأضافت البلدية أن العمل يستمر عامًا.\n'
const TEAM = [
  ['ليلى', 'الوزير سامر'],
  ['كريم', 'البلدية'],
  ['نور', 'الوزير سامر'],
] as const

describe('a day of the team', () => {
  it('hands three copies out, takes them back in any order, and knows who is done', async () => {
    const folder = makeFolder()
    const lead = makeCli()
    const project = join(folder, 'team.isnad')
    for (const name of ['one', 'two']) writeFileSync(join(folder, `${name}.txt`), `${name}\n${TEXT}`)
    await lead.json(['new', project, '--as', 'سلمى'])
    await lead.json(['import', project, join(folder, 'one.txt'), join(folder, 'two.txt')])
    const { articles } = (await lead.json(['list', project])) as { articles: { id: string; title: string }[] }
    const one = articles.find(({ title }) => title === 'one') ?? articles[0]!
    const copies: string[] = []
    for (const [name, words] of TEAM) {
      const copy = join(folder, `${name}.isnad`)
      copies.push(copy)
      await lead.json(['copy', project, copy, '--for', name, '--articles', one.id])
      // A machine of their own: another profile has neither keys nor an author.
      const analyst = makeCli()
      const start = `one\n${TEXT}`.indexOf(words)
      const row = { label: 'actor', start, end: start + words.length, text: words, articleId: one.id }
      writeFileSync(join(folder, 'rows.jsonl'), JSON.stringify(row))
      const rows = ['annotations', 'import', copy, join(folder, 'rows.jsonl'), '--format', 'jsonl']
      expect(await analyst.json(rows)).toMatchObject({ added: 1 })
      const db = openProject(copy)
      const me = findMemberByName(db, name)!.id
      finishLayer(db, one.id, me, me)
      closeProject(db)
    }
    const merged = await lead.json(['merge', project, ...copies.toReversed()])
    expect(merged).toMatchObject({ conflicts: [], forks: [], quarantined: [] })
    expect(await lead.json(['merge', project, ...copies])).toMatchObject({ new: 0 })
    expect(await lead.json(['verify', project])).toMatchObject({ ok: true })

    const db = openProject(project)
    const { members, cells } = readTeam(db)
    const nameOf = (id: string) => members.find((member) => member.id === id)?.name
    const known = cells.map(({ memberId, state, annotations }) => [nameOf(memberId), state, annotations])
    expect(known.sort()).toEqual(TEAM.map(([name]) => [name, 'done', 1]).sort())
    const back = members.filter(({ came, lastMerge }) => came > 0 && lastMerge !== null)
    expect(back.map(({ name }) => name).sort()).toEqual(TEAM.map(([name]) => name).sort())
    const lookAsLead = { author: { id: members.find(({ role }) => role === 'lead')!.id, role: 'lead' as const } }
    expect(listArticles(db, lookAsLead).map(({ title, state }) => [title, state])).toEqual([
      ['one', 'done'],
      ['two', 'none'],
    ])
    closeProject(db)
    // Nobody's copy names what another did.
    expect(readFileSync(copies[0]!).includes(Buffer.from('كريم'))).toBe(false)
    const agreed = (await lead.json(['agreement', project, '--measure', 'f1-exact'])) as { measures: unknown[] }
    expect(agreed.measures.length).toBeGreaterThan(0)
  })
})
