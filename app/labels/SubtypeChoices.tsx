import type { CSSProperties } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import type { Label } from '../../corpus/annotation.ts'
import type { Subtype } from '../../corpus/label-set.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { labelSet, nameOf } from './label-set.ts'

type SubtypeChoicesProps = { label: Label; value: string | null; onChoose: (code: string | null) => void }

/** The subtypes of a label; pressing the chosen one takes it away. Nothing where the label has none. */
export function SubtypeChoices({ label, value, onChoose }: SubtypeChoicesProps) {
  const { t } = useTranslation()
  const labels = useStore(labelSet, (state) => state.labels)
  const subtypes = labels.find(({ code }) => code === label)?.subtypes ?? []
  const isUnknown = value !== null && !subtypes.some(({ code }) => code === value)
  if (subtypes.length === 0 && !isUnknown) return null
  return (
    <fieldset className={`subtypes ${label}`} aria-label={t('labels.subtype')}>
      {subtypes.map((subtype) => (
        <ToggleButton
          key={subtype.code}
          className="subtype"
          style={lookOf(subtype)}
          isSelected={value === subtype.code}
          onChange={(chosen) => onChoose(chosen ? subtype.code : null)}
          aria-keyshortcuts={subtype.key === null ? undefined : `Control+${subtype.key}`}
        >
          <span className="subtype-name">{nameOf(subtype)}</span>
          {subtype.key !== null && <kbd>{formatNumber(Number(subtype.key))}</kbd>}
        </ToggleButton>
      ))}
      {isUnknown && (
        <ToggleButton className="subtype unknown" isSelected onChange={() => onChoose(null)}>
          <bdi>{value}</bdi>
        </ToggleButton>
      )}
    </fieldset>
  )
}

/** Colour and shape of a subtype where they are not its label's, for a style that uses `--colour` and `--stroke`. */
export function lookOf({ colour, shape }: Pick<Subtype, 'colour' | 'shape'>): CSSProperties {
  return {
    ...(colour === null ? {} : { '--colour': `var(--palette-${colour})` }),
    ...(shape === null ? {} : { '--stroke': shape }),
  } as CSSProperties
}
