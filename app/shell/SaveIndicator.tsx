import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { saveCopyAndOpen } from '../backups/save-copy.ts'
import { Button } from '../ui/Button.tsx'
import { describeFailure } from './failures.ts'
import { forgetFailed, retryFailed, saving } from './saving.ts'
import { useStore } from './store.ts'

const ICONS = {
  idle: null,
  saving: <LoaderCircle aria-hidden />,
  saved: <Check aria-hidden />,
  failed: <CircleAlert aria-hidden />,
}

/** Whether the project file holds the last edit. It says "saved" only after the file has it. */
export function SaveIndicator() {
  const { t } = useTranslation()
  const { state } = useStore(saving, (value) => value)
  return (
    <output className={`save-state ${state}`} data-save-state={state} aria-label={t('save.state')}>
      {ICONS[state]}
      {state === 'idle' ? '' : t(`save.${state}`)}
    </output>
  )
}

/** A failed edit stays in view with its reason and a way to try again. */
export function SaveFailure() {
  const { t } = useTranslation()
  const failure = useStore(saving, (value) => value.failure)
  if (failure === null) return null
  return (
    <div className="save-failure" role="alert">
      <CircleAlert aria-hidden />
      <p>{t('save.failedLong', { reason: describeFailure(failure) })}</p>
      {failure.code === 'project-moved' && (
        <Button onPress={() => void saveCopyAndOpen()}>{t('situation.saveCopyAs')}</Button>
      )}
      <Button onPress={() => void retryFailed()}>{t('common.retry')}</Button>
      <Button kind="quiet" onPress={() => forgetFailed()}>
        {t('common.close')}
      </Button>
    </div>
  )
}
