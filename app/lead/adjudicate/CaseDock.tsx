import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnnotationRow } from '../../../corpus/annotation.ts'
import { codePointSpan } from '../../../corpus/span.ts'
import { LabelSign } from '../../annotate/labels.tsx'
import type { ArticleView } from '../../editor/article-view.ts'
import { runCommand } from '../../shell/commands.ts'
import { formatMoment, formatNumber } from '../../shell/i18n/numbers.ts'
import { describeChord, layout } from '../../shell/keyboard-layout.ts'
import { project } from '../../shell/project.ts'
import { useStore } from '../../shell/store.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { KeySigns } from '../../ui/KeySigns.tsx'
import { anonymity, nameAnalyst } from './anonymity.ts'
import { CaseColumn } from './CaseColumn.tsx'
import { CaseEdit } from './CaseEdit.tsx'
import { describeLinks, nameEntity } from './carried-words.ts'
import { runCaseCommand } from './case-commands.ts'
import { CASE_KEYS, type CaseCommand } from './case-keys.ts'
import type { CurationSession, OpenCase } from './curation-session.ts'
import { sampleOf } from './looks.ts'

type CaseDockProps = { session: CurationSession; reader: RefObject<ArticleView | null>; mayDecide: boolean }

/** The case that is looked at: what each analyst says, side by side, and what one can decide. */
export function CaseDock({ session, reader, mayDecide }: CaseDockProps) {
  const { t } = useTranslation()
  const state = useStore(session.state, (value) => value)
  const hidden = useStore(anonymity, (value) => value.hidden)
  const of = session.current()
  if (of === undefined)
    return (
      <section className="case-dock empty-dock" aria-label={t('adjudicate.case')}>
        <p className="quiet">{t(state.cases.length === 0 ? 'adjudicate.noCases' : 'adjudicate.chooseCase')}</p>
      </section>
    )
  return (
    <section className="case-dock" aria-label={t('adjudicate.case')}>
      <Head session={session} of={of} />
      <Decided session={session} of={of} hidden={hidden} />
      {!session.isRead(of) ? (
        <p className="case-nothing">{t('common.loading')}</p>
      ) : state.mode === 'edit' ? (
        <CaseEdit key={of.judged.key} session={session} of={of} reader={reader} />
      ) : (
        <div className="case-columns">
          {state.analysts.map((analyst, at) => {
            const row = session.rowOf(of, analyst)
            return (
              <CaseColumn
                key={analyst}
                session={session}
                of={of}
                row={row}
                name={nameAnalyst(analyst, state.analysts, hidden)}
                hasFinished={state.participants.has(analyst)}
                digit={at < 9 ? at + 1 : undefined}
                isFresh={row !== undefined && of.judged.freshIds.includes(row.id)}
                mayDecide={mayDecide}
                onAccept={() => row && void session.decide({ outcome: 'accept', annotationId: row.id })}
              />
            )
          })}
        </div>
      )}
      {mayDecide && state.mode !== 'edit' && <Acts session={session} of={of} reader={reader} />}
    </section>
  )
}

function Head({ session, of: { judged } }: { session: CurationSession; of: OpenCase }) {
  const { t } = useTranslation()
  const visible = session.visible()
  const at = visible.findIndex((each) => each.judged.key === judged.key)
  const differences = judged.differences.filter((each) => each !== 'missing')
  return (
    <header className="case-head">
      <h2 className={judged.label}>
        <LabelSign label={judged.label} />
        {t(`label.${judged.label}`)}
      </h2>
      <span className={`case-agreement ${judged.agreement}`} style={sampleOf(judged.agreement)}>
        {t(`adjudicate.agreement.${judged.agreement}`)}
      </span>
      {differences.length > 0 && (
        <span className="case-differences">
          {t('adjudicate.differIn', { what: differences.map((each) => t(`adjudicate.difference.${each}`)).join('، ') })}
        </span>
      )}
      <span className="quiet case-place">
        {at !== -1 && t('adjudicate.place', { at: formatNumber(at + 1), count: formatNumber(visible.length) })}
      </span>
      <IconButton label={t('adjudicate.command.previous')} onPress={() => session.step(false, false)}>
        <ChevronUp />
      </IconButton>
      <IconButton label={t('adjudicate.command.next')} onPress={() => session.step(true, false)}>
        <ChevronDown />
      </IconButton>
    </header>
  )
}

