import { ChevronRight, CircleHelp, Library, Menu as MenuIcon, Redo2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Button.tsx'
import { GroupedMenu } from '../ui/Menu.tsx'
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
  const groups = (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((name) => ({
    title: t(`menu.${name}`),
    entries: Object.entries(GROUPS[name]).map(([id, text]) => ({
      id,
      text: t(text),
      disabled: readOnly && WRITES.has(id),
    })),
  }))
  return (
    <GroupedMenu
      label={t('nav.menu')}
      icon={<MenuIcon />}
      groups={groups}
      onChoose={(id) => runCommand(id as WindowCommand)}
    />
  )
}

/** What a project that can only be read cannot do. */
const WRITES: ReadonlySet<string> = new Set(['import-files', 'import-folder', 'merge'] satisfies WindowCommand[])

type Entries = Partial<Record<WindowCommand, `menu.${string}`>>

const GROUPS = {
  groupArticles: {
    'import-files': 'menu.importFiles',
    'import-folder': 'menu.importFolder',
    export: 'menu.export',
  },
  groupLabels: {
    labels: 'menu.labels',
    guideline: 'menu.guideline',
    claims: 'menu.claims',
    entities: 'menu.entities',
    lessons: 'menu.lessons',
    history: 'menu.history',
    invisible: 'menu.invisible',
  },
  groupTeam: {
    team: 'menu.team',
    merge: 'menu.merge',
    conflicts: 'menu.conflicts',
    adjudication: 'menu.adjudication',
    members: 'menu.members',
  },
  groupSafety: {
    backups: 'menu.backups',
    backup: 'menu.backup',
    verify: 'menu.verify',
    trace: 'menu.trace',
    protection: 'menu.protection',
  },
  groupProject: { 'open-project': 'menu.openProject', 'new-project': 'menu.newProject' },
} as const satisfies Readonly<Record<string, Entries>>
