/** What a person pastes into the text they are writing. */
import type { Page } from '@playwright/test'

/** Pastes a picture that was drawn on the page, as a screenshot comes from the clipboard. */
export async function pastePicture(page: Page, where = '.reply-text'): Promise<void> {
  await page.evaluate(async (into) => {
    const canvas = document.createElement('canvas')
    canvas.width = 480
    canvas.height = 200
    const pen = canvas.getContext('2d')
    if (!pen) return
    pen.fillStyle = '#0b5d5a'
    pen.fillRect(0, 0, 480, 200)
    pen.fillStyle = '#ffffff'
    pen.font = '32px sans-serif'
    pen.fillText('the valve is here', 40, 110)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done))
    if (!blob) return
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([blob], 'image.png', { type: 'image/png' }))
    const pasted = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector(into)?.dispatchEvent(pasted)
  }, where)
}
