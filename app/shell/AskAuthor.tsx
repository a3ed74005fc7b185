import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type Failure } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { describeFailure } from './failures.ts'
import { noteMember } from './project.ts'
import { answerAuthor, authorQuestion } from './saving.ts'
import { useStore } from './store.ts'

/** Asks once in a project who is working; the edit that waits for the name goes on afterwards. */
export function AskAuthor() {
  const waiting = useStore(authorQuestion, (state) => state.waiting)
  return waiting === null ? null : <Question />
}

function Question() {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const confirm = async (): Promise<void> => {
    if (name.trim() === '') return
    const member = await call('member.name', { name: name.trim().normalize('NFC') })
    if (!member.ok) return setFailure(member.failure)
    noteMember(member.value)
    answerAuthor(true)
  }
  return (
    <Dialog
      title={t('author.title')}
      closeLabel={t('common.close')}
      onClose={() => answerAuthor(false)}
      actions={
        <>
          <Button onPress={() => answerAuthor(false)}>{t('common.cancel')}</Button>
          <Button kind="primary" isDisabled={name.trim() === ''} onPress={() => void confirm()}>
            {t('author.confirm')}
          </Button>
        </>
      }
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <p>{t('author.body')}</p>
        <Field
          label={t('author.name')}
          placeholder={t('author.placeholder')}
          value={name}
          onChange={setName}
          autoFocus
          maxLength={100}
          {...(failure === null ? {} : { error: describeFailure(failure) })}
        />
      </form>
    </Dialog>
  )
}
