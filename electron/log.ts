/** Writes one line to stderr: a code, counts, names of routes and times; never a word of any article. */
export function log(code: string, facts: Readonly<Record<string, string | number | boolean>> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), code, ...facts })}\n`)
}
