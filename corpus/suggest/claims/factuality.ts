import type { Claim } from '../../claim.ts'
import { formAt, type Page } from '../grammar/page.ts'
import type { Cue } from './cues.ts'
import { backgroundWords, possibleHedges, probableHedges } from './lexicon.ts'

type Factuality = NonNullable<Claim['factuality']>

/** How certain source and author make the content, by the reporting word and the hedges in the content. */
export function factualityOf(page: Page, cue: Cue | undefined, from: number, to: number): Factuality {
  if (cue?.kind === 'impersonal')
    return backgroundWords.has(formAt(page, cue.from).replace(/^[وف]/, '')) ? { author: 'CT+' } : { author: 'PR+' }
  const stance = cue?.entry.stance ?? 'say'
  if (stance === 'deny') return { source: 'CT-', author: 'Uu' }
  return {
    source: sourceValue(page, from, to),
    author: stance === 'doubt' ? 'PR-' : stance === 'reveal' ? 'PR+' : 'Uu',
  }
}

function sourceValue(page: Page, from: number, to: number): 'CT+' | 'PR+' | 'PS+' {
  for (let at = from; at < to; at++) {
    const form = formAt(page, at)
    if (possibleHedges.has(form)) return 'PS+'
    if (probableHedges.has(form)) return 'PR+'
    if (form === 'قد' && /^[يتن]/.test(formAt(page, at + 1))) return 'PS+'
  }
  return 'CT+'
}
