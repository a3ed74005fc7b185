import { CREDIBILITIES, type Rating, RELIABILITIES } from '../../corpus/rating.ts'

/** What a key rates: letters the source, digits the information, wherever they stand on the layout. */
export function ratingOfKey(code: string): Partial<Rating> | undefined {
  const reliability = RELIABILITIES.find((sign) => code === `Key${sign}`)
  if (reliability !== undefined) return { reliability }
  const credibility = CREDIBILITIES.find((sign) => code === `Digit${sign}` || code === `Numpad${sign}`)
  return credibility === undefined ? undefined : { credibility }
}
