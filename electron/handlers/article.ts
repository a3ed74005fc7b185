import { describeArticle, listArticles, readArticle } from '../../db/article.ts'
import { describeStacks } from '../../db/history.ts'
import { importArticles } from '../jobs/import-articles.ts'
import { authorOf, type Handlers } from './context.ts'

export const articleHandlers = {
  'article.list': (_, { db }) => listArticles(db),
  'article.read': ({ articleId }, { db }) => readArticle(db, articleId),
  'article.describe': ({ articleId, change }, context) => {
    const by = authorOf(context)
    const article = describeArticle(context.db, articleId, change, by)
    context.emit('history.changed', describeStacks(context.db, by))
    return article
  },
  'article.import': async ({ grants, job }, context) => {
    const by = authorOf(context)
    const progress = context.startJob(job)
    const report = await importArticles(context.db, grants.map(context.pathOf), by, { progress })
    context.emit('article.changed', { articleId: null })
    return report
  },
} satisfies Partial<Handlers>
