import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { matches } from '../shell/Palette.tsx'
import { useStore } from '../shell/store.ts'
import { QuickList, type QuickRow } from '../ui/QuickList.tsx'
import { createFor, entities, loadEntities } from './entity-state.ts'

type EntityPickerProps = {
  label: string
  /** An entity that is not offered. */
  without?: string | null
  /** Mentions for which a new entity may be made of what was typed; without them none is made. */
  mentions?: readonly string[]
  /** The name that a new entity is offered under before anything is typed. */
  suggested?: string
  onPick: (id: string) => void
  /** A new entity was made for the mentions. */
  onMade?: () => void
  onClose: () => void
}

const NEW = 'new '
const SHOWN = 60

/** Entities by any of their names, and a new one of what was typed. */
export function EntityPicker({ label, without, mentions, suggested, onPick, onMade, onClose }: EntityPickerProps) {
  const { t } = useTranslation()
  const known = useStore(entities, (state) => state.entities) ?? []
  useEffect(() => void loadEntities(false), [])
  const find = (query: string): QuickRow[] => {
    const name = query.trim() || (suggested ?? '')
    const rows = known
      .filter(({ row, merged }) => {
        const names = [row.name, ...row.aliases, ...merged.flatMap((other) => [other.name, ...other.aliases])]
        return row.id !== without && matches(query, ...names)
      })
      .slice(0, SHOWN)
      .map(({ row, mentions: own }) => ({
        id: row.id,
        text: row.name,
        note: t('entities.mentions', { count: own.length }),
      }))
    if (mentions === undefined || name === '' || rows.some(({ text }) => text === name)) return rows
    return [...rows, { id: NEW + name, text: t('entities.create', { name: `⁨${name}⁩` }) }]
  }
  return (
    <QuickList
      label={label}
      placeholder={t('entities.pickPlaceholder')}
      empty={t('entities.nothingFound')}
      find={find}
      onClose={onClose}
      onChoose={(id) => {
        onClose()
        if (id.startsWith(NEW)) void createFor({ name: id.slice(NEW.length) }, mentions ?? []).then(onMade)
        else onPick(id)
      }}
    />
  )
}
