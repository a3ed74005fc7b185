import { execFileSync, spawnSync } from 'node:child_process'
import { listAnnotations } from '../../db/annotation.ts'
import { readLog } from '../../db/log.ts'
import { mergeFiles } from '../../db/merge.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { verifyProject } from '../../db/verify.ts'
import { bundleScript } from '../support/bundle.ts'
import { copyFor, makeTeamProject } from '../support/team.ts'
import type { Result, Row } from './row.ts'

/** Which clock a colleague works by: arguments of `faketime`, a zone, and whether its times must be called odd. */
const CLOCKS: readonly Readonly<{ name: string; fake?: readonly string[]; zone?: string; odd: boolean }>[] = [
  { name: 'a year back', fake: ['-f', '-1y'], odd: true },
  { name: 'ten years forward', fake: ['-f', '+10y'], odd: true },
  { name: 'the end of 32 bits in 2038', fake: ['-f', '@2038-01-19 03:14:00'], odd: true },
  { name: 'another zone', zone: 'Pacific/Kiritimati', odd: false },
  { name: 'a summer time that skips an hour', zone: 'Australia/Lord_Howe', odd: false },
]

/** Row M4: people whose clocks are wrong. */
export const clockRows: readonly Row[] = [
  {
    id: 'M4',
    fault: `wrong clocks: ${CLOCKS.map(({ name }) => name).join(', ')}`,
    promise: 'the order holds, a time that cannot be right is called so, a merge is never blocked',
    whyNot: () => {
      if (process.env.CI === 'true' || spawnSync('faketime', ['--version']).status === 0) return undefined
      return 'faketime is not installed'
    },
    run: workByWrongClocks,
  },
]

async function workByWrongClocks(): Promise<Result> {
  const script = await bundleScript(new URL('./clock-child.ts', import.meta.url))
  for (const { name, fake, zone, odd } of CLOCKS) {
    const { db, articleId } = makeTeamProject()
    const other = copyFor(db, 'ليلى').db
    closeProject(other)
    const node = [process.execPath, script, other.file, 'ليلى', 'الوزير']
    const [program, ...args] = fake ? ['faketime', ...fake, ...node] : node
    const id = execFileSync(program!, args, { env: { ...process.env, ...(zone ? { TZ: zone } : {}) } }).toString()
    // Somebody with a right clock goes on in the same copy, and both come back.
    const after = execFileSync(process.execPath, [script, other.file, 'ليلى', 'الجسر']).toString()
    const { new: came } = await mergeFiles(db, [{ path: other.file }])
    const log = [...readLog(db)]
    const called = log.filter(({ oddClock }) => oddClock).map(({ target }) => target)
    const inOrder = log.findIndex(({ target }) => target === id) < log.findIndex(({ target }) => target === after)
    const { problems } = await verifyProject(db)
    const wrong = called.includes(id) !== odd || called.includes(after)
    if (came === 0 || !inOrder || wrong || problems.length > 0 || listAnnotations(db, articleId).length !== 3)
      throw new Error(`${name}: ${JSON.stringify({ came, inOrder, called, problems: problems[0] })}`)
    closeProject(db)
    // The copy itself, opened by a right clock again, is as good.
    const again = openProject(other.file)
    const { ok } = await verifyProject(again)
    closeProject(again)
    if (!ok) throw new Error(`${name}: the copy does not verify`)
  }
  return {
    cycles: CLOCKS.length,
    outcomes: { merged: CLOCKS.length, 'called odd': CLOCKS.filter(({ odd }) => odd).length },
  }
}
