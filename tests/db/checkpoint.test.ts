import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkpointMessage, listCheckpoints, signCheckpoint } from '../../db/checkpoint.ts'
import { handOut } from '../../db/copy.ts'
import { becomeMember, findOrAddMember } from '../../db/member.ts'
import { growTree, type MerkleFrontier, treeRoot } from '../../db/merkle.ts'
import { closeProject, inTransaction, openProject } from '../../db/open.ts'
import { isSignedBy } from '../../db/replica.ts'
import { statement } from '../../db/statement.ts'
import { verifyProject } from '../../db/verify.ts'
import { exportCorpus } from '../../electron/jobs/export-corpus.ts'
import { addText, makeFolder, makeProject } from '../support/project.ts'

const rootOf = (entries: readonly Buffer[]): string =>
  treeRoot(entries.reduce<MerkleFrontier>(growTree, [])).toString('hex')

describe('treeRoot', () => {
  // The test vectors of RFC 6962 as Certificate Transparency publishes them.
  const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('is that of RFC 6962 for %i entries', (count, expected) => {
    expect(rootOf(ENTRIES.slice(0, count).map((hex) => Buffer.from(hex, 'hex')))).toBe(expected)
  })

  it('is the recursive definition for every length', () => {
    const hash = (mark: number, ...parts: Buffer[]) =>
      createHash('sha256')
        .update(Buffer.concat([Buffer.of(mark), ...parts]))
        .digest()
    const defined = (list: Buffer[]): Buffer => {
      if (list.length === 0) return createHash('sha256').digest()
      if (list.length === 1) return hash(0, list[0]!)
      const half = 2 ** Math.ceil(Math.log2(list.length) - 1)
      return hash(1, defined(list.slice(0, half)), defined(list.slice(half)))
    }
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 70 }), (entries) => {
        const list = entries.map((entry) => Buffer.from(entry))
        expect(rootOf(list)).toBe(defined(list).toString('hex'))
      }),
      { numRuns: 200 },
    )
  })
})

describe('signCheckpoint', () => {
  it('signs the head of its own chain, once a head', () => {
    const db = makeProject()
    becomeMember(db, 'ليلى')
    signCheckpoint(db)
    signCheckpoint(db)
    const [one, ...more] = listCheckpoints(db)
    const hashes = statement<{ hash: Buffer }>(db, 'SELECT hash FROM op ORDER BY seq')
      .all()
      .map(({ hash }) => hash)
    expect(more).toEqual([])
    expect(one).toMatchObject({ seq: hashes.length, opCount: hashes.length, chainHash: hashes.at(-1) })
    expect(one!.merkleRoot.toString('hex')).toBe(rootOf(hashes))
    expect(isSignedBy(one!.keyId, checkpointMessage(one!), one!.sig)).toBe(true)
    expect(isSignedBy(one!.keyId, checkpointMessage({ ...one!, opCount: 1 }), one!.sig)).toBe(false)
  })

  it('forgets what a transaction took back', () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const failing = () =>
      inTransaction(db, () => {
        becomeMember(db, 'نور')
        signCheckpoint(db)
        throw new RangeError('taken back')
      })
    expect(failing).toThrow('taken back')
    addText(db, 'نص.', by)
    signCheckpoint(db)
    const hashes = statement<{ hash: Buffer }>(db, 'SELECT hash FROM op ORDER BY seq')
      .all()
      .map(({ hash }) => hash)
    expect(listCheckpoints(db).map(({ merkleRoot }) => merkleRoot.toString('hex'))).toEqual([rootOf(hashes)])
  })

  it('is done at an export and at a hand-out, whose copy keeps it and verifies', async () => {
    const db = makeProject()
    const by = becomeMember(db, 'ليلى').id
    const articleId = addText(db, 'نص.', by)
    addText(db, 'نص آخر.', by, 'other.txt')
    const head = () => statement<{ seq: number }>(db, 'SELECT max(seq) AS seq FROM op').get()!.seq
    await exportCorpus(db, join(makeFolder(), 'out'), { format: 'jsonl' })
    expect(listCheckpoints(db).map(({ seq }) => seq)).toEqual([head()])
    const made = await handOut(db, join(makeFolder(), 'copy.isnad'), { name: 'نور', articleIds: [articleId] }, () => by)
    const copy = openProject(made.file)
    onTestFinished(() => closeProject(copy))
    expect(listCheckpoints(db).at(-1)!.seq).toBe(head())
    expect(listCheckpoints(copy)).toEqual(listCheckpoints(db))
    expect((await verifyProject(copy)).problems).toEqual([])
  })

  it('is done when the project is closed and after every thousand entries', () => {
    const db = makeProject()
    inTransaction(db, () => {
      for (let at = 0; at < 600; at++) findOrAddMember(db, `عضو ${at}`)
    })
    expect(listCheckpoints(db).map(({ seq }) => seq)).toEqual([1000])
    closeProject(db)
    const again = openProject(db.file)
    const head = statement<{ seq: number }>(again, 'SELECT max(seq) AS seq FROM op').get()!.seq
    expect(listCheckpoints(again).map(({ seq }) => seq)).toEqual([1000, head])
    closeProject(again)
  })
})
