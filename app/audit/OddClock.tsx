import { ClockAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Says that the time beside it cannot be right. The order of what was done does not depend on it. */
export function OddClock() {
  const { t } = useTranslation()
  return (
    <span className="odd-clock">
      <ClockAlert aria-hidden />
      {t('acts.oddClock')}
    </span>
  )
}
