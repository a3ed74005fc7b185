import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { makeCli } from '../support/cli.ts'
import { makeFolder } from '../support/project.ts'

const UUID = z.uuid()
const Offsets = { start: z.number().int(), end: z.number().int() }
const Sentence = z.strictObject({ index: z.number(), ...Offsets, text: z.string() })
const Unit = z.literal('code point')

const ID = '0199aaaa-0000-7000-8000-000000000001'
const FIRST = 'جسر الوادي يُفتح غداً\n\nقال 👷🏽 المهندس سامر الحسن إن الجسر آمن. وأضاف أن العمل انتهى في 3 مايو.\n'
const SECOND = 'خبر ثانٍ عن السوق.\n'

/** A project with two articles, imported by the command line, and the texts' folder. */
async function makeImported() {
  const cli = makeCli()
  const folder = makeFolder()
  const project = join(folder, 'p.isnad')
  mkdirSync(join(folder, 'texts', 'more'), { recursive: true })
  writeFileSync(join(folder, 'texts', '1.txt'), FIRST)
  writeFileSync(join(folder, 'texts', 'more', '2.txt'), SECOND)
  await cli.json(['new', project, '--as', 'ليلى'])
  const report: ImportReport = await cli.json(['import', project, join(folder, 'texts')])
  return { cli, folder, project, report, id: report.added[0]!.id }
}
type ImportReport = { added: { file: string; id: string }[]; present: unknown[]; failed: unknown[] }

const annotationOf = (articleId: string, quote: string, more: object = {}) => {
  const start = Array.from(FIRST.slice(0, FIRST.indexOf(quote))).length
  return { articleId, label: 'actor', start, end: start + Array.from(quote).length, text: quote, ...more }
}

describe('isnad', () => {
  it.each([
    ['without a command', [], 2],
    ['with an unknown command', ['frobnicate'], 2],
    ['with an unknown option', ['list', 'p.isnad', '--frob'], 2],
    ['with an argument missing', ['import', 'p.isnad'], 2],
    ['with an argument too many', ['list', 'a', 'b'], 2],
    ['with an unknown format', ['export', 'p', '--format', 'docx', '--out', 'x'], 2],
    ['without its format', ['export', 'p', '--out', 'x'], 2],
    ['with an unknown label', ['export', 'p', '--format', 'jsonl', '--out', 'x', '--labels', 'actor,place'], 2],
    ['with a seed that is no number', ['export', 'p', '--format', 'jsonl', '--out', 'x', '--seed', 'x'], 2],
    ['with a layer that is none', ['annotations', 'import', 'p', 'f', '--format', 'jsonl', '--layer', 'x'], 2],
    ['asked for help', ['--help'], 0],
    ['asked for help on a command', ['annotations', 'import', '--help'], 0],
    ['asked for help by name', ['help', 'trace'], 0],
    ['asked for its version', ['--version'], 0],
  ])('%s ends with the right code, and speaks where it should', async (_, args, code) => {
    const ended = await makeCli().call(args)
    expect(ended.code).toBe(code)
    expect(ended[code === 0 ? 'stdout' : 'stderr']).toMatch(code === 0 ? /isnad|\d+\.\d+\.\d+/i : /error|isnad|Usage/)
    expect(ended[code === 0 ? 'stderr' : 'stdout']).toBe('')
  })

  it('answers the same as a process of its own', async () => {
    const cli = makeCli()
    for (const args of [['--help'], ['frobnicate'], ['list', 'missing.isnad']])
      expect(await cli.run(args)).toEqual(await cli.call(args))
  })

  it('stops quietly when its reader does', async () => {
    const cli = makeCli()
    const folder = makeFolder()
    writeFileSync(join(folder, 'long.txt'), 'جملة قصيرة هنا.\n'.repeat(40_000))
    const shell = `"$0" --disable-warning=ExperimentalWarning "$1" segment "$2" | head -n 1`
    const main = new URL('../../electron/cli/main.ts', import.meta.url).pathname
    const ended = spawnSync('sh', ['-c', shell, process.execPath, main, join(folder, 'long.txt')], {
      env: { ...process.env, ISNAD_PROFILE: cli.profile },
    })
    expect(ended.stdout.toString()).toBe('0\t15\tجملة قصيرة هنا.\n')
    expect(ended.stderr.toString()).toBe('')
  })
})

