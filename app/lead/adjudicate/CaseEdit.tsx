import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdjudicatedDraft } from '../../../corpus/adjudication.ts'
import { fitsLabel, LABELS, type Label } from '../../../corpus/annotation.ts'
import { CREDIBILITIES, type Credibility, RELIABILITIES, type Reliability } from '../../../corpus/rating.ts'
import { codePointSpan, type Span } from '../../../corpus/span.ts'
import { LabelSign } from '../../annotate/labels.tsx'
import type { ArticleView } from '../../editor/article-view.ts'
import { moveBound } from '../../editor/bounds.ts'
import { spanToAnnotate } from '../../editor/selection.ts'
import { describeChord, layout } from '../../shell/keyboard-layout.ts'
import { useStore } from '../../shell/store.ts'
import { ValueFields } from '../../suggest/ValueFields.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Field } from '../../ui/Field.tsx'
import { KeySigns } from '../../ui/KeySigns.tsx'
import { Select } from '../../ui/Select.tsx'
import { anonymity, nameAnalyst } from './anonymity.ts'
import { CaseClaim } from './CaseClaim.tsx'
import { BOUND_KEYS, type BoundCommand, boundCommandOf } from './case-keys.ts'
import type { CurationSession, OpenCase } from './curation-session.ts'
import { beginDraft, draftOf } from './drafts.ts'

type CaseEditProps = { session: CurationSession; of: OpenCase; reader: RefObject<ArticleView | null> }

