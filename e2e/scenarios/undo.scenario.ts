/** Taking back a reply while the server still holds it: nobody gets a mail, and nothing that was typed is gone. */
import { withText } from '../actors/oracle.ts'
import { expect, test } from '../actors/desk-test.ts'

/** Long enough to press Undo on a machine with a lot to do, and after a restart. */
const UNDO_SECONDS = 20
const SENT_MS_MAX = (UNDO_SECONDS + 30) * 1000
const WORDS = 'Please press the red button twice.'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: String(UNDO_SECONDS) } } })

test('[OU5] a reply undone in time never leaves, and its text is back in the draft', async ({
  desk,
}) => {
  const number = await desk.ticket('The red button')
  const { page, workspace } = await desk.replying(number)
  await workspace.type(WORDS)
  await workspace.send()

  const message = workspace.message(WORDS)
  await expect(message.locator('.delivery-held')).toBeVisible()
  await message.getByRole('button', { name: 'Undo (z)' }).click()
  await expect(message).toHaveCount(0)
  await workspace.openReply()
  await expect(workspace.editor).toHaveText(WORDS)

  // A reply sent afterwards gets through; by then the first would have been due.
  await workspace.type(' Thank you.')
  await workspace.send()
  await expect(workspace.message('Thank you.').locator('.delivery')).toHaveText('Handed over', {
    timeout: SENT_MS_MAX,
  })
  const replies = desk.stage.relay.mails.filter((mail) => mail.raw.includes('red button twice'))
  expect(replies).toHaveLength(1)
  expect(replies[0]?.raw).toContain('Thank you.')
  expect(withText(await desk.oracle.ticket(number), WORDS)).toHaveLength(1)
  await page.close()
})

test('[OU5] the undo time outlives a restart of the server', async ({ desk }) => {
  const { stage } = desk
  const number = await desk.ticket('The blue button')
  const { workspace } = await desk.replying(number)
  await workspace.type(WORDS)
  await workspace.send()
  await expect(workspace.message(WORDS).locator('.delivery-held')).toBeVisible()

  await stage.server.kill()
  await stage.server.start()
  await workspace.isSaved()
  await workspace.message(WORDS).getByRole('button', { name: 'Undo (z)' }).click()
  await expect(workspace.message(WORDS)).toHaveCount(0)
  await workspace.openReply()
  await expect(workspace.editor).toHaveText(WORDS)
  await workspace.isSaved()

  await workspace.type(' Or the green one.')
  await workspace.send()
  await stage.relay.mail((mail) => mail.raw.includes('green one'), { waitMsMax: SENT_MS_MAX })
  expect(stage.relay.mails.filter((mail) => mail.raw.includes('red button'))).toHaveLength(1)
})

test('[OU5] a reply for tomorrow waits, says until when, and is taken back into the draft', async ({
  desk,
}) => {
  const number = await desk.ticket('The green button')
  const { page, workspace } = await desk.replying(number)
  await workspace.type(WORDS)
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('option', { name: /^Tomorrow/ }).click()
  const message = workspace.message(WORDS)
  await expect(message.locator('.delivery-held')).toContainText('Goes')
  await workspace.isSaved()
  await page.reload()
  await expect(message.locator('.delivery-held')).toContainText('09:00')
  expect(desk.stage.relay.mails.some((mail) => mail.raw.includes('red button twice'))).toBe(false)
  await message.getByRole('button', { name: 'Take back' }).click()
  await expect(message).toHaveCount(0)
  await workspace.openReply()
  await expect(workspace.editor).toHaveText(WORDS)

  // With the key, the ticket sleeps with it; taken back, it is awake again.
  await workspace.editor.focus()
  await page.keyboard.press('Control+Alt+Enter')
  await page.getByRole('option', { name: /Tomorrow/ }).click()
  await expect(message.locator('.delivery-held')).toBeVisible()
  await expect(page.locator('.ticket-fields')).toContainText('Snoozed until')
  await workspace.isSaved()
  await message.getByRole('button', { name: /^Undo/ }).click()
  await expect(message).toHaveCount(0)
  await expect(page.locator('.ticket-fields')).not.toContainText('Snoozed until')
})
