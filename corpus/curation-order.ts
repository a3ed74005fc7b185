/**
 * Members in an order that says nothing of who they are and stays the same for as long as the seed does: by a hash of
 * each id with the seed (FNV-1a), not by name or by when they came.
 */
export function orderAnonymously(ids: readonly string[], seed: string): string[] {
  const keyed = ids.map((id) => ({ id, key: hash(`${seed} ${id}`) }))
  return keyed.sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  // Spreads the last letters over all bits: ids made one after the other differ only in them.
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
  return (value ^ (value >>> 16)) >>> 0
}
