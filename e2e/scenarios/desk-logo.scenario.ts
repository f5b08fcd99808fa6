/** A logo, from an admin's disk to the mail that acknowledges a ticket and the page it was asked on; and away again. */
import { makeDemoFiles } from '../../sync-server/demo/files.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test('[OU18] a logo is chosen, shown in mails and on pages, and taken away', async ({
  desk,
}, info) => {
  const { page } = await desk.agent(ADMIN.email)
  await page.goto(`${desk.stage.publicUrl}/app/settings/queues`)
  const choose = async (name: string, file: { name: string; type: string; bytes: Uint8Array }) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name }).click()
    const { name: fileName, type, bytes } = file
    await (await chooser).setFiles({ name: fileName, mimeType: type, buffer: Buffer.from(bytes) })
  }
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  await choose('Choose a picture', { name: 'x.png', type: 'image/png', bytes: svg })
  await expect(page.getByRole('alert')).toContainText('A logo is a PNG, JPEG or GIF picture')
  const picture = makeDemoFiles().find(({ type }) => type === 'image/png')
  expect(picture).toBeDefined()
  if (!picture) return
  await choose('Choose a picture', picture)
  const logo = page.locator('img.desk-logo')
  await expect(logo).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.getByLabel('Also on what agents write').check()
  await page.locator('.mail-look').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Mails look so from now on')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Also on what agents write')).toBeChecked()
  const visitor = await page.context().newPage()
  await visitor.goto(`${desk.stage.publicUrl}/q/support`)
  const head = visitor.locator('header.desk img')
  await expect.poll(() => head.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(160)
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const [name, one] of [
        ['settings', page],
        ['public', visitor],
      ] as const) {
        await one.setViewportSize({ width, height: 900 })
        await one.emulateMedia({ colorScheme })
        if (name === 'settings') await logo.scrollIntoViewIfNeeded()
        await one.screenshot({ path: info.outputPath(`${name}-${width}-${colorScheme}.png`) })
      }
  await page.setViewportSize({ width: 1440, height: 900 })
  await desk.ticket('The valve is stuck')
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('We have your message'))
  expect(mail.raw).toContain('multipart/related')
  expect(mail.raw).toContain('filename=logo.png')
  await page.getByRole('button', { name: 'Take it away' }).click()
  await expect(logo).toHaveCount(0)
  await visitor.reload()
  await expect(head).toHaveCount(0)
})
