import type { Value } from '../../corpus/value.ts'
import { describeAmount } from './amount-words.ts'
import { describeDate } from './date-words.ts'

/** What the value of a date or an amount says, in the words and digits of the interface. */
export function describeValue(value: Value): string {
  return 'edtf' in value ? describeDate(value) : describeAmount(value)
}
