import { describe, expect, it } from 'vitest'
import { keysOf } from '../../db/announcement.ts'
import { appendOp } from '../../db/append.ts'
import { becomeMember, listMembers } from '../../db/member.ts'
import { inTransaction } from '../../db/open.ts'
import { listOpsOfKind } from '../../db/ops.ts'
import { statement } from '../../db/statement.ts'
import {
  checkSignature,
  type Distrust,
  type JudgedOp,
  judgeOp,
  judgeOps,
  leadsOf,
  readTrust,
  replicaKeys,
} from '../../db/trust.ts'
import { announce, makeKey, vouch } from '../support/keys.ts'
import { makeProject } from '../support/project.ts'

const LEAD = 'lead'
const [K0, K1, K2, K3] = [makeKey(), makeKey(), makeKey(), makeKey()]
const op = (replica: string, author: string, rest: Partial<JudgedOp> = {}): JudgedOp => ({
  hash: `${replica}/${author}`,
  replica,
  seq: 9,
  lamport: 9,
  author,
  kind: 'annotation.create',
  target: 't',
  change: {},
  ...rest,
})

const HERE = {
  keys: keysOf([announce(LEAD, 'lead-1', K0), announce('salma', 'salma-1', K1)]),
  leads: new Set([LEAD]),
  led: new Set([LEAD, 'former']),
  confirmed: new Set<string>(),
  adjudicated: new Set(['decided']),
  find: (hash: string) => MADE.find((made) => made.hash === hash),
}

/** What undos take back: work of the lead and of an analyst, an undo of a decision, and the analyst's own undo. */
const MADE = [
  op('lead-1', LEAD, { hash: 'decision', kind: 'adjudication.decide' }),
  op('lead-1', LEAD, { hash: 'renaming', kind: 'entity.change' }),
  op('lead-1', LEAD, { hash: 'undone', kind: 'op.undo', change: { undoes: 'decision' } }),
  op('salma-1', 'salma', { hash: 'own', kind: 'annotation.change' }),
  op('salma-1', 'salma', { hash: 'own-undone', kind: 'op.undo', change: { undoes: 'own' } }),
  op('nur-1', 'nur', { hash: 'colleague', kind: 'annotation.change' }),
]

