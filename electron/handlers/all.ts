import { annotationHandlers } from './annotation.ts'
import { articleHandlers } from './article.ts'
import type { Handlers } from './context.ts'
import { exportHandlers } from './export.ts'
import { historyHandlers } from './history.ts'
import { labelSetHandlers } from './label-set.ts'
import { projectHandlers } from './project.ts'
import { suggestionHandlers } from './suggestion.ts'

/** Every route of the project process; one that is missing does not compile. */
export const handlers: Handlers = {
  ...projectHandlers,
  ...articleHandlers,
  ...annotationHandlers,
  ...historyHandlers,
  ...labelSetHandlers,
  ...exportHandlers,
  ...suggestionHandlers,
}
