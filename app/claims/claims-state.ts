import type { LinkRow } from '../../corpus/link.ts'
import type { Rating } from '../../corpus/rating.ts'
import type { ClaimRow } from '../../electron/contract/claim.ts'
import { call, type Failure } from '../api.ts'
import { edit } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'
import { type ClaimFilter, type ClaimSort, NO_FILTER } from './claim-rows.ts'

/** Every claim of the project, and how the table shows them; it stays while other views are open. */
export const claimsView = createStore<
  Readonly<{
    claims: readonly ClaimRow[] | undefined
    links: readonly LinkRow[]
    failure: Failure | null
    filter: ClaimFilter
    sort: ClaimSort
    chosen: string | undefined
  }>
>({
  claims: undefined,
  links: [],
  failure: null,
  filter: NO_FILTER,
  sort: { key: 'article', descending: false },
  chosen: undefined,
})

/** Reads the claims again. */
export async function loadClaims(): Promise<void> {
  const asked = await call('claim.list', {})
  if (asked.ok) claimsView.update({ claims: asked.value.claims, links: asked.value.links, failure: null })
  else claimsView.update({ failure: asked.failure })
}

/** Rates a claim in the table, on one axis or both; the other one stays as it is. */
export async function rateClaim(id: string, change: Partial<Rating>): Promise<void> {
  const find = () => claimsView.get().claims?.find((row) => row.id === id)
  const before = find()
  if (before === undefined) return
  const rating = { reliability: null, credibility: null, rationale: null, ...before.rating, ...change }
  // What is chosen shows at once, so that a second key never overwrites the first with an older rating.
  show({ ...before, rating })
  const stored = await edit(
    `rate ${id}`,
    () => call('rating.set', { annotationId: id, rating }),
    () => undefined,
  )
  const now = find()
  if (!stored.ok && now !== undefined) show({ ...now, rating: before.rating })
}

function show(row: ClaimRow): void {
  const { claims = [] } = claimsView.get()
  claimsView.update({ claims: claims.map((known) => (known.id === row.id ? row : known)) })
}
