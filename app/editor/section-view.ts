import type { EditorView, NodeView } from 'prosemirror-view'
import type { Label } from '../../corpus/annotation.ts'
import type { Span } from '../../corpus/span.ts'
import type { Layout } from './layout.ts'
import type { Positions } from './positions.ts'
import type { DrawnAnnotation } from './span-book.ts'

/** What the sections of one view share. */
export type SectionSetting = Readonly<{
  layout: Layout
  positions: Positions
  sentences: readonly Span[]
  writeNumber: (value: number) => string
  /** The small sign of a label, which is put over the beginning of a span. */
  drawSign: (label: Label) => Element
}>

/** Where the sign of a span belongs: over its first letter, at the side where its paragraph begins lines. */
export type SignPlace = Readonly<{ x: number; top: number; direction: 'rtl' | 'ltr' }>

/** Height that a section is given until it is drawn for the first time, in lines of the reader. */
const CHARACTERS_PER_LINE = 62
/** Signs of spans that begin together stand beside each other, this many pixels apart. */
const SIGN_WIDTH = 13

/** A section's DOM: the text, and beside it the numbers of the sentences that begin in it. */
export class SectionView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  readonly index: number
  /** Whether numbers and signs stand where they belong; false where something changed while nobody could see it. */
  isPlaced = false
  readonly #numbers: HTMLElement
  readonly #signs: HTMLElement
  readonly #setting: SectionSetting

  /** `index` counts the sections of the document from 0. */
  constructor(index: number, setting: SectionSetting) {
    this.index = index
    this.#setting = setting
    this.dom = document.createElement('div')
    this.dom.className = 'section'
    this.dom.dataset.section = String(index)
    this.dom.style.setProperty('--lines', String(estimateLines(setting.layout, index)))
    this.contentDOM = document.createElement('div')
    this.#numbers = createLayer('numbers')
    this.#signs = createLayer('signs')
    this.dom.append(this.contentDOM, this.#numbers, this.#signs)
  }

  /** Only numbers and signs are changed from outside of ProseMirror. */
  ignoreMutation(mutation: { target: Node; type: string }): boolean {
    return (
      mutation.target === this.dom || this.#numbers.contains(mutation.target) || this.#signs.contains(mutation.target)
    )
  }

  /** Measures where sentences begin and writes their numbers there: all reading first, then all writing. */
  placeNumbers(view: EditorView): void {
    const { sentences, positions, writeNumber } = this.#setting
    const top = this.dom.getBoundingClientRect().top
    const lines: { middle: number; first: number; last: number }[] = []
    for (let number = this.#firstSentence(); number < this.#firstSentence(1); number++) {
      const at = view.coordsAtPos(positions.toPosition(sentences[number]!.start), 1)
      const middle = (at.top + at.bottom) / 2 - top
      const line = lines.at(-1)
      if (line !== undefined && Math.abs(line.middle - middle) < 6) line.last = number
      else lines.push({ middle, first: number, last: number })
    }
    this.#numbers.replaceChildren(...lines.map((line) => drawNumber(line, writeNumber)))
  }

  /** Measures where spans begin and puts the signs of their labels over them, beside the text, so that nothing moves. */
  placeSigns(starts: readonly DrawnAnnotation[], measure: (span: Span) => SignPlace): void {
    const frame = this.dom.getBoundingClientRect()
    const places = starts.map(({ span }) => measure(span))
    const signs: HTMLElement[] = []
    for (const [index, { label, span, id }] of starts.entries()) {
      const { x, top, direction } = places[index]!
      const before = starts.slice(0, index).filter((other) => other.span.start === span.start).length
      const shift = before * SIGN_WIDTH * (direction === 'rtl' ? -1 : 1)
      const at = { x: x - frame.left + shift, top: top - frame.top, direction }
      signs.push(createSign(label, id, at, this.#setting.drawSign(label)))
    }
    this.#signs.replaceChildren(...signs)
  }

  /** Index of the first sentence that begins in this section, or in one after it. */
  #firstSentence(ahead = 0): number {
    const { layout, sentences } = this.#setting
    const section = layout.sections[this.index + ahead]
    if (section === undefined) return sentences.length
    return lastBefore(sentences, layout.pieces[section]!.start) + 1
  }
}

function createLayer(name: string): HTMLElement {
  const layer = document.createElement('div')
  layer.className = name
  layer.contentEditable = 'false'
  layer.setAttribute('aria-hidden', 'true')
  return layer
}

function createSign(label: Label, id: string, { x, top, direction }: SignPlace, drawn: Element): HTMLElement {
  const sign = document.createElement('span')
  sign.className = `sign ${label} ${direction}`
  sign.dataset.signOf = id
  sign.style.left = `${x}px`
  sign.style.top = `${top}px`
  sign.append(drawn)
  return sign
}

function drawNumber(
  line: { middle: number; first: number; last: number },
  writeNumber: SectionSetting['writeNumber'],
): HTMLElement {
  const { middle, first, last } = line
  const element = document.createElement('span')
  const ends = first === last ? [first] : [first, last]
  element.dataset.numbers = ends.map((number) => writeNumber(number + 1)).join('–')
  element.style.insetBlockStart = `${middle}px`
  return element
}

function estimateLines({ pieces, sections }: Layout, index: number): number {
  const drawn = pieces.slice(sections[index], sections[index + 1])
  return drawn.reduce(
    (lines, { start, end }) => lines + Math.max(0.6, Math.ceil((end - start) / CHARACTERS_PER_LINE)),
    0,
  )
}

function lastBefore(sentences: readonly Span[], offset: number): number {
  let low = 0
  let high = sentences.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sentences[middle]!.start < offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
