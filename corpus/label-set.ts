import type { Label } from './annotation.ts'

/** A label as a project shows it: its code in data, its names for people. */
export type LabelDefinition = Readonly<{ code: Label; nameAr: string; nameEn: string }>

/** The five labels that every project begins with, in the order of their keys. */
export const DEFAULT_LABEL_SET: readonly LabelDefinition[] = [
  { code: 'actor', nameAr: 'جهة فاعلة', nameEn: 'Actor' },
  { code: 'event', nameAr: 'حدث', nameEn: 'Event' },
  { code: 'date', nameAr: 'تاريخ', nameEn: 'Date' },
  { code: 'amount', nameAr: 'مقدار', nameEn: 'Amount' },
  { code: 'claim', nameAr: 'ادعاء', nameEn: 'Claim' },
]
