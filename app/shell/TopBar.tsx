import { ChevronRight, CircleHelp, Library, Menu as MenuIcon, Redo2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { runCommand, type WindowCommand } from './commands.ts'
import { navigation, openAdjudication, openLibrary } from './navigation.ts'
import { project } from './project.ts'
import { SaveIndicator } from './SaveIndicator.tsx'
import { useStore } from './store.ts'
import { ViewMenu } from './ViewMenu.tsx'

/** The bar over every view: where one is, undo and redo, whether all is saved, and the project's menu. */
export function TopBar() {
  const { t } = useTranslation()
  const info = useStore(project, (state) => state.info)
  return (
    <header className="top-bar">
      <span className="brand">{t('app.name')}</span>
      <Trail />
      <div className="top-tools">
        <SaveIndicator />
        {info?.readOnly === true && <span className="read-only">{t('nav.readOnly')}</span>}
        <IconButton
          label={t('nav.undo')}
          tip={t('nav.undoKey')}
          isDisabled={info?.canUndo !== true}
          onPress={() => runCommand('undo')}
        >
          <Undo2 />
        </IconButton>
        <IconButton
          label={t('nav.redo')}
          tip={t('nav.redoKey')}
          isDisabled={info?.canRedo !== true}
          onPress={() => runCommand('redo')}
        >
          <Redo2 />
        </IconButton>
        <ViewMenu />
        <IconButton label={t('nav.help')} onPress={() => runCommand('shortcuts')}>
          <CircleHelp />
        </IconButton>
        <ProjectMenu />
      </div>
    </header>
  )
}

function Trail() {
  const { t } = useTranslation()
  const place = useStore(navigation, (state) => state.place)
  const info = useStore(project, (state) => state.info)
  const article = useStore(project, ({ articles }) =>
    'articleId' in place ? articles?.find(({ id }) => id === place.articleId) : undefined,
  )
  if (place.view === 'library') return <span className="trail project-title">{info?.title}</span>
  const title = {
    team: t('team.title'),
    entities: t('entities.title'),
    claims: t('claims.title'),
    article: article?.title,
    adjudication: article?.title ?? t('adjudicate.title'),
  }[place.view]
  // Other views have a heading of their own.
  const Title = article !== undefined || place.view === 'claims' ? 'h1' : 'span'
  return (
    <nav className="trail" aria-label={t('nav.library')}>
      <button type="button" className="trail-link" onClick={openLibrary}>
        <Library aria-hidden />
        {t('nav.library')}
      </button>
      <ChevronRight aria-hidden className="trail-mark onward" />
      {place.view === 'adjudication' && article !== undefined && (
        <>
          <button type="button" className="trail-link" onClick={() => openAdjudication(null)}>
            {t('adjudicate.title')}
          </button>
          <ChevronRight aria-hidden className="trail-mark onward" />
        </>
      )}
      <Title className="trail-title" dir="auto">
        {title}
      </Title>
    </nav>
  )
}

function ProjectMenu() {
  const { t } = useTranslation()
  const readOnly = useStore(project, ({ info }) => info?.readOnly === true)
  return (
    <Menu
      label={t('nav.menu')}
      icon={<MenuIcon />}
      entries={[
        { id: 'import-files', text: t('menu.importFiles'), disabled: readOnly },
        { id: 'import-folder', text: t('menu.importFolder'), disabled: readOnly },
        null,
        { id: 'claims', text: t('menu.claims') },
        { id: 'adjudication', text: t('menu.adjudication') },
        { id: 'team', text: t('menu.team') },
        { id: 'entities', text: t('menu.entities') },
        null,
        { id: 'labels', text: t('menu.labels') },
        { id: 'guideline', text: t('menu.guideline') },
        { id: 'lessons', text: t('menu.lessons') },
        { id: 'history', text: t('menu.history') },
        { id: 'invisible', text: t('menu.invisible') },
        null,
        { id: 'export', text: t('menu.export') },
        { id: 'merge', text: t('menu.merge'), disabled: readOnly },
        { id: 'conflicts', text: t('menu.conflicts') },
        null,
        { id: 'backup', text: t('menu.backup') },
        { id: 'backups', text: t('menu.backups') },
        null,
        { id: 'members', text: t('menu.members') },
        { id: 'verify', text: t('menu.verify') },
        { id: 'trace', text: t('menu.trace') },
        { id: 'protection', text: t('menu.protection') },
        null,
        { id: 'open-project', text: t('menu.openProject') },
        { id: 'new-project', text: t('menu.newProject') },
      ]}
      onChoose={(id) => runCommand(id as WindowCommand)}
    />
  )
}
