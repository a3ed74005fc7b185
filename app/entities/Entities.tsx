import { UsersRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { describeFailure } from '../shell/failures.ts'
import { matches } from '../shell/Palette.tsx'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Field } from '../ui/Field.tsx'
import { WindowedList } from '../ui/WindowedList.tsx'
import { EntityDetail } from './EntityDetail.tsx'
import { type EntityInView, entities, followEntities, loadEntities } from './entity-state.ts'
import { Proposals } from './Proposals.tsx'

const ROW_HEIGHT = 58

/** Who and what the actors are, across all articles: what is proposed, and the entities there are. */
export function Entities() {
  const { t } = useTranslation()
  const { entities: list, proposals, failure } = useStore(entities, (state) => state)
  const [wanted, setShown] = useState<'proposals' | 'entities'>()
  const first = useRef<'proposals' | 'entities'>(undefined)
  useEffect(followEntities, [])
  if (failure !== null)
    return (
      <main className="message-page" role="alert">
        <p>{describeFailure(failure)}</p>
        <Button onPress={() => void loadEntities()}>{t('common.retry')}</Button>
      </main>
    )
  if (list === null || proposals === null) return <main className="message-page">{t('common.loading')}</main>
  if (list.length === 0 && proposals.length === 0) return <Nothing />
  // What is shown first stays, also when its last proposal was settled.
  first.current ??= proposals.length > 0 ? 'proposals' : 'entities'
  const shown = wanted ?? first.current
  return (
    <main className="entities" aria-label={t('entities.title')}>
      <header className="entities-head">
        <h1>{t('entities.title')}</h1>
        <Choices
          label={t('entities.show')}
          hideLabel
          value={shown}
          choices={[
            { value: 'proposals', text: t('entities.proposalsCount', { count: proposals.length }) },
            { value: 'entities', text: t('entities.entitiesCount', { count: list.length }) },
          ]}
          onChoose={(value) => setShown(value as 'proposals' | 'entities')}
        />
        {shown === 'proposals' && proposals.length > 0 && <p className="quiet entities-keys">{t('entities.keys')}</p>}
      </header>
      {shown === 'proposals' ? (
        <Proposals proposals={proposals} onDone={list.length === 0 ? undefined : () => setShown('entities')} />
      ) : (
        <Known list={list} />
      )}
    </main>
  )
}

function Nothing() {
  const { t } = useTranslation()
  return (
    <main className="message-page" aria-label={t('entities.title')}>
      <section className="empty" aria-label={t('entities.noneTitle')}>
        <UsersRound aria-hidden />
        <h2>{t('entities.noneTitle')}</h2>
        <p>{t('entities.noneBody')}</p>
      </section>
    </main>
  )
}

function Known({ list }: { list: readonly EntityInView[] }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState<string>()
  const rows = list.filter(({ row }) => matches(query, row.name, ...row.aliases))
  const at = Math.max(
    0,
    rows.findIndex(({ row }) => row.id === current),
  )
  const chosen = rows[at]
  return (
    <div className="entity-panes">
      <div className="entity-list">
        <Field
          label={t('entities.search')}
          hideLabel
          placeholder={t('entities.search')}
          value={query}
          onChange={setQuery}
        />
        {rows.length === 0 && <p className="list-empty">{t('entities.nothingFound')}</p>}
        <WindowedList
          label={t('entities.title')}
          rows={rows}
          rowHeight={ROW_HEIGHT}
          show={at}
          rowKey={({ row }) => row.id}
          draw={(each) => (
            <button
              type="button"
              className="entity-row"
              aria-current={each === chosen}
              onClick={() => setCurrent(each.row.id)}
            >
              <span className="entity-name" dir="auto">
                {each.row.name}
              </span>
              <span className="quiet">
                {t('entities.mentions', { count: each.mentions.length })}
                {each.articles > 1 && ` · ${t('entities.articles', { count: each.articles })}`}
              </span>
            </button>
          )}
        />
      </div>
      {chosen !== undefined && <EntityDetail key={chosen.row.id} of={chosen} />}
    </div>
  )
}
