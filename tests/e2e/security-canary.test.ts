import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { findObstacle, makeOrdinaryUser, type OrdinaryUser } from '../support/ordinary-user-program.ts'
import { describeUnless } from '../support/programs.ts'
import { LOOKED_AT, type Program, startProgram } from '../support/start-program.ts'
import { markByMouse, openArticle, waitUntilSaved } from '../support/window.ts'
import { findConnects, traced } from './security/network.ts'

// Words of an article and its title, which may lie in the project and nowhere else.
const TITLE = 'عنوان غرنقاط هادئ'
const WORD = 'زقزوقنار'
const LATIN = 'Zqxcanary'
const QUOTE = `مدينة ${WORD}`
const TEXT = `${TITLE}\n\nقال سامر إن ${QUOTE} آمنة، وكتب ${LATIN} ذلك في 3 مايو 2016.\n\nثم عاد ${WORD} إلى بيته.\n`
const SECRETS = [WORD, LATIN, 'غرنقاط']

describeUnless(findObstacle())('a person’s words', () => {
  it('are in the project and in no other file, message or log, whatever goes wrong', async () => {
    const user = makeOrdinaryUser()
    onTestFinished(user.remove)
    const article = join(user.home, 'article.txt')
    writeFileSync(article, TEXT)
    chmodSync(article, 0o644)
    const connects = join(user.home, 'connects')
    const first = await open(user, [article], traced(connects))
    const earlier = listen(first)
    await annotate(first)
    await makeTrouble(first)
    await first.close()
    const second = await open(user, [])
    const later = listen(second)
    await openArticle(second.page, TITLE)
    await second.page.locator('[data-annotation-id]').first().waitFor()
    await second.close()

    const printed = [first.errors(), earlier(), second.errors(), later()].join('\n')
    expect(findSecrets(Buffer.from(printed))).toEqual([])
    const files = listFiles(user.home).filter((path) => path !== article)
    const projects = files.filter((path) => /\.isnad(-wal)?$/.test(path))
    expect(projects.flatMap((path) => findSecrets(readFileSync(path)))).toEqual(expect.arrayContaining([WORD, LATIN]))
    const others = files.filter((path) => !projects.includes(path))
    expect(others.length).toBeGreaterThan(20)
    expect(others.filter((path) => findSecrets(readFileSync(path)).length > 0)).toEqual([])
    expect(findOpenToOthers(join(user.home, 'profile'))).toEqual([])
    if (traced('').length > 0) expect(findConnects(connects)).toEqual([])
    process.stdout.write(
      `\ncanary: ${SECRETS.length} words in ${projects.length} project file(s), in 0 of ${others.length} others\n`,
    )
  })
})

async function open(user: OrdinaryUser, paths: readonly string[], through: readonly string[] = []): Promise<Program> {
  const args = [...LOOKED_AT, '--disable-gpu', user.application, ...paths]
  const profile = join(user.home, 'profile')
  return startProgram(profile, [], onTestFinished, user.launch(args, { env: { ISNAD_PROFILE: profile }, through }))
}

/** Keeps what the program writes to its standard output and to the window's console. */
function listen({ process: child, page }: Program): () => string {
  const heard: string[] = []
  child.stdout?.on('data', (data: Buffer) => heard.push(data.toString()))
  page.on('console', (message) => heard.push(message.text()))
  return () => heard.join('\n')
}

/** The article is imported, marked, noted and searched for, as a person would. */
async function annotate(program: Program): Promise<void> {
  const { page } = program
  await page.getByLabel('اسمك').fill('نور')
  await page.getByRole('button', { name: 'احفظ وتابع' }).click()
  await page.getByText('أُضيف').first().waitFor()
  await page.keyboard.press('Escape')
  await openArticle(page, TITLE)
  await markByMouse(page, QUOTE, 'جهة فاعلة')
  await page.locator('[data-annotation-id]').first().waitFor()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+Shift+z')
  await waitUntilSaved(page)
  await page.getByRole('button', { name: 'قائمة المشروع' }).click()
  await page.getByRole('menuitem', { name: 'تتبّع' }).click()
  await page.getByLabel('المعرّف أو العنوان').fill(`isnad:${WORD}`)
  await page.getByRole('button', { name: 'تتبّع', exact: true }).click()
  await setTimeout(300)
  await page.keyboard.press('Escape')
}

/** Wrong requests with the article's words in them, and the end of the process that holds them. */
async function makeTrouble({ page, inMain }: Program): Promise<void> {
  const asks = [
    ['annotation.create', { articleId: WORD, label: LATIN, quote: QUOTE }],
    [
      'annotation.create',
      {
        articleId: '0199aaaa-0000-7000-8000-000000000001',
        label: 'actor',
        startCodePoint: 0,
        endCodePoint: 5,
        quote: QUOTE,
      },
    ],
    ['article.describe', { articleId: WORD, change: { [WORD]: LATIN } }],
    ['host.copyText', { text: [QUOTE] }],
    ['member.name', { name: '', [WORD]: 1 }],
  ]
  const replies = await page.evaluate<string>(
    `Promise.all(${JSON.stringify(asks)}.map(([route, input]) => bridge.call(route, input))).then(JSON.stringify)`,
  )
  expect(findSecrets(Buffer.from(replies))).toEqual([])
  await inMain(`electron.app.getAppMetrics().filter((each) => each.name === 'isnad-project')
.forEach((each) => process.kill(each.pid, 'SIGKILL'))`)
  await setTimeout(1500)
}

/** Which of the words stand in some bytes, as UTF-8, as UTF-16 and as JSON escapes. */
function findSecrets(bytes: Buffer): string[] {
  return SECRETS.filter((word) =>
    [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(escapeAll(word))].some((each) =>
      bytes.includes(each),
    ),
  )
}

function escapeAll(word: string): string {
  return word.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)
}

/** Folders and files of ours that somebody else may read; Chromium's own files lie in folders that nobody else may enter. */
function findOpenToOthers(profile: string): string[] {
  // Chromium notes the port that we look through.
  const names = readdirSync(profile).filter((name) => name !== 'DevToolsActivePort')
  const inside = names.map((name) => join(profile, name))
  return [profile, ...inside].filter((path) => (statSync(path).mode & 0o077) !== 0)
}
