import 'i18next'
import type ar from './ar.json'

/** Keys as `t` takes them: names joined by dots. Flat, because the nested form is too deep for the compiler to compare. */
type KeyOf<T, Before extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Before}${K}` : KeyOf<T[K], `${Before}${K}.`>
}[keyof T & string]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    keySeparator: false
    resources: { translation: Readonly<Record<KeyOf<typeof ar>, string>> }
  }
}
