import { contains, overlaps, type Span, span } from '../../corpus/span.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { directionOf } from '../shell/i18n/languages.ts'
import type { ClaimSubject } from './claim-subject.ts'
import { type MarkName, spanOf } from './marking.ts'

type Part = Readonly<{ name: MarkName; span: Span }>

const NAMES = ['content', 'source', 'via', 'cue'] as const satisfies readonly MarkName[]

type ClaimSentenceProps = { session: ArticleSession; subject: ClaimSubject }

/** The sentences that a claim and its parts stand in, with each part drawn in them. */
export function ClaimSentence({ session, subject }: ClaimSentenceProps) {
  const { content, sentences } = session.state.get()
  const { language } = content.article
  const parts = NAMES.flatMap((name) => {
    const of = spanOf(session, subject, name)
    return of === undefined ? [] : [{ name, span: of }]
  })
  const shown = sentences.filter((sentence) => parts.some((part) => overlaps(part.span, sentence)))
  const held = shown.length === 0 ? [subject.span] : shown
  return (
    <blockquote className="quote claim claim-sentence" lang={language} dir={directionOf(language)}>
      {held.map((sentence, at) => (
        <span key={sentence.start}>
          {at > 0 && (sentences.indexOf(sentence) - sentences.indexOf(held[at - 1]!) > 1 ? ' … ' : ' ')}
          {cutAtParts(sentence, parts).map((piece) => (
            <Piece
              key={piece.start}
              text={content.text.slice(piece.start, piece.end)}
              names={parts.filter((part) => contains(part.span, piece)).map(({ name }) => name)}
            />
          ))}
        </span>
      ))}
    </blockquote>
  )
}

type PieceProps = { text: string; names: readonly MarkName[] }

function Piece({ text, names }: PieceProps) {
  return names.length === 0 ? text : <span className={names.map((each) => `part-${each}`).join(' ')}>{text}</span>
}

/** A sentence cut wherever a part begins or ends. */
function cutAtParts(sentence: Span, parts: readonly Part[]): Span[] {
  const inside = (at: number): boolean => at > sentence.start && at < sentence.end
  const cuts = parts.flatMap((part) => [part.span.start, part.span.end]).filter(inside)
  const bounds = [...new Set<number>([sentence.start, ...cuts, sentence.end])].sort((a, b) => a - b)
  return bounds.slice(1).map((end, at) => span(bounds[at]!, end))
}
