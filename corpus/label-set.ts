import { z } from 'zod'
import { LABELS, Label } from './annotation.ts'

/** Colours that a theme has in a light and a dark form, each legible as a line under text. */
export const COLOURS = ['blue', 'orange', 'green', 'purple', 'crimson', 'teal', 'brown', 'slate'] as const
export const Colour = z.enum(COLOURS)
export type Colour = z.infer<typeof Colour>

/** Shapes of the line under a span: what tells labels apart without colour. */
export const SHAPES = ['solid', 'dashed', 'dotted', 'double', 'wavy'] as const
export const Shape = z.enum(SHAPES)
export type Shape = z.infer<typeof Shape>

const name = z.string().trim().min(1).max(60)
const description = z.string().trim().max(2000)

/** A kind of a label that a project defines. Without colour or shape it has its label's; `key` is a digit, 1 to 9. */
export const Subtype = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  nameAr: name,
  nameEn: name,
  colour: Colour.nullable(),
  shape: Shape.nullable(),
  key: z
    .string()
    .regex(/^[1-9]$/)
    .nullable(),
  description,
})
export type Subtype = z.infer<typeof Subtype>

/** A label as a project shows it: its code in data, its names for people, its look, its subtypes. */
export const LabelDefinition = z.strictObject({
  code: Label,
  nameAr: name,
  nameEn: name,
  colour: Colour,
  shape: Shape,
  description,
  subtypes: z.array(Subtype).max(40),
})
export type LabelDefinition = z.infer<typeof LabelDefinition>

/** The five labels in the order of their keys; within one, no code and no key stands twice. */
export const LabelSet = z
  .array(LabelDefinition)
  .length(LABELS.length)
  .superRefine((labels, context) => {
    for (const [at, { code, subtypes }] of labels.entries()) {
      if (code !== LABELS[at])
        context.addIssue({ code: 'custom', path: [at], message: `label ${at + 1} is not ${LABELS[at]}` })
      for (const twice of findRepeated(subtypes))
        context.addIssue({ code: 'custom', path: [at], message: `${twice} stands twice` })
    }
  })
export type LabelSet = z.infer<typeof LabelSet>

/** The labels that every project begins with. */
export const DEFAULT_LABEL_SET: LabelSet = [
  define('actor', 'جهة فاعلة', 'Actor', 'blue', 'solid'),
  define('event', 'حدث', 'Event', 'orange', 'dashed'),
  define('date', 'تاريخ', 'Date', 'green', 'dotted'),
  define('amount', 'مقدار', 'Amount', 'purple', 'double'),
  define('claim', 'ادعاء', 'Claim', 'crimson', 'wavy'),
]

/** The definition of a subtype; undefined where the set does not have it, as after its removal. */
export function findSubtype(labels: LabelSet, label: Label, code: string | null): Subtype | undefined {
  return labels.find((each) => each.code === label)?.subtypes.find((subtype) => subtype.code === code)
}

/** Subtypes that one set has and another lacks. */
export function listRemoved(before: LabelSet, after: LabelSet): { label: Label; code: string }[] {
  return before.flatMap(({ code: label, subtypes }) =>
    subtypes.filter(({ code }) => findSubtype(after, label, code) === undefined).map(({ code }) => ({ label, code })),
  )
}

/** Codes and keys that stand more than once among the subtypes of one label. */
export function findRepeated(subtypes: readonly Pick<Subtype, 'code' | 'key'>[]): string[] {
  const repeated = (values: readonly (string | null)[]) =>
    values.filter((value, at): value is string => value !== null && values.indexOf(value) < at)
  return [...repeated(subtypes.map(({ code }) => code)), ...repeated(subtypes.map(({ key }) => key))]
}

function define(code: Label, nameAr: string, nameEn: string, colour: Colour, shape: Shape): LabelDefinition {
  return { code, nameAr, nameEn, colour, shape, description: '', subtypes: [] }
}
