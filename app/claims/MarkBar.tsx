import { useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { spanToAnnotate } from '../editor/selection.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import { useStore } from '../shell/store.ts'
import { KeySigns } from '../ui/KeySigns.tsx'
import { CLAIM_COMMANDS } from './claim-commands.ts'
import { useClaimSubject } from './claim-subject.ts'
import { applyMark, endMarking, listCandidates, marking } from './marking.ts'

type MarkBarProps = { session: ArticleSession; reader: { current: ArticleView | null } }

/** Over the text while a part of a claim is marked: what to do, whom it may be, and how to leave. */
export function MarkBar({ session, reader }: MarkBarProps) {
  const { t } = useTranslation()
  const { name, key } = useStore(marking, (state) => state)
  const subject = useClaimSubject(session)
  const isOpen = name !== undefined && subject !== undefined && subject.key === key
  useEffect(() => (name === undefined ? undefined : followMouse(reader, session)), [name, reader, session])
  useEffect(() => {
    if (!isOpen) endMarking()
  }, [isOpen])
  useEffect(() => endMarking, [])
  if (!isOpen) return null
  const direction = directionOf(session.state.get().content.article.language)
  const candidates = name === 'source' || name === 'via' ? listCandidates(session, subject) : []
  return (
    <div className="mark-bar-place">
      <div className="mark-bar" role="toolbar" aria-label={t('claims.marking')} onMouseDown={keepFocus}>
        <p>
          <strong className={`part-${name}`}>{t(`claims.part.${name}`)}</strong> {t(`claims.how.${name}`)}
          <KeySigns parts={['Enter']} />
          <Button className="mark-candidate" preventFocusOnPress onPress={endMarking}>
            {t('common.cancel')}
            <KeySigns parts={['Esc']} />
          </Button>
        </p>
        {(candidates.length > 0 || name === 'source') && (
          <div className="mark-candidates">
            {candidates.map((candidate, at) => (
              <Button
                key={candidate.span.start}
                className="mark-candidate"
                preventFocusOnPress
                onPress={() => reader.current && void applyMark(reader.current, session, name, candidate.span)}
              >
                <kbd>{at + 1}</kbd>
                <span dir={direction}>{candidate.text}</span>
              </Button>
            ))}
            {name === 'source' && (
              <Button
                className="mark-candidate"
                preventFocusOnPress
                onPress={() => reader.current && CLAIM_COMMANDS['claim-unnamed'](reader.current, session)}
              >
                <kbd>0</kbd>
                {t('claims.unnamed')}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

/** The text keeps the focus, and with it the keys. */
function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault()
}

/** A selection made by mouse becomes the part when the button is let go. */
function followMouse(reader: MarkBarProps['reader'], session: ArticleSession): () => void {
  let isDown = false
  const press = (event: MouseEvent): void => {
    isDown =
      event.button === 0 && event.target instanceof Node && reader.current?.view.dom.contains(event.target) === true
  }
  const release = (): void => {
    if (!isDown) return
    isDown = false
    // The reader's own listener settles the selection first.
    setTimeout(() => {
      const { name } = marking.get()
      const opened = reader.current
      const selected = opened === null ? undefined : spanToAnnotate(opened.view.state, opened.open)
      if (opened !== null && name !== undefined && selected !== undefined)
        void applyMark(opened, session, name, selected)
    })
  }
  document.addEventListener('mousedown', press, true)
  document.addEventListener('mouseup', release)
  return () => {
    document.removeEventListener('mousedown', press, true)
    document.removeEventListener('mouseup', release)
  }
}
