import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import { bindings, keysOf } from '../shell/key-bindings.ts'
import { describeChord, layout } from '../shell/keyboard-layout.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { KeySigns } from '../ui/KeySigns.tsx'
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
        <Key command="accept" />
        <Button kind="quiet" preventFocusOnPress onPress={() => declineProposal(session)}>
          {t('claims.declineProposal')}
        </Button>
      </div>
    </div>
  )
}

function Key({ command }: { command: 'accept' }) {
  const { signs } = useStore(layout, (value) => value)
  const { chosen } = useStore(bindings, (value) => value)
  const [chord] = keysOf(command, chosen)
  return chord === undefined ? null : <KeySigns parts={describeChord(chord, signs)} />
}
