import { FileLock2, KeyRound } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PrintWords } from '../audit/PrintWords.tsx'
import { describeFailure } from '../shell/failures.ts'
import { formatDate } from '../shell/i18n/numbers.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ConfirmKey, type KeyToConfirm } from './ConfirmKey.tsx'
import { type MemberKeys, useMemberKeys } from './member-keys.ts'
import { Waiting } from './Waiting.tsx'

type MemberOf = MemberKeys['members'][number]

/** The members' keys as a dialog of its own, for whoever does not see the team. */
export function MembersDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('keys.title')} closeLabel={t('common.close')} onClose={onClose} size="wide">
      <Members />
    </Dialog>
  )
}

/** Who signs with which key: one's own print to read out, everybody's keys, and what waits until a lead confirms one. */
export function Members() {
  const { t } = useTranslation()
  const { read, failure } = useMemberKeys()
  const leads = useStore(project, ({ info }) => info?.member?.role === 'lead')
  const section = useRef<HTMLElement>(null)
  const [asked, setAsked] = useState<KeyToConfirm | null>(null)
  if (failure !== null) return <p role="alert">{describeFailure(failure)}</p>
  if (read === null) return <p className="quiet">{t('common.loading')}</p>
  const confirm = leads ? setAsked : undefined
  const close = (): void => {
    setAsked(null)
    // The button that asked is gone with what it was about: the keyboard goes on from here.
    // The dialog that closes gives the focus back a frame later, to a button that is not there any more.
    requestAnimationFrame(() => requestAnimationFrame(() => section.current?.focus()))
  }
  return (
    <section className="keys" aria-label={t('keys.title')} tabIndex={-1} ref={section}>
      <p className="quiet">{t('keys.hint')}</p>
      <Own own={read.own} leads={leads} />
      <Waiting waiting={read.waiting} onConfirm={confirm} />
      <ul className="keys-members">
        {read.members.map((member) => (
          <MemberLine key={member.id} member={member} onConfirm={confirm} />
        ))}
      </ul>
      {asked !== null && <ConfirmKey asked={asked} onClose={close} />}
    </section>
  )
}

function Own({ own, leads }: { own: MemberKeys['own']; leads: boolean }) {
  const { t } = useTranslation()
  if (own === null) return <p className="keys-own">{t('keys.ownNone')}</p>
  return (
    <section className="keys-own" aria-label={t('keys.own')}>
      <h3>{t('keys.own')}</h3>
      <p>{t(leads ? 'keys.ownHintLead' : 'keys.ownHint')}</p>
      <PrintWords words={own.words} label={t('keys.own')} />
      <p className="keys-protection">
        {own.protection === 'keychain' ? <KeyRound aria-hidden /> : <FileLock2 aria-hidden />}
        {t(own.protection === 'keychain' ? 'keys.keychain' : 'keys.file')}
      </p>
    </section>
  )
}

type MemberLineProps = { member: MemberOf; onConfirm: ((asked: KeyToConfirm) => void) | undefined }

function MemberLine({ member, onConfirm }: MemberLineProps) {
  const { t } = useTranslation()
  const role = { annotator: t('team.roleAnnotator'), lead: t('team.roleLead'), auditor: t('team.roleAuditor') }
  return (
    <li>
      <p className="keys-name">
        <bdi>{member.name}</bdi> <span className="quiet">{role[member.role]}</span>
      </p>
      {member.keys.length === 0 && <p className="quiet">{t('keys.none')}</p>}
      <ul>
        {member.keys.map((key) => (
          <li key={key.key} className="keys-key">
            <PrintWords words={key.words} label={t('keys.printOf', { name: `\u2068${member.name}\u2069` })} />
            <p className="quiet">{t('keys.since', { count: key.entries, date: formatDate(key.since) })}</p>
            <KeyState keyRow={key} />
            {onConfirm && key.confirmedBy === null && !key.own && (
              <Button
                onPress={() => onConfirm({ memberId: member.id, name: member.name, key: key.key, words: key.words })}
              >
                {t('keys.confirm')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

function KeyState({ keyRow: { confirmedBy, vouched, own } }: { keyRow: MemberOf['keys'][number] }) {
  const { t } = useTranslation()
  if (confirmedBy !== null)
    return <p className="keys-state good">{t('keys.confirmedBy', { name: `\u2068${confirmedBy}\u2069` })}</p>
  if (own) return <p className="keys-state good">{t('keys.isOwn')}</p>
  return <p className="keys-state">{t(vouched ? 'keys.vouched' : 'keys.unconfirmed')}</p>
}
