import { Check, ChevronRight, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { openNext, toggleDone } from './done.ts'

/** Whether the article is done, the way to say so and to take it back, and the way on to the next one. */
export function DoneMark({ articleId }: { articleId: string }) {
  const { t } = useTranslation()
  const isDone = useStore(project, ({ articles }) => articles?.find(({ id }) => id === articleId)?.state === 'done')
  return (
    <footer className="done-mark">
      {isDone ? (
        <>
          <span className="state done">{t('done.marked')}</span>
          <IconButton label={t('done.reopen')} onPress={() => void toggleDone(articleId)}>
            <RotateCcw />
          </IconButton>
        </>
      ) : (
        <Button icon={<Check />} onPress={() => void toggleDone(articleId)}>
          {t('done.mark')}
        </Button>
      )}
      <Button
        kind={isDone ? 'primary' : 'quiet'}
        icon={<ChevronRight className="onward" />}
        onPress={() => openNext(articleId)}
      >
        {t('done.next')}
      </Button>
    </footer>
  )
}
