import { beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../app/api.ts'
import {
  answerAuthor,
  authorQuestion,
  edit,
  forgetFailed,
  markUnsaved,
  retryFailed,
  saving,
  settleDraft,
} from '../../app/shell/saving.ts'

const done = (value: string): Result<string> => ({ ok: true, value })
const failed = (code: string): Result<string> => ({ ok: false, failure: { code, message: code } })
const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time))

beforeEach(() => forgetFailed())

describe('edit', () => {
  it('says saved only after the reply, and no longer once the next edit has begun', async () => {
    await edit(
      'label',
      async () => done('row'),
      () => {},
    )
    expect(saving.get().state).toBe('saved')
    let reply = (_: Result<string>): void => {}
    const run = () => new Promise<Result<string>>((resolve) => (reply = resolve))
    const running = edit('note', run, () => {})
    expect(saving.get().state).toBe('saving')
    reply(done('row'))
    await running
    expect(saving.get().state).toBe('saved')
  })

  it('keeps a failure until it is tried again, which ends as the edit would have', async () => {
    const replies = [failed('disk-full'), done('row')]
    const got: string[] = []
    await edit(
      'note',
      async () => replies.shift()!,
      (value) => got.push(value),
    )
    expect(saving.get()).toMatchObject({ state: 'failed', failure: { code: 'disk-full' } })
    await retryFailed()
    expect(saving.get()).toMatchObject({ state: 'saved', failure: null })
    expect(got).toEqual(['row'])
  })

  it('does not say saved while another edit is not in the file', async () => {
    await edit(
      'note',
      async () => failed('disk-full'),
      () => {},
    )
    await edit(
      'rating',
      async () => done('row'),
      () => {},
    )
    expect(saving.get().state).toBe('failed')
    forgetFailed()
    expect(saving.get().state).toBe('idle')
  })

  it('never tries an older edit again after a newer one of the same thing', async () => {
    const sent: string[] = []
    const send = (text: string, reply: Result<string>) => async () => {
      sent.push(text)
      return reply
    }
    await edit('note', send('old', failed('disk-full')), () => {})
    await edit('note', send('new', done('row')), () => {})
    expect(saving.get().state).toBe('saved')
    await retryFailed()
    expect(sent).toEqual(['old', 'new'])
  })

  it('asks for the name and runs again when nobody has given one', async () => {
    const replies = [failed('author-missing'), done('row')]
    const running = edit(
      'note',
      async () => replies.shift()!,
      () => {},
    )
    await pause(10)
    expect(authorQuestion.get().waiting).not.toBeNull()
    answerAuthor(true)
    expect(await running).toEqual(done('row'))
    expect(saving.get().state).toBe('saved')
  })

  it('does nothing when the person declines to give a name', async () => {
    const running = edit(
      'note',
      async () => failed('author-missing'),
      () => {},
    )
    await pause(10)
    answerAuthor(false)
    expect(await running).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(saving.get().state).toBe('idle')
  })
})

describe('markUnsaved', () => {
  it('takes saved back until the draft is settled, whatever else is stored meanwhile', async () => {
    const draft = {}
    markUnsaved(draft)
    expect(saving.get().state).toBe('saving')
    await edit(
      'rating',
      async () => done('row'),
      () => {},
    )
    expect(saving.get().state).toBe('saving')
    settleDraft(draft)
    expect(saving.get().state).toBe('saved')
  })

  it('leaves the state alone when a draft that was never begun is settled', () => {
    settleDraft({})
    expect(saving.get().state).toBe('idle')
  })
})

describe('the question for a name', () => {
  it('shows nothing as being saved while it stands', async () => {
    const replies = [failed('author-missing'), done('row')]
    const running = edit(
      'label',
      async () => replies.shift()!,
      () => {},
    )
    await pause(0)
    expect(authorQuestion.get().waiting).not.toBeNull()
    expect(saving.get().state).toBe('idle')
    answerAuthor(true)
    expect(saving.get().state).toBe('idle')
    await running
    expect(saving.get().state).toBe('saved')
  })
})
