import { parentPort } from 'node:worker_threads'
import { noLessons } from '../../corpus/learn/lessons.ts'
import { listSuggestions } from '../../corpus/suggest/suggestion-rows.ts'
import { SuggestQuestion } from './suggest-messages.ts'

// A thread of the project process: reading a long article must not keep its other requests waiting.

let taught = noLessons

parentPort?.on('message', (message: unknown) => {
  const { id, text, reference, lessons } = SuggestQuestion.parse(message)
  if (lessons !== undefined) taught = lessons
  parentPort?.postMessage({ id, rows: listSuggestions(text, reference, taught) })
})
