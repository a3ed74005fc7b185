/** An error that a person can act on: a stable code for programs, a message that names the thing and the mend. */
export class DomainError extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, string | number>>

  /** `details` fill the placeholders of the translated message; they never carry article text. */
  constructor(code: string, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message)
    this.name = 'DomainError'
    this.code = code
    this.details = details
  }
}