type Case = [string, JudgedOp, readonly JudgedOp[], Distrust | undefined]
const cases: Case[] = [
  ['trusts a known replica of its owner', op('salma-1', 'salma'), [], undefined],
  ['trusts the first use of a newcomer’s key', op('nur-1', 'nur'), [announce('nur', 'nur-1', K2)], undefined],
  ['trusts a replica of before keys', op('old', 'salma'), [], undefined],
  ['doubts another author on a replica that is not a lead’s', op('salma-1', 'nur'), [], 'other-owner'],
  ['trusts another author on a lead’s replica', op('lead-1', 'nur'), [], undefined],
  [
    'doubts a second key that nobody vouches for',
    op('salma-2', 'salma'),
    [announce('salma', 'salma-2', K2)],
    'unknown-key',
  ],
  [
    'trusts a second key that the first vouches for',
    op('salma-2', 'salma'),
    [announce('salma', 'salma-2', K2, { vouch: vouch('salma', K2, K1) })],
    undefined,
  ],
  [
    'trusts a third key through a chain that came along',
    op('salma-3', 'salma'),
    [
      announce('salma', 'salma-2', K2, { vouch: vouch('salma', K2, K1) }),
      announce('salma', 'salma-3', K3, { vouch: vouch('salma', K3, K2) }),
    ],
    undefined,
  ],
  [
    'doubts a voucher made for somebody else',
    op('salma-2', 'salma'),
    [announce('salma', 'salma-2', K2, { vouch: vouch('nur', K2, K1) })],
    'unknown-key',
  ],
  [
    'doubts a voucher by a key that is not the author’s',
    op('salma-2', 'salma'),
    [announce('salma', 'salma-2', K2, { vouch: vouch('salma', K2, K3) })],
    'unknown-key',
  ],
  [
    'doubts vouchers in a circle',
    op('salma-2', 'salma'),
    [
      announce('salma', 'salma-2', K2, { vouch: vouch('salma', K2, K3) }),
      announce('salma', 'salma-3', K3, { vouch: vouch('salma', K3, K2) }),
    ],
    'unknown-key',
  ],
  [
    'trusts a copy handed to its author',
    op('nur-1', 'nur'),
    [announce('nur', 'nur-1', K2, { handout: 'nur' })],
    undefined,
  ],
  [
    'doubts a copy handed to somebody else',
    op('nur-1', 'nur'),
    [announce('nur', 'nur-1', K2, { handout: 'salma' })],
    'handout',
  ],
  [
    'doubts a lead’s name on a copy handed to somebody else',
    op('x', LEAD),
    [announce(LEAD, 'x', K2, { handout: 'salma' })],
    'handout',
  ],
  [
    'doubts a key announced for a replica that has one',
    op('salma-1', 'nur'),
    [announce('nur', 'salma-1', K2)],
    'other-owner',
  ],
  [
    'doubts a role that no lead gave',
    op('salma-1', 'salma', { kind: 'member.add', change: { name: 'x', role: 'lead' } }),
    [],
    'role',
  ],
  ...(['adjudication.decide', 'layer.open', 'article.assign'] as const).flatMap((kind): Case[] => [
    [`doubts ${kind} by who is no lead`, op('salma-1', 'salma', { kind }), [], 'role'],
    [`trusts ${kind} by a lead`, op('lead-1', LEAD, { kind }), [], undefined],
    [`trusts ${kind} by who led when it was made`, op('former-1', 'former', { kind }), [], undefined],
  ]),
  [
    'doubts an adjudicated annotation by who is no lead',
    op('salma-1', 'salma', { change: { layer: 'adjudicated' } }),
    [],
    'role',
  ],
  [
    'trusts an adjudicated annotation by a lead',
    op('lead-1', LEAD, { change: { layer: 'adjudicated' } }),
    [],
    undefined,
  ],
  ...['annotation.change', 'annotation.delete', 'rating.set', 'op.undo'].map(
    (kind): Case => [
      `doubts ${kind} of an adjudicated annotation by who is no lead`,
      op('salma-1', 'salma', { kind, target: 'decided' }),
      [],
      'role',
    ],
  ),
  ...(
    [
      ['doubts', 'decision', 'salma', 'role'],
      ['doubts', 'renaming', 'salma', 'role'],
      ['doubts', 'undone', 'salma', 'role'],
      ['trusts', 'own', 'salma', undefined],
      ['trusts', 'own-undone', 'salma', undefined],
      ['trusts', 'colleague', 'salma', undefined],
      ['trusts', 'unknown', 'salma', undefined],
      ['trusts', 'decision', LEAD, undefined],
      ['trusts', 'renaming', 'former', undefined],
    ] as const
  ).map(([says, undoes, author, expected]): Case => {
    const replica = author === LEAD ? 'lead-1' : author === 'salma' ? 'salma-1' : 'former-1'
    const undo = op(replica, author, { hash: 'undo', kind: 'op.undo', change: { undoes } })
    return [`${says} an undo of “${undoes}” by ${author}`, undo, [], expected]
  }),
  [
    'trusts a role that a lead gave',
    op('lead-1', LEAD, { kind: 'member.add', change: { name: 'x', role: 'lead' } }),
    [],
    undefined,
  ],
]

