/** A picture inside the text of a reply: pasted without a network, seen by a colleague, sent, and shown where it stood. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { goOffline } from '../actors/agent.ts'
import { pastePicture } from '../actors/clipboard.ts'
import { expect, test } from '../actors/desk-test.ts'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

test('[DR7] [MR43] pasted without a network it is shown at once, then to a colleague, in the mail and on the ticket', async ({
  desk,
}, info) => {
  const number = await desk.ticket('The valve is stuck')
  const { ada, ben } = await desk.bothReplying(number)
  await ada.workspace.type('It is this one: ')
  await goOffline(ada.context)
  await pastePicture(ada.page)
  const own = ada.page.locator('.reply-text .reply-picture img')
  await expect(own).toBeVisible()
  await expect(own).toHaveAttribute('src', /^blob:/)
  await expect(ada.page.locator('.reply-file')).toContainText('in the text · on this device')
  await expect(ben.page.locator('.reply-picture')).toHaveCount(0)

  await ada.context.setOffline(false)
  await expect(ben.page.locator('.reply-text .reply-picture img')).toBeVisible()
  await ada.page.locator('.reply-text').press('End')
  await ada.page.keyboard.type(' Turn it left.')
  await shoot(ada.page, 'composer', info)
  // Out of the text it is out of the reply; undo brings back both.
  await ben.page.locator('.reply-file').getByRole('button').click()
  for (const { page } of [ada, ben]) await expect(page.locator('.reply-file')).toHaveCount(0)
  await ben.page.locator('.reply-text').press('ControlOrMeta+z')
  for (const { page } of [ada, ben]) await expect(page.locator('.reply-picture img')).toBeVisible()

  await ada.workspace.send()
  const mail = await desk.stage.relay.mail((one) => one.raw.includes('Turn it left.'))
  expect(mail.raw).toContain('multipart/related')
  const cid =
    /src=3D"cid:([0-9a-f=\r\n]+@pict)/.exec(mail.raw)?.[1]?.replace(/=\r\n/g, '') ?? 'none'
  expect(mail.raw).toContain(`Content-ID: <${cid}`)
  expect(mail.raw.replace(/=\r\n/g, '')).toContain('It is this one: [picture: Picture')
  const frame = ada.page.locator('.message-reply iframe').contentFrame()
  await expect(frame.locator('img')).toHaveAttribute('src', /^blob:/)
  await expect.poll(() => frame.locator('img').evaluate((one) => one.clientWidth)).toBe(480)
  // It is no file beside the text.
  await expect(ada.page.locator('.message-reply .file-name')).toHaveCount(0)
  await shoot(ada.page, 'sent', info)
})

async function shoot(
  page: Page,
  name: string,
  info: { outputPath(name: string): string },
): Promise<void> {
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      const path = info.outputPath(`${name}-${width}-${colorScheme}.png`)
      await page.screenshot({ path })
      expect((await readFile(path)).length).toBeGreaterThan(0)
    }
  await page.setViewportSize({ width: 1440, height: 900 })
}
