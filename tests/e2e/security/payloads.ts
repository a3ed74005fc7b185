import fc from 'fast-check'
import type { z } from 'zod'

const uuid = fc.uuid()
const odd = fc.oneof(
  uuid,
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('\ud800', '\u202e', '\0', '../../etc/passwd', '__proto__', "'; DROP TABLE op; --", 'x'.repeat(5000)),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, -0, 2 ** 53, -1 / 0, 0.5, null, undefined),
  fc.array(fc.oneof(uuid, fc.anything()), { maxLength: 5 }),
)

/** A value, and the source that makes it again in the page. */
export type Payload = Readonly<{ value: unknown; source: string }>

/** Payloads for a route: nonsense, and objects with the route's own fields in wrong or unknown values. */
export function makePayloads(input: z.ZodType, count: number, seed: number): Payload[] {
  const fields = Object.keys(input instanceof Object && 'shape' in input ? (input.shape as object) : {})
  const shaped = fc.record(Object.fromEntries(fields.map((field) => [field, odd])), { requiredKeys: [] })
  const extended = fc
    .tuple(shaped, fc.string({ maxLength: 12 }), odd)
    .map(([own, key, value]) => ({ ...own, [key]: value }))
  const payload = fc.oneof(
    { weight: 3, arbitrary: shaped },
    { weight: 1, arbitrary: extended },
    { weight: 2, arbitrary: odd },
  )
  return fc.sample(payload, { numRuns: count, seed }).map((value) => ({ value, source: fc.stringify(value) }))
}
