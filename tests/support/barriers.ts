import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

type Violation = { id: string; impact: string | null; nodes: { target: string[]; failureSummary?: string }[] }

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds serious or critical in the window as it stands. */
export async function findBarriers(page: Page): Promise<string[]> {
  // The window's policy forbids foreign scripts, so the checker comes in through the inspector.
  await page.evaluate(AXE)
  const violations = await page.evaluate(async () => {
    const axe: { run(options: object): Promise<{ violations: Violation[] }> } = Reflect.get(window, 'axe')
    return (await axe.run({ resultTypes: ['violations'] })).violations
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    )
}
