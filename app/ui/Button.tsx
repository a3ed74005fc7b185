import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'

type ButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> & {
  kind?: 'plain' | 'primary' | 'quiet' | 'danger'
  icon?: ReactNode
  children: ReactNode
}

/** A button with words, and an icon before them. */
export function Button({ kind = 'plain', icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`button ${kind}`}>
      {icon}
      <span>{children}</span>
    </AriaButton>
  )
}

type IconButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> & {
  label: string
  tip?: string
  children: ReactNode
}

/** A button that shows only an icon: its name is read aloud, and shown as a tip. */
export function IconButton({ label, tip, children, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...props} aria-label={label} className="icon-button">
        {children}
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {tip ?? label}
      </Tooltip>
    </TooltipTrigger>
  )
}
