import { EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { project } from '../shell/project.ts'
import { askAuthor } from '../shell/saving.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'

/** Over every view while nobody has said who works here and others' annotations are hidden therefore. */
export function UnnamedBar() {
  const { t } = useTranslation()
  const info = useStore(project, (state) => state.info)
  if (info?.blind !== true) return null
  return (
    <section className="copy-bar" aria-label={t('unnamedBar.label')}>
      <EyeOff aria-hidden />
      <span>{t('unnamedBar.body')}</span>
      {!info.readOnly && <Button onPress={() => void askAuthor()}>{t('unnamedBar.name')}</Button>}
    </section>
  )
}
