import { useTranslation } from 'react-i18next'
import type { AnnotationRow } from '../../../corpus/annotation.ts'
import type { Difference } from '../../../corpus/curation.ts'
import { findSubtype } from '../../../corpus/label-set.ts'
import { describeRating } from '../../../corpus/rating.ts'
import { codePointSpan, type Span } from '../../../corpus/span.ts'
import { LabelSign } from '../../annotate/labels.tsx'
import { labelSet, nameOf } from '../../labels/label-set.ts'
import { directionOf } from '../../shell/i18n/languages.ts'
import { describeChord, layout } from '../../shell/keyboard-layout.ts'
import { useStore } from '../../shell/store.ts'
import { describeValue } from '../../suggest/value-words.ts'
import { Button } from '../../ui/Button.tsx'
import { KeySigns } from '../../ui/KeySigns.tsx'
import { describeLinks, nameEntity } from './carried-words.ts'
import { listClaimFacts } from './claim-facts.ts'
import type { CurationSession, OpenCase } from './curation-session.ts'

type CaseColumnProps = {
  session: CurationSession
  of: OpenCase
  row: AnnotationRow | undefined
  name: string
  hasFinished: boolean
  /** From 1, as its key; undefined beyond 9. */
  digit: number | undefined
  isFresh: boolean
  mayDecide: boolean
  onAccept: () => void
}

/** What one analyst says of the case, with what differs from the others pointed out. */
export function CaseColumn({
  session,
  of,
  row,
  name,
  hasFinished,
  digit,
  isFresh,
  mayDecide,
  onAccept,
}: CaseColumnProps) {
  const { t } = useTranslation()
  const { signs } = useStore(layout, (value) => value)
  return (
    <section className="case-column" aria-label={name}>
      <header>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        {isFresh && <span className="case-fresh">{t('adjudicate.sinceDecision')}</span>}
        {row !== undefined && mayDecide && (
          <span className="case-act">
            <Button onPress={onAccept} aria-label={t('adjudicate.acceptOf', { name })}>
              {t('adjudicate.accept')}
            </Button>
            {digit !== undefined && <KeySigns parts={describeChord(`Digit${digit}`, signs)} />}
          </span>
        )}
      </header>
      {row === undefined ? (
        <p className="case-nothing">{t(hasFinished ? 'adjudicate.markedNothing' : 'adjudicate.notFinished')}</p>
      ) : (
        <Saying session={session} of={of} row={row} />
      )}
    </section>
  )
}

/** The words, and everything that is said of them. */
export function Saying({ session, of, row }: Pick<CaseColumnProps, 'session' | 'of'> & { row: AnnotationRow }) {
  const { t } = useTranslation()
  const differences = differencesOf(of, row)
  const labels = useStore(labelSet, (state) => state.labels)
  const subtype = findSubtype(labels, row.label, row.subtype)
  const known = useStore(session.state, (state) => state)
  const entity = nameEntity(row, known)
  const facts: readonly (readonly [Difference | null, string, string])[] = [
    ...(row.subtype === null && !differences.includes('subtype')
      ? []
      : [['subtype', t('adjudicate.difference.subtype'), subtype ? nameOf(subtype) : (row.subtype ?? '—')] as const]),
    ...(row.value === null && !differences.includes('value')
      ? []
      : [['value', t('value.title'), row.value === null ? t('value.none') : describeValue(row.value)] as const]),
    ...listClaimFacts(row.claim, differences),
    ...(row.rating === null && !differences.includes('rating')
      ? []
      : [['rating', t('inspector.rating'), row.rating === null ? '—' : describeRating(row.rating)] as const]),
    ...(entity === undefined && !differences.includes('entity')
      ? []
      : [['entity', t('adjudicate.entity'), entity ?? '—'] as const]),
    ...describeLinks(row, known).map(([name, text]) => [null, name, text] as const),
  ]
  return (
    <>
      <Words session={session} of={of} row={row} />
      <p className={`case-label ${row.label}`} data-differs={differences.includes('label')}>
        <LabelSign label={row.label} />
        {t(`label.${row.label}`)}
        {differences.includes('label') && <Differs />}
        {differences.includes('bounds') && <Differs>{t('adjudicate.boundsDiffer')}</Differs>}
      </p>
      {facts.length > 0 && (
        <dl className="case-facts">
          {facts.map(([difference, name, text]) => (
            <div key={name} data-differs={difference !== null && differences.includes(difference)}>
              <dt>{name}</dt>
              <dd dir="auto">
                {text}
                {difference !== null && differences.includes(difference) && <Differs />}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {row.note !== null && (
        <p className="case-note" dir="auto">
          {row.note}
        </p>
      )}
    </>
  )
}

/** What this analyst says otherwise: with a majority, only those outside of it are pointed out. */
function differencesOf({ judged: { differences, majority } }: OpenCase, { id }: AnnotationRow): readonly Difference[] {
  if (!Array.isArray(majority) || !majority.includes(id)) return differences
  return differences.filter((difference) => difference === 'rating' || difference === 'entity')
}

/** Said in words as well, for those who do not see the mark. */
function Differs({ children }: { children?: string }) {
  const { t } = useTranslation()
  return <span className="case-differs">{children ?? t('adjudicate.differs')}</span>
}

const LONGEST = 400

/** The words of the whole case, with those that are not this analyst's set back. */
function Words({ session, of, row }: { session: CurationSession; of: OpenCase; row: AnnotationRow }) {
  const { text, article } = session.content
  const own: Span = session.offsets.toSpan(codePointSpan(row.startCodePoint, row.endCodePoint))
  const before = text.slice(of.span.start, own.start)
  const after = text.slice(own.end, of.span.end)
  const quote = text.slice(own.start, own.end)
  return (
    <blockquote className={`case-words ${row.label}`} lang={article.language} dir={directionOf(article.language)}>
      {before !== '' && <s>{before}</s>}
      <mark>{quote.length > LONGEST ? `${quote.slice(0, LONGEST)}…` : quote}</mark>
      {after !== '' && <s>{after}</s>}
    </blockquote>
  )
}
