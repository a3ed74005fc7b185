import { DomainError } from '../../corpus/errors.ts'
import { sha256Hex } from '../../db/hash.ts'

/** Shares of articles for training, validation and test in percent, and the seed that decides which go where. */
export type Split = Readonly<{ shares: readonly [train: number, validation: number, test: number]; seed: number }>

const NAMES = ['train', 'validation', 'test'] as const

/** Reads `80/10/10`. Throws DomainError `bad-input` unless three shares make 100. */
export function parseSplit(text: string, seed: number): Split {
  const shares = /^\d+\/\d+\/\d+$/.test(text) ? text.split('/').map(Number) : []
  if (shares.reduce((total, share) => total + share, 0) !== 100)
    throw new DomainError('bad-input', `--split wants three shares that make 100, such as 80/10/10, not ${text}`)
  return { shares: shares as [number, number, number], seed }
}

/** Assigns every article to a part: whole articles, the same for the same seed whatever the order they come in. */
export function assignSplits(articleIds: readonly string[], { shares, seed }: Split): Map<string, string> {
  const shuffled = articleIds
    .map((id) => ({ id, key: sha256Hex(`${seed}\n${id}`) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const [train, validation] = shares
  const firstCut = Math.round((shuffled.length * train) / 100)
  const secondCut = Math.round((shuffled.length * (train + validation)) / 100)
  return new Map(shuffled.map(({ id }, at) => [id, NAMES[at < firstCut ? 0 : at < secondCut ? 1 : 2]!]))
}
