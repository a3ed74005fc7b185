import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from './Button.tsx'

type DialogProps = {
  title: string
  closeLabel: string
  /** Left out for a dialog that ends only by its own buttons. */
  onClose?: () => void
  size?: 'narrow' | 'wide'
  children: ReactNode
  actions?: ReactNode
}

/** A dialog over the window. Escape and the cross close it where `onClose` is given. */
export function Dialog({ title, closeLabel, onClose, size = 'narrow', children, actions }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={onClose !== undefined}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(open) => (open ? undefined : onClose?.())}
      className="dialog-overlay"
    >
      <Modal className={`dialog-frame ${size}`}>
        <AriaDialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {onClose !== undefined && (
              <IconButton label={closeLabel} onPress={onClose}>
                <X />
              </IconButton>
            )}
          </header>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <footer className="dialog-actions">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
