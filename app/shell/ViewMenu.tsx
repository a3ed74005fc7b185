import { AArrowDown, AArrowUp, Type } from 'lucide-react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { changeLanguage } from './i18n/index.ts'
import type { Language } from './i18n/languages.ts'
import { formatNumber } from './i18n/numbers.ts'
import { type Digits, type Preferences, prefer, preferences, READING_SIZES } from './preferences.ts'
import { useStore } from './store.ts'

/** How the window looks: its language, the size of the letters, digits, background. */
export function ViewMenu() {
  const { t } = useTranslation()
  const { readingSize, language, digits, paper } = useStore(preferences, (state) => state)
  const resize = (by: number) => prefer({ readingSize: readingSize + by })
  return (
    <DialogTrigger>
      <IconButton label={t('nav.view')}>
        <Type />
      </IconButton>
      <Popover className="menu-popover" placement="bottom end">
        <Dialog className="view-menu" aria-label={t('view.title')}>
          <Choices
            label={t('view.language')}
            value={language}
            choices={[
              { value: 'ar', text: t('view.arabic') },
              { value: 'en', text: t('view.english') },
            ]}
            onChoose={(value) => void changeLanguage(value as Language)}
          />
          <fieldset className="view-size">
            <legend>{t('view.size')}</legend>
            <IconButton
              label={t('view.smaller')}
              isDisabled={readingSize <= READING_SIZES.least}
              onPress={() => resize(-READING_SIZES.step)}
            >
              <AArrowDown />
            </IconButton>
            <output>{formatNumber(readingSize)}</output>
            <IconButton
              label={t('view.larger')}
              isDisabled={readingSize >= READING_SIZES.most}
              onPress={() => resize(READING_SIZES.step)}
            >
              <AArrowUp />
            </IconButton>
          </fieldset>
          <Choices
            label={t('view.digits')}
            value={digits[language]}
            choices={[
              { value: 'arab', sign: '١٢٣', text: t('view.digitsArab') },
              { value: 'latn', sign: '123', text: t('view.digitsLatn') },
            ]}
            onChoose={(value) => prefer({ digits: { ...digits, [language]: value as Digits } })}
          />
          <Choices
            label={t('view.paper')}
            value={paper}
            choices={[
              { value: 'system', text: t('view.paperSystem') },
              { value: 'warm', text: t('view.paperWarm') },
              { value: 'white', text: t('view.paperWhite') },
              { value: 'dark', text: t('view.paperDark') },
              { value: 'contrast', text: t('view.paperContrast') },
            ]}
            onChoose={(value) => prefer({ paper: value as Preferences['paper'] })}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
