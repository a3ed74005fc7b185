import type { AnyRouteName, Bridge, EventBody, EventName, Grant, Input, Output, Reply } from '../electron/contract.ts'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

/** Why something did not work: a stable code, an English message, and figures for the text in the person's language. */
export type Failure = Extract<Reply<never>, { ok: false }>['error']

/** A value, or why there is none. Nothing in the window throws for what a person can act on. */
export type Result<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; failure: Failure }>

/** Calls a route of the host. A bridge that breaks is a failure with the code `internal`. */
export async function call<N extends AnyRouteName>(route: N, input: Input<N>): Promise<Result<Output<N>>> {
  try {
    const reply = await window.bridge.call(route, input)
    return reply.ok ? reply : { ok: false, failure: reply.error }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, failure: { code: 'internal', message } }
  }
}

/** Listens to an event of the host until the returned function is called. */
export function listen<N extends EventName>(event: N, listener: (body: EventBody<N>) => void): () => void {
  return window.bridge.on(event, listener)
}

/** Grants for files dropped on the window; what is not a file is left out. */
export function grantFiles(files: readonly File[]): Promise<Grant[]> {
  return window.bridge.grantFiles(files)
}
