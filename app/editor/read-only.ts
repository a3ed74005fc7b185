import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

// A view that is not editable loses its caret. So it stays editable to the browser, and everything that would write is
// cancelled before it happens; whatever slips through (an input method composes whether or not it may) is refused as a
// transaction, and ProseMirror draws the text again.
export const readOnly = (copyText: (view: EditorView) => string): Plugin =>
  new Plugin({
    filterTransaction: (tr) => !tr.docChanged,
    props: {
      attributes: { 'aria-readonly': 'true', 'aria-multiline': 'true', role: 'textbox', spellcheck: 'false' },
      handleTextInput: () => true,
      handlePaste: () => true,
      handleDrop: () => true,
      handleDOMEvents: {
        beforeinput: refuse,
        paste: refuse,
        cut: refuse,
        drop: refuse,
        dragstart: refuse,
        keypress: refuse,
        compositionstart: endComposition,
        compositionupdate: refuse,
        compositionend: refuse,
        copy: (view, event) => copy(event, copyText(view)),
      },
    },
  })

function refuse(_: EditorView, event: Event): boolean {
  event.preventDefault()
  return true
}

/** Leaving the field makes the input method give up what it had begun. */
function endComposition(view: EditorView, event: Event): boolean {
  const { dom } = view
  dom.blur()
  requestAnimationFrame(() => view.focus())
  return refuse(view, event)
}

/** The clipboard gets the canonical text, which the drawing may have cut into pieces. */
function copy(event: ClipboardEvent, text: string): boolean {
  if (text === '') return false
  event.clipboardData?.setData('text/plain', text)
  event.preventDefault()
  return true
}
