import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { Workbench } from './annotate/Workbench.tsx'
import { Trace } from './audit/Trace.tsx'
import { Verify } from './audit/Verify.tsx'
import { Backups } from './backups/Backups.tsx'
import { Recovery } from './backups/Recovery.tsx'
import { SituationBar } from './backups/SituationBar.tsx'
import { ClaimsTable } from './claims/ClaimsTable.tsx'
import { Entities } from './entities/Entities.tsx'
import { LabelSetEditor } from './labels/LabelSetEditor.tsx'
import { Adjudication } from './lead/adjudicate/Adjudication.tsx'
import { Conflicts } from './lead/Conflicts.tsx'
import { CopyBar } from './lead/CopyBar.tsx'
import { MembersDialog } from './lead/Members.tsx'
import { MergeDialog } from './lead/MergeDialog.tsx'
import { Team } from './lead/Team.tsx'
import { UnnamedBar } from './lead/UnnamedBar.tsx'
import { Lessons } from './learn/Lessons.tsx'
import { ExportDialog } from './library/ExportDialog.tsx'
import { ImportDialog } from './library/ImportDialog.tsx'
import { Library } from './library/Library.tsx'
import { Protection } from './protection/Protection.tsx'
import { AskAuthor } from './shell/AskAuthor.tsx'
import { AskReopen } from './shell/AskReopen.tsx'
import { followDrops } from './shell/follow-host.ts'
import { navigation, type Place, showDialog } from './shell/navigation.ts'
import { ArticlePalette, Palette } from './shell/Palette.tsx'
import { preferences } from './shell/preferences.ts'
import { project } from './shell/project.ts'
import { SaveFailure } from './shell/SaveIndicator.tsx'
import { Shortcuts } from './shell/Shortcuts.tsx'
import { SidePanel } from './shell/SidePanel.tsx'
import { useStore } from './shell/store.ts'
import { TopBar } from './shell/TopBar.tsx'
import { Notices } from './ui/Notices.tsx'

/** The window: a bar, the view of the place one is at, and whatever dialog is open over it. */
export function App() {
  const { t, i18n } = useTranslation()
  const place = useStore(navigation, (state) => state.place)
  const damaged = useStore(project, (state) => state.damaged)
  const readOnly = useStore(project, ({ info }) => info?.readOnly === true)
  // Numbers are written while drawing, so another choice of digits draws everything again.
  useStore(preferences, (state) => state.digits)
  return (
    <I18nProvider locale={i18n.language}>
      <div className="window" data-read-only={readOnly || undefined}>
        <TopBar />
        <SaveFailure />
        <SituationBar />
        <CopyBar />
        <UnnamedBar />
        <div className="window-body">
          {damaged === null ? <View place={place} /> : <Recovery key={damaged.file} damaged={damaged} />}
          {damaged === null && <SidePanel />}
        </div>
        <Notices label={t('common.notifications')} closeLabel={t('common.close')} />
        <DropTarget />
        <OpenDialog />
        <ImportDialog />
        <ExportDialog />
        <AskAuthor />
        <AskReopen />
      </div>
    </I18nProvider>
  )
}

function View({ place }: { place: Place }) {
  if (place.view === 'article')
    return <Workbench key={place.articleId} articleId={place.articleId} target={place.target} />
  if (place.view === 'claims') return <ClaimsTable />
  if (place.view === 'adjudication') return <Adjudication articleId={place.articleId} />
  if (place.view === 'entities') return <Entities />
  return place.view === 'team' ? <Team /> : <Library />
}

function OpenDialog() {
  const dialog = useStore(navigation, (state) => state.dialog)
  const close = (): void => showDialog(null)
  if (dialog === 'shortcuts') return <Shortcuts onClose={close} />
  if (dialog === 'palette') return <Palette onClose={close} />
  if (dialog === 'articles') return <ArticlePalette onClose={close} />
  if (dialog === 'labels') return <LabelSetEditor onClose={close} />
  if (dialog === 'lessons') return <Lessons onClose={close} />
  if (dialog === 'trace') return <Trace onClose={close} />
  if (dialog === 'backups') return <Backups onClose={close} />
  if (dialog === 'merge') return <MergeDialog />
  if (dialog === 'conflicts') return <Conflicts onClose={close} />
  if (dialog === 'protection') return <Protection onClose={close} />
  if (dialog === 'verify') return <Verify onClose={close} />
  if (dialog === 'members') return <MembersDialog onClose={close} />
  return null
}

function DropTarget() {
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  useEffect(() => followDrops(setHeld), [])
  if (!held) return null
  return (
    <div className="drop-target" aria-hidden>
      <FileDown />
      <p>{t('library.drop')}</p>
    </div>
  )
}
