import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { describeFailure } from '../shell/failures.ts'
import { formatShare } from '../shell/i18n/numbers.ts'
import { showDialog } from '../shell/navigation.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FileName } from '../ui/FileName.tsx'
import { Progress } from '../ui/Progress.tsx'
import { Brought } from './Brought.tsx'
import { cancelMerge, closeMerge, merging, runMerge, undoMerge } from './merge-state.ts'

/** A merge: first what it would bring, then what it brought and what is to be decided. */
export function MergeDialog() {
  const { job, failure, undone, done, trial } = useStore(merging, (state) => state)
  if (job !== null) return <Working />
  if (failure !== null) return <Failed />
  if (undone !== null) return <Undone />
  if (done !== null) return <Done />
  return trial === null ? null : <Trial />
}

function Working() {
  const { t } = useTranslation()
  const { progress, trial } = useStore(merging, (state) => state)
  const title = trial === null ? t('merge.reading') : t('merge.running')
  const { done, total } = progress
  return (
    <Dialog
      title={title}
      closeLabel={t('common.close')}
      actions={<Button onPress={cancelMerge}>{t('common.cancel')}</Button>}
    >
      <Progress label={title} done={done} total={total} text={total === 0 ? '' : formatShare(done / total)} />
      <p className="quiet">{t('merge.cancelSafe')}</p>
    </Dialog>
  )
}

function Trial() {
  const { t } = useTranslation()
  const report = useStore(merging, (state) => state.trial)!
  return (
    <Dialog
      title={t('merge.trialTitle')}
      closeLabel={t('common.close')}
      onClose={closeMerge}
      size="wide"
      actions={
        <>
          <Button onPress={closeMerge}>{t('common.cancel')}</Button>
          <Button kind="primary" autoFocus isDisabled={isNothing(report)} onPress={() => void runMerge()}>
            {t('merge.run')}
          </Button>
        </>
      }
    >
      <p className="quiet">{isNothing(report) ? t('merge.nothing') : t('merge.trialHint')}</p>
      <Brought report={report} future />
    </Dialog>
  )
}

function isNothing({ sources, quarantined }: { sources: readonly { new: number }[]; quarantined: unknown[] }): boolean {
  return sources.every(({ new: n }) => n === 0) && quarantined.length === 0
}

function Done() {
  const { t } = useTranslation()
  const report = useStore(merging, (state) => state.done)!
  const { id, conflicts } = report
  return (
    <Dialog
      title={t('merge.doneTitle')}
      closeLabel={t('common.close')}
      onClose={closeMerge}
      size="wide"
      actions={
        <>
          {id !== null && <Button onPress={() => void undoMerge(id)}>{t('merge.undo')}</Button>}
          {conflicts.length > 0 && <Button onPress={() => showDialog('conflicts')}>{t('merge.showConflicts')}</Button>}
          <Button kind="primary" autoFocus onPress={closeMerge}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <p className="quiet">{t('merge.backupMade')}</p>
      <Brought report={report} />
    </Dialog>
  )
}

function Undone() {
  const { t } = useTranslation()
  const { kept, gone } = useStore(merging, (state) => state.undone)!
  const loose = kept.filter((one) => one.loose).length
  return (
    <Told title={t('merge.undoneTitle')}>
      <p>{t('merge.gone', { count: gone })}</p>
      <p>{t('merge.kept', { count: kept.length })}</p>
      {loose > 0 && <p className="quiet">{t('merge.loose', { count: loose })}</p>}
      <p className="quiet">{t('merge.undoneHint')}</p>
    </Told>
  )
}

function Failed() {
  const { t } = useTranslation()
  const { failure, grants } = useStore(merging, (state) => state)
  return (
    <Told title={t('merge.failedTitle')}>
      <p role="alert">{failure && describeFailure(failure)}</p>
      {grants.length > 0 && (
        <ul className="merge-files">
          {grants.map(({ grant, name }) => (
            <li key={grant}>
              <FileName name={name} />
            </li>
          ))}
        </ul>
      )}
    </Told>
  )
}

/** What is only to be read: nothing can be done about it here but to close it. */
function Told({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={title}
      closeLabel={t('common.close')}
      onClose={closeMerge}
      actions={
        <Button kind="primary" autoFocus onPress={closeMerge}>
          {t('common.close')}
        </Button>
      }
    >
      {children}
    </Dialog>
  )
}
