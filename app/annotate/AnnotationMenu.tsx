import { useRef } from 'react'
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components/Menu'
import { useTranslation } from 'react-i18next'
import { LABELS } from '../../corpus/annotation.ts'
import type { ArticleView } from '../editor/article-view.ts'
import type { ReaderCommandId } from '../editor/keys.ts'
import { useStore } from '../shell/store.ts'
import { copySelected } from './annotation-commands.ts'
import type { ArticleSession } from './article-session.ts'
import { LabelSign } from './labels.tsx'
import { runReaderCommand } from './reader-commands.ts'
import { openMenu, reading } from './reading.ts'

type AnnotationMenuProps = { session: ArticleSession; reader: { current: ArticleView | null } }

const ON_CHOSEN = ['rate', 'note', 'copy-uri', 'delete'] as const satisfies readonly ReaderCommandId[]

/** What can be done with the selected words or the chosen annotation, at the place that was asked for it. */
export function AnnotationMenu({ session, reader }: AnnotationMenuProps) {
  const { t } = useTranslation()
  const at = useStore(reading, (state) => state.menu)
  const chosen = useStore(session.state, (state) => state.chosen)
  const anchor = useRef<HTMLSpanElement>(null)
  if (at === undefined || reader.current === null) return null
  const opened = reader.current
  const isSelection = !opened.view.state.selection.empty
  const run = (id: string): void => {
    openMenu(undefined)
    if (id === 'copy') copySelected(opened, session)
    else runReaderCommand(opened, session, { kind: 'command', id: id as ReaderCommandId })
  }
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: at.x, top: at.y }} />
      <Popover
        className="menu-popover"
        isOpen
        triggerRef={anchor}
        placement="bottom start"
        onOpenChange={(open) => !open && openMenu(undefined)}
      >
        <Menu className="menu" aria-label={t('reader.menu')} onAction={(id) => run(String(id))}>
          {(isSelection || chosen !== undefined) &&
            LABELS.map((label) => (
              <MenuItem
                key={label}
                id={`label-${label}`}
                className={`menu-entry ${label}`}
                textValue={t(`label.${label}`)}
              >
                <LabelSign label={label} />
                <span>
                  {t(isSelection ? 'reader.giveLabel' : 'reader.changeLabel', { label: t(`label.${label}`) })}
                </span>
              </MenuItem>
            ))}
          {(isSelection || chosen !== undefined) && <Separator className="menu-line" />}
          <MenuItem id="copy" className="menu-entry">
            {t('reader.copy')}
          </MenuItem>
          {!isSelection &&
            chosen !== undefined &&
            ON_CHOSEN.map((id) => (
              <MenuItem key={id} id={id} className="menu-entry">
                {t(`command.${id}`)}
              </MenuItem>
            ))}
        </Menu>
      </Popover>
    </>
  )
}
