import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeCli } from '../support/cli.ts'
import { makeFolder } from '../support/project.ts'
import { hashFile } from '../support/snapshot.ts'

const TEXTS = { 'one.txt': 'قال الوزير سامر إن الجسر آمن.\n', 'two.txt': 'تقرير محجوب عن ميناء الصيادين.\n' }

/** A project of two articles on which two analysts annotated, each through the command line. */
async function makeTeam() {
  const cli = makeCli()
  const folder = makeFolder()
  const project = join(folder, 'team.isnad')
  for (const [name, text] of Object.entries(TEXTS)) writeFileSync(join(folder, name), text)
  await cli.json(['new', project, '--as', 'سلمى'])
  await cli.json(['import', project, join(folder, 'one.txt'), join(folder, 'two.txt')])
  const { articles } = (await cli.json(['list', project])) as {
    articles: { id: string; sha256: string; sourceSha256: string; title: string }[]
  }
  const one = articles.find(({ title }) => title.includes('سامر')) ?? articles[0]!
  const annotate = async (file: string, name: string | undefined, text: string) => {
    const start = TEXTS['one.txt'].indexOf(text)
    const line = { label: 'actor', start, end: start + text.length, text, articleId: one.id, note: `من ${name}` }
    writeFileSync(join(folder, 'rows.jsonl'), JSON.stringify(line))
    const as = name === undefined ? [] : ['--as', name]
    return cli.json(['annotations', 'import', file, join(folder, 'rows.jsonl'), '--format', 'jsonl', ...as])
  }
  await annotate(project, 'كريم', 'الوزير')
  return { cli, folder, project, one, annotate }
}

describe('copy', () => {
  it('writes a copy in which only the chosen article and nothing of others is, and leaves every command at work', async () => {
    const { cli, folder, project, one, annotate } = await makeTeam()
    const copy = join(folder, 'layla.isnad')
    const made = await cli.json(['copy', project, copy, '--for', 'ليلى', '--articles', one.id, '--as', 'سلمى'])
    expect(made).toMatchObject({ file: copy, id: expect.stringMatching(/^[0-9a-f-]{36}$/), counts: { articles: 1 } })
    for (const words of ['محجوب', 'من كريم']) expect(readFileSync(copy).includes(Buffer.from(words))).toBe(false)
    expect(((await cli.json(['list', copy])) as { articles: unknown[] }).articles).toHaveLength(1)
    expect(await cli.json(['verify', copy])).toMatchObject({ ok: true })
    // Without --as it is the member to whom it was handed, whoever wrote on this machine last.
    expect(await annotate(copy, undefined, 'سامر')).toMatchObject({ added: 1 })
    const out = join(folder, 'out')
    expect(await cli.json(['export', copy, '--format', 'jsonl', '--out', out])).toMatchObject({
      counts: { annotations: 1 },
    })
    const row = JSON.parse(readFileSync(join(out, 'annotations.jsonl'), 'utf8'))
    expect(row).toMatchObject({ annotator: 'ليلى', layer: `author:${(made as { id: string }).id}` })
    expect(await cli.json(['verify', copy])).toMatchObject({ ok: true })
    expect(await cli.json(['verify', project])).toMatchObject({ ok: true })
    const again = await cli.call(['copy', copy, join(folder, 'again.isnad'), '--for', 'نور'])
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/make copies from the lead’s project/)])
  })

  it('hands every article out unless told which', async () => {
    const { cli, folder, project } = await makeTeam()
    const copy = join(folder, 'all.isnad')
    expect(await cli.json(['copy', project, copy, '--for', 'ليلى'])).toMatchObject({ counts: { articles: 2 } })
  })

  it.each([
    ['an existing file', ['--for', 'ليلى'], 'taken.isnad', /taken\.isnad exists already/],
    ['an unknown article', ['--for', 'ليلى', '--articles', 'none'], 'new.isnad', /no article none/],
    ['nobody named', ['--for', ' '], 'new.isnad', /--for wants a name/],
    ['no --for', [], 'new.isnad', /--for/],
  ])('refuses %s with 2 and changes nothing', async (_, options, name, message) => {
    const { cli, folder, project } = await makeTeam()
    writeFileSync(join(folder, 'taken.isnad'), 'x')
    const before = JSON.stringify(await cli.json(['list', project]))
    const ended = await cli.call(['copy', project, join(folder, name), ...options])
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([2, '', expect.stringMatching(message)])
    expect(JSON.stringify(await cli.json(['list', project]))).toBe(before)
    expect(readFileSync(join(folder, 'taken.isnad'), 'utf8')).toBe('x')
    expect(hashFile(project)).not.toBe('')
  })
})
