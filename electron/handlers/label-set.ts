import { describeStacks } from '../../db/history.ts'
import { countSubtypes, readGuideline, readLabelSet, setGuideline, setLabelSet } from '../../db/label-set.ts'
import { authorOf, type Context, type Handlers } from './context.ts'

export const labelSetHandlers = {
  'labelset.read': (_, { db }) => readLabelSet(db),
  'labelset.set': ({ labels, removeUsed }, context) =>
    edit(context, (by) => setLabelSet(context.db, labels, by, removeUsed)),
  'labelset.usage': (_, { db }) => countSubtypes(db).map((use) => ({ ...use })),
  'guideline.read': (_, { db }) => ({ text: readGuideline(db) }),
  'guideline.set': ({ text }, context) => ({ text: edit(context, (by) => setGuideline(context.db, text, by)) }),
} satisfies Partial<Handlers>

function edit<T>(context: Context, change: (by: string) => T): T {
  const by = authorOf(context)
  const result = change(by)
  context.emit('history.changed', describeStacks(context.db, by))
  return result
}
