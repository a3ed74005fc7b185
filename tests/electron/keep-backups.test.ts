import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { becomeMember } from '../../db/member.ts'
import { listBackups } from '../../db/rotation.ts'
import { isBackupDue, keepBackups } from '../../electron/jobs/keep-backups.ts'
import { addText, makeProject } from '../support/project.ts'

const S = 1000

describe('isBackupDue', () => {
  it.each([
    ['not while somebody works', { now: 100 * S, lastWork: 90 * S, since: 0, lastFailure: 0 }, false],
    ['after thirty seconds', { now: 120 * S, lastWork: 90 * S, since: 0, lastFailure: 0 }, true],
    ['not again before anybody worked', { now: 500 * S, lastWork: 90 * S, since: 120 * S, lastFailure: 0 }, false],
    ['in a short pause of long work', { now: 702 * S, lastWork: 700 * S, since: 100 * S, lastFailure: 0 }, true],
    ['not in the middle of long work', { now: 701 * S, lastWork: 700 * S, since: 100 * S, lastFailure: 0 }, false],
    ['not at once after a failure', { now: 120 * S, lastWork: 80 * S, since: 0, lastFailure: 110 * S }, false],
    ['a minute after a failure', { now: 180 * S, lastWork: 80 * S, since: 0, lastFailure: 110 * S }, true],
  ])('is %s', (_, pause, due) => expect(isBackupDue(pause)).toBe(due))
})

describe('keepBackups', () => {
  it('backs up in a pause, answers meanwhile, and once more at the end only where something changed', async () => {
    vi.stubEnv('ISNAD_IDLE_MS', '50')
    onTestFinished(() => void vi.unstubAllEnvs())
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const told: unknown[] = []
    const keeper = keepBackups(db, (failure) => told.push(failure))
    addText(db, 'نص أول', by)
    keeper.noteWork()()
    await vi.waitFor(() => expect(told).toEqual([null]), 20_000)
    expect(listBackups(db.file).map(({ reason }) => reason)).toEqual(['idle'])
    await setTimeout(200)
    keeper.stop()
    expect(listBackups(db.file)).toHaveLength(1)
    addText(db, 'نص ثان', by)
    keeper.stop()
    expect(listBackups(db.file).map(({ reason }) => reason)).toEqual(['quit', 'idle'])
  })
})
