import { afterEach, describe, expect, it, vi } from 'vitest'
import { call } from '../../app/api.ts'

/** Stands in for the preload script, which only exists in Electron. */
function cross(answer: () => Promise<unknown>): void {
  vi.stubGlobal('window', { bridge: { call: answer } })
}

afterEach(() => vi.unstubAllGlobals())

describe('call', () => {
  it('hands the value of a good reply on', async () => {
    cross(async () => ({ ok: true, value: [] }))
    expect(await call('article.list', {})).toEqual({ ok: true, value: [] })
  })

  it('turns an error reply into a failure with its code and details', async () => {
    const error = { code: 'disk-full', message: 'the disk is full', details: { file: 'a.isnad' } }
    cross(async () => ({ ok: false, error }))
    expect(await call('article.list', {})).toEqual({ ok: false, failure: error })
  })

  it('turns a bridge that breaks into the failure "internal", never into a rejection', async () => {
    cross(() => Promise.reject(new Error('the port is closed')))
    expect(await call('article.list', {})).toEqual({
      ok: false,
      failure: { code: 'internal', message: 'the port is closed' },
    })
  })
})
