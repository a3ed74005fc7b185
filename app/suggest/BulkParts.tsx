import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'

/** How far a step over many goes. */
export type Scope = 'article' | 'project'

type ScopeChoiceProps = { value: Scope; onChoose: (scope: Scope) => void }

/** Whether a step over many stays in the article or goes through the project. */
export function ScopeChoice({ value, onChoose }: ScopeChoiceProps) {
  const { t } = useTranslation()
  return (
    <Choices
      label={t('suggest.scope')}
      value={value}
      choices={[
        { value: 'article', text: t('suggest.scopeArticle') },
        { value: 'project', text: t('suggest.scopeProject') },
      ]}
      onChoose={(next) => onChoose(next === 'project' ? 'project' : 'article')}
    />
  )
}

type StepButtonProps = { isReady: boolean; text: string; onPress: () => void }

/** What starts a step over many; it takes the focus as soon as it can be pressed. */
export function StepButton({ isReady, text, onPress }: StepButtonProps) {
  return (
    <Button key={String(isReady)} kind="primary" isDisabled={!isReady} autoFocus={isReady} onPress={onPress}>
      {text}
    </Button>
  )
}
