import type { Page } from 'playwright-core'

/** Paints the caret in a colour that nothing else has. */
export async function colourCaret(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('.ProseMirror')!.style.caretColor = '#ff00ff'
  })
}

/** Where the caret is really painted, in pixels from the window's left edge; found in a picture of the text. */
export async function findPaintedCaret(page: Page): Promise<number> {
  const box = (await page.locator('.ProseMirror').boundingBox())!
  const picture = await page.screenshot({ clip: { ...box, height: 260 }, caret: 'initial' })
  const columns = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    const heights = new Map<number, number>()
    for (let at = 0; at < data.length; at += 4)
      if (data[at]! > 200 && data[at + 1]! < 90 && data[at + 2]! > 200) {
        const x = (at / 4) % bitmap.width
        heights.set(x, (heights.get(x) ?? 0) + 1)
      }
    return [...heights].filter(([, height]) => height > 8).map(([x]) => x)
  }, picture.toString('base64'))
  if (columns.length === 0) throw new RangeError('no caret is painted')
  return box.x + columns[0]!
}
