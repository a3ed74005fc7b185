import { afterEach, expect, it, vi } from 'vitest'
import { askProposal, closeProposed, readProposal } from '../../app/claims/proposals.ts'
import { authorLayer } from '../../corpus/layer.ts'

afterEach(() => vi.unstubAllGlobals())

it('proposes nothing of what a person said while it was asked for', async () => {
  let answer = (_: object): void => {}
  const call = () => new Promise((resolve) => (answer = resolve))
  // Stands in for the preload script, which only exists in Electron.
  vi.stubGlobal('window', { bridge: { call, on: () => () => {} } })
  const row = { id: 'a', label: 'claim', claim: null, layer: authorLayer('m'), startCodePoint: 0, endCodePoint: 4 }
  const { project } = await import('../../app/shell/project.ts')
  project.update({ info: { readOnly: false, member: { id: 'm', name: 'ليلى', role: 'annotator' } } as never })
  const of = { row } as never
  const asked = askProposal(of)
  closeProposed(of, ['source'])
  answer({ ok: true, value: { source: null, cue: null, polarity: 'asserts', hedged: false } })
  await asked
  expect(readProposal(of)?.open).toEqual(['cue', 'stance'])
})
