import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Isnad, makeCli } from '../support/cli.ts'
import { makeFolder } from '../support/project.ts'

const TEXT = 'قال مصدر إن داعش انسحب من الرقة.\n\nونفت الحكومة ذلك أمس.\n'

describe('isnad agreement', () => {
  let cli: Isnad
  let file: string
  let articleId: string
  let folder: string
  const mark = async (name: string, rows: readonly (readonly [label: string, quote: string])[]) => {
    const lines = rows.map(([label, quote]) => {
      const start = TEXT.indexOf(quote)
      return JSON.stringify({ articleId, label, start, end: start + quote.length, text: quote })
    })
    const from = join(folder, `${name}.jsonl`)
    writeFileSync(from, lines.join('\n'))
    await cli.json(['annotations', 'import', file, from, '--format', 'jsonl', '--as', name])
  }

  beforeEach(async () => {
    cli = makeCli()
    folder = makeFolder()
    file = join(folder, 'p.isnad')
    writeFileSync(join(folder, 'a.txt'), TEXT)
    await cli.json(['new', file])
    const { added } = (await cli.json(['import', file, join(folder, 'a.txt')])) as { added: [{ id: string }] }
    articleId = added[0].id
    await mark('هدى', [
      ['actor', 'داعش'],
      ['event', 'انسحب'],
    ])
  })

  it('needs two analysts', async () => {
    const { code, stderr } = await cli.call(['agreement', file])
    expect(code).toBe(2)
    expect(stderr).toContain('two analysts')
  })

  it('prints every measure by pair and label, the same figures each time', async () => {
    await mark('زيد', [
      ['actor', 'داعش'],
      ['actor', 'الحكومة'],
    ])
    const found = (await cli.json(['agreement', file])) as Found
    expect(await cli.json(['agreement', file])).toEqual(found)
    expect(found.layers).toHaveLength(2)
    const exact = found.measures.find(({ name, label }) => name === 'f1-exact' && label === null)
    expect(exact).toMatchObject({ pair: found.layers, value: 0.5, n: 4 })
    const kappa = found.measures.find(({ name, label }) => name === 'cohen-kappa' && label === 'actor')!
    expect(kappa.n).toBe(11)
    expect(kappa.value).toBeCloseTo((10 / 11 - (1 * 2 + 10 * 9) / 121) / (1 - (1 * 2 + 10 * 9) / 121), 9)
    expect(found.measures.find(({ name, label }) => name === 'cohen-kappa' && label === 'date')!.value).toBeNull()
  })

  it('takes layers by the names of members, and a measure alone', async () => {
    await mark('زيد', [['actor', 'داعش']])
    await mark('منى', [['event', 'انسحب']])
    const two = (await cli.json(['agreement', file, '--layers', 'زيد,منى', '--measure', 'f1-overlap'])) as Found
    expect(two.measures.map(({ name }) => name)).toEqual(Array(6).fill('f1-overlap'))
    expect(two.measures[0]!.value).toBe(0)
  })

  it('compares an analyst with the adjudicated layer, and only where something was adjudicated', async () => {
    const asked = ['agreement', file, '--layers', 'هدى,adjudicated', '--measure', 'f1-exact']
    const none = (await cli.json(asked)) as Found
    expect(none.measures.map(({ value, n }) => [value, n])).toEqual(Array(6).fill([null, 0]))
    const start = TEXT.indexOf('داعش')
    const line = JSON.stringify({ articleId, label: 'actor', start, end: start + 4, text: 'داعش' })
    writeFileSync(join(folder, 'gold.jsonl'), line)
    const add = ['annotations', 'import', file, join(folder, 'gold.jsonl'), '--format', 'jsonl']
    await cli.json([...add, '--layer', 'adjudicated', '--as', 'سلمى'])
    const found = (await cli.json(asked)) as Found
    expect(found.measures[0]).toMatchObject({ value: 2 / 3, n: 3, label: null })
  })

  it.each([
    ['0.1', 0],
    ['0.9', 1],
  ])('with --min %s ends with %d', async (min, code) => {
    await mark('زيد', [['actor', 'داعش']])
    expect((await cli.call(['agreement', file, '--measure', 'f1-exact', '--min', min])).code).toBe(code)
  })

  it.each([
    ['a measure that comes later', ['--measure', 'gamma'], 'not built yet'],
    ['an unknown measure', ['--measure', 'f2'], 'no measure is called f2'],
    ['an unknown layer', ['--layers', 'زيد,سعاد'], 'no layer'],
    ['one layer twice', ['--layers', 'هدى,هدى'], 'two different layers'],
    ['a minimum that is no number', ['--min', 'high'], '--min wants a number'],
  ])('refuses %s', async (_, options, message) => {
    await mark('زيد', [['actor', 'داعش']])
    const { code, stdout, stderr } = await cli.call(['agreement', file, ...options])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })
})

type Found = {
  layers: string[]
  measures: { name: string; label: string | null; pair: [string, string] | null; value: number | null; n: number }[]
}
