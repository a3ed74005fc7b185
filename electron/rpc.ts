import type { z } from 'zod'
import { DomainError } from '../corpus/errors.ts'
import type { FailureReport, Reply } from './contract.ts'
import { log } from './log.ts'

/** A route: what comes in and what goes out. */
export type Route = Readonly<{ input: z.ZodType; output: z.ZodType }>

/** What serves a set of routes: a missing or mistyped handler does not compile. */
export type HandlersOf<R extends Record<string, Route>, C> = {
  [N in keyof R]: (input: z.output<R[N]['input']>, context: C) => Awaitable<z.input<R[N]['output']>>
}
type Awaitable<T> = T | Promise<T>

/**
 * Serves routes: validates the input, runs the handler, validates the output, and turns every failure into data. Errors a
 * person can act on keep their code and sentence; anything else is a bug, logged without content and sent as `internal`.
 */
export function createRpc<R extends Record<string, Route>, C>(routes: R, handlers: HandlersOf<R, C>, context: C) {
  return async (name: string, input: unknown): Promise<Reply<unknown>> => {
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined
    if (route === undefined) return fail('bad-input', `no route is called ${name.slice(0, 100)}`)
    const parsed = route.input.safeParse(input)
    if (!parsed.success) return fail('bad-input', `${name}: ${describeIssues(parsed.error)}`)
    try {
      const handler = handlers[name as keyof R] as (input: unknown, context: C) => unknown
      return { ok: true, value: route.output.parse(await handler(parsed.data, context)) }
    } catch (error) {
      return { ok: false, error: toFailure(error, name) }
    }
  }
}

/** An error as data: code and sentence of a DomainError, `internal` for anything else. */
export function toFailure(error: unknown, where: string): FailureReport {
  if (error instanceof DomainError) return { code: error.code, message: error.message, details: { ...error.details } }
  log('internal', { where, kind: error instanceof Error ? error.name : typeof error, at: firstFrame(error) })
  return { code: 'internal', message: `something went wrong in ${where}; nothing was changed` }
}

function fail(code: string, message: string): Reply<never> {
  return { ok: false, error: { code, message } }
}

// Zod's messages name the shape that was expected and never the value that came, but for the names of fields that came.
function describeIssues({ issues }: z.ZodError): string {
  const describe = (issue: (typeof issues)[number]): string =>
    issue.code === 'unrecognized_keys' ? `${issue.keys.length} unknown` : issue.message
  return issues.map((issue) => `${issue.path.join('.') || 'input'}: ${describe(issue)}`).join('; ')
}

/** Where it happened, without the message: messages may quote what the person was working on. */
function firstFrame(error: unknown): string {
  const frame = error instanceof Error ? error.stack?.split('\n').find((line) => /^\s+at /.test(line)) : undefined
  return frame?.trim().replace(/\(?(?:file:\/\/)?\/.*\/([^/]+)\)?$/, '$1') ?? ''
}
