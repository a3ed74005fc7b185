import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import {
  COLOURS,
  findRepeated,
  type LabelDefinition,
  LabelSet,
  listRemoved,
  SHAPES,
  type Subtype,
} from '../../corpus/label-set.ts'
import type { Output } from '../../electron/contract.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { call, type Failure } from '../api.ts'
import { describeFailure } from '../shell/failures.ts'
import { forgetFailed } from '../shell/saving.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { labelSet, saveLabelSet } from './label-set.ts'
import { LookFields, SubtypeRow } from './SubtypeRow.tsx'

type Usage = Output<'labelset.usage'>

/** The five labels of the project and their subtypes: names, looks, keys and descriptions. */
export function LabelSetEditor({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const stored = useStore(labelSet, (state) => state.labels)
  const [labels, setLabels] = useState(stored)
  const [label, setLabel] = useState<Label>('actor')
  const [asked, setAsked] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const usage = useUsage()
  const lost = findLost(stored, labels, usage)
  const problem = findProblem(labels)
  const save = async (removeUsed: boolean): Promise<void> => {
    if (lost.length > 0 && !removeUsed) return setAsked(true)
    const result = await saveLabelSet(labels, removeUsed)
    if (result.ok) return onClose()
    forgetFailed('label set')
    setFailure(result.failure)
  }
  const change = (next: LabelDefinition): void => {
    setAsked(false)
    setLabels(labels.map((each) => (each.code === next.code ? next : each)))
  }
  return (
    <Dialog
      title={t('labels.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind={asked ? 'danger' : 'primary'} isDisabled={problem !== null} onPress={() => void save(asked)}>
            {t(asked ? 'labels.removeAnyway' : 'common.save')}
          </Button>
        </>
      }
    >
      <Choices
        label={t('labels.which')}
        hideLabel
        value={label}
        choices={LABELS.map((code) => ({ value: code, text: t(`label.${code}`), sign: <LabelSign label={code} /> }))}
        onChoose={(chosen) => setLabel(chosen as Label)}
      />
      <LabelFields
        key={label}
        definition={labels.find(({ code }) => code === label)!}
        usage={usage}
        onChange={change}
      />
      {asked && <Lost lost={lost} />}
      {problem !== null && <p className="field-error">{t(problem)}</p>}
      {failure !== null && (
        <p className="field-error" role="alert">
          {describeFailure(failure)}
        </p>
      )}
    </Dialog>
  )
}

type LabelFieldsProps = { definition: LabelDefinition; usage: Usage; onChange: (next: LabelDefinition) => void }

function LabelFields({ definition, usage, onChange }: LabelFieldsProps) {
  const { t } = useTranslation()
  const { code, subtypes } = definition
  // A code changes while it is being written, so rows have names of their own.
  const [rows, setRows] = useState(() => subtypes.map(() => crypto.randomUUID()))
  const replace = (at: number, next: Subtype): void => onChange({ ...definition, subtypes: subtypes.with(at, next) })
  const remove = (at: number): void => {
    setRows(rows.toSpliced(at, 1))
    onChange({ ...definition, subtypes: subtypes.toSpliced(at, 1) })
  }
  const add = (): void => {
    setRows([...rows, crypto.randomUUID()])
    onChange({ ...definition, subtypes: [...subtypes, emptySubtype(subtypes)] })
  }
  return (
    <div className={`label-fields ${code}`}>
      <div className="label-head">
        <Field
          label={t('labels.nameAr')}
          direction="rtl"
          value={definition.nameAr}
          maxLength={60}
          onChange={(nameAr) => onChange({ ...definition, nameAr })}
        />
        <Field
          label={t('labels.nameEn')}
          direction="ltr"
          value={definition.nameEn}
          maxLength={60}
          onChange={(nameEn) => onChange({ ...definition, nameEn })}
        />
        <LookFields
          colour={definition.colour}
          shape={definition.shape}
          colours={COLOURS}
          shapes={SHAPES}
          onColour={(colour) => onChange({ ...definition, colour: colour ?? definition.colour })}
          onShape={(shape) => onChange({ ...definition, shape: shape ?? definition.shape })}
        />
      </div>
      <Field
        label={t('labels.description')}
        rows={2}
        value={definition.description}
        onChange={(description) => onChange({ ...definition, description })}
      />
      <h3>{t('labels.subtypes')}</h3>
      {subtypes.length === 0 && <p className="quiet">{t('labels.noSubtypes')}</p>}
      {subtypes.map((subtype, at) => (
        <SubtypeRow
          key={rows[at]}
          subtype={subtype}
          used={usage.find((use) => use.label === code && use.subtype === subtype.code)?.count ?? 0}
          onChange={(next) => replace(at, next)}
          onRemove={() => remove(at)}
        />
      ))}
      <Button icon={<Plus />} onPress={add}>
        {t('labels.add')}
      </Button>
    </div>
  )
}

function Lost({ lost }: { lost: Usage }) {
  const { t } = useTranslation()
  return (
    <div className="labels-lost" role="alert">
      <p>{t('labels.lost')}</p>
      <ul>
        {lost.map(({ label, subtype, count }) => (
          <li key={`${label} ${subtype}`}>
            {t(`label.${label}`)} ‹<bdi>{subtype}</bdi>›: {t('list.count', { count })}
          </li>
        ))}
      </ul>
    </div>
  )
}

function useUsage(): Usage {
  const [usage, setUsage] = useState<Usage>([])
  useEffect(() => {
    void call('labelset.usage', {}).then((result) => result.ok && setUsage(result.value))
  }, [])
  return usage
}

/** What would go though annotations have it. */
function findLost(before: LabelSet, after: LabelSet, usage: Usage): Usage {
  return listRemoved(before, after).flatMap(({ label, code }) =>
    usage.filter((use) => use.label === label && use.subtype === code),
  )
}

function findProblem(labels: LabelSet): 'labels.twice' | 'labels.incomplete' | null {
  if (labels.some(({ subtypes }) => findRepeated(subtypes).length > 0)) return 'labels.twice'
  return LabelSet.safeParse(labels).success ? null : 'labels.incomplete'
}

function emptySubtype(beside: readonly Subtype[]): Subtype {
  const free = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(String).find((key) => !beside.some((subtype) => subtype.key === key))
  return { code: '', nameAr: '', nameEn: '', colour: null, shape: null, key: free ?? null, description: '' }
}
