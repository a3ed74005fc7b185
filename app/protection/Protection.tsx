import { LockKeyhole, LockOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './protection.css'

/** What protects the project's content and what does not, in plain words. */
export function Protection({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const keys = useKeyProtection()
  return (
    <Dialog
      size="wide"
      title={t('protection.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      <section className="protection" aria-labelledby="protection-open">
        <h3 id="protection-open">
          <LockOpen aria-hidden />
          {t('protection.notTitle')}
        </h3>
        <ul>
          <li>{t('protection.file')}</li>
          <li>{t('protection.automatic')}</li>
          <li>{t('protection.plain')}</li>
          <li>{t('protection.deleted')}</li>
        </ul>
      </section>
      <section className="protection" aria-labelledby="protection-closed">
        <h3 id="protection-closed">
          <LockKeyhole aria-hidden />
          {t('protection.isTitle')}
        </h3>
        <ul>
          <li>{t('protection.network')}</li>
          <li>{t('protection.sealed')}</li>
          <li>{t('protection.log')}</li>
          {keys !== undefined && <li>{t(`protection.keys.${keys}`)}</li>}
        </ul>
      </section>
      <p className="quiet">{t('protection.command')}</p>
      <p>
        <code dir="ltr" className="protection-command">
          isnad backup PROJECT.isnad BACKUP.age --passphrase-file FILE
        </code>
      </p>
    </Dialog>
  )
}

function useKeyProtection(): 'keychain' | 'file' | 'none' | undefined {
  const [keys, setKeys] = useState<'keychain' | 'file' | 'none'>()
  useEffect(() => {
    void call('member.keys', {}).then((result) => {
      if (result.ok) setKeys(result.value.own?.protection ?? 'none')
    })
  }, [])
  return keys
}
