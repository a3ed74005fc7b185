import { authorLayer, layerAuthor } from '../../corpus/layer.ts'

/** Hides who people are: the same person gets the same number throughout one export, in names and in layers. */
export type Mask = Readonly<{ name(memberId: string): string; layer(layer: string): string }>

/** A mask that gives numbers in place of names and members' ids, or one that gives the names. */
export function createMask(hides: boolean, names: ReadonlyMap<string, string>): Mask {
  if (!hides) return { name: (id) => names.get(id) ?? id, layer: (layer) => layer }
  const numbers = new Map<string, number>()
  const numberOf = (id: string): number => {
    const found = numbers.get(id) ?? numbers.size + 1
    numbers.set(id, found)
    return found
  }
  return {
    name: (id) => `annotator ${numberOf(id)}`,
    layer: (layer) => {
      const owner = layerAuthor(layer)
      if (owner === undefined) return layer
      return authorLayer(`00000000-0000-7000-8000-${String(numberOf(owner)).padStart(12, '0')}`)
    },
  }
}
