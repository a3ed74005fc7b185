import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeCli } from '../support/cli.ts'
import { makeFolder } from '../support/project.ts'
import { hashFile } from '../support/snapshot.ts'

const TEXT = 'قال الوزير سامر إن الجسر آمن.\n'

/** A lead's project and a colleague's copy of it, in which they marked the minister. */
async function makeTeam() {
  const folder = makeFolder()
  const path = (name: string): string => join(folder, name)
  const lead = makeCli(path('lead'))
  const layla = makeCli(path('layla'))
  writeFileSync(path('a.txt'), TEXT)
  await lead.call(['new', path('p.isnad'), '--as', 'سلمى'])
  await lead.call(['import', path('p.isnad'), path('a.txt'), '--as', 'سلمى'])
  copyFileSync(path('p.isnad'), path('layla.isnad'))
  const { articles } = (await lead.json(['list', path('p.isnad')])) as { articles: { id: string }[] }
  const annotate = async (cli: typeof lead, file: string, as: string, note: string) => {
    const row = { id: ID, articleId: articles[0]!.id, label: 'actor', start: 4, end: 15, text: 'الوزير سامر', note }
    writeFileSync(path('row.jsonl'), JSON.stringify(row))
    const options = ['--format', 'jsonl', '--as', as]
    await cli.json(['annotations', 'import', path(file), path('row.jsonl'), ...options])
  }
  await annotate(layla, 'layla.isnad', 'ليلى', 'من ليلى')
  return { path, lead, layla, annotate }
}

const ID = '01999999-0000-7000-8000-000000000077'

describe('merge and bundle', () => {
  it('bring in a copy once, after a trial that changes nothing', async () => {
    const { path, lead } = await makeTeam()
    const before = hashFile(path('layla.isnad'))
    const trial = (await lead.json(['merge', path('p.isnad'), path('layla.isnad'), '--dry-run'])) as {
      new: number
      id: null
    }
    expect(trial).toMatchObject({ conflicts: [], forks: [], quarantined: [], id: null })
    expect(await lead.json(['merge', path('p.isnad'), path('layla.isnad')])).toMatchObject({ new: trial.new })
    expect(await lead.json(['merge', path('p.isnad'), path('layla.isnad')])).toMatchObject({ new: 0 })
    expect(hashFile(path('layla.isnad'))).toBe(before)
    expect(await lead.json(['verify', path('p.isnad')])).toMatchObject({ ok: true })
  })

  it('end with 1 and both values where two disagree', async () => {
    const { path, lead, annotate } = await makeTeam()
    await annotate(lead, 'p.isnad', 'سلمى', 'من سلمى')
    const { code, stdout } = await lead.call(['merge', path('p.isnad'), path('layla.isnad'), '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      unit: 'code point',
      conflicts: [
        { target: ID, field: 'note', values: [{ author: expect.any(String) }, { author: expect.any(String) }] },
      ],
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('send what is new since the heads of another copy, encrypted where a passphrase is given', async () => {
    const { path, lead, layla } = await makeTeam()
    const heads = await lead.call(['bundle', path('p.isnad'), '--heads'])
    writeFileSync(path('heads.json'), heads.stdout)
    writeFileSync(path('word.txt'), 'كلمة سر طويلة جدا\n')
    const made = await layla.json([
      'bundle',
      path('layla.isnad'),
      path('b'),
      '--since',
      path('heads.json'),
      '--passphrase-file',
      path('word.txt'),
    ])
    expect(made).toMatchObject({ file: path('b'), counts: { articles: 0 } })
    expect(readFileSync(path('b')).toString('latin1', 0, 21)).toBe('age-encryption.org/v1')
    expect((await lead.call(['merge', path('p.isnad'), path('b')])).code).toBe(2)
    expect(await lead.json(['merge', path('p.isnad'), path('b'), '--passphrase-file', path('word.txt')])).toMatchObject(
      { conflicts: [] },
    )
    const again = await layla.json(['bundle', path('layla.isnad'), path('c'), '--since', path('p.isnad')])
    expect(again).toMatchObject({ counts: { ops: 0 } })
  })

  it.each([
    [
      'another project',
      async (path: (name: string) => string, lead: ReturnType<typeof makeCli>) => {
        await lead.call(['new', path('other.isnad')])
        return ['merge', path('p.isnad'), path('other.isnad')]
      },
    ],
    ['a file that is missing', async (path: (name: string) => string) => ['merge', path('p.isnad'), path('none')]],
    ['the project itself', async (path: (name: string) => string) => ['merge', path('p.isnad'), path('p.isnad')]],
    ['a text', async (path: (name: string) => string) => ['merge', path('p.isnad'), path('a.txt')]],
    ['no other', async (path: (name: string) => string) => ['merge', path('p.isnad')]],
    ['a bundle that is there', async (path: (name: string) => string) => ['bundle', path('p.isnad'), path('a.txt')]],
    [
      'heads that are none',
      async (path: (name: string) => string) => ['bundle', path('p.isnad'), path('x'), '--since', path('a.txt')],
    ],
  ])('refuse %s: 2, one line, nothing changed', async (_, make) => {
    const { path, lead } = await makeTeam()
    const args = await make(path, lead)
    const before = await lead.json(['list', path('p.isnad')])
    const { code, stdout, stderr } = await lead.call(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toMatch(/mistake in the program/)
    expect(await lead.json(['list', path('p.isnad')])).toEqual(before)
  })
})
