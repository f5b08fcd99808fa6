/** What a queue's mail says by itself, set by an admin: a reply that ends its ticket says so. */
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

test('[OU19] an admin has people told that their ticket is solved', async ({ desk }, info) => {
  const { page, workspace } = await desk.agent(ADMIN.email)
  await page.goto(`${desk.stage.publicUrl}/app/settings/queues`)
  await page.getByRole('button', { name: 'Change Support' }).click()
  const told = page.getByLabel('Tell people by mail when their ticket is solved or closed')
  const quoting = page.getByLabel('Quote the message that is answered below a reply')
  await expect(told).not.toBeChecked()
  await told.check()
  await quoting.check()
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await told.scrollIntoViewIfNeeded()
      await page.screenshot({ path: info.outputPath(`queue-${width}-${colorScheme}.png`) })
    }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Support is saved')).toBeVisible()
  await page.getByRole('button', { name: 'Change Support' }).click()
  await expect(told).toBeChecked()
  await expect(quoting).toBeChecked()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

  const number = await desk.ticket('The valve is stuck')
  await page.goto(`${desk.stage.publicUrl}/app`)
  await workspace.open(number)
  await workspace.openReply()
  await workspace.type('Turn it left.')
  await page.getByRole('button', { name: 'Send & solve' }).click()
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('Turn it left.'))
  expect(mail.raw.replace(/=\r\n/g, '')).toContain(
    'It is solved now. If anything is left, just answer',
  )
  expect(desk.stage.relay.mails.filter(({ raw }) => raw.includes('Your request #'))).toEqual([])
})

test('[OU19] a ticket that is solved without a word is told of by a mail of its own', async ({
  desk,
}) => {
  const { page, workspace } = await desk.agent(ADMIN.email)
  await page.goto(`${desk.stage.publicUrl}/app/settings/queues`)
  await page.getByRole('button', { name: 'Change Support' }).click()
  await page.getByLabel('Tell people by mail when their ticket is solved or closed').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Support is saved')).toBeVisible()
  const number = await desk.ticket('The valve is stuck')
  await page.goto(`${desk.stage.publicUrl}/app`)
  await workspace.open(number)
  await page.keyboard.press('e')
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes(`Your request #${number}`))
  expect(mail.raw).toContain('Auto-Submitted: auto-generated')
  expect(mail.raw).toMatch(/^References:\s+<.+>/m)
})
