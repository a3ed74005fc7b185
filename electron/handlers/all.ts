import { adjudicationHandlers } from './adjudication.ts'
import { annotationHandlers } from './annotation.ts'
import { articleHandlers } from './article.ts'
import { backupHandlers } from './backup.ts'
import { claimHandlers } from './claim.ts'
import type { Handlers } from './context.ts'
import { entityHandlers } from './entity.ts'
import { exportHandlers } from './export.ts'
import { historyHandlers } from './history.ts'
import { labelSetHandlers } from './label-set.ts'
import { lessonsHandlers } from './lessons.ts'
import { mergeHandlers } from './merge.ts'
import { othersHandlers } from './others.ts'
import { projectHandlers } from './project.ts'
import { reviewHandlers } from './review.ts'
import { suggestionHandlers } from './suggestion.ts'
import { teamHandlers } from './team.ts'
import { verifyHandlers } from './verify.ts'

/** Every route of the project process; one that is missing does not compile. */
export const handlers: Handlers = {
  ...projectHandlers,
  ...backupHandlers,
  ...adjudicationHandlers,
  ...articleHandlers,
  ...annotationHandlers,
  ...claimHandlers,
  ...reviewHandlers,
  ...othersHandlers,
  ...entityHandlers,
  ...lessonsHandlers,
  ...mergeHandlers,
  ...historyHandlers,
  ...labelSetHandlers,
  ...exportHandlers,
  ...suggestionHandlers,
  ...teamHandlers,
  ...verifyHandlers,
}
