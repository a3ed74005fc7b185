import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { COLOURS, type Colour, SHAPES, type Shape, type Subtype } from '../../corpus/label-set.ts'
import { IconButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { lookOf } from './SubtypeChoices.tsx'

type SubtypeRowProps = {
  subtype: Subtype
  /** How many annotations have it. */
  used: number
  onChange: (next: Subtype) => void
  onRemove: () => void
}

/** One subtype to be edited; its code stays once annotations have it. */
export function SubtypeRow({ subtype, used, onChange, onRemove }: SubtypeRowProps) {
  const { t } = useTranslation()
  const set = (change: Partial<Subtype>): void => onChange({ ...subtype, ...change })
  return (
    <div className="subtype-row" style={lookOf(subtype)}>
      <Field
        label={t('labels.code')}
        direction="ltr"
        value={subtype.code}
        maxLength={40}
        isReadOnly={used > 0}
        onChange={(code) => set({ code: code.toLowerCase().replace(/[^a-z0-9-]/g, '-') })}
      />
      <Field
        label={t('labels.nameAr')}
        direction="rtl"
        value={subtype.nameAr}
        maxLength={60}
        onChange={(nameAr) => set({ nameAr })}
      />
      <Field
        label={t('labels.nameEn')}
        direction="ltr"
        value={subtype.nameEn}
        maxLength={60}
        onChange={(nameEn) => set({ nameEn })}
      />
      <Select
        label={t('labels.key')}
        value={subtype.key ?? ''}
        choices={[
          { value: '', text: t('labels.none') },
          ...'123456789'.split('').map((key) => ({ value: key, text: key })),
        ]}
        onChoose={(key) => set({ key: key === '' ? null : key })}
      />
      <LookFields
        colour={subtype.colour}
        shape={subtype.shape}
        colours={COLOURS}
        shapes={SHAPES}
        inherits
        onColour={(colour) => set({ colour })}
        onShape={(shape) => set({ shape })}
      />
      <IconButton label={t('labels.remove', { name: subtype.nameAr || subtype.code })} onPress={onRemove}>
        <Trash2 />
      </IconButton>
      <Field
        label={t('labels.description')}
        value={subtype.description}
        onChange={(description) => set({ description })}
        {...(used > 0 ? { hint: t('labels.used', { count: used }) } : {})}
      />
    </div>
  )
}

type LookFieldsProps = {
  colour: Colour | null
  shape: Shape | null
  colours: readonly Colour[]
  shapes: readonly Shape[]
  /** Offers the label's own look besides. */
  inherits?: boolean
  onColour: (colour: Colour | null) => void
  onShape: (shape: Shape | null) => void
}

/** Colour and shape of the line in the text. */
export function LookFields({ colour, shape, colours, shapes, inherits, onColour, onShape }: LookFieldsProps) {
  const { t } = useTranslation()
  const own = inherits === true ? [{ value: '', text: t('labels.asLabel') }] : []
  return (
    <>
      <Select
        label={t('labels.colour')}
        value={colour ?? ''}
        choices={[...own, ...colours.map((each) => ({ value: each, text: t(`labels.colours.${each}`) }))]}
        onChoose={(chosen) => onColour(chosen === '' ? null : (chosen as Colour))}
      />
      <Select
        label={t('labels.shape')}
        value={shape ?? ''}
        choices={[...own, ...shapes.map((each) => ({ value: each, text: t(`labels.shapes.${each}`) }))]}
        onChoose={(chosen) => onShape(chosen === '' ? null : (chosen as Shape))}
      />
    </>
  )
}
