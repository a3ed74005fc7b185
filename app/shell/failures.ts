import i18next from 'i18next'
import type { Failure } from '../api.ts'

/** One sentence for a failure in the person's language; the host's own message where the code has no text. */
export function describeFailure({ code, message, details }: Failure): string {
  const key = `failure.${code}`
  if (i18next.exists(key)) return i18next.t(key as 'failure.internal', { ...details })
  return i18next.t('failure.unknown', { message })
}
