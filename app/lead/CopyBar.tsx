import { useTranslation } from 'react-i18next'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'

/** Over every view of a copy that was handed out: whose it is, of which project, and how much is done. */
export function CopyBar() {
  const { t } = useTranslation()
  const { info, articles } = useStore(project, (state) => state)
  if (info?.handout == null) return null
  const total = articles?.length ?? 0
  const done = articles?.filter(({ state }) => state === 'done').length ?? 0
  return (
    <section className="copy-bar" aria-label={t('copyBar.label')}>
      <strong>{t('copyBar.title', { name: `⁨${info.handout.name}⁩`, project: `⁨${info.title}⁩` })}</strong>
      <span className="team-share" aria-hidden>
        <span style={{ inlineSize: `${total === 0 ? 0 : (done / total) * 100}%` }} />
      </span>
      <span>{total > 0 && done === total ? t('copyBar.allDone') : t('copyBar.progress', { count: done, total })}</span>
      {done < total && <span>{t('copyBar.blind')}</span>}
    </section>
  )
}
