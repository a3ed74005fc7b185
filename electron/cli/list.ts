import type { Command } from 'commander'
import { LABELS } from '../../corpus/annotation.ts'
import { listArticles } from '../../db/article.ts'
import { readLocal } from '../../db/local.ts'
import { currentMember, findMember, findMemberByName } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { defaultAuthor } from '../profile.ts'
import { print, printJson, readProject } from './project.ts'

/** `list PROJECT`: the articles with their counts by label. */
export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list the articles; the state is yours, or for whoever leads that of all who work on the article')
    .argument('<project>')
    .option('--json', 'print one JSON document')
    .action(async (project: string, options: { json?: boolean }) => {
      const articles = await readProject(project, (db) => listArticles(db, { author: whoseStates(db) }))
      if (options.json) printJson({ articles })
      else
        for (const { id, title, publisher, date, labels } of articles) {
          const counts = LABELS.map((label) => `${label} ${labels[label]}`).join(', ')
          print([id, title, publisher ?? '', date ?? '', counts].join('\t'))
        }
    })
}

/** Whose states are said: the member to whom this copy was handed or who works in it, else the last author here. */
function whoseStates(db: Db) {
  const receiver = readLocal(db, 'handout')
  const known = receiver === undefined ? currentMember(db) : findMember(db, receiver)
  return known ?? findMemberByName(db, defaultAuthor())
}