/** The adjudicated annotation by hand: begun from one analyst's, its bounds, label, value, entity, rating and claim changed. */
export function CaseEdit({ session, of, reader }: CaseEditProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<AdjudicatedDraft>(() =>
    takeSelection(beginDraft(session, of), session, of, reader),
  )
  const change = (part: Partial<AdjudicatedDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const frame = useRef<HTMLFormElement>(null)
  useEffect(() => frame.current?.querySelector<HTMLElement>('.edit-bounds button')?.focus(), [])
  const leave = (): void => {
    session.state.update({ mode: 'look' })
    reader.current?.view.focus()
  }
  const move = (bound: BoundCommand): void => {
    const moved = moveEnd(session, draft, bound)
    if (moved !== undefined) change(boundsOf(session, moved))
  }
  const handleKey = (event: KeyboardEvent): void => {
    if (event.code === 'Escape') leave()
    else if (isTyping(event.target)) return
    else {
      const bound = boundCommandOf(event)
      if (bound === undefined) return
      move(bound)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      ref={frame}
      className="case-edit"
      aria-label={t('adjudicate.edit')}
      onSubmit={(event) => {
        event.preventDefault()
        void session.decide({ outcome: 'edit', draft: fitDraft(draft) }).then(() => reader.current?.view.focus())
      }}
      onKeyDown={handleKey}
    >
      <BeginFrom session={session} of={of} onBegin={setDraft} />
      <Bounds session={session} draft={draft} onMove={move} />
      <Choices
        label={t('inspector.label')}
        value={draft.label}
        choices={LABELS.map((each) => ({
          value: each,
          text: t(`label.${each}`),
          sign: <LabelSign label={each} />,
          className: each,
        }))}
        onChoose={(label) => change({ label: label as Label, subtype: null })}
      />
      <ValueFields
        label={draft.label}
        value={draft.value && fitsLabel(draft.label, draft.value) ? draft.value : null}
        onChange={(value) => change({ value })}
      />
      {draft.label === 'claim' && (
        <CaseClaim claim={draft.claim} session={session} of={of} onChange={(claim) => change({ claim })} />
      )}
      {draft.label === 'actor' && (
        <EntityChoice session={session} of={of} draft={draft} onChange={(entity) => change({ entity })} />
      )}
      <RatingChoice draft={draft} onChange={(rating) => change({ rating })} />
      <Why session={session} />
      <div className="correction-acts">
        <Button kind="primary" type="submit">
          {t('adjudicate.saveEdit')}
        </Button>
        <Button onPress={leave}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}

function Why({ session }: { session: CurationSession }) {
  const { t } = useTranslation()
  const why = useStore(session.state, (state) => state.why)
  return <Field label={t('adjudicate.why')} value={why} onChange={(text) => session.state.update({ why: text })} />
}

type BeginFromProps = { session: CurationSession; of: OpenCase; onBegin: (draft: AdjudicatedDraft) => void }

/** Takes everything that one analyst says as the beginning. */
function BeginFrom({ session, of, onBegin }: BeginFromProps) {
  const { t } = useTranslation()
  const { analysts } = useStore(session.state, (value) => value)
  const hidden = useStore(anonymity, (value) => value.hidden)
  const rows = analysts.flatMap((analyst) => {
    const row = session.rowOf(of, analyst)
    return row === undefined ? [] : [{ analyst, row }]
  })
  if (rows.length < 2) return null
  return (
    <div className="edit-from">
      <span className="quiet">{t('adjudicate.beginFrom')}</span>
      {rows.map(({ analyst, row }) => (
        <Button key={analyst} kind="quiet" onPress={() => onBegin(draftOf(row))}>
          {nameAnalyst(analyst, analysts, hidden)}
        </Button>
      ))}
    </div>
  )
}

type BoundsProps = { session: CurationSession; draft: AdjudicatedDraft; onMove: (bound: BoundCommand) => void }

function Bounds({ session, draft, onMove }: BoundsProps) {
  const { t } = useTranslation()
  const { signs } = useStore(layout, (value) => value)
  return (
    <fieldset className="edit-bounds">
      <legend>{t('adjudicate.difference.bounds')}</legend>
      <blockquote
        className={`case-words ${draft.label}`}
        lang={session.content.article.language}
        dir="auto"
        aria-live="polite"
      >
        <mark>{draft.quote}</mark>
      </blockquote>
      <div>
        {(Object.keys(BOUND_KEYS) as BoundCommand[]).map((bound) => (
          <span key={bound} className="case-act">
            <Button kind="quiet" onPress={() => onMove(bound)}>
              {t(`adjudicate.bound.${bound}`)}
            </Button>
            <KeySigns parts={describeChord(BOUND_KEYS[bound][0], signs)} />
          </span>
        ))}
      </div>
      <p className="quiet">{t('adjudicate.boundsHint')}</p>
    </fieldset>
  )
}

type EntityChoiceProps = {
  session: CurationSession
  of: OpenCase
  draft: AdjudicatedDraft
  onChange: (entity: string | null) => void
}

/** Whom the adjudicated actor refers to, among those that the analysts named; nothing to choose where nobody named one. */
function EntityChoice({ session, of, draft, onChange }: EntityChoiceProps) {
  const { t } = useTranslation()
  const { entities, rows } = session.state.get()
  const named = of.judged.annotationIds.flatMap((id) => entities.get(rows.get(id)?.entity ?? '') ?? [])
  const chosen = entities.get(draft.entity ?? '')
  const all = new Map([...named, ...(chosen === undefined ? [] : [chosen])].map((entity) => [entity.root, entity]))
  if (all.size === 0) return null
  const agreed = draft.entity === undefined && all.size === 1 ? named[0] : undefined
  return (
    <Select
      label={t('adjudicate.entity')}
      value={(chosen ?? agreed)?.root ?? ''}
      choices={[
        { value: '', text: t('adjudicate.noEntity') },
        ...[...all.values()].map(({ root, name }) => ({ value: root, text: name })),
      ]}
      onChoose={(root) => onChange(all.get(root)?.id ?? null)}
    />
  )
}

type RatingChoiceProps = { draft: AdjudicatedDraft; onChange: (rating: AdjudicatedDraft['rating']) => void }

function RatingChoice({ draft, onChange }: RatingChoiceProps) {
  const { t } = useTranslation()
  const { reliability = null, credibility = null, rationale = null } = draft.rating ?? {}
  const set = (next: { reliability: Reliability | null; credibility: Credibility | null }): void =>
    onChange(next.reliability === null && next.credibility === null ? null : { ...next, rationale })
  const none = { value: '', text: t('adjudicate.unrated') }
  return (
    <div className="edit-rating">
      <Select
        label={t('inspector.reliability')}
        value={reliability ?? ''}
        choices={[none, ...RELIABILITIES.map((value) => ({ value, text: `${value} · ${t(`reliability.${value}`)}` }))]}
        onChoose={(value) => set({ reliability: (value || null) as Reliability | null, credibility })}
      />
      <Select
        label={t('inspector.credibility')}
        value={String(credibility ?? '')}
        choices={[
          none,
          ...CREDIBILITIES.map((value) => ({ value: String(value), text: `${value} · ${t(`credibility.${value}`)}` })),
        ]}
        onChoose={(value) => set({ reliability, credibility: value === '' ? null : (Number(value) as Credibility) })}
      />
    </div>
  )
}

/** What is selected in the text, where it meets the case, is what shall be marked. */
function takeSelection(
  draft: AdjudicatedDraft,
  session: CurationSession,
  of: OpenCase,
  reader: RefObject<ArticleView | null>,
): AdjudicatedDraft {
  const selected = reader.current && spanToAnnotate(reader.current.view.state, reader.current.open)
  if (!selected || selected.start >= of.span.end || selected.end <= of.span.start) return draft
  return { ...draft, ...boundsOf(session, selected) }
}

function boundsOf(session: CurationSession, of: Span) {
  return { ...session.offsets.toCodePointSpan(of), quote: session.content.text.slice(of.start, of.end) }
}

/** An end moved by a word to one side of the screen; in Arabic the text runs to the left. */
function moveEnd(session: CurationSession, draft: AdjudicatedDraft, bound: BoundCommand): Span | undefined {
  const [end, side] = bound.split('-') as ['start' | 'end', 'left' | 'right']
  const isRtl = session.content.article.language !== 'en'
  const of = session.offsets.toSpan(codePointSpan(draft.startCodePoint, draft.endCodePoint))
  return moveBound(session.content.text, of, { end, by: 'word', forward: (side === 'left') === isRtl })
}

/** A value, a claim or a subtype of another label is left behind. */
function fitDraft(draft: AdjudicatedDraft): AdjudicatedDraft {
  const value = draft.value && fitsLabel(draft.label, draft.value) ? draft.value : null
  return { ...draft, value, claim: draft.label === 'claim' ? draft.claim : null }
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio')
  )
}
