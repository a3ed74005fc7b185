import { useMemo } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components/ComboBox'
import { useTranslation } from 'react-i18next'
import type { AmountValue } from '../../corpus/value.ts'
import { Choices } from '../ui/Choices.tsx'
import { Field } from '../ui/Field.tsx'
import { listUnits, nameUnit, readNumber } from './amount-words.ts'
import { useDraftText } from './ValueFields.tsx'

type AmountFieldsProps = { value: AmountValue | null; onChange: (value: AmountValue | null) => void }

const NO_AMOUNT: AmountValue = { value: null, unit: null, vague: false }
const COMPARATORS = ['lt', 'le', 'gt', 'ge'] as const
const RATES = ['day', 'week', 'month', 'year'] as const

/** Number, unit, how exact it is, the ends of a range, and what it counts by. */
export function AmountFields({ value, onChange }: AmountFieldsProps) {
  const { t } = useTranslation()
  const { vague, cmp, min, max, rate, unit, value: number } = value ?? NO_AMOUNT
  const set = (change: { [N in keyof AmountValue]?: AmountValue[N] | undefined }): void => {
    const merged = { ...(value ?? NO_AMOUNT), ...change }
    const said = Object.fromEntries(Object.entries(merged).filter(([, part]) => part !== undefined)) as AmountValue
    const isNothing = said.value === null && said.unit === null && !said.vague && Object.keys(said).length === 3
    onChange(isNothing ? null : said)
  }
  const rates = rate === undefined || RATES.some((each) => each === rate) ? RATES : [...RATES, rate]
  return (
    <>
      <div className="value-row">
        <NumberField
          label={t('value.number')}
          value={number ?? undefined}
          onChange={(next) => set({ value: next ?? null })}
        />
        <UnitField unit={unit} onChange={(next) => set({ unit: next })} />
      </div>
      <Choices
        label={t('value.comparator')}
        value={cmp ?? 'none'}
        choices={[
          { value: 'none', text: t('value.exact') },
          ...COMPARATORS.map((each) => ({ value: each, text: t(`value.comparators.${each}`) })),
        ]}
        onChoose={(chosen) => set({ cmp: COMPARATORS.find((each) => each === chosen) })}
      />
      <Checkbox className="value-check" isSelected={vague} onChange={(next) => set({ vague: next })}>
        <span className="value-box" aria-hidden />
        {t('value.vague')}
      </Checkbox>
      <div className="value-row">
        <NumberField label={t('value.min')} value={min} onChange={(next) => set({ min: next })} />
        <NumberField label={t('value.max')} value={max} onChange={(next) => set({ max: next })} />
      </div>
      <Choices
        label={t('value.rateLabel')}
        value={rate ?? 'none'}
        choices={[
          { value: 'none', text: t('value.noRate') },
          ...rates.map((each) => ({ value: each, text: nameRate(each, t('value.perNoun', { noun: nameUnit(each) })) })),
        ]}
        onChoose={(chosen) => set({ rate: chosen === 'none' ? undefined : chosen })}
      />
    </>
  )

  function nameRate(each: string, otherwise: string): string {
    const known = RATES.find((name) => name === each)
    return known === undefined ? otherwise : t(`value.rate.${known}`)
  }
}

type NumberFieldProps = { label: string; value: number | undefined; onChange: (value: number | undefined) => void }

/** A number in Western or Eastern digits; what is none stays in the field with an error. */
function NumberField({ label, value, onChange }: NumberFieldProps) {
  const { t } = useTranslation()
  const { draft, change } = useDraftText(value === undefined ? '' : String(value))
  const isValid = draft === '' || readNumber(draft) !== undefined
  return (
    <Field
      label={label}
      direction="ltr"
      value={draft}
      {...(isValid ? {} : { error: t('value.notNumber') })}
      onChange={(next) => {
        const read = readNumber(next)
        change(next)
        if (next.trim() === '' || read !== undefined) onChange(read)
      }}
    />
  )
}

/** The unit by its name in the interface's language; a counted noun is written as it is. */
function UnitField({ unit, onChange }: { unit: string | null; onChange: (unit: string | null) => void }) {
  const { t, i18n } = useTranslation()
  const all = useMemo(() => (i18n.language === '' ? [] : listUnits()), [i18n.language])
  const { draft, change } = useDraftText(unit === null ? '' : nameUnit(unit))
  const take = (name: string): void => {
    const trimmed = name.trim()
    const known = all.find((each) => each.name === trimmed || each.unit === trimmed)
    onChange(trimmed === '' ? null : (known?.unit ?? trimmed))
  }
  return (
    <ComboBox
      className="field unit-field"
      allowsCustomValue
      menuTrigger="input"
      inputValue={draft}
      onInputChange={change}
      onSelectionChange={(chosen) => {
        if (chosen !== null) take(String(chosen))
      }}
      onBlur={() => take(draft)}
      defaultItems={all}
    >
      <Label>{t('value.unit')}</Label>
      <Input className="field-control" dir="auto" />
      <Popover className="menu-popover unit-list">
        <ListBox className="menu">
          {({ unit: id, name }: { unit: string; name: string }) => (
            <ListBoxItem id={id} textValue={name} className="menu-entry">
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
