import { clockRows } from './clock-rows.ts'
import { machineRows } from './machine-rows.ts'
import { mergeRows } from './merge-rows.ts'
import { openingRows } from './opening-rows.ts'
import type { Row } from './row.ts'
import { diskRows, killRows, powerRows } from './storage-rows.ts'

/** Every fault of reliability.md §2, parts a, b and d, in its order. */
export const rows: readonly Row[] = [
  ...killRows,
  ...powerRows,
  ...diskRows,
  ...machineRows,
  ...openingRows,
  ...mergeRows,
  ...clockRows,
]
