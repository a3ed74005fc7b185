import { Children, type ReactNode } from 'react'
import type { ArticleSession } from '../annotate/article-session.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { bulkWork } from '../shell/bulk.ts'
import { useStore } from '../shell/store.ts'
import { CorpusProgress } from './CorpusProgress.tsx'
import { reviewOf, suggesting } from './review.ts'
import { SuggestionCard } from './SuggestionCard.tsx'
import { SuggestionList } from './SuggestionList.tsx'
import { SuggestionSwitch } from './SuggestionSwitch.tsx'
import { toggle } from './suggest-commands.ts'

type SuggestionSideProps = {
  session: ArticleSession
  reader: { current: ArticleView | null }
  /** The inspector, then the list of annotations. */
  children: ReactNode
}

/** The side of an article: a suggestion in the inspector's place while one is looked at, the queue in the list's. */
export function SuggestionSide({ session, reader, children }: SuggestionSideProps) {
  const review = reviewOf(session)
  const shown = useStore(suggesting, (state) => state.shown)
  const current = useStore(review.state, review.current)
  const [inspector, list] = Children.toArray(children)
  const isBulk = useStore(bulkWork, ({ running }) => running > 0)
  const onLeave = (): void => reader.current?.view.focus()
  return (
    <>
      <SuggestionSwitch
        session={session}
        onToggle={() => {
          if (reader.current !== null) void toggle(reader.current, session).then(onLeave)
        }}
      />
      {isBulk && <CorpusProgress />}
      {current === undefined ? inspector : <SuggestionCard session={session} of={current} onLeave={onLeave} />}
      {shown ? <SuggestionList session={session} onLeave={onLeave} /> : list}
    </>
  )
}
