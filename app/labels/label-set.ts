import i18next from 'i18next'
import type { Label } from '../../corpus/annotation.ts'
import { DEFAULT_LABEL_SET, findSubtype, type LabelSet, type Subtype } from '../../corpus/label-set.ts'
import { call, type Result } from '../api.ts'
import { LANGUAGES } from '../shell/i18n/languages.ts'
import { edit } from '../shell/saving.ts'
import { createStore } from '../shell/store.ts'

/** What the project says of its labels, and its guidelines for annotators. */
export const labelSet = createStore<{ labels: LabelSet; guideline: string }>({
  labels: DEFAULT_LABEL_SET,
  guideline: '',
})

/** Reads labels and guidelines of the open project, and shows names and looks everywhere. */
export async function loadLabelSet(): Promise<void> {
  const [labels, guideline] = await Promise.all([call('labelset.read', {}), call('guideline.read', {})])
  if (labels.ok) showLabels(labels.value)
  if (guideline.ok) labelSet.update({ guideline: guideline.value.text })
}

/** Stores other labels. Without `removeUsed` it fails with `subtype-used` where annotations have what would go. */
export async function saveLabelSet(labels: LabelSet, removeUsed: boolean): Promise<Result<LabelSet>> {
  return edit('label set', () => call('labelset.set', { labels, removeUsed }), showLabels)
}

/** Stores the guidelines. */
export async function saveGuideline(text: string): Promise<Result<{ text: string }>> {
  const run = () => call('guideline.set', { text })
  return edit('guideline', run, (stored) => labelSet.update({ guideline: stored.text }))
}

/** The name of a subtype in the language of the interface; its code where the project has no such subtype. */
export function nameSubtype(labels: LabelSet, label: Label, code: string): string {
  const found = findSubtype(labels, label, code)
  return found === undefined ? code : nameOf(found)
}

/** A name in the language of the interface. */
export function nameOf({ nameAr, nameEn }: Pick<Subtype, 'nameAr' | 'nameEn'>): string {
  return i18next.language === 'en' ? nameEn : nameAr
}

/** The names stand where every view looks for them, the colours and shapes where the style sheets do. */
function showLabels(labels: LabelSet): void {
  const root = document.documentElement
  for (const { code, nameAr, nameEn, colour, shape } of labels) {
    for (const language of LANGUAGES)
      i18next.addResource(language, 'translation', `label.${code}`, language === 'ar' ? nameAr : nameEn)
    root.style.setProperty(`--label-${code}`, `var(--palette-${colour})`)
    root.style.setProperty(`--shape-${code}`, shape)
  }
  labelSet.update({ labels })
}
