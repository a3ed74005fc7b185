import type { ReactNode, Ref } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'

/** One choice: what is chosen, how it is called, and the sign that stands for it. */
export type Choice = Readonly<{ value: string; text: string; sign?: ReactNode; className?: string }>

type ChoicesProps = {
  label: string
  value: string | null
  choices: readonly Choice[]
  onChoose: (value: string) => void
  look?: 'rows' | 'chips'
  hideLabel?: boolean
  after?: ReactNode
  groupRef?: Ref<HTMLDivElement>
}

/** One of a few choices, all in view; arrow keys move between them. */
export function Choices({ label, value, choices, onChoose, look = 'chips', hideLabel, after, groupRef }: ChoicesProps) {
  return (
    <RadioGroup
      ref={groupRef ?? null}
      className={`choices ${look}`}
      value={value}
      onChange={onChoose}
      orientation={look === 'rows' ? 'vertical' : 'horizontal'}
      {...(hideLabel === true ? { 'aria-label': label } : {})}
    >
      <div className="choices-head">
        {hideLabel !== true && <Label>{label}</Label>}
        {after}
      </div>
      <div className="choices-body">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={`choice ${choice.className ?? ''}`}>
            {choice.sign !== undefined && <span className="choice-sign">{choice.sign}</span>}
            <span className="choice-text">{choice.text}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
