import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components/TextField'

type FieldProps = Omit<TextFieldProps, 'children' | 'className' | 'style'> & {
  label: string
  hint?: string
  error?: string
  placeholder?: string
  /** Number of rows of a field for longer text; one line where left out. */
  rows?: number
  direction?: 'auto' | 'ltr' | 'rtl'
  hideLabel?: boolean
}

/** A field for text with its label, a hint and an error below. */
export function Field({ label, hint, error, placeholder, rows, direction = 'auto', hideLabel, ...props }: FieldProps) {
  // An empty field has no letters to tell its direction: it follows the window's.
  const dir = direction === 'auto' && (props.value ?? '') === '' ? undefined : direction
  const control = { className: 'field-control', dir, ...(placeholder === undefined ? {} : { placeholder }) }
  return (
    <TextField
      {...props}
      isInvalid={error !== undefined}
      className="field"
      {...(hideLabel === true ? { 'aria-label': label } : {})}
    >
      {hideLabel !== true && <Label>{label}</Label>}
      {rows === undefined ? <Input {...control} /> : <TextArea {...control} rows={rows} />}
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  )
}
