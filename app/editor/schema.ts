import { type Node, Schema } from 'prosemirror-model'
import { sliceOf } from '../../corpus/span.ts'
import { continuesLine, type Layout } from './layout.ts'

/** The reader's document: sections of pieces of text. It has no marks: annotations are drawn over it. */
export const schema = new Schema({
  nodes: {
    doc: { content: 'section+' },
    section: { content: 'piece+', toDOM: () => ['div', { class: 'section' }, 0] },
    piece: {
      content: 'text*',
      attrs: { kind: { default: 'line' }, dir: { default: null } },
      toDOM: (node) => ['p', { class: `piece ${node.attrs.kind}`, dir: node.attrs.dir }, 0],
    },
    text: {},
  },
})

/** Builds the document of one laid out text. */
export function buildDocument(text: string, layout: Layout, direction: 'rtl' | 'ltr'): Node {
  const { pieces, sections } = layout
  const nodes = sections.map((first, section) => {
    const last = sections[section + 1] ?? pieces.length
    const children: Node[] = []
    for (let index = first; index < last; index++) children.push(buildPiece(text, layout, index, direction))
    return schema.node('section', null, children)
  })
  return schema.node('doc', null, nodes)
}

function buildPiece(text: string, layout: Layout, index: number, direction: 'rtl' | 'ltr'): Node {
  const content = sliceOf(text, layout.pieces[index]!)
  const kind = content.trim() === '' ? 'blank' : continuesLine(layout, index) ? 'continued' : 'line'
  const dir = runsAgainst(content, direction) ? (direction === 'rtl' ? 'ltr' : 'rtl') : null
  return schema.node('piece', { kind, dir }, content === '' ? [] : [schema.text(content)])
}

const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u
const OTHER_LETTER = /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u

/** True for a line that holds letters of the other direction only, such as a Latin line in an Arabic article. */
function runsAgainst(content: string, direction: 'rtl' | 'ltr'): boolean {
  if (direction === 'rtl') return OTHER_LETTER.test(content) && !RTL_LETTER.test(content)
  return RTL_LETTER.test(content) && !OTHER_LETTER.test(content)
}
