/** What a person drags onto the page from outside. */
import { expect, type Page } from '@playwright/test'

type Dropped = { name: string; type: string; bytes: Buffer }

/** Drags files over a part of the page and drops them, as a browser does when a person lets go. */
export async function dropFiles(page: Page, files: Dropped[], where = '.reply-text') {
  const carried = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer()
      for (const { name, type, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type }))
      }
      return transfer
    },
    files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') })),
  )
  const place = page.locator(where)
  for (const step of ['dragenter', 'dragover'])
    await place.dispatchEvent(step, { dataTransfer: carried })
  await expect(page.locator('.reply-drop')).toBeVisible()
  await place.dispatchEvent('drop', { dataTransfer: carried })
  await expect(page.locator('.reply-drop')).toHaveCount(0)
}
