import known from './known-names.json' with { type: 'json' }
import { readName } from './mention-name.ts'

/** The party that a folded name stands for anywhere, where it has several names: داعش, تنظيم الدولة. */
export const partyOfName: ReadonlyMap<string, string> = new Map(
  known.parties.flatMap(([first, ...others]) =>
    [first!, ...others].map((name) => [readName(name).form, readName(first!).form] as const),
  ),
)
