import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { CommandKey } from '../shell/CommandKey.tsx'
import { directionOf } from '../shell/i18n/languages.ts'
import { useStore } from '../shell/store.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { endOffer, followOffer, offer } from './others.ts'
import { TagOthers } from './TagOthers.tsx'

type OthersLineProps = { session: ArticleSession; onLeave: () => void }

/** One quiet line: what was just tagged stands elsewhere too, and the key that shows where. It never takes the focus. */
export function OthersLine({ session, onLeave }: OthersLineProps) {
  const { t } = useTranslation()
  const { of, asking } = useStore(offer, (state) => state)
  useEffect(() => followOffer(session), [session])
  return (
    <div role="status" className="others-line-place">
      {of !== undefined && (
        <div className="others-line">
          <LabelSign label={of.label} />
          <p>
            <q
              lang={session.state.get().content.article.language}
              dir={directionOf(session.state.get().content.article.language)}
            >
              {of.text}
            </q>
            {of.here > 0 && <span> {t('find.offerHere', { count: of.here })}</span>}
            {of.elsewhere > 0 && <span> {t('find.offerElsewhere', { count: of.elsewhere })}</span>}
          </p>
          <Button kind="quiet" preventFocusOnPress onPress={() => offer.update({ asking: true })}>
            {t('find.offerShow')}
          </Button>
          <CommandKey command="tag-others" />
          <IconButton label={t('find.offerEnd')} preventFocusOnPress excludeFromTabOrder onPress={endOffer}>
            <X />
          </IconButton>
        </div>
      )}
      {of !== undefined && asking && (
        <TagOthers
          session={session}
          of={of}
          onClose={() => {
            offer.update({ asking: false })
            onLeave()
          }}
        />
      )}
    </div>
  )
}
