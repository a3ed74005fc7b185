import { Check, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { WindowedList } from '../ui/WindowedList.tsx'
import { acceptProposal, entities, mergeInto, type Proposal, refuseProposal } from './entity-state.ts'
import { MentionLine } from './MentionLine.tsx'

const ROW_HEIGHT = 58

type ProposalsProps = {
  proposals: readonly Proposal[]
  /** Goes on to the entities there are; undefined where there are none. */
  onDone: (() => void) | undefined
}

/** What is proposed, one after the other: arrows go through it, Enter accepts, Delete rejects. */
export function Proposals({ proposals, onDone }: ProposalsProps) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState<string>()
  const frame = useRef<HTMLDivElement>(null)
  const found = proposals.findIndex(({ link }) => link === current)
  const last = useRef(0)
  const moving = useRef(true)
  const at = found === -1 ? Math.min(last.current, proposals.length - 1) : found
  const proposal = proposals[at]
  useEffect(() => {
    last.current = Math.max(0, at)
  }, [at])
  const link = proposal?.link
  // The row that had the focus is gone with its proposal: the next one takes it, so that keys go on.
  useEffect(() => {
    if (link === undefined || !(document.activeElement === document.body || moving.current)) return
    moving.current = false
    const focus = (): void => frame.current?.querySelector<HTMLElement>('[aria-current=true]')?.focus()
    focus()
    const frameId = requestAnimationFrame(focus)
    return () => cancelAnimationFrame(frameId)
  }, [link])
  if (proposal === undefined) return <NoProposals onDone={onDone} />
  const go = (to: number): void => {
    moving.current = true
    setCurrent(proposals[Math.max(0, Math.min(proposals.length - 1, to))]?.link)
  }
  const step = (by: number): void => go(at + by)
  const settled = (): void => {
    if (at + 1 < proposals.length) go(at + 1)
  }
  return (
    <div className="entity-panes">
      <div className="entity-list" ref={frame}>
        <WindowedList
          label={t('entities.proposals')}
          rows={proposals}
          rowHeight={ROW_HEIGHT}
          show={at}
          rowKey={({ link }) => link}
          onKeyDown={(event) => {
            if (runKey(event, step, proposal, settled)) event.preventDefault()
          }}
          draw={(each) => <ProposalRow of={each} isCurrent={each === proposal} onShow={() => setCurrent(each.link)} />}
        />
      </div>
      <ProposalDetail key={proposal.link} proposal={proposal} onSettled={settled} />
    </div>
  )
}

/** That all are settled, and the way on; it takes the focus from the row that is gone. */
function NoProposals({ onDone }: Pick<ProposalsProps, 'onDone'>) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) frame.current?.querySelector('button')?.focus()
  }, [])
  return (
    <div className="message-page" ref={frame}>
      <p>{t('entities.noProposals')}</p>
      {onDone !== undefined && <Button onPress={onDone}>{t('entities.toEntities')}</Button>}
    </div>
  )
}

function runKey(event: KeyboardEvent, step: (by: number) => void, proposal: Proposal, settled: () => void): boolean {
  if (event.code === 'ArrowDown' || event.code === 'ArrowUp') step(event.code === 'ArrowDown' ? 1 : -1)
  else if (event.code === 'Enter')
    void acceptProposal(
      proposal,
      proposal.mentions.map(({ id }) => id),
      proposal.name,
    ).then(settled)
  else if (event.code === 'Delete' || event.code === 'Backspace') void refuseProposal(proposal).then(settled)
  else return false
  return true
}

function ProposalRow({ of, isCurrent, onShow }: { of: Proposal; isCurrent: boolean; onShow: () => void }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="entity-row"
      aria-current={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      onClick={onShow}
      onFocus={onShow}
    >
      <span className="entity-name" dir="auto">
        {of.name}
      </span>
      <span className="quiet">
        {t(of.entityId === null ? 'entities.newEntity' : 'entities.knownEntity')}
        {' · '}
        {t('entities.mentions', { count: of.mentions.length })}
      </span>
    </button>
  )
}

function ProposalDetail({ proposal, onSettled }: { proposal: Proposal; onSettled: () => void }) {
  const { t } = useTranslation()
  const { mentions } = useStore(entities, (state) => state)
  const [name, setName] = useState(proposal.name)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = proposal.mentions.filter(({ id }) => !left.has(id)).map(({ id }) => id)
  return (
    <section className="entity-detail" aria-label={proposal.name}>
      <p className="quiet">
        {t(proposal.entityId === null ? 'entities.proposesNew' : 'entities.proposesKnown', {
          count: proposal.mentions.length,
        })}
      </p>
      {proposal.entityId === null ? (
        <Field label={t('entities.name')} value={name} onChange={setName} />
      ) : (
        <h2 dir="auto">{proposal.name}</h2>
      )}
      {proposal.aliases.length > 0 && (
        <p className="entity-aliases">
          <span className="quiet">{t('entities.aliases')}</span>
          {proposal.aliases.map((alias) => (
            <bdi key={alias} className="entity-alias">
              {alias}
            </bdi>
          ))}
        </p>
      )}
      <div className="entity-actions">
        <Button
          kind="primary"
          icon={<Check />}
          isDisabled={chosen.length === 0 || name.trim() === ''}
          onPress={() => void acceptProposal(proposal, chosen, name.trim()).then(onSettled)}
        >
          {t('entities.accept', { count: chosen.length })}
        </Button>
        <Button icon={<X />} onPress={() => void refuseProposal(proposal).then(onSettled)}>
          {t('entities.refuse')}
        </Button>
      </div>
      <SameEntities proposal={proposal} />
      <ul className="mention-list">
        {proposal.mentions.map(({ id, reason }) => {
          const mention = mentions.get(id)
          return (
            mention !== undefined && (
              <MentionLine
                key={id}
                mention={mention}
                isChosen={!left.has(id)}
                onChange={(isChosen) => setLeft(toggle(left, id, !isChosen))}
                end={t(`entities.reason.${reason}`)}
              />
            )
          )
        })}
      </ul>
    </section>
  )
}

/** Other entities that are most likely the same, each to be merged. */
function SameEntities({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const list = useStore(entities, (state) => state.entities) ?? []
  const { entityId, same } = proposal
  if (entityId === null || same.length === 0) return null
  return (
    <div className="entity-same">
      {same.map((id) => (
        <Button key={id} kind="quiet" onPress={() => void mergeInto(id, entityId)}>
          {t('entities.mergeThis', { name: list.find(({ row }) => row.id === id)?.row.name ?? '' })}
        </Button>
      ))}
    </div>
  )
}

/** A set with one more, or without it. */
export function toggle(set: ReadonlySet<string>, value: string, include: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (include) next.add(value)
  else next.delete(value)
  return next
}
