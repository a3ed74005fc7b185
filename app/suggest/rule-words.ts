import i18next from 'i18next'
import rules from './rules.json' with { type: 'json' }

/** Why something was suggested: the rule in words of the interface, its bare name where there are none. */
export function describeRule(rule: string): string {
  const words: Readonly<Record<string, string>> = i18next.language === 'en' ? rules.en : rules.ar
  return words[rule] ?? `⁦${rule}⁩`
}
