import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profileFolder } from '../../db/key-store.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { verifyAgainst } from '../../electron/jobs/verify-against.ts'
import { makeFolder } from '../support/project.ts'
import { createRandom } from '../support/random.ts'
import { HARMS, setDesk, tamper } from '../support/tamper.ts'

/** How many tamperings; the long run asks for more. */
const COUNT = Number(process.env.ISNAD_TAMPERINGS ?? 40)
const TAMPERINGS_A_DESK = 20

/** Row A1 of reliability.md §2d: whoever alters a project with another program is found, by it or by a colleague's copy. */
describe('a project altered with another program', () => {
  it(`is found out by verify or by a colleague's copy, ${COUNT} times of ${COUNT}`, {
    timeout: 60_000 + COUNT * 3000,
  }, async () => {
    const missed: string[] = []
    const found = { verify: 0, against: 0 }
    let desk: ReturnType<typeof setDesk> | undefined
    for (let seed = 1; seed <= COUNT; seed++) {
      const random = createRandom(seed)
      if (desk === undefined || seed % TAMPERINGS_A_DESK === 1) desk = setDesk(makeFolder(), random)
      const harm = HARMS[seed % HARMS.length]!
      const file = join(makeFolder(), 'altered.isnad')
      copyFileSync(desk.analyst, file)
      const said = tamper(file, harm, random)
      // As on the auditor's machine: nothing is known there but the files.
      rmSync(join(profileFolder(), 'marks'), { recursive: true, force: true })
      const codes = await examine(file, desk.colleague)
      if (codes === undefined) found.verify++
      else if (codes.some((code) => !code.startsWith('against'))) found.verify++
      else if (codes.length > 0) found.against++
      else missed.push(`seed ${seed}: ${harm}, ${said}`)
    }
    process.stdout.write(
      `tamperings: ${COUNT}, by verify ${found.verify}, only by a colleague's copy ${found.against}, missed ${missed.length}\n`,
    )
    expect(missed).toEqual([])
  })

  it('is no false alarm while nobody altered it', async () => {
    const { analyst, colleague } = setDesk(makeFolder(), createRandom(7))
    expect(await examine(analyst, colleague)).toEqual([])
    expect(await examine(colleague, analyst)).toEqual([])
  })
})

/** The codes of the problems; undefined where the file is refused outright. */
async function examine(file: string, colleague: string): Promise<string[] | undefined> {
  const db = openProject(file)
  try {
    return (await verifyAgainst(db, colleague)).problems.map(({ code }) => code)
  } finally {
    closeProject(db)
  }
}
