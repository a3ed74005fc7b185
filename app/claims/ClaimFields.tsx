import { Crosshair, UserRound, X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { crossesSentence, offerTidy, setPart } from '../../corpus/claim-parts.ts'
import { sliceOf } from '../../corpus/span.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { reading } from '../annotate/reading.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import { bindings, keysOf } from '../shell/key-bindings.ts'
import { describeChord, layout } from '../shell/keyboard-layout.ts'
import { useStore } from '../shell/store.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { KeySigns } from '../ui/KeySigns.tsx'
import { ClaimSentence } from './ClaimSentence.tsx'
import { ClaimStance } from './ClaimStance.tsx'
import { type ClaimSubject, changeClaim, changeContent, spanToPart, useClaimSubject } from './claim-subject.ts'
import { findActor, type MarkName, marking, proposedSpanOf, spanOf } from './marking.ts'
import { ProposalBar } from './ProposalBar.tsx'
import { askProposal, closeProposed } from './proposals.ts'

const ROWS = ['source', 'via', 'cue', 'content'] as const satisfies readonly MarkName[]
const COMMANDS = {
  source: 'claim-source',
  via: 'claim-via',
  cue: 'claim-cue',
  content: 'claim-content',
} as const

/** Who says the claim that is looked at, by which words and how; each part is changed by selecting text. */
export function ClaimFields({ session }: { session: ArticleSession }) {
  const { t } = useTranslation()
  const subject = useClaimSubject(session)
  const sentences = useStore(session.state, (state) => state.sentences)
  const bare = useStore(session.state, ({ annotations, chosen }) =>
    annotations.find(({ row }) => row.id === chosen && row.label === 'claim' && row.claim === null),
  )
  useEffect(() => {
    if (bare !== undefined) void askProposal(bare)
  }, [bare])
  if (subject === undefined) return null
  const mark = (name: MarkName): void => reading.get().run?.(COMMANDS[name])
  return (
    <fieldset className="claim-fields" aria-label={t('claims.fields')}>
      {subject.proposal !== undefined && <ProposalBar session={session} proposal={subject.proposal} />}
      <ClaimSentence session={session} subject={subject} />
      <div className="claim-parts">
        {ROWS.map((name) => (
          <PartRow key={name} session={session} subject={subject} name={name} onMark={() => mark(name)} />
        ))}
      </div>
      {crossesSentence(subject.span, sentences) && <p className="claim-hint">{t('claims.crosses')}</p>}
      <ClaimStance claim={subject.claim} onChange={(change) => void changeClaim(session, subject, change)} />
    </fieldset>
  )
}

type PartRowProps = { session: ArticleSession; subject: ClaimSubject; name: MarkName; onMark: () => void }

/** One part: what it is called, what it is now, and how to change it. */
function PartRow({ session, subject, name, onMark }: PartRowProps) {
  const { t } = useTranslation()
  const isMarked = useStore(marking, (state) => state.name === name && state.key === subject.key)
  const { content } = session.state.get()
  const stored = spanOf(session, subject, name)
  const proposed = proposedSpanOf(session, subject, name)
  const of = stored ?? proposed
  const direction = directionOf(content.article.language)
  const tidy = stored === undefined ? undefined : offerTidy(content.text, stored, name)
  const clear = (): void => {
    const chosen = session.find(subject.key)
    if (proposed !== undefined && chosen !== undefined) closeProposed(chosen, [name === 'cue' ? 'cue' : 'source'])
    else if (name !== 'content') void changeClaim(session, subject, (claim) => setPart(claim, name, null))
  }
  const takeTidy = (): void => {
    if (tidy === undefined) return
    if (name === 'content') void changeContent(session, subject, tidy)
    else void changeClaim(session, subject, (claim) => setPart(claim, name, spanToPart(session, tidy)))
  }
  const nothing = { source: t('claims.noSource'), via: t('claims.noVia'), cue: t('claims.noCue'), content: '' }[name]
  return (
    <div
      className={`claim-part ${name} ${proposed === undefined ? '' : 'proposed'}`}
      data-marked={isMarked || undefined}
    >
      <span className={`claim-part-name part-${name}`}>{t(`claims.part.${name}`)}</span>
      <span className={`claim-part-text ${of === undefined ? 'quiet' : ''}`} dir={of && direction}>
        {of === undefined ? nothing : sliceOf(content.text, of)}
      </span>
      <span className="claim-part-acts">
        {name === 'source' && of !== undefined && <ActorLink id={findActor(session, of)} />}
        {name !== 'content' && of !== undefined && (
          <IconButton label={t(`claims.clear.${name}`)} onPress={clear}>
            <X />
          </IconButton>
        )}
        <IconButton
          label={t(`claims.mark.${name}`)}
          isDisabled={name === 'via' && subject.claim.source === null}
          onPress={onMark}
        >
          <Crosshair />
        </IconButton>
        <PartKey name={name} />
      </span>
      {tidy !== undefined && (
        <span className="claim-tidy">
          <Button kind="quiet" onPress={takeTidy}>
            {t('claims.tidy', { text: shorten(sliceOf(content.text, tidy)) })}
          </Button>
        </span>
      )}
    </div>
  )
}

/** Says that a mention of an actor stands where the source does. */
function ActorLink({ id }: { id: string | undefined }) {
  const { t } = useTranslation()
  if (id === undefined) return null
  return (
    <span className="claim-actor actor" title={t('claims.actorThere')}>
      <UserRound aria-label={t('claims.actorThere')} />
    </span>
  )
}

function PartKey({ name }: { name: MarkName }) {
  const { signs } = useStore(layout, (value) => value)
  const { chosen } = useStore(bindings, (value) => value)
  const [chord] = keysOf(COMMANDS[name], chosen)
  return chord === undefined ? null : <KeySigns parts={describeChord(chord, signs)} />
}

const LONGEST = 40

function shorten(text: string): string {
  const points = [...text]
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join('')}…` : text
}
