import { Link2, MousePointerClick, Trash2, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LABELS, type Label } from '../../corpus/annotation.ts'
import { call } from '../api.ts'
import { commandOf } from '../editor/keys.ts'
import { directionOf } from '../shell/i18n/index.ts'
import { formatMoment } from '../shell/i18n/numbers.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { IconButton } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Field } from '../ui/Field.tsx'
import { notify } from '../ui/Notices.tsx'
import type { ArticleSession, OpenAnnotation } from './article-session.ts'
import { LabelSign } from './labels.tsx'
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
  return <Chosen key={chosen.row.id} session={session} annotation={chosen} onLeave={onLeave} />
}

function Chosen({ session, annotation, onLeave }: InspectorProps & { annotation: OpenAnnotation }) {
  const { t } = useTranslation()
  const { row } = annotation
  const { language } = session.state.get().content.article
  const member = useStore(project, ({ info }) => info?.member)
  const wanted = useStore(session.state, (state) => state.wanted)
  const note = useDraft(row.note ?? '', (text) => session.change(row.id, { note: text === '' ? null : text }))
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    if (wanted === 'note') frame.current?.querySelector<HTMLElement>('.inspector-note textarea')?.focus()
    if (wanted === 'label') frame.current?.querySelector<HTMLElement>('.inspector-label input:checked')?.focus()
    if (wanted !== undefined) session.state.update({ wanted: undefined })
  }, [wanted, session])
  const leave = (): void => {
    note.flush()
    onLeave()
  }
  const handleKey = (event: KeyboardEvent): void => {
    const writes = event.target instanceof HTMLTextAreaElement
    const command = writes ? undefined : commandOf(event, directionOf(language))
    if (event.code === 'Escape' || (event.code === 'Enter' && !writes && isRadio(event.target))) leave()
    else if (command?.kind === 'label' && isRadio(event.target)) void session.change(row.id, { label: command.label })
    else return
    event.preventDefault()
  }
  return (
    <section className="inspector" ref={frame} aria-label={t('inspector.title')} onKeyDown={handleKey}>
      <header className="inspector-head">
        <h2>
          <LabelSign label={row.label} />
          {t(`label.${row.label}`)}
        </h2>
        <IconButton label={t('inspector.copyUri')} onPress={() => void copyId(row.id, t('common.copied'))}>
          <Link2 />
        </IconButton>
        <IconButton label={t('inspector.delete')} onPress={() => void session.remove(row.id).then(onLeave)}>
          <Trash2 />
        </IconButton>
        <IconButton label={t('inspector.close')} onPress={() => session.choose(undefined)}>
          <X />
        </IconButton>
      </header>
      <blockquote className={`quote ${row.label}`} lang={language} dir={directionOf(language)}>
        {row.quote}
      </blockquote>
      <div className="inspector-label">
        <Choices
          label={t('inspector.label')}
          hideLabel
          value={row.label}
          choices={LABELS.map((label) => ({
            value: label,
            text: t(`label.${label}`),
            sign: <LabelSign label={label} />,
            className: label,
          }))}
          onChoose={(label) => void session.change(row.id, { label: label as Label })}
        />
      </div>
      {row.label === 'claim' && isUnrated(annotation) && <p className="rating-wanted">{t('inspector.ratingWanted')}</p>}
      <RatingFields
        rating={row.rating}
        wanted={wanted === 'rating'}
        onRate={(rating) => session.rate(row.id, rating)}
        onLeave={leave}
      />
      <div className="inspector-note">
        <Field
          label={t('inspector.note')}
          placeholder={t('inspector.notePlaceholder')}
          rows={1}
          value={note.text}
          onChange={note.change}
          onBlur={note.flush}
        />
      </div>
      <p className="inspector-by" dir="auto">
        {member?.id === row.author
          ? t('inspector.by', { author: member.name, date: formatMoment(row.createdAt) })
          : t('inspector.made', { date: formatMoment(row.createdAt) })}
      </p>
    </section>
  )
}

/** True for a claim that nobody has judged on either axis. */
export function isUnrated({ row }: OpenAnnotation): boolean {
  return row.rating === null || (row.rating.reliability === null && row.rating.credibility === null)
}

function isRadio(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.type === 'radio'
}

async function copyId(id: string, done: string): Promise<void> {
  const copied = await call('host.copyText', { text: `urn:uuid:${id}` })
  if (copied.ok) notify(done)
}
