import { useTranslation } from 'react-i18next'
import { PrintWords } from '../audit/PrintWords.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { confirmKey } from './member-keys.ts'

/** A key that is to be confirmed as a member's. */
export type KeyToConfirm = Readonly<{ memberId: string; name: string; key: string; words: readonly string[] }>

/** Asks a lead to compare the eight words with what the member reads out, and only then confirms the key. */
export function ConfirmKey({ asked, onClose }: { asked: KeyToConfirm; onClose: () => void }) {
  const { t } = useTranslation()
  const confirm = async (): Promise<void> => {
    await confirmKey(asked)
    onClose()
  }
  return (
    <Dialog
      title={t('keys.confirmTitle', { name: `\u2068${asked.name}\u2069` })}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" onPress={() => void confirm()}>
            {t('keys.confirmYes')}
          </Button>
        </>
      }
    >
      <p>{t('keys.confirmHow', { name: `\u2068${asked.name}\u2069` })}</p>
      <PrintWords words={asked.words} label={t('keys.printOf', { name: `\u2068${asked.name}\u2069` })} />
      <p className="quiet">{t('keys.confirmNot')}</p>
    </Dialog>
  )
}