/** What was decided, by whom and why, and what came since. */
function Decided({ session, of, hidden }: { session: CurationSession; of: OpenCase; hidden: boolean }) {
  const { t } = useTranslation()
  const names = useStore(project, (state) => state.names)
  const { decision, fresh } = of.judged
  if (decision === null) return null
  const made = decision.annotationId === null ? undefined : session.state.get().adjudicated.get(decision.annotationId)
  const quote = made?.quote ?? (decision.annotationId === null ? undefined : quoteOf(session, decision))
  return (
    <div className="case-decided">
      <p>
        <strong>
          {t(decision.annotationId === null ? 'adjudicate.decidedNothing' : `adjudicate.outcome.${decision.outcome}`)}
        </strong>
        {quote !== undefined && <q dir="auto">{quote.length > 120 ? `${quote.slice(0, 120)}…` : quote}</q>}
        <span className="quiet">
          {!hidden && <bdi>{names.get(decision.author)}</bdi>} {formatMoment(decision.decidedAt)}
        </span>
      </p>
      {made !== undefined && <Carried session={session} made={made} />}
      {decision.why !== null && (
        <p className="case-why-said">
          {t('adjudicate.because')} <span dir="auto">{decision.why}</span>
        </p>
      )}
      {fresh.length > 0 && (
        <p className="case-news" role="status">
          {fresh.map((reason) => t(`adjudicate.fresh.${reason}`)).join(' ')}
        </p>
      )}
    </div>
  )
}

/** Whom the adjudicated annotation refers to, and what it is linked with. */
function Carried({ session, made }: { session: CurationSession; made: AnnotationRow }) {
  const { t } = useTranslation()
  const known = session.state.get()
  const entity = nameEntity(made, known)
  const facts = [
    ...(entity === undefined ? [] : [[t('adjudicate.entity'), entity] as const]),
    ...describeLinks(made, known),
  ]
  if (facts.length === 0) return null
  return (
    <p className="case-carried">
      {facts.map(([name, text]) => (
        <span key={name}>
          <span className="quiet">{name}:</span> <bdi>{text}</bdi>
        </span>
      ))}
    </p>
  )
}

function quoteOf({ content, offsets }: CurationSession, at: { startCodePoint: number; endCodePoint: number }): string {
  const { start, end } = offsets.toSpan(codePointSpan(at.startCodePoint, at.endCodePoint))
  return content.text.slice(start, end)
}

type ActsProps = { session: CurationSession; of: OpenCase; reader: RefObject<ArticleView | null> }

function Acts({ session, of, reader }: ActsProps) {
  const { t } = useTranslation()
  const { mode, why } = useStore(session.state, (value) => value)
  const { majority } = of.judged
  const leave = (): void => reader.current?.view.focus()
  return (
    <form
      className="case-acts"
      onSubmit={(event) => {
        event.preventDefault()
        if (mode === 'reject') runCaseCommand('reject', session)
        leave()
      }}
      onKeyDown={(event) => {
        if (event.code !== 'Escape') return
        session.state.update({ mode: 'look' })
        leave()
      }}
    >
      {mode !== 'reject' && (
        <>
          <Act command="majority" kind="primary" isDisabled={majority === null} session={session}>
            {t(majority === 'nothing' ? 'adjudicate.majorityNothing' : 'adjudicate.majority')}
          </Act>
          <Act command="edit" session={session}>
            {t('adjudicate.edit')}
          </Act>
        </>
      )}
      <span className="case-why" data-wanted={mode === 'reject'}>
        <Field
          label={t(mode === 'reject' ? 'adjudicate.whyReject' : 'adjudicate.why')}
          value={why}
          onChange={(text) => session.state.update({ why: text })}
        />
        {mode !== 'reject' && <CommandKeys command="why" />}
      </span>
      {mode === 'reject' ? (
        <>
          <Button kind="primary" type="submit" isDisabled={why.trim() === ''}>
            {t('adjudicate.reject')}
          </Button>
          <KeySigns parts={['Enter']} />
          <Button
            onPress={() => {
              session.state.update({ mode: 'look' })
              leave()
            }}
          >
            {t('common.cancel')}
          </Button>
        </>
      ) : (
        <>
          <Act command="reject" session={session}>
            {t('adjudicate.reject')}
          </Act>
          <span className="case-act">
            <Button kind="quiet" onPress={() => runCommand('undo')}>
              {t('nav.undo')}
            </Button>
            <CommandKeys command="undo" />
          </span>
        </>
      )}
    </form>
  )
}

type ActProps = {
  command: CaseCommand
  kind?: 'plain' | 'primary'
  isDisabled?: boolean
  session: CurationSession
  children: ReactNode
}

/** A button with the key that does the same. */
function Act({ command, session, children, ...props }: ActProps) {
  return (
    <span className="case-act">
      <Button {...props} onPress={() => runCaseCommand(command, session)}>
        {children}
      </Button>
      <CommandKeys command={command} />
    </span>
  )
}

/** The key of a command, as the layout in use has it. */
export function CommandKeys({ command }: { command: CaseCommand }) {
  const { signs } = useStore(layout, (value) => value)
  return <KeySigns parts={describeChord(CASE_KEYS[command][0], signs)} />
}
