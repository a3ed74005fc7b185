import { z } from 'zod'

/** A layer's name: `author:<member id>`, `adjudicated`, or the derived `suggested`. */
export const LayerName = z.string().regex(/^(author:[0-9a-f-]{36}|adjudicated|suggested)$/)

/** The layer that holds one member's own annotations. */
export function authorLayer(memberId: string): string {
  return `author:${memberId}`
}

/** The member whose layer this is; undefined for the adjudicated and the suggested one. */
export function layerAuthor(layer: string): string | undefined {
  return layer.startsWith('author:') ? layer.slice('author:'.length) : undefined
}
