import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { useTranslation } from 'react-i18next'
import { openArticle } from '../shell/navigation.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import type { SeenMention } from './entity-state.ts'

type MentionLineProps = {
  mention: SeenMention
  isChosen: boolean
  onChange: (isChosen: boolean) => void
  /** What stands at its end: why it is proposed. */
  end?: ReactNode
}

/** A mention in its words, to be ticked or not; its article opens at it. */
export function MentionLine({ mention, isChosen, onChange, end }: MentionLineProps) {
  const { t } = useTranslation()
  const { id, articleId, quote, prefix, suffix, mine } = mention
  const title = useStore(project, ({ articles }) => articles?.find((article) => article.id === articleId)?.title)
  return (
    <li className="mention-line">
      <Checkbox
        className="occurrence"
        isSelected={isChosen && mine}
        isDisabled={!mine}
        onChange={onChange}
        aria-label={quote}
      >
        <span className="box" aria-hidden />
        <span className="occurrence-text" dir="auto">
          {cutBefore(prefix)}
          <mark>{quote}</mark>
          {cutAfter(suffix)}
        </span>
        {end !== undefined && <span className="quiet">{end}</span>}
      </Checkbox>
      <button
        type="button"
        className="mention-article"
        dir="auto"
        title={t('entities.openArticle')}
        onClick={() => openArticle(articleId, { annotationId: id })}
      >
        {title}
      </button>
    </li>
  )
}

/** Context on one line, without the word that it begins within. */
function cutBefore(context: string): string {
  return `… ${context
    .replaceAll('\n', ' ')
    .replace(/^\S+(?=\s)/, '')
    .trimStart()}`
}

/** Context on one line, without the word that it ends within. */
function cutAfter(context: string): string {
  return `${context
    .replaceAll('\n', ' ')
    .replace(/(?<=\s)\S+$/, '')
    .trimEnd()} …`
}
