import { Pencil } from 'lucide-react'
import { Fragment, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LABELS } from '../../corpus/annotation.ts'
import { type CommandId, chordOf } from '../editor/keys.ts'
import { CASE_KEYS, type CaseCommand } from '../lead/adjudicate/case-keys.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { KeySigns } from '../ui/KeySigns.tsx'
import { assignKey, bindings, hasOwnKeys, keysOf, resetKeys } from './key-bindings.ts'
import { describeChord, layout } from './keyboard-layout.ts'
import { useStore } from './store.ts'

const FIXED = {
  move: ['←', '→'],
  moveWord: ['Ctrl', '←', '→'],
  moveClause: ['Alt', '←', '→'],
  moveSentence: ['Alt', '↑', '↓'],
  moveLine: ['Home', 'End'],
  moveText: ['Ctrl', 'Home', 'End'],
  extend: ['Shift'],
} as const

const GROUPS = {
  groupLabel: [...LABELS.map((label) => `label-${label}` as const), 'repeat-label', ...duplicates()],
  groupSelect: ['select-word', 'toggle-proclitic', 'select-sentence', 'grow', 'shrink', 'escape'],
  groupAnnotation: [
    'next',
    'previous',
    'next-bare',
    'previous-bare',
    'edit',
    'rate',
    'note',
    'delete',
    'copy-uri',
    'menu',
    'done',
    'next-article',
  ],
  groupBounds: [
    'start-left',
    'start-right',
    'end-left',
    'end-right',
    'start-left-letter',
    'start-right-letter',
    'end-left-letter',
    'end-right-letter',
  ],
  groupSuggest: [
    'suggestions',
    'next-suggestion',
    'previous-suggestion',
    'accept',
    'correct',
    'reject',
    'accept-alike',
    'reject-alike',
    'alike',
    'why',
    'tag-others',
    'next-waiting',
  ],
  groupClaim: [
    'claim-source',
    'claim-cue',
    'claim-content',
    'claim-via',
    'claim-unnamed',
    'claim-polarity',
    'claim-hedged',
    'claim-link',
    'claims',
  ],
  groupView: [
    ...LABELS.map((label) => `focus-${label}` as const),
    'focus-all',
    'sentence-view',
    'larger',
    'smaller',
    'normal-size',
  ],
  groupGeneral: ['palette', 'articles', 'adjudication', 'team', 'undo', 'redo', 'shortcuts'],
} as const satisfies Readonly<Record<string, readonly CommandId[]>>

/** All keys on one sheet, with the signs that the layout in use has on them; every command can be given another key. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { chosen } = useStore(bindings, (value) => value)
  return (
    <Dialog
      title={t('shortcuts.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <>
          {hasOwnKeys(chosen) && <Button onPress={resetKeys}>{t('shortcuts.reset')}</Button>}
          <Button onPress={onClose}>{t('common.close')}</Button>
        </>
      }
    >
      <p className="quiet">{t('shortcuts.note')}</p>
      <p className="quiet">{t('shortcuts.mouse')}</p>
      <div className="shortcut-groups">
        <Group name="groupLabel" />
        <Moving />
        <Group name="groupSelect" />
        <Group name="groupAnnotation" />
        <Group name="groupBounds" />
        <Group name="groupSuggest" />
        <Group name="groupClaim" />
        <Deciding />
        <Group name="groupView" />
        <Group name="groupGeneral" />
      </div>
    </Dialog>
  )
}

function Moving() {
  const { t } = useTranslation()
  return (
    <section>
      <h3>{t('shortcuts.groupMove')}</h3>
      <dl>
        {(Object.keys(FIXED) as (keyof typeof FIXED)[]).map((action) => (
          <div key={action}>
            <dt>{t(`shortcuts.${action}`)}</dt>
            <dd>
              <KeySigns parts={FIXED[action]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The keys of the adjudication, which are fixed. */
function Deciding() {
  const { t } = useTranslation()
  const { signs } = useStore(layout, (value) => value)
  return (
    <section>
      <h3>{t('shortcuts.groupAdjudicate')}</h3>
      <dl>
        <div>
          <dt>{t('adjudicate.command.column')}</dt>
          <dd>
            <KeySigns parts={['1', '…', '9']} />
          </dd>
        </div>
        {(Object.keys(CASE_KEYS) as CaseCommand[]).map((id) => (
          <div key={id}>
            <dt>{t(`adjudicate.command.${id}`)}</dt>
            <dd>
              <KeySigns parts={describeChord(CASE_KEYS[id][0], signs)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Group({ name }: { name: keyof typeof GROUPS }) {
  const { t } = useTranslation()
  return (
    <section>
      <h3>{t(`shortcuts.${name}`)}</h3>
      <dl>
        {GROUPS[name].map((id) => (
          <Entry key={id} id={id} />
        ))}
      </dl>
    </section>
  )
}

/** One command with its keys; its button waits for another key and refuses one that is taken. */
function Entry({ id }: { id: CommandId }) {
  const { t } = useTranslation()
  const { signs } = useStore(layout, (value) => value)
  const { chosen } = useStore(bindings, (value) => value)
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const command = t(`command.${id}`)
  const take = (event: KeyboardEvent): void => {
    if (!asking || /^(?:Control|Alt|Shift|Meta)/.test(event.code)) return
    event.preventDefault()
    event.stopPropagation()
    setAsking(false)
    const conflict = event.code === 'Escape' ? undefined : assignKey(id, chordOf(event))
    if (conflict === undefined) setRefusal(undefined)
    else setRefusal(conflict === 'reserved' ? t('shortcuts.reserved') : taken(conflict))
  }
  const taken = (other: CommandId): string => t('shortcuts.taken', { command: t(`command.${other}`) })
  return (
    <div>
      <dt>
        <span>
          {command}
          {refusal !== undefined && <small role="alert">{refusal}</small>}
        </span>
      </dt>
      <dd>
        {asking ? (
          <span className="key-wanted">{t('shortcuts.press')}</span>
        ) : (
          keysOf(id, chosen).map((chord, at) => (
            <Fragment key={chord}>
              {at > 0 && <span className="quiet key-or">{t('shortcuts.or')}</span>}
              <KeySigns parts={describeChord(chord, signs)} />
            </Fragment>
          ))
        )}
        <button
          type="button"
          className="key-change"
          aria-label={t('shortcuts.change', { command })}
          onClick={() => setAsking(true)}
          onBlur={() => setAsking(false)}
          onKeyDownCapture={take}
        >
          <Pencil aria-hidden />
        </button>
      </dd>
    </div>
  )
}

function duplicates() {
  return LABELS.map((label) => `duplicate-${label}` as const)
}
