import { Link2Off } from 'lucide-react'
import { Button as Chip } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import type { LinkKind } from '../../corpus/link.ts'
import type { OpenLink, SimilarClaim } from '../../electron/contract/claim.ts'
import type { ArticleSession } from '../annotate/article-session.ts'
import { LabelSign } from '../annotate/labels.tsx'
import { reading } from '../annotate/reading.ts'
import { bindings, keysOf } from '../shell/key-bindings.ts'
import { describeChord, layout } from '../shell/keyboard-layout.ts'
import { openArticle } from '../shell/navigation.ts'
import { useStore } from '../shell/store.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { KeySigns } from '../ui/KeySigns.tsx'
import { link, listAbout, unlink } from './links.ts'
import { useLinks } from './use-links.ts'

/** What a claim in the open article is about and which claims say the same, with what may be linked to it. */
export function ClaimLinks({ session, id }: { session: ArticleSession; id: string }) {
  const { t } = useTranslation()
  const { links, similar } = useLinks(id)
  // What may be linked follows the annotations.
  useStore(session.state, (state) => state.annotations)
  const claim = session.find(id)
  if (claim === undefined) return null
  const linked = new Set(links.map(({ other }) => other.id))
  const offered = listAbout(session, claim).filter(({ row }) => !linked.has(row.id))
  const about = links.filter(({ kind }) => kind === 'about')
  return (
    <fieldset className="claim-links">
      <legend>{t('claims.links')}</legend>
      {about.length + offered.length === 0 && <p className="claim-explained">{t('claims.aboutNone')}</p>}
      <div className="link-chips">
        {about.map((each) => (
          <LinkChip key={each.id} link={each} />
        ))}
        {offered.map(({ row }) => (
          <Chip
            key={row.id}
            className="link-chip offered"
            aria-label={t('claims.linkTo', { text: row.quote })}
            onPress={() => void link([{ from: id, to: row.id, kind: 'about' }])}
          >
            <LabelSign label={row.label} />
            <span dir="auto">{row.quote}</span>
            <span aria-hidden>+</span>
          </Chip>
        ))}
      </div>
      {offered.length > 1 && (
        <p className="link-all">
          <Button kind="quiet" onPress={() => reading.get().run?.('claim-link')}>
            {t('claims.linkAll', { count: offered.length })}
          </Button>
          <LinkKey />
        </p>
      )}
      <LinkedClaims id={id} links={links} similar={similar} />
    </fieldset>
  )
}

function LinkKey() {
  const { signs } = useStore(layout, (value) => value)
  const { chosen } = useStore(bindings, (value) => value)
  const [chord] = keysOf('claim-link', chosen)
  return chord === undefined ? null : <KeySigns parts={describeChord(chord, signs)} />
}

type LinkedClaimsProps = { id: string; links: readonly OpenLink[]; similar: readonly SimilarClaim[] }

/** Claims that repeat, support or contradict this one, and those that might. */
export function LinkedClaims({ id, links, similar }: LinkedClaimsProps) {
  const { t } = useTranslation()
  const claims = links.filter(({ kind }) => kind !== 'about')
  return (
    <>
      {claims.map((each) => (
        <div key={each.id} className="linked-claim">
          <span className={`link-kind ${each.kind}`}>
            {t(each.outward ? `claims.kind.${each.kind}` : `claims.kindBack.${each.kind}`)}
          </span>
          <ClaimQuote id={each.other.id} articleId={each.other.articleId} quote={each.other.quote} />
          <IconButton label={t('claims.unlink')} onPress={() => void unlink([each.id])}>
            <Link2Off />
          </IconButton>
        </div>
      ))}
      {similar.length > 0 && <p className="similar-head">{t('claims.similar')}</p>}
      {similar.map((each) => (
        <div key={each.id} className="linked-claim similar">
          <ClaimQuote id={each.id} articleId={each.articleId} quote={each.quote} />
          <p className="quiet" dir="auto">
            {each.source ?? t('claims.noSource')} · {each.articleTitle}
          </p>
          <div className="link-kinds">
            {KINDS.map((kind) => (
              <Button key={kind} kind="quiet" onPress={() => void link([{ from: id, to: each.id, kind }])}>
                {t(`claims.kind.${kind}`)}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </>
  )
}

const KINDS = ['repeats', 'supports', 'contradicts'] as const satisfies readonly LinkKind[]

function ClaimQuote({ id, articleId, quote }: { id: string; articleId: string; quote: string }) {
  return (
    <button
      type="button"
      className="claim-quote"
      dir="auto"
      onClick={() => openArticle(articleId, { annotationId: id })}
    >
      {quote}
    </button>
  )
}

function LinkChip({ link: { id, other } }: { link: OpenLink }) {
  const { t } = useTranslation()
  return (
    <span className="link-chip">
      <LabelSign label={other.label} />
      <span dir="auto">{other.quote}</span>
      <IconButton label={t('claims.unlinkFrom', { text: other.quote })} onPress={() => void unlink([id])}>
        <Link2Off />
      </IconButton>
    </span>
  )
}
