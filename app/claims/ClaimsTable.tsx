import { ArrowDown, ArrowUp, MessageSquareQuote } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClaimRow } from '../../electron/contract/claim.ts'
import { describeFailure } from '../shell/failures.ts'
import { lastStep } from '../shell/history.ts'
import { openArticle } from '../shell/navigation.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { WindowedList } from '../ui/WindowedList.tsx'
import { ClaimFilters } from './ClaimFilters.tsx'
import { ClaimLine } from './ClaimLine.tsx'
import { Corroboration } from './Corroboration.tsx'
import { type CLAIM_SORTS, type ClaimSort, filterClaims, NO_FILTER, sortClaims } from './claim-rows.ts'
import { claimsView, loadClaims, rateClaim } from './claims-state.ts'
import { linkChanges } from './links.ts'
import { ratingOfKey } from './rating-keys.ts'

const ROW_HEIGHT = 62

/** Every claim of the project: who says it, how it is rated, what stands for and against it. */
export function ClaimsTable() {
  const { t } = useTranslation()
  const { claims, filter, sort, chosen, failure } = useStore(claimsView, (state) => state)
  const shown = useMemo(() => sortClaims(filterClaims(claims ?? [], filter), sort), [claims, filter, sort])
  const at = shown.findIndex(({ id }) => id === chosen)
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    void loadClaims()
    const stops = [lastStep.subscribe(() => void loadClaims()), linkChanges.subscribe(() => void loadClaims())]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  const focusRow = (row: ClaimRow): void => {
    claimsView.update({ chosen: row.id })
    // The row may have to be scrolled into being first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-claim-id="${row.id}"]`)?.focus()),
    )
  }
  if (failure !== null)
    return (
      <p className="message-page" role="alert">
        {t('claims.loadFailed', { reason: describeFailure(failure) })}
      </p>
    )
  if (claims?.length === 0) return <NoClaims />
  return (
    <div className="claims-view">
      <main className="claims-main" ref={frame} aria-label={t('claims.title')}>
        <ClaimFilters claims={claims ?? []} shown={shown.length} onLeave={() => shown[0] && focusRow(shown[0])} />
        <Heads sort={sort} />
        {shown.length === 0 ? (
          <div className="list-empty">
            <p>{t(claims === undefined ? 'common.loading' : 'claims.noneMatch')}</p>
            {claims !== undefined && (
              <Button onPress={() => claimsView.update({ filter: NO_FILTER })}>{t('claims.showAll')}</Button>
            )}
          </div>
        ) : (
          <WindowedList
            label={t('claims.title')}
            rows={shown}
            rowHeight={ROW_HEIGHT}
            show={at === -1 ? undefined : at}
            rowKey={({ id }) => id}
            onKeyDown={(event) => handleKey(event, shown, at, focusRow)}
            draw={(row) => (
              <ClaimLine
                row={row}
                isChosen={row.id === chosen}
                onChoose={() => claimsView.update({ chosen: row.id })}
              />
            )}
          />
        )}
      </main>
      <aside className="claims-side" aria-label={t('claims.corroboration')}>
        <Corroboration row={shown[at]} />
      </aside>
    </div>
  )
}

function NoClaims() {
  const { t } = useTranslation()
  return (
    <main className="claims-none" aria-label={t('claims.title')}>
      <div className="empty">
        <MessageSquareQuote aria-hidden />
        <h2>{t('claims.none')}</h2>
        <p>{t('claims.noneHint')}</p>
      </div>
    </main>
  )
}

function Heads({ sort }: { sort: ClaimSort }) {
  const { t } = useTranslation()
  return (
    <div className="claim-line claim-heads">
      {CLAIM_SORTS_IN_VIEW.map((key) => {
        const isSorted = sort.key === key
        return (
          <button
            key={key}
            type="button"
            className={`claim-cell ${key}`}
            aria-label={t('claims.sortBy', { column: t(`claims.column.${key}`) })}
            aria-pressed={isSorted}
            onClick={() => claimsView.update({ sort: { key, descending: isSorted && !sort.descending } })}
          >
            {t(`claims.column.${key}`)}
            {isSorted && (sort.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
          </button>
        )
      })}
    </div>
  )
}

const CLAIM_SORTS_IN_VIEW = [
  'content',
  'source',
  'about',
  'stance',
  'rating',
  'article',
  'date',
  'links',
] as const satisfies readonly (typeof CLAIM_SORTS)[number][]

/** Arrows go from claim to claim, A–F and 1–6 rate the chosen one, Enter opens it in its article. */
function handleKey(
  event: KeyboardEvent,
  shown: readonly ClaimRow[],
  at: number,
  focusRow: (row: ClaimRow) => void,
): void {
  const row = shown[at]
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const step = STEPS[event.code]
  const change = ratingOfKey(event.code)
  if (step !== undefined) {
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + step))]
    if (next !== undefined) focusRow(next)
  } else if (event.code === 'Home' && shown[0] !== undefined) focusRow(shown[0])
  else if (event.code === 'End' && shown.length > 0) focusRow(shown.at(-1)!)
  else if (row !== undefined && event.code === 'Enter') openArticle(row.articleId, { annotationId: row.id })
  else if (row !== undefined && change !== undefined) void rateClaim(row.id, change)
  else return
  event.preventDefault()
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
