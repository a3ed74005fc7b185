import { z } from 'zod'

const finite = z.number().refine(Number.isFinite, 'a finite number')

/** What a date says: EDTF level 0 to 2 or an ISO 8601 duration, null where nothing resolves it. */
export const DateValue = z.strictObject({
  edtf: z.string().max(200).nullable(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-4]):[0-5]\d(:[0-5]\d)?$/)
    .optional(),
  calendar: z.enum(['gregorian', 'hijri']).optional(),
  mod: z.enum(['START', 'MID', 'END', 'BEFORE', 'AFTER']).optional(),
})
export type DateValue = z.infer<typeof DateValue>

/** What an amount says: `value` is null only where there is no number or a range; `unit` is an ISO 4217 code or a unit's name. */
export const AmountValue = z.strictObject({
  value: finite.nullable(),
  unit: z.string().max(200).nullable(),
  vague: z.boolean(),
  cmp: z.enum(['lt', 'le', 'gt', 'ge']).optional(),
  min: finite.optional(),
  max: finite.optional(),
  rate: z.string().max(200).optional(),
})
export type AmountValue = z.infer<typeof AmountValue>

/** The understood value of an annotation: of a date or of an amount. */
export const Value = z.union([DateValue, AmountValue])
export type Value = z.infer<typeof Value>
