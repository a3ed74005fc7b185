import { Link2, MousePointerClick, Trash2, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type AnnotationRow, LABELS, type Label } from '../../corpus/annotation.ts'
import { call } from '../api.ts'
import { ClaimFields } from '../claims/ClaimFields.tsx'
import { ClaimLinks } from '../claims/ClaimLinks.tsx'
import { takeProposal } from '../claims/proposals.ts'
import { chordOf, labelOf } from '../editor/keys.ts'
import { EntityOf } from '../entities/EntityOf.tsx'
import { OtherPlaces } from '../find/OtherPlaces.tsx'
import { SubtypeChoices } from '../labels/SubtypeChoices.tsx'
import { directionOf } from '../shell/i18n/languages.ts'
import { formatMoment } from '../shell/i18n/numbers.ts'
import { bindings, keysOf } from '../shell/key-bindings.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { ValueEditor } from '../suggest/ValueEditor.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Field } from '../ui/Field.tsx'
import { notify } from '../ui/Notices.tsx'
import type { ArticleSession, OpenAnnotation } from './article-session.ts'
import { ForeignAnnotation } from './ForeignAnnotation.tsx'
import { LabelSign } from './labels.tsx'
import { isEditable } from './layers.ts'
import { RatingFields } from './RatingFields.tsx'
import { useDraft } from './use-draft.ts'

type InspectorProps = { session: ArticleSession; onLeave: () => void }

/** The chosen annotation with all that can be said about it. */
export function Inspector({ session, onLeave }: InspectorProps) {
  const { t } = useTranslation()
  const chosen = useStore(session.state, ({ annotations, chosen }) =>
    chosen === undefined ? undefined : annotations.find(({ row }) => row.id === chosen),
  )
  if (chosen === undefined)
    return (
      <div className="inspector-empty">
        <MousePointerClick aria-hidden />
        <p>{t('inspector.noneHint')}</p>
      </div>
    )
  if (!isEditable(chosen.row)) return <ForeignAnnotation session={session} annotation={chosen} />
  return <Chosen key={chosen.row.id} session={session} annotation={chosen} onLeave={onLeave} />
}

type ChosenProps = InspectorProps & { annotation: OpenAnnotation }

function Chosen({ session, annotation, onLeave }: ChosenProps) {
  const { t } = useTranslation()
  const { row } = annotation
  const { language } = session.state.get().content.article
  const wanted = useStore(session.state, (state) => state.wanted)
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    if (wanted === 'note') frame.current?.querySelector<HTMLElement>('.inspector-note textarea')?.focus()
    if (wanted === 'label') frame.current?.querySelector<HTMLElement>('.inspector-label input:checked')?.focus()
    if (wanted !== undefined) session.state.update({ wanted: undefined })
  }, [wanted, session])
  return (
    <section
      className="inspector"
      ref={frame}
      aria-label={t('inspector.title')}
      onKeyDown={(event) => handleKey(event, session, row, onLeave)}
    >
      <Head session={session} annotation={annotation} onLeave={onLeave} />
      {row.label === 'claim' ? (
        <ClaimFields session={session} />
      ) : (
        <blockquote className={`quote ${row.label}`} lang={language} dir={directionOf(language)}>
          {row.quote}
        </blockquote>
      )}
      <LabelChoices label={row.label} onChoose={(label) => void session.change(row.id, { label })} />
      <SubtypeChoices
        label={row.label}
        value={row.subtype}
        onChoose={(subtype) => void session.change(row.id, { subtype })}
      />
      <ValueEditor key={row.label} session={session} row={row} />
      {row.label === 'actor' && <EntityOf session={session} row={row} />}
      {(row.label === 'actor' || row.label === 'event') && <OtherPlaces session={session} row={row} />}
      {row.label === 'claim' && isUnrated(annotation) && <p className="rating-wanted">{t('inspector.ratingWanted')}</p>}
      <RatingFields
        rating={row.rating}
        wanted={wanted === 'rating'}
        onRate={(rating) => session.rate(row.id, rating)}
        onLeave={onLeave}
      />
      {row.label === 'claim' && <ClaimLinks session={session} id={row.id} />}
      <Note session={session} annotation={annotation} />
      <Maker annotation={annotation} />
    </section>
  )
}

function Head({ session, annotation, onLeave }: ChosenProps) {
  const { t } = useTranslation()
  const { id, label } = annotation.row
  return (
    <header className="inspector-head">
      <h2>
        <LabelSign label={label} />
        {t(`label.${label}`)}
      </h2>
      <IconButton label={t('inspector.copyUri')} onPress={() => void copyId(id, t('common.copied'))}>
        <Link2 />
      </IconButton>
      <IconButton label={t('inspector.delete')} onPress={() => void session.remove(id).then(onLeave)}>
        <Trash2 />
      </IconButton>
      <IconButton label={t('inspector.close')} onPress={() => session.choose(undefined)}>
        <X />
      </IconButton>
    </header>
  )
}

function LabelChoices({ label, onChoose }: { label: Label; onChoose: (label: Label) => void }) {
  const { t } = useTranslation()
  const choices = LABELS.map((each) => ({
    value: each,
    text: t(`label.${each}`),
    sign: <LabelSign label={each} />,
    className: each,
  }))
  return (
    <div className="inspector-label">
      <Choices
        label={t('inspector.label')}
        hideLabel
        value={label}
        choices={choices}
        onChoose={(chosen) => onChoose(chosen as Label)}
      />
    </div>
  )
}

function Note({ session, annotation }: Omit<ChosenProps, 'onLeave'>) {
  const { t } = useTranslation()
  const { id, note } = annotation.row
  const draft = useDraft(note ?? '', (text) => session.change(id, { note: text === '' ? null : text }))
  return (
    <div className="inspector-note">
      <Field
        label={t('inspector.note')}
        placeholder={t('inspector.notePlaceholder')}
        rows={1}
        value={draft.text}
        onChange={draft.change}
        onBlur={draft.flush}
      />
    </div>
  )
}

function Maker({ annotation: { row } }: { annotation: OpenAnnotation }) {
  const { t } = useTranslation()
  const author = useStore(project, ({ names }) => names.get(row.author))
  const date = formatMoment(row.createdAt)
  return (
    <p className="inspector-by">
      {author === undefined ? t('inspector.made', { date }) : t('inspector.by', { author: `⁨${author}⁩`, date })}
    </p>
  )
}

/** Escape goes back to the text; on the labels, so does Enter, and the label keys choose. */
function handleKey(event: KeyboardEvent, session: ArticleSession, row: AnnotationRow, onLeave: () => void): void {
  const onChoice = event.target instanceof HTMLInputElement && event.target.type === 'radio'
  const label = onChoice ? labelOf(event, bindings.get().table) : undefined
  const isText =
    event.target instanceof HTMLTextAreaElement ||
    (event.target instanceof HTMLInputElement && event.target.type === 'text')
  const isTaken = !isText && keysOf('accept').includes(chordOf(event)) && takeProposal(session)
  if (event.code === 'Escape' || (event.code === 'Enter' && onChoice)) onLeave()
  else if (label !== undefined) void session.change(row.id, { label })
  else if (!isTaken) return
  event.preventDefault()
}

/** True for a claim that nobody has judged on either axis. */
export function isUnrated({ row }: OpenAnnotation): boolean {
  return row.rating === null || (row.rating.reliability === null && row.rating.credibility === null)
}

async function copyId(id: string, done: string): Promise<void> {
  const copied = await call('host.copyText', { text: `urn:uuid:${id}` })
  if (copied.ok) notify(done)
}
