import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { fold } from '../../corpus/text/fold.ts'
import { reading } from '../annotate/reading.ts'
import { type CommandId, READER_KEYS, type ReaderCommandId, WINDOW_KEYS } from '../editor/keys.ts'
import { KeySigns } from '../ui/KeySigns.tsx'
import { QuickList, type QuickRow } from '../ui/QuickList.tsx'
import { runCommand, type WindowCommand } from './commands.ts'
import { bindings, keysOf } from './key-bindings.ts'
import { describeChord, layout } from './keyboard-layout.ts'
import { openArticle } from './navigation.ts'
import { project } from './project.ts'
import { useStore } from './store.ts'

const MENU = {
  library: 'nav.library',
  'import-files': 'menu.importFiles',
  'import-folder': 'menu.importFolder',
  export: 'menu.export',
  backup: 'menu.backup',
  backups: 'menu.backups',
  verify: 'menu.verify',
  members: 'menu.members',
  trace: 'menu.trace',
  protection: 'menu.protection',
  'open-project': 'menu.openProject',
  'new-project': 'menu.newProject',
  entities: 'menu.entities',
  lessons: 'menu.lessons',
  labels: 'menu.labels',
  guideline: 'menu.guideline',
  history: 'menu.history',
  invisible: 'menu.invisible',
  merge: 'menu.merge',
  conflicts: 'menu.conflicts',
} as const satisfies Partial<Record<WindowCommand, string>>

/** Where one can go comes before what one can do. */
const PLACES = ['library', 'articles', 'claims', 'entities', 'team', 'adjudication'] as const

const SHOWN = 60

/** Every command by its name in either language, with its keys; those of the text only while an article is open. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { signs } = useStore(layout, (value) => value)
  const { chosen } = useStore(bindings, (value) => value)
  const run = useStore(reading, (state) => state.run)
  const ids = listCommands(run !== undefined)
  const find = (query: string): QuickRow[] =>
    ids
      .filter((id) => matches(query, nameOf(id, 'ar'), nameOf(id, 'en')))
      .sort((a, b) => distance(query, a) - distance(query, b))
      .map((id) => {
        const [chord] = id in MENU ? [] : keysOf(id as CommandId, chosen)
        return {
          id,
          text: nameOf(id),
          ...(chord === undefined ? {} : { end: <KeySigns parts={describeChord(chord, signs)} /> }),
        }
      })
  return (
    <QuickList
      label={t('palette.title')}
      placeholder={t('palette.placeholder')}
      empty={t('palette.empty')}
      find={find}
      onClose={onClose}
      onChoose={(id) => {
        onClose()
        if (id in READER_KEYS) run?.(id as ReaderCommandId)
        else runCommand(id as WindowCommand)
      }}
    />
  )
}

/** The project's articles by title and publisher: type, Enter, and it is open. */
export function ArticlePalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const articles = useStore(project, (state) => state.articles) ?? []
  const find = (query: string): QuickRow[] => {
    const rows: QuickRow[] = []
    for (const { id, title, publisher } of articles) {
      if (rows.length === SHOWN) break
      if (matches(query, title, publisher ?? ''))
        rows.push({ id, text: title, ...(publisher ? { note: publisher } : {}) })
    }
    return rows
  }
  return (
    <QuickList
      label={t('palette.articles')}
      placeholder={t('palette.articlesPlaceholder')}
      empty={t('palette.noArticle')}
      find={find}
      onClose={onClose}
      onChoose={(id) => openArticle(id)}
    />
  )
}

/** How well a name answers: it begins with the query, holds it as it is, or holds its words somewhere. */
function distance(query: string, id: CommandId | keyof typeof MENU): number {
  const places = [nameOf(id, 'ar'), nameOf(id, 'en')].map((name) => foldAll(name).indexOf(foldAll(query)))
  return places.includes(0) ? 0 : places.some((place) => place > 0) ? 1 : 2
}

/** True where every word of the query stands somewhere in one of the names, in whatever spelling. */
export function matches(query: string, ...names: readonly string[]): boolean {
  const held = foldAll(names.join(' '))
  return foldAll(query)
    .split(/\s+/)
    .every((word) => held.includes(word))
}

function foldAll(text: string): string {
  return fold(text.toLowerCase(), 'default').text
}

function listCommands(isReading: boolean): (CommandId | keyof typeof MENU)[] {
  const own = Object.keys(WINDOW_KEYS).filter((id) => id !== 'palette') as CommandId[]
  const reader = isReading ? (Object.keys(READER_KEYS) as ReaderCommandId[]) : []
  const rest = Object.keys(MENU) as (keyof typeof MENU)[]
  return [...new Set([...reader, ...PLACES, ...own, ...rest])]
}

function nameOf(id: CommandId | keyof typeof MENU, language?: 'ar' | 'en'): string {
  const t = language === undefined ? i18next.t : i18next.getFixedT(language)
  return id in MENU ? t(MENU[id as keyof typeof MENU]) : t(`command.${id as CommandId}`)
}
