import { useTranslation } from 'react-i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { useStore } from '../shell/store.ts'
import { Choices } from '../ui/Choices.tsx'
import { reviewOf, suggesting } from './review.ts'

type SuggestionSwitchProps = { session: ArticleSession; onToggle: () => void }

/** Chooses between what was annotated and what is suggested, with how many suggestions wait. */
export function SuggestionSwitch({ session, onToggle }: SuggestionSwitchProps) {
  const { t } = useTranslation()
  const shown = useStore(suggesting, (state) => state.shown)
  const rows = useStore(reviewOf(session).state, (state) => state.rows)
  const count = shown && rows !== undefined ? ` (${formatNumber(rows.length)})` : ''
  const choices = [
    { value: 'annotations', text: t('suggest.showAnnotations') },
    { value: 'suggestions', text: t('suggest.showSuggestions') + count },
  ]
  return (
    <div className="suggestion-switch">
      <Choices
        label={t('suggest.switch')}
        hideLabel
        value={shown ? 'suggestions' : 'annotations'}
        choices={choices}
        onChoose={(chosen) => {
          if ((chosen === 'suggestions') !== shown) onToggle()
        }}
      />
    </div>
  )
}
