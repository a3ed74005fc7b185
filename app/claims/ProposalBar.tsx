import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import { CommandKey } from '../shell/CommandKey.tsx'
import { Button } from '../ui/Button.tsx'
import { declineProposal, type Proposal, takeProposal } from './proposals.ts'

type ProposalBarProps = { session: ArticleSession; proposal: Proposal }

/** What the rules would say of a claim that was marked by hand: one key takes it, and what is selected instead stays. */
export function ProposalBar({ session, proposal: { claim, open } }: ProposalBarProps) {
  const { t } = useTranslation()
  const stance = [
    t(`claims.polarity.${claim.polarity}`),
    ...(claim.speech === undefined ? [] : [t(`claims.speech.${claim.speech}`)]),
    ...(claim.hedged ? [t('claims.hedgedShort')] : []),
  ]
  return (
    <div className="claim-proposal" role="status">
      <p>
        <Sparkles aria-hidden />
        {t('claims.proposed')}
        {open.includes('stance') && <span className="quiet">{stance.join(' · ')}</span>}
      </p>
      <div>
        <Button kind="primary" preventFocusOnPress onPress={() => takeProposal(session)}>
          {t('suggest.accept')}
        </Button>
        <CommandKey command="accept" />
        <Button kind="quiet" preventFocusOnPress onPress={() => declineProposal(session)}>
          {t('claims.declineProposal')}
        </Button>
      </div>
    </div>
  )
}
