import { Button } from 'react-aria-components/Button'
import { Toolbar } from 'react-aria-components/Toolbar'
import { useTranslation } from 'react-i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import { keySign, LABEL_KEYS } from '../editor/keys.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { LabelSign } from './labels.tsx'

/** Where the picker stands, relative to the scrolled content; `x` is its middle. */
export type PickerPlace = Readonly<{ top: number; x: number }>

/** The five labels beside the selected text, each with its key. It never takes the focus from the text. */
export function LabelPicker({ place, onPick }: { place: PickerPlace; onPick: (label: Label) => void }) {
  const { t } = useTranslation()
  return (
    <Toolbar
      className="label-picker"
      aria-label={t('reader.picker')}
      style={{ insetBlockStart: place.top, left: place.x }}
      onMouseDown={(event) => event.preventDefault()}
    >
      {LABELS.map((label, index) => (
        <Button
          key={label}
          className={`picker-label ${label}`}
          preventFocusOnPress
          onPress={() => onPick(label)}
          aria-label={t(`label.${label}`)}
          aria-keyshortcuts={LABEL_KEYS[label].map(keySign).join(' ')}
        >
          <LabelSign label={label} />
          <span>{t(`label.${label}`)}</span>
          <kbd>{formatNumber(index + 1)}</kbd>
        </Button>
      ))}
    </Toolbar>
  )
}
