import { Check, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { openNext, toggleDone } from './done.ts'

/** Whether the article is done, the way to say so and to take it back, and the way on to the next one. */
export function DoneMark({ articleId }: { articleId: string }) {
  const { t } = useTranslation()
  const isDone = useStore(project, ({ articles }) => articles?.find(({ id }) => id === articleId)?.state === 'done')
  if (!isDone)
    return (
      <Button icon={<Check />} onPress={() => void toggleDone(articleId)}>
        {t('done.mark')}
      </Button>
    )
  return (
    <span className="done-mark">
      <span className="state done">{t('done.marked')}</span>
      <Button kind="quiet" onPress={() => void toggleDone(articleId)}>
        {t('done.reopen')}
      </Button>
      <Button kind="primary" icon={<ChevronRight className="onward" />} onPress={() => openNext(articleId)}>
        {t('done.next')}
      </Button>
    </span>
  )
}
