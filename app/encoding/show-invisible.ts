import { findInvisible } from '../../corpus/text/invisible.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { drawInvisible } from '../editor/invisible-marks.ts'
import { navigation } from '../shell/navigation.ts'

/** Draws the characters that cannot be seen for as long as their panel is open. */
export function followInvisible(text: string, reader: { current: ArticleView | null }): () => void {
  let drawn = false
  const follow = (): void => {
    const wanted = navigation.get().panel === 'invisible'
    const opened = reader.current
    if (wanted === drawn || opened === null || opened.view.isDestroyed) return
    drawn = wanted
    drawInvisible(opened.view, opened.open.positions, wanted ? findInvisible(text) : [])
  }
  follow()
  return navigation.subscribe(follow)
}
