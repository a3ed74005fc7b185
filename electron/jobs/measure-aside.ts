import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Draws } from '../../corpus/agreement/bootstrap.ts'
import type { Measured, MeasureName } from '../../corpus/agreement/measure.ts'
import type { MarkedText } from '../../db/agreement.ts'

/** What is measured, as the thread takes it. */
export type MeasureQuestion = Readonly<{
  texts: readonly MarkedText[]
  layers: readonly string[]
  names: readonly MeasureName[]
  draws: Draws
}>

let last: Promise<unknown> = Promise.resolve()

/** Measures agreement in a thread of its own, one question after the other; see `measureAgreement`. */
export function measureAside(question: MeasureQuestion): Promise<readonly Measured[]> {
  const answer = last.then(() => ask(question))
  last = answer.catch(() => undefined)
  return answer
}

function ask(question: MeasureQuestion): Promise<readonly Measured[]> {
  const here = fileURLToPath(import.meta.url)
  const thread = new Worker(join(here, '..', `measure-worker${extname(here)}`), { workerData: question })
  return new Promise((resolve, reject) => {
    thread.once('message', (message: unknown) => resolve(z.custom<readonly Measured[]>().parse(message)))
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that measures ended with ${code}`)))
  })
}
