import { useTranslation } from 'react-i18next'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Select } from '../ui/Select.tsx'
import { giveRole, type Team, type TeamMember } from './team-state.ts'

/** Everybody in the project and what they may do; leads give roles. */
export function Roles({ team }: { team: Team }) {
  const { t } = useTranslation()
  const me = useStore(project, ({ info }) => info?.member ?? null)
  return (
    <section className="team-roles" aria-label={t('team.people')}>
      <h2>{t('team.people')}</h2>
      <ul>
        {team.members.map((member) => (
          <li key={member.id}>
            <span>
              <bdi>{member.name}</bdi>
              {member.id === me?.id && <span className="quiet"> ({t('team.you')})</span>}
            </span>
            <span className="quiet">{t('team.assigned', { count: member.assigned })}</span>
            <Role member={member} leads={me?.role === 'lead'} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Role({ member, leads }: { member: TeamMember; leads: boolean }) {
  const { t } = useTranslation()
  const names = { annotator: t('team.roleAnnotator'), lead: t('team.roleLead'), auditor: t('team.roleAuditor') }
  if (!leads) return <span>{names[member.role]}</span>
  return (
    <Select
      label={t('team.role', { name: member.name })}
      value={member.role}
      choices={(['annotator', 'lead', 'auditor'] as const).map((value) => ({ value, text: names[value] }))}
      onChoose={(role) => void giveRole(member.id, role as TeamMember['role'])}
    />
  )
}