describe('judgeOp', () => {
  it.each(cases)('%s', (_, judged, announced, expected) => {
    expect(judgeOp(judged, keysOf(announced), HERE)).toBe(expected)
  })

  it('trusts the decisions of a lead who comes along, and not of one who named themselves', () => {
    const decide = op('salma-1', 'salma', { hash: 'd', kind: 'adjudication.decide' })
    const promote = (author: string, replica: string) =>
      op(replica, author, { hash: 'p', kind: 'member.add', target: 'salma', change: { name: 'x', role: 'lead' } })
    expect([...judgeOps([decide, promote(LEAD, 'lead-1')], HERE)]).toEqual([])
    expect([...judgeOps([decide, promote('salma', 'salma-1')], HERE)]).toEqual([
      ['d', 'role'],
      ['p', 'role'],
    ])
  })

  it('doubts what is done to an adjudicated annotation that waits itself', () => {
    const ops = [
      op('salma-1', 'salma', { hash: 'c', target: 'n', change: { layer: 'adjudicated' } }),
      op('salma-1', 'salma', { hash: 'r', target: 'n', kind: 'rating.set' }),
      op('salma-1', 'salma', { hash: 'o', target: 'own', change: { layer: 'author:salma' } }),
    ]
    expect([...judgeOps(ops, HERE).keys()]).toEqual(['c', 'r'])
  })

  it('trusts a key that a lead confirmed, here or among what came along', () => {
    const announced = announce('salma', 'salma-2', K2)
    const judged = op('salma-2', 'salma')
    const confirmed = new Set([`salma ${K2.publicKey}`])
    expect(judgeOp(judged, keysOf([announced]), { ...HERE, confirmed })).toBeUndefined()
    const confirm = (author: string, replica: string) =>
      op(replica, author, { hash: 'c', kind: 'member.confirm', target: 'salma', change: { key: K2.publicKey } })
    expect([...judgeOps([announced, judged, confirm(LEAD, 'lead-1')], HERE)]).toEqual([])
    expect([...judgeOps([announced, judged, confirm('salma', 'salma-1')], HERE)]).toEqual([
      [announced.hash, 'unknown-key'],
      [judged.hash, 'unknown-key'],
    ])
  })
})

describe('leadsOf', () => {
  const add = (author: string, target: string, role: string, lamport: number) =>
    op('r', author, { kind: 'member.add', target, change: { name: target, role }, lamport, hash: `${lamport}` })
  const created = op('r', 'a', { kind: 'project.set', lamport: 2 })
  it.each<[string, JudgedOp[], string[]]>([
    ['is the creator', [add('a', 'a', 'lead', 1)], ['a']],
    [
      'is whom the creator made one',
      [add('a', 'a', 'lead', 1), add('a', 'b', 'lead', 3), add('b', 'c', 'lead', 4)],
      ['a', 'b', 'c'],
    ],
    ['is nobody who named themselves', [add('a', 'a', 'lead', 1), add('b', 'b', 'lead', 3)], ['a']],
    ['is the creator of a project without roles', [add('a', 'a', 'annotator', 1)], ['a']],
  ])('%s', (_, adds, expected) => {
    expect([...leadsOf(adds, [created])].sort()).toEqual(expected)
  })
})

describe('readTrust', () => {
  it('knows the replica, its owner and the lead of a new project', () => {
    const db = makeProject()
    const lead = listMembers(db)[0]!
    const other = becomeMember(db, 'نور')
    inTransaction(db, () => appendOp(db, other.id, { kind: 'annotation.change', target: 'x', change: {} }))
    const { keys, leads } = readTrust(db)
    expect([...keys.values()]).toMatchObject([{ owner: lead.id, handout: null, vouch: null }])
    expect([...leads]).toEqual([lead.id])
    expect(listOpsOfKind(db, 'member.key')).toHaveLength(2)
  })
})

describe('checkSignature', () => {
  it('tells valid, missing, wrong and tolerated signatures apart', () => {
    const db = makeProject()
    const keys = replicaKeys(db)
    const row = statement<{ hash: Buffer; replica: string; sig: Buffer }>(
      db,
      'SELECT hash, replica, sig FROM op',
    ).get()!
    expect(checkSignature(row, keys)).toBe('valid')
    expect(checkSignature({ ...row, sig: null }, keys)).toBe('missing')
    expect(checkSignature({ ...row, hash: Buffer.alloc(32) }, keys)).toBe('wrong')
    expect(checkSignature({ ...row, sig: Buffer.alloc(3) }, keys)).toBe('wrong')
    expect(checkSignature({ ...row, sig: null }, new Map())).toBe('unsigned')
    expect(checkSignature(row, new Map())).toBe('wrong')
  })
})
