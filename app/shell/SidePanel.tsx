import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { HistoryPanel } from '../audit/HistoryPanel.tsx'
import { InvisiblePanel } from '../encoding/InvisiblePanel.tsx'
import { GuidelinePanel } from '../labels/GuidelinePanel.tsx'
import { IconButton } from '../ui/Button.tsx'
import { navigation } from './navigation.ts'
import { useStore } from './store.ts'

/** The panel beside the view, where one is open. */
export function SidePanel() {
  const { t } = useTranslation()
  const panel = useStore(navigation, (state) => state.panel)
  if (panel === null) return null
  const title = { history: t('acts.title'), guideline: t('guideline.title'), invisible: t('invisible.title') }[panel]
  return (
    <aside className="side-panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <IconButton label={t('common.close')} onPress={() => navigation.update({ panel: null })}>
          <X />
        </IconButton>
      </header>
      {panel === 'history' && <HistoryPanel />}
      {panel === 'guideline' && <GuidelinePanel />}
      {panel === 'invisible' && <InvisiblePanel />}
    </aside>
  )
}
