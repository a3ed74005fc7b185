import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Label } from '../../corpus/annotation.ts'
import type { AmountValue, DateValue, Value } from '../../corpus/value.ts'
import { Choices } from '../ui/Choices.tsx'
import { Field } from '../ui/Field.tsx'
import { AmountFields } from './AmountFields.tsx'
import { describeEdtf, isDateText } from './date-words.ts'
import { describeValue } from './value-words.ts'

type ValueFieldsProps = {
  label: Label
  value: Value | null
  /** Called with a whole and valid value only; null takes it away. */
  onChange: (value: Value | null) => void
}

/** What a date or an amount says, to be read in words and changed; nothing for other labels. */
export function ValueFields({ label, value, onChange }: ValueFieldsProps) {
  const { t } = useTranslation()
  if (label !== 'date' && label !== 'amount') return null
  return (
    <fieldset className="value-fields">
      <legend>{t('value.title')}</legend>
      <p className="suggestion-understood" aria-live="polite">
        {value === null ? t('value.none') : describeValue(value)}
      </p>
      {label === 'date' ? (
        <DateFields value={value as DateValue | null} onChange={onChange} />
      ) : (
        <AmountFields value={value as AmountValue | null} onChange={onChange} />
      )}
    </fieldset>
  )
}

const NO_DATE: DateValue = { edtf: null }
const MODS = ['START', 'MID', 'END', 'BEFORE', 'AFTER'] as const

function DateFields({ value, onChange }: { value: DateValue | null; onChange: (value: DateValue | null) => void }) {
  const { t } = useTranslation()
  const { calendar, mod } = value ?? NO_DATE
  const set = (change: { [N in keyof DateValue]?: DateValue[N] | undefined }): void => {
    const merged = { ...(value ?? NO_DATE), ...change }
    const said = Object.fromEntries(Object.entries(merged).filter(([, part]) => part !== undefined)) as DateValue
    onChange(said.edtf === null && Object.keys(said).length === 1 ? null : said)
  }
  return (
    <>
      <div className="value-row">
        <EdtfField text={value?.edtf ?? ''} onChange={(edtf) => set({ edtf })} />
        <TimeField time={value?.time ?? ''} onChange={(time) => set({ time })} />
      </div>
      <Choices
        label={t('value.calendar')}
        value={calendar ?? 'gregorian'}
        choices={(['gregorian', 'hijri'] as const).map((each) => ({ value: each, text: t(`value.calendars.${each}`) }))}
        onChoose={(chosen) => set({ calendar: chosen === 'hijri' ? 'hijri' : undefined })}
      />
      <Choices
        label={t('value.modLabel')}
        value={mod ?? 'none'}
        choices={[
          { value: 'none', text: t('value.modNone') },
          ...MODS.map((each) => ({ value: each, text: t(`value.mods.${each}`) })),
        ]}
        onChoose={(chosen) => set({ mod: MODS.find((each) => each === chosen) })}
      />
    </>
  )
}

/** A field for EDTF or a duration that says what it understood, or that it did not; only what is understood goes out. */
function EdtfField({ text, onChange }: { text: string; onChange: (edtf: string | null) => void }) {
  const { t } = useTranslation()
  const { draft, change } = useDraftText(text)
  const isValid = draft === '' || isDateText(draft)
  const hint =
    draft === '' ? t('value.edtfHint') : isValid ? `${t('value.understood')} ${describeEdtf(draft)}` : undefined
  return (
    <Field
      label={t('value.edtf')}
      direction="ltr"
      value={draft}
      {...(hint === undefined ? {} : { hint })}
      {...(isValid ? {} : { error: t('value.notEdtf') })}
      onChange={(next) => {
        const trimmed = next.trim()
        change(trimmed)
        if (trimmed === '') onChange(null)
        else if (isDateText(trimmed)) onChange(trimmed)
      }}
    />
  )
}

function TimeField({ time, onChange }: { time: string; onChange: (time: string | undefined) => void }) {
  const { t } = useTranslation()
  const { draft, change } = useDraftText(time)
  const isValid = draft === '' || CLOCK.test(draft)
  return (
    <Field
      label={t('value.time')}
      direction="ltr"
      placeholder="15:30"
      value={draft}
      {...(isValid ? {} : { error: t('value.notTime') })}
      onChange={(next) => {
        change(next)
        if (next === '') onChange(undefined)
        else if (CLOCK.test(next)) onChange(next)
      }}
    />
  )
}

const CLOCK = /^(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?$/

/** What is being typed; another value from outside takes its place. */
export function useDraftText(stored: string): { draft: string; change: (text: string) => void } {
  const [draft, setDraft] = useState({ text: stored, from: stored })
  // What went out comes back as stored: only something else than what was typed replaces it.
  if (draft.from !== stored) setDraft({ text: draft.text !== stored ? stored : draft.text, from: stored })
  return { draft: draft.text, change: (text) => setDraft({ text, from: stored }) }
}
