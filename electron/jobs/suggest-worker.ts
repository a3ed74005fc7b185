import { parentPort } from 'node:worker_threads'
import { listSuggestions } from '../../corpus/suggest/suggestion-rows.ts'
import { SuggestQuestion } from './suggest-messages.ts'

// A thread of the project process: reading a long article must not keep its other requests waiting.

parentPort?.on('message', (message: unknown) => {
  const { id, text, reference } = SuggestQuestion.parse(message)
  parentPort?.postMessage({ id, rows: listSuggestions(text, reference) })
})