describe('new, import and list', () => {
  it('make a project, add what is new, recognise what is there, and list it in the promised shape', async () => {
    const { cli, folder, project, report } = await makeImported()
    expect(report).toEqual({
      added: [
        { file: '1.txt', id: expect.any(String) },
        { file: '2.txt', id: expect.any(String) },
      ],
      present: [],
      duplicateText: [],
      failed: [],
    })
    writeFileSync(join(folder, 'bom.txt'), `\uFEFF${SECOND.replace('\n', '\r\n')}`)
    const again = await cli.json(['import', project, join(folder, 'texts'), join(folder, 'bom.txt'), '-'], {
      input: 'من المدخل.\n',
    })
    expect(again).toMatchObject({
      added: [{ file: 'standard-input.txt' }],
      present: [{ file: '1.txt', id: report.added[0]!.id }, { file: '2.txt' }],
      duplicateText: [{ file: 'bom.txt', id: report.added[1]!.id }],
    })
    const Listed = z.object({
      articles: z.array(
        z.object({
          id: UUID,
          title: z.string(),
          publisher: z.string().nullable(),
          date: z.string().nullable(),
          sha256: z.string().length(64),
          sourceSha256: z.string().length(64),
          characters: z.number(),
          sentences: z.number(),
          labels: z.strictObject({
            actor: z.number(),
            event: z.number(),
            date: z.number(),
            amount: z.number(),
            claim: z.number(),
          }),
          state: z.enum(['none', 'progress', 'done']),
        }),
      ),
    })
    const listed = Listed.parse(await cli.json(['list', project]))
    expect(listed.articles.map(({ title, characters }) => [title, characters])).toEqual([
      ['جسر الوادي يُفتح غداً', Array.from(FIRST).length],
      ['خبر ثانٍ عن السوق.', Array.from(SECOND).length],
      ['من المدخل.', 11],
    ])
    expect(readdirSync(folder).sort()).toEqual(['bom.txt', 'p.isnad', 'texts'])
  })

  it('take metadata from a catalogue beside the files, and from one that is named', async () => {
    const { cli, folder, project } = await makeImported()
    mkdirSync(join(folder, 'with'))
    writeFileSync(join(folder, 'with', 'a.txt'), 'أول.\n')
    writeFileSync(
      join(folder, 'with', 'catalog.csv'),
      '\uFEFFالملف,العنوان,الناشر,التاريخ\r\na.txt,"عنوان، بفاصلة",ضفاف,2021-05\r\n',
    )
    await cli.json(['import', project, join(folder, 'with')])
    writeFileSync(join(folder, 'b.txt'), 'ثانٍ.\n')
    writeFileSync(join(folder, 'named.csv'), 'file,title,author\nb.txt,عنوان آخر,هند\n')
    await cli.json(['import', project, join(folder, 'b.txt'), '--catalog', join(folder, 'named.csv')])
    const { articles }: { articles: object[] } = await cli.json(['list', project])
    expect(articles.slice(-2)).toMatchObject([
      { title: 'عنوان، بفاصلة', publisher: 'ضفاف', date: '2021-05' },
      { title: 'عنوان آخر', author: 'هند' },
    ])
  })

  it('remember who wrote last on this machine', async () => {
    const { cli, project } = await makeImported()
    await cli.run(['import', project, '-', '--as', 'نور'], { input: 'سطر.\n' })
    expect(JSON.parse(readFileSync(join(cli.profile, 'settings.json'), 'utf8'))).toEqual({ author: 'نور' })
    await cli.run(['import', project, '-'], { input: 'سطر آخر.\n' })
    expect((await cli.call(['verify', project])).stdout).toMatch(/^checked 9 log entries/)
  })
})

describe('segment', () => {
  const Segmented = z.strictObject({
    file: z.string().optional(),
    id: z.string().optional(),
    unit: Unit,
    paragraphs: z.array(z.strictObject(Offsets)),
    sentences: z.array(z.strictObject({ ...Offsets, text: z.string() })),
    quotations: z.array(z.strictObject(Offsets)),
  })

  it('gives slices in code points, of files and of standard input', async () => {
    const cli = makeCli()
    const [found] = z.array(Segmented).parse(await cli.json(['segment', '-'], { input: FIRST }))
    expect(found!.paragraphs).toHaveLength(2)
    expect(found!.sentences.length).toBeGreaterThan(2)
    for (const { start, end, text } of found!.sentences) expect(Array.from(FIRST).slice(start, end).join('')).toBe(text)
  })

  it('answers each line in its place and names the bad ones', async () => {
    const input = [{ id: 'a', text: FIRST }, { id: 'b' }, { id: 7, text: 'سطر.' }].map((row) => JSON.stringify(row))
    const { code, stdout } = await makeCli().run(['segment', '--jsonl'], { input: `${input.join('\n')}\nكلام\n` })
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(1)
    expect(Segmented.parse(lines[0]).id).toBe('a')
    expect(lines[1]).toEqual({ id: 'b', error: expect.stringContaining('text') })
    expect(lines[2]).toMatchObject({ id: 7, unit: 'code point' })
    expect(lines[3]).toEqual({ id: null, error: 'the line is not JSON' })
  })
})

