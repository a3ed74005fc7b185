import type { Command } from 'commander'
import { LABELS } from '../../corpus/annotation.ts'
import { listArticles } from '../../db/article.ts'
import { print, printJson, withProject } from './project.ts'

/** `list PROJECT`: the articles with their counts by label. */
export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list the articles')
    .argument('<project>')
    .option('--json', 'print one JSON document')
    .action(async (project: string, options: { json?: boolean }) => {
      const articles = await withProject(project, listArticles)
      if (options.json) printJson({ articles })
      else
        for (const { id, title, publisher, date, labels } of articles) {
          const counts = LABELS.map((label) => `${label} ${labels[label]}`).join(', ')
          print([id, title, publisher ?? '', date ?? '', counts].join('\t'))
        }
    })
}
