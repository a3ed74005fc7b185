import { useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import { describeFailure } from '../shell/failures.ts'
import { formatShare } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { FileName } from '../ui/FileName.tsx'
import { Progress } from '../ui/Progress.tsx'
import { cancelCopy, closeCopy, handing, writeCopy } from './hand-out.ts'
import type { Team } from './team-state.ts'

type HandOutProps = { team: Team; onClose: () => void }

/** A copy for a colleague: for whom, which articles, and what it does not hold. */
export function HandOut({ team, onClose }: HandOutProps) {
  const { job, made } = useStore(handing, (state) => state)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(team.articles.map(({ id }) => id)))
  const close = (): void => {
    closeCopy()
    onClose()
  }
  if (job !== null) return <Writing />
  if (made !== null) return <Made name={name} onClose={close} />
  return <Choose team={team} name={name} onName={setName} chosen={chosen} onChoose={setChosen} onClose={close} />
}

function Writing() {
  const { t } = useTranslation()
  const { done, total } = useStore(handing, (state) => state.progress)
  return (
    <Dialog
      title={t('handOut.writing')}
      closeLabel={t('common.close')}
      actions={<Button onPress={cancelCopy}>{t('common.cancel')}</Button>}
    >
      <Progress
        label={t('handOut.writing')}
        done={done}
        total={total}
        text={total === 0 ? '' : formatShare(done / total)}
      />
    </Dialog>
  )
}

function Made({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const made = useStore(handing, (state) => state.made)
  return (
    <Dialog
      title={t('handOut.done')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <p>
        {t('handOut.forWhom', { name: `⁨${name.trim()}⁩` })}{' '}
        <span className="quiet">({t('library.count', { count: made?.articles ?? 0 })})</span>
      </p>
      <p>
        {t('handOut.where')} <FileName name={made?.file ?? ''} />
      </p>
      <p className="quiet">{t('handOut.next')}</p>
    </Dialog>
  )
}

type ChooseProps = HandOutProps & {
  name: string
  onName: (name: string) => void
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

function Choose({ team, name, onName, chosen, onChoose, onClose }: ChooseProps) {
  const { t } = useTranslation()
  const failure = useStore(handing, (state) => state.failure)
  const ready = name.trim() !== '' && chosen.size > 0
  return (
    <Dialog
      title={t('handOut.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={!ready}
            onPress={() => void writeCopy(name.trim().normalize('NFC'), [...chosen])}
          >
            {t('handOut.write')}
          </Button>
        </>
      }
    >
      <div className="form">
        <Field
          label={t('handOut.name')}
          hint={t('handOut.nameHint')}
          placeholder={t('handOut.namePlaceholder')}
          value={name}
          onChange={onName}
          maxLength={100}
          autoFocus
        />
        <Known team={team} name={name} onName={onName} />
        <Articles team={team} name={name} chosen={chosen} onChoose={onChoose} />
        <p className="hand-out-blind">{t('handOut.blind')}</p>
        {failure !== null && (
          <p className="field-error" role="alert">
            {describeFailure(failure)}
          </p>
        )}
      </div>
    </Dialog>
  )
}

/** Analysts of the project, to be picked instead of typed. */
function Known({ team, name, onName }: Pick<ChooseProps, 'team' | 'name' | 'onName'>) {
  const { t } = useTranslation()
  const known = team.members.filter(({ role }) => role === 'annotator')
  if (known.length === 0) return null
  return (
    <fieldset className="hand-out-known">
      <legend>{t('handOut.known')}</legend>
      {known.map((member) => (
        <button
          key={member.id}
          type="button"
          className="chip"
          aria-pressed={member.name === name.trim()}
          onClick={() => onName(member.name)}
        >
          <bdi>{member.name}</bdi>
        </button>
      ))}
    </fieldset>
  )
}

function Articles({ team, name, chosen, onChoose }: Pick<ChooseProps, 'team' | 'name' | 'chosen' | 'onChoose'>) {
  const { t } = useTranslation()
  const receiver = team.members.find((member) => member.name === name.trim())
  const theirs = new Set(
    team.cells
      .filter(({ memberId, assignedAt }) => memberId === receiver?.id && assignedAt !== null)
      .map(({ articleId }) => articleId),
  )
  const choose = (id: string, include: boolean): void => {
    const next = new Set(chosen)
    if (include) next.add(id)
    else next.delete(id)
    onChoose(next)
  }
  return (
    <fieldset className="hand-out-articles">
      <legend>{t('handOut.articles')}</legend>
      <div className="hand-out-all">
        <span className="quiet">{t('handOut.chosen', { count: chosen.size })}</span>
        <Button kind="quiet" onPress={() => onChoose(new Set(team.articles.map(({ id }) => id)))}>
          {t('handOut.all')}
        </Button>
        <Button kind="quiet" onPress={() => onChoose(new Set())}>
          {t('handOut.none')}
        </Button>
      </div>
      <div className="hand-out-list">
        {team.articles.map(({ id, title }) => (
          <Checkbox
            key={id}
            className="occurrence"
            isSelected={chosen.has(id)}
            onChange={(include) => choose(id, include)}
          >
            <span className="box" aria-hidden />
            <span className="hand-out-title" dir="auto">
              {title}
            </span>
            {theirs.has(id) && <span className="quiet">{t('handOut.theirs')}</span>}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
