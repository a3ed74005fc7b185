import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { listWords } from '../../corpus/agreement/marked.ts'
import { measureAgreement } from '../../corpus/agreement/measure.ts'
import type { MeasureQuestion } from './measure-aside.ts'

// A thread of the project process: figures are drawn hundreds of times, and nobody's text or decision waits for them.

const { texts, layers, names, draws } = z.custom<MeasureQuestion>().parse(workerData)
const articles = texts.map(({ text, ...rest }) => ({ ...rest, words: listWords(text) }))
parentPort?.postMessage(measureAgreement(articles, layers, names, draws))
