import { authorLayer } from '../corpus/layer.ts'
import { listArticles } from './article.ts'
import { type ArticleState, readStateFacts, stateOfAuthor } from './article-state.ts'
import { EVERYBODY } from './layer-state.ts'
import { listMembers, type MemberRow } from './member.ts'
import type { Db } from './open.ts'
import { statement } from './statement.ts'

/** A member with what came back from them: how many entries, the last merge, and when they last wrote (milliseconds). */
export type TeamMember = Readonly<
  MemberRow & { assigned: number; came: number; lastMerge: number | null; lastWrote: number | null }
>

/** One article and one member: how far they are, whether copies disagree about it, and when it was handed out. */
export type TeamCell = Readonly<{
  articleId: string
  memberId: string
  state: ArticleState
  contested: boolean
  annotations: number
  assignedAt: number | null
}>

/** An article as the team sees it; `opened` when everybody sees everybody's layers. */
export type TeamArticle = Readonly<{ id: string; title: string; opened: boolean; adjudicated: number }>

/** Who works on which article and how far they are. Cells are there only where there is something to say. */
export type Team = Readonly<{ members: TeamMember[]; articles: TeamArticle[]; cells: TeamCell[] }>

/** Reads the whole team's progress. */
export function readTeam(db: Db): Team {
  const counts = statement<{ articleId: string; layer: string; n: number }>(db, COUNTS).all()
  const { said } = readStateFacts(db)
  const assigned = statement<{ articleId: string; memberId: string; at: number }>(db, ASSIGNED).all()
  const contested = new Set(
    statement<{ key: string }>(db, CONTESTED)
      .all()
      .map(({ key }) => key),
  )
  const countOf = new Map(counts.map(({ articleId, layer, n }) => [`${articleId} ${layer}`, n]))
  const assignedAt = new Map(assigned.map(({ articleId, memberId, at }) => [`${articleId} ${memberId}`, at]))
  const opened = new Set(said.filter((one) => one.author === EVERYBODY && one.state === 'open').map(articleOf))
  const articles = listArticles(db).map(({ id, title }) => ({
    id,
    title,
    opened: opened.has(id),
    adjudicated: countOf.get(`${id} adjudicated`) ?? 0,
  }))
  const members = listMembers(db)
  const saidOf = new Map(said.map((one) => [`${one.articleId} ${one.author}`, one]))
  const cells = articles.flatMap(({ id: articleId }) =>
    members.flatMap(({ id: memberId }) => {
      const key = `${articleId} ${memberId}`
      const layer = authorLayer(memberId)
      const n = countOf.get(`${articleId} ${layer}`) ?? 0
      const word = saidOf.get(key)
      const at = assignedAt.get(key) ?? null
      if (n === 0 && word === undefined && at === null) return []
      const state = stateOfAuthor(memberId, [{ articleId, layer, label: '', n }], word ? [word] : [])
      return [{ articleId, memberId, state, contested: contested.has(key), annotations: n, assignedAt: at }]
    }),
  )
  return { members: members.map((each) => describe(db, each, assigned)), articles, cells }
}

function describe(db: Db, member: MemberRow, assigned: readonly { memberId: string }[]): TeamMember {
  const { came, lastMerge, lastWrote } = statement<Omit<TeamMember, keyof MemberRow>>(db, CAME).get(member.id)!
  const mine = assigned.filter(({ memberId }) => memberId === member.id).length
  return { ...member, assigned: mine, came, lastMerge, lastWrote }
}

function articleOf({ articleId }: Readonly<{ articleId: string }>): string {
  return articleId
}

const COUNTS = `SELECT article_id AS articleId, layer, count(*) AS n FROM annotation
WHERE status <> 'deleted' GROUP BY article_id, layer`
const ASSIGNED = 'SELECT article_id AS articleId, member_id AS memberId, assigned_ms AS at FROM assignment'
const CONTESTED = "SELECT article_id || ' ' || author AS key FROM layer_state WHERE contested = 1"
const CAME = `SELECT count(*) AS came, max(m.wall_ms) AS lastMerge, max(o.wall_ms) AS lastWrote
FROM arrival a JOIN merge m ON m.id = a.merge_id JOIN op o ON o.hash = a.hash WHERE o.author = ?`
