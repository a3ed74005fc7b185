import i18next from 'i18next'
import type { AnnotationRow } from '../../corpus/annotation.ts'
import { authorLayer, layerAuthor } from '../../corpus/layer.ts'
import { project } from '../shell/project.ts'
import { createStore } from '../shell/store.ts'

/** Which layers are left out of the text and its lists, and whether analysts are called by their names. */
export const layerView = createStore<{ hidden: ReadonlySet<string>; named: boolean }>({
  hidden: new Set(),
  named: true,
})

/** Shows a layer, or leaves it out. */
export function showLayer(layer: string, shown: boolean): void {
  const hidden = new Set(layerView.get().hidden)
  if (shown) hidden.delete(layer)
  else hidden.add(layer)
  layerView.update({ hidden })
}

/** True where whoever works here may change the annotation: in their own layer, a lead in the adjudicated one too. */
export function isEditable({ layer }: Pick<AnnotationRow, 'layer'>): boolean {
  const member = project.get().info?.member ?? null
  // Before anybody is named the process decides, once it knows who asks.
  if (member === null || layer === authorLayer(member.id)) return true
  return layer === 'adjudicated' && member.role === 'lead'
}

/** What a layer is called; without names, analysts are letters in the order of `layers`. */
export function nameLayer(layer: string, layers: readonly string[]): string {
  const author = layerAuthor(layer)
  if (author === undefined) return i18next.t('layers.adjudicated')
  const { info, names } = project.get()
  if (author === info?.member?.id) return i18next.t('layers.mine')
  if (layerView.get().named) return names.get(author) ?? author.slice(0, 8)
  const analysts = layers.filter((each) => layerAuthor(each) !== undefined)
  return i18next.t('layers.anonymous', { letter: letterOf(analysts.indexOf(layer)) })
}

function letterOf(at: number): string {
  const letters = i18next.language === 'en' ? 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' : 'أبجدهوزحطيكلمنسعفصقرشت'
  return letters[at % letters.length] ?? String(at + 1)
}
