/** The parts of a duration, in the order in which ISO 8601 writes them. */
export const DURATION_PARTS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const
export type IsoDuration = Readonly<Partial<Record<(typeof DURATION_PARTS)[number], number>>>

const pattern =
  /^P(?=.)(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** Reads an ISO 8601 duration, `P7Y` or `PT1H30M`; undefined for any other text. */
export function readIsoDuration(text: string): IsoDuration | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const said = DURATION_PARTS.flatMap((part, at) =>
    match[at + 1] === undefined ? [] : [[part, Number(match[at + 1])] as const],
  )
  return Object.fromEntries(said)
}
