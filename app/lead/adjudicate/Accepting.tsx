import { useTranslation } from 'react-i18next'
import { formatShare } from '../../shell/i18n/numbers.ts'
import { useStore } from '../../shell/store.ts'
import { Button } from '../../ui/Button.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { accepting, stopAccepting } from './accept-agreed.ts'

/** How far the acceptance of what all agree on is, and the way to stop it. */
export function Accepting() {
  const { t } = useTranslation()
  const { job, done, total } = useStore(accepting, (state) => state)
  if (job === null) return null
  return (
    <div className="corpus-progress">
      <Progress
        label={t('adjudicate.accepting')}
        done={done}
        total={total}
        text={total === 0 ? '' : formatShare(done / total)}
      />
      <div className="corpus-progress-foot">
        <span className="quiet">{t('adjudicate.acceptingStop')}</span>
        <Button onPress={stopAccepting}>{t('common.cancel')}</Button>
      </div>
    </div>
  )
}
