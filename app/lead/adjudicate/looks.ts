import type { Agreement } from '../../../corpus/curation.ts'

/** How a case is drawn in the text: a colour and a line of its own, so that nothing is told by colour alone. */
const LINES: Readonly<Record<Agreement, Readonly<{ colour: string; line: string }>>> = {
  agree: { colour: 'green', line: 'solid' },
  partial: { colour: 'blue', line: 'dashed' },
  conflict: { colour: 'crimson', line: 'double' },
  single: { colour: 'orange', line: 'dotted' },
}

/** The style of a case's words; what is decided bears no tint. */
export function lookOfCase(agreement: Agreement, isDecided: boolean): string {
  const { colour, line } = LINES[agreement]
  return `--colour: var(--palette-${colour}); text-decoration-style: ${line};${isDecided ? ' --tint: 0%;' : ''}`
}

/** The same for a sample line in a legend. */
export function sampleOf(agreement: Agreement): { borderBlockEnd: string } {
  const { colour, line } = LINES[agreement]
  return { borderBlockEnd: `3px ${line} var(--palette-${colour})` }
}
