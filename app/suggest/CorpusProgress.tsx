import { useTranslation } from 'react-i18next'
import { bulkWork } from '../shell/bulk.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Progress } from '../ui/Progress.tsx'
import { cancelCorpusWork, corpusWork } from './queue.ts'

/** How far a piece of work over the project is, and the way to end it. Of what is written no article is named. */
export function CorpusProgress() {
  const { t } = useTranslation()
  const { job, done, total, name } = useStore(corpusWork, (state) => state)
  const isBulk = useStore(bulkWork, ({ running }) => running > 0)
  if (job === undefined) return null
  const isWriting = isBulk && name === null && total > 0
  const reading = total === 0 ? '' : t('suggest.ofArticles', { done, number: total })
  return (
    <div className="corpus-progress">
      <Progress
        label={t(isWriting ? 'suggest.writing' : 'suggest.reading')}
        done={done}
        total={total}
        text={isWriting ? t('suggest.percent', { number: Math.round((100 * done) / total) }) : reading}
      />
      <div className="corpus-progress-foot">
        <span className="quiet" dir="auto">
          {isWriting ? t('suggest.writingHint') : name}
        </span>
        <Button onPress={cancelCorpusWork}>{t('suggest.stop')}</Button>
      </div>
    </div>
  )
}
