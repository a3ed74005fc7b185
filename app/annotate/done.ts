import i18next from 'i18next'
import { call } from '../api.ts'
import { openArticle } from '../shell/navigation.ts'
import { noteArticle, project } from '../shell/project.ts'
import { edit } from '../shell/saving.ts'
import { notify } from '../ui/Notices.tsx'

/** Says that whoever works here is done with an article, or takes it back. */
export async function toggleDone(articleId: string): Promise<void> {
  const isDone = project.get().articles?.find(({ id }) => id === articleId)?.state === 'done'
  await edit(
    `done ${articleId}`,
    () => call(isDone ? 'layer.reopen' : 'layer.done', { articleId }),
    (article) => {
      noteArticle(article)
      notify(i18next.t(isDone ? 'done.reopened' : 'done.said'))
    },
  )
}

/** Opens the next article that is not done, round the end of the list. */
export function openNext(articleId: string): void {
  const articles = project.get().articles ?? []
  const at = articles.findIndex(({ id }) => id === articleId)
  const next = [...articles.slice(at + 1), ...articles.slice(0, Math.max(0, at))].find(({ state }) => state !== 'done')
  if (next === undefined) notify(i18next.t('done.noNext'))
  else openArticle(next.id)
}
