/**
 * Folded text in the making: its code units, and for each where the original it came from starts and ends. Typed arrays
 * that grow, since a text of ten million characters needs as many entries.
 */
export class Folding {
  length = 0
  starts: Int32Array
  ends: Int32Array
  #units: Uint16Array

  constructor(capacity: number) {
    this.starts = new Int32Array(capacity)
    this.ends = new Int32Array(capacity)
    this.#units = new Uint16Array(capacity)
  }

  /** The last code unit, or -1 while there is none. */
  get last(): number {
    return this.length === 0 ? -1 : this.#units[this.length - 1]!
  }

  /** Adds a code unit that came from `start..end` of the original. */
  push(unit: number, start: number, end: number): void {
    if (this.length === this.#units.length) this.#grow()
    this.#units[this.length] = unit
    this.starts[this.length] = start
    this.ends[this.length++] = end
  }

  /** Lets the last code unit reach further into the original. */
  widenLast(end: number): void {
    this.ends[this.length - 1] = end
  }

  /** The text so far. */
  join(): string {
    let text = ''
    for (let at = 0; at < this.length; at += 8192)
      text += String.fromCharCode(...this.#units.subarray(at, Math.min(at + 8192, this.length)))
    return text
  }

  #grow(): void {
    const capacity = this.length * 2 + 16
    const larger = <Kind extends Int32Array | Uint16Array>(into: Kind, from: Kind) => {
      into.set(from)
      return into
    }
    this.starts = larger(new Int32Array(capacity), this.starts)
    this.ends = larger(new Int32Array(capacity), this.ends)
    this.#units = larger(new Uint16Array(capacity), this.#units)
  }
}
