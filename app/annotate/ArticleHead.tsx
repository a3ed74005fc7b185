import { AlignJustify, ListOrdered } from 'lucide-react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import { LABELS } from '../../corpus/annotation.ts'
import { formatDay } from '../shell/i18n/numbers.ts'
import { prefer, preferences } from '../shell/preferences.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { IconButton } from '../ui/Button.tsx'
import type { ArticleSession } from './article-session.ts'
import { LayerMenu } from './LayerMenu.tsx'
import { LabelSign } from './labels.tsx'
import { focusLabel, reading } from './reading.ts'

/** Where the article comes from, and how it is shown: which label stands out, and whether sentences stand by themselves. */
export function ArticleHead({ session }: { session: ArticleSession }) {
  const { t } = useTranslation()
  const listed = useStore(project, ({ articles }) => articles?.find(({ id }) => id === session.articleId))
  const { content } = session.state.get()
  const article = listed ?? content.article
  return (
    <header className="article-head">
      <div className="article-source">
        <span>{article.publisher === null ? t('library.noPublisher') : <bdi>{article.publisher}</bdi>}</span>
        {article.author !== null && (
          <span>
            <bdi>{article.author}</bdi>
          </span>
        )}
        <span>{article.date === null ? t('library.noDate') : <bdi>{formatDay(article.date)}</bdi>}</span>
        <span>{t('library.sentences', { count: content.sentences.length })}</span>
      </div>
      <div className="article-tools">
        <LayerMenu session={session} />
        <Ways />
      </div>
    </header>
  )
}

function Ways() {
  const { t } = useTranslation()
  const focus = useStore(reading, (state) => state.focus)
  const layout = useStore(preferences, (state) => state.layout)
  const bySentence = layout === 'sentences'
  return (
    <div className="article-ways">
      <fieldset className="focus-labels" aria-label={t('reader.focus')}>
        {LABELS.map((label) => (
          <ToggleButton
            key={label}
            className={`focus-label ${label}`}
            aria-label={t(`command.focus-${label}`)}
            isSelected={focus === label}
            onChange={() => focusLabel(label)}
          >
            <LabelSign label={label} />
          </ToggleButton>
        ))}
      </fieldset>
      <IconButton
        label={t(bySentence ? 'reader.byPage' : 'reader.bySentence')}
        onPress={() => prefer({ layout: bySentence ? 'page' : 'sentences' })}
      >
        {bySentence ? <AlignJustify /> : <ListOrdered />}
      </IconButton>
    </div>
  )
}
