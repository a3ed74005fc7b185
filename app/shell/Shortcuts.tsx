import { useTranslation } from 'react-i18next'
import { LABELS } from '../../corpus/annotation.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { keySign, LABEL_KEYS } from '../editor/keys.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

const GROUPS = {
  groupMove: {
    move: ['←', '→'],
    moveWord: ['Ctrl ←', 'Ctrl →'],
    moveLine: ['Home', 'End'],
    moveText: ['Ctrl Home', 'Ctrl End'],
    extend: ['Shift'],
    word: ['W'],
    sentence: ['S'],
  },
  groupAnnotation: {
    next: ['N'],
    previous: ['P'],
    edit: ['Enter'],
    rate: ['R'],
    takeNote: ['T'],
    delete: ['Del', '⌫'],
    escape: ['Esc'],
  },
  groupGeneral: { undo: ['Ctrl Z'], redo: ['Ctrl Shift Z', 'Ctrl Y'], help: ['?', 'F1'] },
} as const

/** All keys on one sheet. Letters are those printed on a Latin keyboard; the place of the key is what counts. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('shortcuts.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={<Button onPress={onClose}>{t('common.close')}</Button>}
    >
      <p className="quiet">{t('shortcuts.note')}</p>
      <div className="shortcut-groups">
        <section>
          <h3>{t('shortcuts.groupLabel')}</h3>
          <dl>
            {LABELS.map((label) => (
              <div key={label}>
                <dt>
                  <LabelSign label={label} />
                  <span>
                    {t(`label.${label}`)}
                    <small>{t(`label.${label}Hint`)}</small>
                  </span>
                </dt>
                <Keys keys={LABEL_KEYS[label].map(keySign)} />
              </div>
            ))}
          </dl>
        </section>
        <Group name="groupMove" />
        <Group name="groupAnnotation" />
        <Group name="groupGeneral" />
      </div>
    </Dialog>
  )
}

function Group({ name }: { name: keyof typeof GROUPS }) {
  const { t } = useTranslation()
  return (
    <section>
      <h3>{t(`shortcuts.${name}`)}</h3>
      <dl>
        {Object.entries(GROUPS[name]).map(([action, keys]) => (
          <div key={action}>
            <dt>{t(`shortcuts.${action as 'move'}`)}</dt>
            <Keys keys={keys} />
          </div>
        ))}
      </dl>
    </section>
  )
}

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <dd dir="ltr">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </dd>
  )
}
