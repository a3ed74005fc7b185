import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CREDIBILITIES, type Credibility, type Rating, RELIABILITIES, type Reliability } from '../../corpus/rating.ts'
import { IconButton } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Field } from '../ui/Field.tsx'
import { useDraft } from './use-draft.ts'

type RatingFieldsProps = {
  rating: Rating | null
  wanted: boolean
  /** Stores a rating; the axes are independent, null clears one. */
  onRate: (rating: Rating) => Promise<{ ok: boolean }>
  onLeave: () => void
}

const UNRATED: Rating = { reliability: null, credibility: null, rationale: null }

/** The Admiralty code: source reliability and information credibility, by mouse or by the keys A–F and 1–6. */
export function RatingFields({ rating, wanted, onRate, onLeave }: RatingFieldsProps) {
  const { t } = useTranslation()
  const frame = useRef<HTMLFieldSetElement>(null)
  const { current, rate } = useRating(rating, onRate)
  const rationale = useDraft(rating?.rationale ?? '', (text) => rate({ rationale: text === '' ? null : text }))
  useEffect(() => {
    if (wanted) frame.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus()
  }, [wanted])

  const handleKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.altKey || event.metaKey) return
    const change = changeOfKey(event.code)
    if (change !== undefined) {
      void rate(change)
      focusChoice(frame.current!, String(change.reliability ?? change.credibility))
    } else if (event.code === 'Enter') onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <fieldset className="rating" ref={frame} onKeyDownCapture={handleKey}>
      <legend>{t('inspector.rating')}</legend>
      <div className="rating-axes">
        <Axis
          label={t('inspector.reliability')}
          clearLabel={t('inspector.clearReliability')}
          value={current.reliability}
          steps={RELIABILITIES.map((sign) => ({ sign, text: t(`reliability.${sign}`) }))}
          onRate={(sign) => void rate({ reliability: sign as Reliability | null })}
        />
        <Axis
          label={t('inspector.credibility')}
          clearLabel={t('inspector.clearCredibility')}
          value={current.credibility === null ? null : String(current.credibility)}
          steps={CREDIBILITIES.map((sign) => ({ sign: String(sign), text: t(`credibility.${sign}`) }))}
          onRate={(sign) => void rate({ credibility: sign === null ? null : (Number(sign) as Credibility) })}
        />
      </div>
      <p className="rating-keys">{t('inspector.ratingKeys')}</p>
      <Field
        label={t('inspector.rationale')}
        placeholder={t('inspector.rationalePlaceholder')}
        rows={1}
        value={rationale.text}
        onChange={rationale.change}
        onBlur={rationale.flush}
      />
    </fieldset>
  )
}

type AxisProps = {
  label: string
  clearLabel: string
  value: string | null
  steps: readonly { sign: string; text: string }[]
  onRate: (sign: string | null) => void
}

/** One axis of the code. Its last step, "cannot be judged", is set apart: it is not the worst one. */
function Axis({ label, clearLabel, value, steps, onRate }: AxisProps) {
  const clear = (
    <IconButton label={clearLabel} onPress={() => onRate(null)}>
      <X />
    </IconButton>
  )
  return (
    <Choices
      look="rows"
      label={label}
      value={value}
      choices={steps.map(({ sign, text }) => ({
        value: sign,
        sign,
        text,
        className: /[F6]/.test(sign) ? 'unknown' : '',
      }))}
      onChoose={onRate}
      after={value !== null && clear}
    />
  )
}

/** What is chosen shows at once, so that a second key never overwrites the first with an older rating. */
function useRating(stored: Rating | null, onRate: RatingFieldsProps['onRate']) {
  const [current, setCurrent] = useState(stored ?? UNRATED)
  const latest = useRef(current)
  const pending = useRef(0)
  useEffect(() => {
    if (pending.current > 0) return
    latest.current = stored ?? UNRATED
    setCurrent(latest.current)
  }, [stored])
  const rate = async (change: Partial<Rating>) => {
    latest.current = { ...latest.current, ...change }
    setCurrent(latest.current)
    pending.current++
    const result = await onRate(latest.current)
    pending.current--
    return result
  }
  return { current, rate }
}

function focusChoice(frame: HTMLElement, value: string): void {
  // Whoever types fast has left the fields by then, and must not be called back.
  requestAnimationFrame(() => {
    if (frame.contains(document.activeElement))
      frame.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.focus()
  })
}

function changeOfKey(code: string): Partial<Rating> | undefined {
  const letter = /^Key([A-F])$/.exec(code)?.[1]
  if (letter !== undefined) return { reliability: letter as Reliability }
  const digit = /^(?:Digit|Numpad)([1-6])$/.exec(code)?.[1]
  if (digit !== undefined) return { credibility: Number(digit) as Credibility }
  return undefined
}
