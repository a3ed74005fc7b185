import { randomUUID } from 'node:crypto'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { MessagePortMain } from 'electron'
import { DomainError } from '../corpus/errors.ts'
import { chooseKeyStore } from '../db/key-store.ts'
import { becomeMember, currentMember } from '../db/member.ts'
import { type Db, tryCheckpoint } from '../db/open.ts'
import { describeProject } from '../db/project.ts'
import { closeRead } from '../db/read-only.ts'
import { offersRecovery } from '../db/recover.ts'
import { recoveryRoutes } from './contract/backup.ts'
import { type EventBody, type EventName, events, type FailureReport, routes } from './contract.ts'
import { handlers } from './handlers/all.ts'
import type { Context } from './handlers/context.ts'
import { createRecovery, recoveryHandlers } from './handlers/recovery.ts'
import type { Progress } from './jobs/job.ts'
import { type BackupKeeper, keepBackups } from './jobs/keep-backups.ts'
import { openOrCreateSample } from './jobs/open-sample.ts'
import { handedKeys } from './keychain.ts'
import { defaultAuthor } from './profile.ts'
import { type FromProject, type PortMessage, PortRequest, ToProject } from './project-messages.ts'
import { createRpc, toFailure } from './rpc.ts'

// The one process that owns the database. It outlives no project: another project gets another process.

// No text that is read here may reach the prototype of everything.
Reflect.deleteProperty(Object.prototype, '__proto__')

const grants = new Map<string, string>()
const ports = new Set<MessagePortMain>()
const jobs = new Map<string, { cancelled: boolean }>()
const waiting: MessagePortMain[] = []
let open: { serve: ReturnType<typeof createRpc>; close(): void } | undefined

process.parentPort.on('message', ({ data, ports: [port] }) => {
  const message = ToProject.parse(data)
  if (message.type === 'open') {
    if (message.keys)
      chooseKeyStore(handedKeys(message.keys, (publicKey, key) => tell({ type: 'key', publicKey, key })))
    openProjectFile(message.file, message.sample, message.articles)
  }
  if (message.type === 'grant') grants.set(message.grant, message.path)
  if (message.type === 'port') accept(port!)
  if (message.type === 'close') void close(message.windowGone)
})

function openProjectFile(file: string, sample: boolean, articles: string): void {
  try {
    const db = openOrCreateSample(file, sample, articles)
    // Without a display there is nobody to ask.
    if (process.env.ISNAD_SHOT_DIR !== undefined && !currentMember(db)) becomeMember(db, defaultAuthor())
    serve(db, sample)
    tell({ type: 'opened', title: describeProject(db).title })
    for (const port of waiting.splice(0)) accept(port)
    if (!db.readOnly) setInterval(() => tryCheckpoint(db), CHECKPOINT_MS).unref()
  } catch (error) {
    const failure = toFailure(error, 'project.open')
    if (offersRecovery(file, failure.code)) offerRecovery(file, failure)
    tell({ type: 'failed', failure, recovery: open !== undefined })
  }
}

/** Answers the window's requests to a project; when none comes for a while, it is backed up. */
function serve(db: Db, sample: boolean): void {
  const backups = keepBackups(db, (failure) => emit('backup.changed', { failure }))
  const rpc = createRpc(routes, handlers, createContext(db, sample, backups))
  open = {
    serve: async (name, input) => {
      const done = backups.noteWork()
      try {
        return await rpc(name, input)
      } finally {
        done()
      }
    },
    close: () => {
      if (db.raw.open) backups.stop()
      closeRead(db)
    },
  }
}

/** Answers what a person may ask about a project that could not be opened, and nothing else. */
function offerRecovery(file: string, failure: FailureReport): void {
  const recovery = createRecovery(file, failure, { startJob, replaceProject: () => tell({ type: 'replaced' }) })
  open = { serve: createRpc(recoveryRoutes, recoveryHandlers, recovery), close: recovery.end }
  for (const port of waiting.splice(0)) accept(port)
}

/** Commits are durable in the write-ahead log at once; this only keeps that log short. */
const CHECKPOINT_MS = 30_000

function createContext(db: Db, sample: boolean, backups: BackupKeeper): Context {
  return {
    db,
    sample,
    pathOf: (grant) => {
      const path = grants.get(grant)
      if (path === undefined) throw new DomainError('grant-unknown', 'this file was not chosen in this session')
      return path
    },
    grantOf: (path) => {
      const grant = randomUUID()
      grants.set(grant, path)
      return grant
    },
    emit,
    startJob,
    cancelJob: (job) => {
      const found = jobs.get(job)
      if (found) found.cancelled = true
    },
    backups,
    replaceProject: () => tell({ type: 'replaced' }),
  }
}

function startJob(job: string): Progress {
  const state = { cancelled: false }
  jobs.set(job, state)
  return {
    cancelled: () => state.cancelled,
    report: async (done, total, name) => {
      emit('job.progress', { job, done, total, name: name ?? null })
      if (done >= total) jobs.delete(job)
      await setImmediate()
    },
  }
}

function emit<N extends EventName>(event: N, body: EventBody<N>): void {
  const message: PortMessage = { event, body: events[event].parse(body) }
  for (const port of ports) port.postMessage(message)
}

function accept(port: MessagePortMain): void {
  if (open === undefined) {
    waiting.push(port)
    return
  }
  const { serve } = open
  ports.add(port)
  port.on('close', () => ports.delete(port))
  port.on('message', async ({ data }) => {
    const request = PortRequest.safeParse(data)
    if (!request.success) return
    const { id, route, input } = request.data
    port.postMessage({ id, reply: await serve(route, input) } satisfies PortMessage)
  })
  port.start()
}

const LAST_WORDS_MS = 2000

/** Ends, but hears first what a window that is gone had still sent: its ports close behind its last words. */
async function close(windowGone: boolean): Promise<void> {
  for (const end = Date.now() + LAST_WORDS_MS; windowGone && ports.size > 0 && Date.now() < end; ) await setTimeout(10)
  await setImmediate()
  open?.close()
  tell({ type: 'closed' })
  process.exit(0)
}

function tell(message: FromProject): void {
  process.parentPort.postMessage(message)
}
