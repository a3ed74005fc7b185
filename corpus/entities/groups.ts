/** Why two mentions are taken for one party. */
export const LINK_REASONS = ['same-name', 'bracket', 'title-name', 'known-name', 'short-form', 'reference'] as const
export type LinkReason = (typeof LINK_REASONS)[number]

/** How far each reason is believed, 0 to 1. */
export const SCORES: Readonly<Record<LinkReason, number>> = {
  'same-name': 0.95,
  bracket: 0.9,
  'title-name': 0.85,
  'known-name': 0.8,
  'short-form': 0.75,
  reference: 0.6,
}

/** Disjoint groups of names, joined two at a time; the lowest name stands for its group, whatever the order. */
export class Groups {
  readonly #parent = new Map<string, string>()

  /** The name that stands for the group of a name. */
  find(name: string): string {
    let root = name
    for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up
    for (let at = name; at !== root; ) {
      const up = this.#parent.get(at)!
      this.#parent.set(at, root)
      at = up
    }
    return root
  }

  join(one: string, other: string): void {
    const [a, b] = [this.find(one), this.find(other)]
    const [low, high] = a < b ? [a, b] : [b, a]
    if (low !== high) this.#parent.set(high, low)
  }
}
