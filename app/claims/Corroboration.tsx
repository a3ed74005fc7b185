import { useTranslation } from 'react-i18next'
import type { LinkKind, LinkRow } from '../../corpus/link.ts'
import { describeRating } from '../../corpus/rating.ts'
import type { ClaimRow } from '../../electron/contract/claim.ts'
import { formatDay } from '../shell/i18n/numbers.ts'
import { openArticle } from '../shell/navigation.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { KeySigns } from '../ui/KeySigns.tsx'
import { LinkedClaims } from './ClaimLinks.tsx'
import { type ClaimFilter, NO_FILTER, speakerKey } from './claim-rows.ts'
import { claimsView } from './claims-state.ts'
import { useLinks } from './use-links.ts'

/** One claim with the claims that stand for and against it, their sources side by side. */
export function Corroboration({ row }: { row: ClaimRow | undefined }) {
  const { t } = useTranslation()
  if (row === undefined) return <p className="inspector-empty">{t('claims.chooseRow')}</p>
  return <Chosen key={row.id} row={row} />
}

function Chosen({ row }: { row: ClaimRow }) {
  const { t } = useTranslation()
  const { claims, links } = useStore(claimsView, (state) => state)
  const { links: own, similar } = useLinks(row.id)
  const others = findOthers(row.id, claims ?? [], links)
  return (
    <section className="corroboration" aria-label={t('claims.corroboration')}>
      <blockquote className="quote claim" dir="auto">
        {row.quote}
      </blockquote>
      <p className="corroboration-acts">
        <Button kind="primary" onPress={() => openArticle(row.articleId, { annotationId: row.id })}>
          {t('claims.openThere')}
        </Button>
        <KeySigns parts={['Enter']} />
      </p>
      <p className="claim-explained">{t('claims.rateKeys')}</p>
      <ByEntity row={row} />
      <h3>{t('claims.sides')}</h3>
      {others.length === 0 ? (
        <p className="claim-explained">{t('claims.alone')}</p>
      ) : (
        <table className="sides">
          <thead>
            <tr>
              <th scope="col">{t('claims.column.source')}</th>
              <th scope="col">{t('claims.column.rating')}</th>
              <th scope="col">{t('claims.column.article')}</th>
            </tr>
          </thead>
          <tbody>
            <Side row={row} />
            {others.map(({ claim, kind, outward }) => (
              <Side key={`${claim.id} ${kind}`} row={claim} kind={kind} outward={outward} />
            ))}
          </tbody>
        </table>
      )}
      <LinkedClaims id={row.id} links={own} similar={similar} />
    </section>
  )
}

/** The ways to all that the same entity says, and to all that is said about one of those that this claim is about. */
function ByEntity({ row: { speaker, about } }: { row: ClaimRow }) {
  const { t } = useTranslation()
  if (speaker === null && about.length === 0) return null
  const show = (filter: Partial<ClaimFilter>): void => claimsView.update({ filter: { ...NO_FILTER, ...filter } })
  return (
    <p className="claim-by-entity">
      {speaker !== null && (
        <Button kind="quiet" onPress={() => show({ source: speakerKey(speaker.id) })}>
          {t('claims.allBy', { name: speaker.name })}
        </Button>
      )}
      {about.map(({ id, name }) => (
        <Button key={id} kind="quiet" onPress={() => show({ about: id })}>
          {t('claims.allAbout', { name })}
        </Button>
      ))}
    </p>
  )
}

type SideProps = { row: ClaimRow; kind?: LinkKind; outward?: boolean }

function Side({ row, kind, outward = true }: SideProps) {
  const { t } = useTranslation()
  return (
    <tr className={kind ?? 'this'}>
      <th scope="row">
        <span className={`link-kind ${kind ?? ''}`}>
          {kind === undefined ? t('claims.thisOne') : t(outward ? `claims.kind.${kind}` : `claims.kindBack.${kind}`)}
        </span>
        <span dir="auto">{row.claim?.source?.text ?? t('claims.noSource')}</span>
      </th>
      <td>
        <span className="code" dir="ltr">
          {row.rating === null ? '––' : describeRating(row.rating)}
        </span>
      </td>
      <td>
        <span dir="auto">{row.publisher ?? row.articleTitle}</span>
        {row.date !== null && <span className="quiet"> {formatDay(row.date)}</span>}
      </td>
    </tr>
  )
}

type Other = { claim: ClaimRow; kind: LinkKind; outward: boolean }

function findOthers(id: string, claims: readonly ClaimRow[], links: readonly LinkRow[]): Other[] {
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  return links.flatMap(({ from, to, kind }) => {
    const claim = from === id ? byId.get(to) : to === id ? byId.get(from) : undefined
    return claim === undefined ? [] : [{ claim, kind, outward: from === id }]
  })
}
