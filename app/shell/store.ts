import { useSyncExternalStore } from 'react'

/** One value that views watch. Replacing it by an equal value wakes nobody. */
export type Store<T> = Readonly<{
  get(): T
  set(next: T): void
  update(change: Partial<T>): void
  subscribe(listener: () => void): () => void
}>

/** A store that holds `initial` until it is set. */
export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  const set = (next: T): void => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => value,
    set,
    update: (change) => set({ ...value, ...change }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Watches one part of a store; the component renders again only when that part is another value. */
export function useStore<T extends object, P>(store: Store<T>, pick: (value: T) => P): P {
  return useSyncExternalStore(store.subscribe, () => pick(store.get()))
}
