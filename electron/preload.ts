import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import type { Bridge, EventName, Grant, Reply } from './contract.ts'

// The only thing the window sees of the rest: `window.bridge`. It holds no Electron object and no path.

type Waiting = Map<number, (reply: Reply<unknown>) => void>

const waiting: Waiting = new Map()
const listeners = new Map<string, Set<(body: unknown) => void>>()
const queued: { id: number; route: string; input: unknown }[] = []
let port: InstanceType<typeof MessagePort> | undefined
let lastId = 0

ipcRenderer.on('bridge:port', (event: IpcRendererEvent) => {
  const [next] = event.ports
  if (next === undefined) return
  loseProcess()
  port = next
  next.addEventListener('message', ({ data }: { data: unknown }) => receive(data))
  next.start()
  for (const asked of queued.splice(0)) next.postMessage(asked)
})
ipcRenderer.on('bridge:lost', loseProcess)
ipcRenderer.on('bridge:event', (_event: IpcRendererEvent, name: string, body: unknown) => announce(name, body))

const bridge: Bridge = {
  call: ((route: string, input: unknown) =>
    route.startsWith('host.')
      ? ipcRenderer.invoke('bridge:host', route, input)
      : request(route, input)) as Bridge['call'],
  on: (event: EventName, listener: (body: never) => void) => {
    const known = listeners.get(event) ?? new Set()
    listeners.set(event, known)
    const own = (body: unknown): void => listener(body as never)
    known.add(own)
    return () => void known.delete(own)
  },
  grantFiles: async (files) => {
    const paths = files.flatMap((file) => (file instanceof File ? [webUtils.getPathForFile(file)] : []))
    return (await ipcRenderer.invoke(
      'bridge:grant',
      paths.filter((path) => path !== ''),
    )) as Grant[]
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)
ipcRenderer.send('bridge:connect')

function request(route: string, input: unknown): Promise<Reply<unknown>> {
  const id = ++lastId
  const asked = { id, route, input }
  if (port) port.postMessage(asked)
  else queued.push(asked)
  return new Promise((resolve) => waiting.set(id, resolve))
}

function receive(data: unknown): void {
  const message = data as { id?: number; reply?: Reply<unknown>; event?: string; body?: unknown }
  if (message.event !== undefined) {
    announce(message.event, message.body)
    return
  }
  const answer = waiting.get(message.id ?? 0)
  waiting.delete(message.id ?? 0)
  if (answer && message.reply) answer(message.reply)
}

function announce(event: string, body: unknown): void {
  for (const listener of listeners.get(event) ?? []) listener(body)
}

/** The process behind the port is gone: whoever waits learns that nothing is known to be saved. */
function loseProcess(): void {
  if (port === undefined) return
  port.close()
  port = undefined
  const error = {
    code: 'process-ended',
    message: 'the project was closed before it answered: the change may not be saved',
  }
  for (const [id, answer] of waiting) {
    waiting.delete(id)
    answer({ ok: false, error })
  }
}