describe('annotations import', () => {
  it('adds, recognises by id and by place, and refuses everything for one bad line unless told to skip', async () => {
    const { cli, folder, project, id } = await makeImported()
    const file = join(folder, 'a.jsonl')
    const rows = [annotationOf(id, 'سامر', { id: ID }), annotationOf(id, 'المهندس')]
    writeFileSync(file, `\uFEFF${rows.map((row) => JSON.stringify(row)).join('\r\n')}\r\n`)
    const args = ['annotations', 'import', project, '--format', 'jsonl']
    expect(await cli.json([...args, file])).toEqual({ added: 2, present: 0, links: 0, failed: [] })
    expect(await cli.json([...args, file])).toEqual({ added: 0, present: 2, links: 0, failed: [] })
    const bad = [
      JSON.stringify(annotationOf(id, 'الحسن')),
      JSON.stringify({ ...annotationOf(id, 'الجسر'), start: 0, end: 5 }),
      '{"label": "actor", "text": "الجسر',
      JSON.stringify(annotationOf(id, 'الجسر آمن', { label: 'claim', claim: WRONG_CLAIM })),
    ].join('\n')
    const before = (await cli.call(['verify', project])).stdout
    const refused = await cli.run([...args, '-', '--as', 'جديد'], { input: bad })
    expect([refused.code, refused.stdout]).toEqual([2, ''])
    expect(refused.stderr).toMatch(/nothing was imported.*line 2.*2 more.*--on-mismatch skip/)
    expect((await cli.call(['verify', project])).stdout).toBe(before)
    const skipped = await cli.run([...args, '-', '--on-mismatch', 'skip', '--json'], { input: bad })
    expect(skipped.code).toBe(1)
    expect(JSON.parse(skipped.stdout)).toMatchObject({
      added: 1,
      present: 0,
      failed: [
        { line: 2, code: 'quote-mismatch' },
        { line: 3, code: 'bad-json' },
        { line: 4, code: 'quote-mismatch' },
      ],
    })
    expect(refused.stderr + skipped.stderr + skipped.stdout).not.toMatch(/الجسر|الحسن/)
    expect((await cli.call(['verify', project])).stdout).toMatch(/2 articles, 3 annotations: intact/)
  })
})

const WRONG_CLAIM = { source: { start: 0, end: 3, text: 'غيره' }, cue: null, polarity: 'asserts', hedged: false }

describe('trace, verify, export and backup', () => {
  it('lead from an annotation and from its URI to sentence, article, file and history', async () => {
    const { cli, folder, project, id } = await makeImported()
    const row = annotationOf(id, 'سامر', {
      id: ID,
      rating: { reliability: 'B', credibility: 2 },
    })
    await cli.json(['annotations', 'import', project, '-', '--format', 'jsonl'], { input: JSON.stringify(row) })
    const Traced = z.strictObject({
      unit: Unit,
      annotation: z.looseObject({ id: UUID, ...Offsets, text: z.string() }).nullable(),
      ...Offsets,
      text: z.string(),
      sentence: Sentence.nullable(),
      article: z.looseObject({ id: UUID, title: z.string() }),
      source: z.strictObject({ file: z.string(), sha256: z.string(), encoding: z.string(), reader: z.string() }),
      history: z.array(z.looseObject({ kind: z.string(), author: z.string() })),
      rating: z.array(z.looseObject({ reliability: z.string().nullable() })),
      uri: z.string(),
      verified: z.literal(true),
      links: z.array(z.unknown()),
      others: z.array(UUID),
    })
    const traced = Traced.parse(await cli.json(['trace', project, ID]))
    expect(traced.sentence!.text).toBe('قال 👷🏽 المهندس سامر الحسن إن الجسر آمن.')
    expect(traced.history.map(({ kind, author }) => [kind, author])).toEqual([
      ['annotation.create', 'ليلى'],
      ['rating.set', 'ليلى'],
    ])
    expect(Traced.parse(await cli.json(['trace', project, traced.uri]))).toEqual(traced)
    expect(Traced.parse(await cli.json(['trace', project, `urn:uuid:${ID}`]))).toEqual(traced)
    const elsewhere = Traced.parse(await cli.json(['trace', project, traced.uri.replace(/#.*/, '#char=0,3')]))
    expect([elsewhere.annotation, elsewhere.text]).toEqual([null, 'جسر'])

    for (const [reference, message] of [
      ['0199aaaa-0000-7000-8000-00000000ffff', /does not hold/],
      [`urn:isnad:sha256:${'0'.repeat(64)}#char=0,1`, /does not hold/],
      [traced.uri.replace(/#.*/, '#char=0,99999'), /text ends before/],
      ['كلام', /not an id and not a URI/],
    ] as const)
      expect(await cli.call(['trace', project, reference])).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(message),
      })

    const Verified = z.strictObject({
      ok: z.literal(true),
      checked: z.looseObject({ ops: z.number(), articles: z.literal(2), annotations: z.literal(1) }),
      problems: z.tuple([]),
    })
    Verified.parse(await cli.json(['verify', project]))
    expect(await cli.json(['export', project, '--format', 'jsonl', '--out', join(folder, 'out')])).toMatchObject({
      file: join(folder, 'out'),
      counts: { articles: 2, annotations: 1, ratings: 1 },
    })
    expect(await cli.json(['backup', project, join(folder, 'b.isnad')])).toMatchObject({
      file: join(folder, 'b.isnad'),
      counts: { articles: 2, annotations: 1 },
    })
  })
})
