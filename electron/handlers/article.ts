import { describeArticle, getArticle, listArticles, readArticle } from '../../db/article.ts'
import { describeStacks } from '../../db/history.ts'
import { lookOf } from '../../db/layer.ts'
import { currentMember } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { readSourceBytes } from '../../db/source.ts'
import { decodeArticleAs, previewBytes, readGrantedFile } from '../jobs/decode-article.ts'
import { importArticles } from '../jobs/import-articles.ts'
import { pasteArticle } from '../jobs/paste-article.ts'
import { authorOf, type Handlers } from './context.ts'

export const articleHandlers = {
  'article.list': (_, { db }) => listArticles(db, look(db)),
  'article.read': ({ articleId }, { db }) => readArticle(db, articleId, look(db)),
  'article.describe': ({ articleId, change }, context) => {
    const by = authorOf(context)
    describeArticle(context.db, articleId, change, by)
    context.emit('history.changed', describeStacks(context.db, by))
    return getArticle(context.db, articleId, look(context.db))
  },
  'article.import': async ({ grants, job, encodings = {} }, context) => {
    const by = authorOf(context)
    const progress = context.startJob(job)
    const named = new Map(Object.entries(encodings).map(([grant, label]) => [context.pathOf(grant), label]))
    const report = await importArticles(context.db, grants.map(context.pathOf), by, { progress, encodings: named })
    context.emit('article.changed', { articleId: null })
    const unsure = report.unsure.map(({ path, ...file }) => ({ ...file, grant: context.grantOf(path) }))
    return { ...report, unsure }
  },
  'article.preview': ({ encoding, ...of }, { db, pathOf }) =>
    previewBytes('grant' in of ? readGrantedFile(db, pathOf(of.grant)) : readSourceBytes(db, of.articleId), encoding),
  'article.decode': ({ articleId, encoding }, context) => {
    const article = decodeArticleAs(context.db, articleId, encoding, authorOf(context))
    context.emit('article.changed', { articleId })
    return article
  },
  'article.paste': ({ text, title }, context) => {
    const pasted = pasteArticle(context.db, text, title, authorOf(context))
    context.emit('article.changed', { articleId: pasted.id })
    return pasted
  },
} satisfies Partial<Handlers>

/** With the eyes of whoever works here. */
function look(db: Db) {
  return lookOf(db, currentMember(db))
}
