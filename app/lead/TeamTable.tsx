import { Eye, EyeOff, RotateCcw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatDate, formatNumber } from '../shell/i18n/numbers.ts'
import { openArticle } from '../shell/navigation.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { IconButton } from '../ui/Button.tsx'
import { openLayers, reopenFor, type Team, type TeamCell, type TeamMember } from './team-state.ts'

type TeamTableProps = { team: Team; analysts: readonly TeamMember[] }

/** A row an article, a column an analyst: not begun, in progress or done, and how many annotations. */
export function TeamTable({ team, analysts }: TeamTableProps) {
  const { t } = useTranslation()
  const leads = useStore(project, ({ info }) => info?.member?.role === 'lead')
  const cells = new Map(team.cells.map((cell) => [`${cell.articleId} ${cell.memberId}`, cell]))
  return (
    <div className="team-scroll" tabIndex={-1}>
      <table className="articles team-table" aria-label={t('team.matrix')}>
        <thead>
          <tr>
            <th scope="col">{t('team.article')}</th>
            {analysts.map((member) => (
              <th key={member.id} scope="col">
                <MemberHead member={member} cells={team.cells} />
              </th>
            ))}
            <th scope="col">{t('team.adjudicated')}</th>
            <th scope="col">{t('team.layers')}</th>
          </tr>
        </thead>
        <tbody>
          {team.articles.map(({ id, title, opened, adjudicated }) => (
            <tr key={id}>
              <th scope="row">
                <button type="button" className="title-link" dir="auto" onClick={() => openArticle(id)}>
                  {title}
                </button>
              </th>
              {analysts.map((member) => (
                <td key={member.id}>
                  <Cell cell={cells.get(`${id} ${member.id}`)} member={member} leads={leads} />
                </td>
              ))}
              <td className="team-count" aria-label={formatNumber(adjudicated)}>
                {adjudicated === 0 ? '—' : formatNumber(adjudicated)}
              </td>
              <td>
                <span className="team-layers">
                  <span className="quiet">{t(opened ? 'team.opened' : 'team.closed')}</span>
                  <IconButton
                    label={t(opened ? 'team.closeLayers' : 'team.openLayers', { title })}
                    isDisabled={!leads}
                    onPress={() => void openLayers(id, !opened)}
                  >
                    {opened ? <Eye /> : <EyeOff />}
                  </IconButton>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** An analyst's name over their column, how much of theirs is done, and what came back. */
function MemberHead({ member, cells }: { member: TeamMember; cells: readonly TeamCell[] }) {
  const { t } = useTranslation()
  const mine = cells.filter(({ memberId }) => memberId === member.id)
  const done = mine.filter(({ state }) => state === 'done').length
  const share = mine.length === 0 ? 0 : done / mine.length
  return (
    <span className="team-head">
      <bdi className="team-name">{member.name}</bdi>
      <span className="team-share" aria-hidden>
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span>
        {mine.length === 0 ? t('team.nothingAssigned') : t('team.progress', { count: done, total: mine.length })}
      </span>
      <span>
        {member.lastMerge === null ? t('team.cameNothing') : t('team.came', { date: formatDate(member.lastMerge) })}
      </span>
    </span>
  )
}

type CellProps = { cell: TeamCell | undefined; member: TeamMember; leads: boolean }

function Cell({ cell, member, leads }: CellProps) {
  const { t } = useTranslation()
  if (cell === undefined)
    return (
      <span className="quiet" title={t('team.notTheirs')}>
        <span aria-hidden>—</span>
        <span className="visually-hidden">{t('team.notTheirs')}</span>
      </span>
    )
  const states = { none: t('library.stateNone'), progress: t('library.stateProgress'), done: t('library.stateDone') }
  return (
    <span className="team-cell">
      <span className={`state ${cell.state}`}>{states[cell.state]}</span>
      {cell.annotations > 0 && <span className="quiet">{t('team.annotations', { count: cell.annotations })}</span>}
      {cell.contested && (
        <span className="team-contested" title={t('team.contested')}>
          <TriangleAlert role="img" aria-label={t('team.contested')} />
        </span>
      )}
      {leads && cell.state === 'done' && (
        <IconButton
          label={t('team.reopen', { name: member.name })}
          onPress={() => void reopenFor(cell.articleId, member.id)}
        >
          <RotateCcw />
        </IconButton>
      )}
      {cell.assignedAt !== null && (
        <span className="quiet team-handed">{t('team.handedOut', { date: formatDate(cell.assignedAt) })}</span>
      )}
    </span>
  )
}
