import { Scale, Send, Users } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { describeFailure } from '../shell/failures.ts'
import { openAdjudication } from '../shell/navigation.ts'
import { project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { HandOut } from './HandOut.tsx'
import { Members } from './Members.tsx'
import { Merges } from './Merges.tsx'
import { Roles } from './Roles.tsx'
import { TeamTable } from './TeamTable.tsx'
import { followTeam, listAnalysts, loadTeam, type Team as TeamRead, team } from './team-state.ts'

/** Who works on which article, how far everybody is, and what came back. */
export function Team() {
  const { t } = useTranslation()
  const { read, failure } = useStore(team, (state) => state)
  const [handing, setHanding] = useState(false)
  useEffect(followTeam, [])
  if (failure !== null)
    return (
      <main className="message-page" role="alert">
        <p>{failure.code === 'lead-only' ? t('team.leadOnly') : describeFailure(failure)}</p>
        {failure.code !== 'lead-only' && <Button onPress={() => void loadTeam()}>{t('common.retry')}</Button>}
      </main>
    )
  if (read === null) return <main className="message-page">{t('common.loading')}</main>
  return (
    <main className="library team" aria-label={t('team.title')}>
      <header className="library-head">
        <div>
          <h1>{t('team.title')}</h1>
          <p className="quiet">{t('team.layersHint')}</p>
        </div>
        <div className="library-actions">
          {read.members.length > 1 && (
            <Button icon={<Scale />} onPress={() => openAdjudication(null)}>
              {t('adjudicate.title')}
            </Button>
          )}
          <HandOutButton articles={read.articles.length} onPress={() => setHanding(true)} />
        </div>
      </header>
      <Progress team={read} />
      <Merges />
      <Roles team={read} />
      <section className="team-keys">
        <h2>{t('keys.title')}</h2>
        <Members />
      </section>
      {handing && <HandOut team={read} onClose={() => setHanding(false)} />}
    </main>
  )
}

function HandOutButton({ articles, onPress }: { articles: number; onPress: () => void }) {
  const { t } = useTranslation()
  const isCopy = useStore(project, ({ info }) => info?.handout != null)
  const leads = useStore(project, ({ info }) => info?.member?.role !== 'auditor')
  return (
    <Button kind="primary" icon={<Send />} isDisabled={isCopy || !leads || articles === 0} onPress={onPress}>
      {t('team.handOut')}
    </Button>
  )
}

function Progress({ team: read }: { team: TeamRead }) {
  const { t } = useTranslation()
  const analysts = listAnalysts(read)
  if (read.articles.length === 0) return <p className="message-page">{t('team.noArticles')}</p>
  const alone = read.members.length < 2 || analysts.length === 0
  return (
    <>
      {alone && (
        <section className="empty team-alone" aria-label={t('team.aloneTitle')}>
          <Users aria-hidden />
          <h2>{t('team.aloneTitle')}</h2>
          <p>{t('team.aloneBody')}</p>
        </section>
      )}
      {analysts.length > 0 && <TeamTable team={read} analysts={analysts} />}
    </>
  )
}
