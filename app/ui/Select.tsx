import { useId } from 'react'

type SelectProps = {
  label: string
  value: string
  choices: readonly Readonly<{ value: string; text: string }>[]
  onChoose: (value: string) => void
}

/** One of several values, shown in a list that opens. */
export function Select({ label, value, choices, onChoose }: SelectProps) {
  const id = useId()
  return (
    <div className="field select">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="field-control" value={value} onChange={(event) => onChoose(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  )
}
