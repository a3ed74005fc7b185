import { useId } from 'react'

type SelectProps = {
  label: string
  value: string
  /** Those of one `group` stand together under its name. */
  choices: readonly Readonly<{ value: string; text: string; group?: string }>[]
  onChoose: (value: string) => void
}

/** One of several values, shown in a list that opens. */
export function Select({ label, value, choices, onChoose }: SelectProps) {
  const id = useId()
  return (
    <div className="field select">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="field-control" value={value} onChange={(event) => onChoose(event.target.value)}>
        {[...Map.groupBy(choices, ({ group }) => group)].map(([group, own]) =>
          group === undefined ? (
            own.map(drawOption)
          ) : (
            <optgroup key={group} label={group}>
              {own.map(drawOption)}
            </optgroup>
          ),
        )}
      </select>
    </div>
  )
}

function drawOption({ value, text }: { value: string; text: string }) {
  return (
    <option key={value} value={value}>
      {text}
    </option>
  )
}
