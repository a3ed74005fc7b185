import { Check, Pencil, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { ClaimFields } from '../claims/ClaimFields.tsx'
import type { ReaderCommandId } from '../editor/keys.ts'
import { CommandKey } from '../shell/CommandKey.tsx'
import { directionOf } from '../shell/i18n/languages.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { AlikeDialog } from './AlikeDialog.tsx'
import { Correction } from './Correction.tsx'
import { type OpenSuggestion, reviewOf } from './review.ts'
import { describeRule } from './rule-words.ts'
import { runFromSide } from './side-keys.ts'
import { describeValue } from './value-words.ts'
import { Why } from './Why.tsx'

type SuggestionCardProps = { session: ArticleSession; of: OpenSuggestion; onLeave: () => void }

/** The suggestion that is looked at: what is proposed, what was understood, why, and what one can do with it. */
export function SuggestionCard({ session, of, onLeave }: SuggestionCardProps) {
  const { t } = useTranslation()
  const review = reviewOf(session)
  const { correcting, explained, asking } = useStore(review.state, (state) => state)
  const { row } = of
  const { language } = session.state.get().content.article
  const visible = review.visible()
  const place = { at: formatNumber(visible.indexOf(of) + 1), count: formatNumber(visible.length) }
  return (
    <section
      className="inspector suggestion-card"
      aria-label={t('suggest.current')}
      onKeyDown={(event) => runFromSide(event, onLeave)}
    >
      <header className="inspector-head">
        <h2>
          <LabelSign label={row.label} />
          {t(`label.${row.label}`)}
        </h2>
        {!correcting && <Reason review={review} of={of} />}
        <span className="quiet suggestion-place" title={t('command.next-suggestion')}>
          {t('suggest.place', place)} <CommandKey command="next-suggestion" />
        </span>
      </header>
      {(row.label !== 'claim' || correcting) && (
        <blockquote className={`quote ${row.label}`} lang={language} dir={directionOf(language)}>
          {row.quote}
        </blockquote>
      )}
      {correcting ? (
        <Correction key={row.key} session={session} of={of} onLeave={onLeave} />
      ) : (
        <>
          {explained && <Why articleId={session.articleId} row={row} />}
          {row.value !== null && <p className="suggestion-understood">{describeValue(row.value)}</p>}
          {row.label === 'claim' && <ClaimFields session={session} />}
          <Acts review={review} of={of} onLeave={onLeave} />
          {asking && (
            <AlikeDialog
              session={session}
              of={of}
              onClose={() => {
                review.state.update({ asking: false })
                onLeave()
              }}
            />
          )}
        </>
      )}
    </section>
  )
}

type ReasonProps = { review: ReturnType<typeof reviewOf>; of: OpenSuggestion }

/** How sure it is and by which rule, as much as there is room for; a press says all of it. */
function Reason({ review, of: { row } }: ReasonProps) {
  const { t } = useTranslation()
  const explained = useStore(review.state, (state) => state.explained)
  const reason = t('suggest.why', {
    rule: describeRule(row.rule),
    percent: formatNumber(Math.round(row.confidence * 100)),
  })
  return (
    <p className="suggestion-why">
      <button
        type="button"
        title={reason}
        aria-expanded={explained}
        onClick={() => review.state.update({ explained: !explained })}
      >
        {reason}
      </button>
    </p>
  )
}

type ActsProps = { review: ReturnType<typeof reviewOf>; of: OpenSuggestion; onLeave: () => void }

function Acts({ review, of, onLeave }: ActsProps) {
  const { t } = useTranslation()
  const alike = review.alike(of)
  const done = (running: Promise<void>): void => void running.then(onLeave)
  return (
    <div className="suggestion-acts">
      <div>
        <Act command="accept" kind="primary" icon={<Check aria-hidden />} onPress={() => done(review.accept([of]))}>
          {t('suggest.accept')}
        </Act>
        <Act command="correct" icon={<Pencil aria-hidden />} onPress={() => review.choose(of.row.key, true)}>
          {t('suggest.correct')}
        </Act>
        <Act command="reject" icon={<X aria-hidden />} onPress={() => done(review.reject([of]))}>
          {t('suggest.reject')}
        </Act>
      </div>
      <fieldset className="alike-acts">
        <legend className="visually-hidden">{t('suggest.alikeTitle')}</legend>
        {alike.length > 1 && (
          <>
            <span className="quiet">{t('suggest.alikeHere', { number: alike.length })}</span>
            <Act command="accept-alike" kind="quiet" onPress={() => done(review.accept(alike))}>
              {t('suggest.accept')}
            </Act>
            <Act command="reject-alike" kind="quiet" onPress={() => done(review.reject(alike))}>
              {t('suggest.reject')}
            </Act>
          </>
        )}
        <Act command="alike" kind="quiet" onPress={() => review.state.update({ asking: true })}>
          {t(alike.length > 1 ? 'suggest.alikeProject' : 'suggest.alikeMore')}
        </Act>
      </fieldset>
    </div>
  )
}

type ActProps = {
  command: ReaderCommandId
  kind?: 'plain' | 'primary' | 'quiet'
  icon?: ReactNode
  onPress: () => void
  children: string
}

/** A button with the key on it that does the same in the text. */
function Act({ command, children, ...props }: ActProps) {
  return (
    <Button {...props}>
      {children}
      <CommandKey command={command} short />
    </Button>
  )
}
