import { useEffect, useState } from 'react'
import type { OpenLink, SimilarClaim } from '../../electron/contract/claim.ts'
import { call } from '../api.ts'
import { lastStep } from '../shell/history.ts'
import { linkChanges } from './links.ts'

type Found = Readonly<{ links: readonly OpenLink[]; similar: readonly SimilarClaim[] }>

const OFFERED = 6
const NOTHING: Found = { links: [], similar: [] }

/** The links of a claim and the claims elsewhere that may say the same, asked for again whenever links change. */
export function useLinks(id: string): Found {
  const [found, setFound] = useState(NOTHING)
  useEffect(() => {
    let current = true
    const ask = async (): Promise<void> => {
      const [links, similar] = await Promise.all([
        call('link.list', { annotationId: id }),
        call('claim.similar', { annotationId: id, limit: OFFERED }),
      ])
      if (!current || !links.ok || !similar.ok) return
      const linked = new Set(links.value.map(({ other }) => other.id))
      setFound({ links: links.value, similar: similar.value.filter((claim) => !linked.has(claim.id)) })
    }
    void ask()
    const stops = [lastStep.subscribe(() => void ask()), linkChanges.subscribe(() => void ask())]
    return () => {
      current = false
      for (const stop of stops) stop()
    }
  }, [id])
  return found
}
