import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components/Menu'
import { IconButton } from './Button.tsx'

/** An entry of a menu; a string of dashes is not one: use `null` for a line between groups. */
export type MenuEntry = Readonly<{ id: string; text: string; icon?: ReactNode; disabled?: boolean }> | null

type MenuProps = {
  label: string
  icon: ReactNode
  entries: readonly MenuEntry[]
  onChoose: (id: string) => void
}

/** An icon button that opens a menu. */
export function Menu({ label, icon, entries, onChoose }: MenuProps) {
  return (
    <MenuTrigger>
      <IconButton label={label}>{icon}</IconButton>
      <Popover className="menu-popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={label} onAction={(id) => onChoose(String(id))}>
          {entries.map((entry, index) =>
            entry === null ? (
              <Separator key={`line-${entries[index - 1]?.id}`} className="menu-line" />
            ) : (
              <MenuItem
                key={entry.id}
                id={entry.id}
                textValue={entry.text}
                isDisabled={entry.disabled ?? false}
                className="menu-entry"
              >
                {entry.icon}
                <span>{entry.text}</span>
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
