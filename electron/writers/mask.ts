import { layerAuthor } from '../../corpus/layer.ts'

/** Hides who people are: the same person gets the same number throughout one export. */
export type Mask = Readonly<{ name(name: string): string; layer(layer: string): string }>

/** A mask that hides names and members' ids, or one that lets everything through. */
export function createMask(hides: boolean): Mask {
  if (!hides) return { name: (name) => name, layer: (layer) => layer }
  const names = new Map<string, string>()
  const layers = new Map<string, string>()
  return {
    name: (name) => numbered(names, name, (n) => `annotator ${n}`),
    layer: (layer) =>
      layerAuthor(layer) === undefined
        ? layer
        : numbered(layers, layer, (n) => `author:00000000-0000-7000-8000-${String(n).padStart(12, '0')}`),
  }
}

function numbered(known: Map<string, string>, key: string, make: (n: number) => string): string {
  const found = known.get(key) ?? make(known.size + 1)
  known.set(key, found)
  return found
}
