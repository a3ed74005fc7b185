import { Button } from 'react-aria-components/Button'
import { Toolbar } from 'react-aria-components/Toolbar'
import { useTranslation } from 'react-i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import { keySign, LABEL_KEYS } from '../editor/keys.ts'
import { labelSet, nameOf } from '../labels/label-set.ts'
import { lookOf } from '../labels/SubtypeChoices.tsx'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { LabelSign } from './labels.tsx'

/** Where the picker stands, relative to the scrolled content; `x` is its middle. */
export type PickerPlace = Readonly<{ top: number; x: number }>

type LabelPickerProps = { place: PickerPlace; onPick: (label: Label, subtype?: string) => void }

/** The five labels, and their subtypes where the project has some, beside the selected text, each with its key. It never takes the focus from the text. */
export function LabelPicker({ place, onPick }: LabelPickerProps) {
  const { t } = useTranslation()
  const labels = useStore(labelSet, (state) => state.labels)
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
      {labels.some(({ subtypes }) => subtypes.length > 0) && (
        <div className="picker-subtypes">
          {labels.flatMap(({ code, subtypes }) =>
            subtypes.map((subtype) => (
              <Button
                key={`${code} ${subtype.code}`}
                className={`subtype ${code}`}
                style={lookOf(subtype)}
                preventFocusOnPress
                onPress={() => onPick(code, subtype.code)}
                aria-label={`${t(`label.${code}`)}: ${nameOf(subtype)}`}
              >
                <LabelSign label={code} />
                <span className="subtype-name">{nameOf(subtype)}</span>
              </Button>
            )),
          )}
        </div>
      )}
    </Toolbar>
  )
}
