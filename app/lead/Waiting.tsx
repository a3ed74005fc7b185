import { ShieldAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PrintWords } from '../audit/PrintWords.tsx'
import { formatMoment } from '../shell/i18n/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { FileName } from '../ui/FileName.tsx'
import type { KeyToConfirm } from './ConfirmKey.tsx'
import type { MemberKeys } from './member-keys.ts'

type WaitingProps = {
  waiting: MemberKeys['waiting']
  /** Left out for whoever is no lead. */
  onConfirm: ((asked: KeyToConfirm) => void) | undefined
}

/** Entries that came with a name their key does not belong to: how many, by whom they say they are, and why they wait. */
export function Waiting({ waiting, onConfirm }: WaitingProps) {
  const { t } = useTranslation()
  if (waiting.length === 0) return null
  return (
    <section className="keys-waiting" aria-label={t('keys.waiting')}>
      <h3>
        <ShieldAlert aria-hidden />
        {t('keys.waiting')}
      </h3>
      <p>{t('keys.waitingHint')}</p>
      <ul>
        {waiting.map(({ memberId, name, key, words, count, reason, source, came }) => (
          <li key={`${memberId} ${key} ${reason}`} className="keys-key">
            <p className="keys-name">{t('keys.waitingCount', { count, name: `\u2068${name}\u2069` })}</p>
            <p>{t(REASONS[reason] ?? 'keys.reasonUnknownKey')}</p>
            <p className="quiet">
              <FileName name={source} /> · {formatMoment(came)}
            </p>
            {words.length > 0 && (
              <PrintWords words={words} label={t('keys.printOf', { name: `\u2068${name}\u2069` })} />
            )}
            {onConfirm && key !== '' && reason !== 'role' && (
              <Button onPress={() => onConfirm({ memberId, name, key, words })}>{t('keys.confirm')}</Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const REASONS: Readonly<
  Record<string, 'keys.reasonHandout' | 'keys.reasonOtherOwner' | 'keys.reasonUnknownKey' | 'keys.reasonRole'>
> = {
  handout: 'keys.reasonHandout',
  'other-owner': 'keys.reasonOtherOwner',
  'unknown-key': 'keys.reasonUnknownKey',
  role: 'keys.reasonRole',
}
