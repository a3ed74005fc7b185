import type { ReactNode } from 'react'
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components/Menu'
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
              <Entry key={entry.id} {...entry} />
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** Entries of one kind under a heading. */
export type MenuGroup = Readonly<{ title: string; entries: readonly Exclude<MenuEntry, null>[] }>
type GroupedMenuProps = Omit<MenuProps, 'entries'> & { groups: readonly MenuGroup[] }

/** An icon button that opens a menu too long for one column: groups under headings, side by side where there is room. */
export function GroupedMenu({ label, icon, groups, onChoose }: GroupedMenuProps) {
  return (
    <MenuTrigger>
      <IconButton label={label}>{icon}</IconButton>
      <Popover className="menu-popover" placement="bottom end">
        <AriaMenu className="menu menu-groups" aria-label={label} onAction={(id) => onChoose(String(id))}>
          {groups.map(({ title, entries }) => (
            <MenuSection key={title} className="menu-group">
              <Header className="menu-heading">{title}</Header>
              {entries.map((entry) => (
                <Entry key={entry.id} {...entry} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

function Entry({ id, text, icon, disabled = false }: Exclude<MenuEntry, null>) {
  return (
    <MenuItem id={id} textValue={text} isDisabled={disabled} className="menu-entry">
      {icon}
      <span>{text}</span>
    </MenuItem>
  )
}
