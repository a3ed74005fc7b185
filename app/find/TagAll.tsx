import { useMemo, useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import type { Span } from '../../corpus/span.ts'
import type { Hit } from '../../corpus/text/find.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { isEditable } from '../annotate/layers.ts'
import { findSentence } from '../editor/selection.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'

type TagAllProps = {
  session: ArticleSession
  hits: readonly Hit[]
  /** The label that is chosen first. */
  label?: Label
  onClose: () => void
}

/** Every hit in its sentence, to be ticked or not, before all of them are marked as one act. */
export function TagAll({ session, hits, label: first = 'actor', onClose }: TagAllProps) {
  const { t } = useTranslation()
  const [label, setLabel] = useState<Label>(first)
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const annotations = useStore(session.state, (state) => state.annotations)
  const known = useMemo(() => listKnown(hits, annotations, label), [hits, annotations, label])
  const chosen = hits.filter(({ span }) => !known.has(span.start) && !left.has(span.start))
  const mark = async (): Promise<void> => {
    const result = await session.createMany(
      chosen.map(({ span }) => span),
      label,
    )
    if (result.ok) onClose()
  }
  return (
    <Dialog
      title={t('find.tagAllTitle')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" isDisabled={chosen.length === 0} onPress={() => void mark()}>
            {t('find.mark', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <Choices
        label={t('find.label')}
        hideLabel
        value={label}
        choices={LABELS.map((code) => ({ value: code, text: t(`label.${code}`), sign: <LabelSign label={code} /> }))}
        onChoose={(code) => setLabel(code as Label)}
      />
      <ul className="tag-list">
        {hits.map((hit) => (
          <li key={hit.span.start}>
            <Occurrence
              session={session}
              hit={hit}
              isKnown={known.has(hit.span.start)}
              isChosen={!left.has(hit.span.start)}
              onChange={(isChosen) => setLeft(toggle(left, hit.span.start, !isChosen))}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

type OccurrenceProps = {
  session: ArticleSession
  hit: Hit
  /** It carries the label already. */
  isKnown: boolean
  isChosen: boolean
  onChange: (isChosen: boolean) => void
}

function Occurrence({ session, hit, isKnown, isChosen, onChange }: OccurrenceProps) {
  const { t } = useTranslation()
  const { content, sentences } = session.state.get()
  const { language } = content.article
  const { start, end } = hit.span
  const sentence = findSentence(sentences, start) ?? { start, end }
  const last = Math.max(end, sentence.end)
  return (
    <Checkbox className="occurrence" isSelected={isChosen && !isKnown} isDisabled={isKnown} onChange={onChange}>
      <span className="box" aria-hidden />
      <span className="occurrence-text" lang={language} dir={directionOf(language)}>
        {content.text.slice(sentence.start, start)}
        <mark>{content.text.slice(start, end)}</mark>
        {content.text.slice(end, last)}
      </span>
      {isKnown && <span className="quiet">{t('find.known')}</span>}
      {!hit.exact && !isKnown && <span className="quiet">{t('find.alike')}</span>}
    </Checkbox>
  )
}

/** Starts of the hits that carry the label already. */
function listKnown(
  hits: readonly Hit[],
  annotations: ReturnType<ArticleSession['state']['get']>['annotations'],
  label: Label,
): ReadonlySet<number> {
  const marked = new Set(
    annotations
      .filter(({ row }) => row.label === label && isEditable(row))
      .map(({ span }) => `${span.start} ${span.end}`),
  )
  return new Set(hits.filter(({ span }) => marked.has(nameSpan(span))).map(({ span }) => span.start))
}

function nameSpan({ start, end }: Span): string {
  return `${start} ${end}`
}

function toggle(set: ReadonlySet<number>, value: number, include: boolean): ReadonlySet<number> {
  const next = new Set(set)
  if (include) next.add(value)
  else next.delete(value)
  return next
}
