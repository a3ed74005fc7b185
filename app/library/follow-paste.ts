/** Tells of text that is pasted anywhere but in a field. */
export function followPaste(onPaste: (text: string) => void): () => void {
  const paste = (event: ClipboardEvent): void => {
    const { target } = event
    if (target instanceof Element && target.closest('input, textarea, [role=dialog]') !== null) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text.trim() === '') return
    event.preventDefault()
    onPaste(text)
  }
  document.addEventListener('paste', paste)
  return () => document.removeEventListener('paste', paste)
}
