/** An agent opens a ticket for somebody: online, and without a network. */
import { AxeBuilder } from '@axe-core/playwright'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'

test('[CO20] a mail to somebody is opened with c, goes out once, and its answer comes to it', async ({
  desk,
}) => {
  await desk.ticket('Something else')
  const { page, workspace } = await desk.agent(ADMIN.email)
  await expect(workspace.pill).toHaveText('Saved')
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await dialog.getByLabel('Mail address', { exact: true }).fill('ruth@outside.test')
  await dialog.getByLabel('Name').fill('Ruth')
  await dialog.getByLabel('Subject').fill('Your delivery is late')
  await workspace.editor.click()
  await page.keyboard.type('It comes on Friday.')
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.screenshot({ path: 'test-results/new-ticket.png' })
  // As narrow as it may get, and dark: nothing has to be scrolled sideways.
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 320, height: 640 })
  const body = dialog.locator('.dialog-body')
  const overflow = await body.evaluate((one) => one.scrollWidth - one.clientWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await page.screenshot({ path: 'test-results/new-ticket-narrow.png' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(dialog).toBeHidden()
  const made = await desk.oracle.bySubject('Your delivery is late')
  await workspace.goTo('All tickets')
  await workspace.open(made.number)
  await expect(workspace.message('It comes on Friday.')).toContainText('Held')
  const ruth = desk.correspondent('Ruth', 'ruth@outside.test')
  const received = await ruth.read('the mail', ({ mail }) =>
    (mail.subject ?? '').startsWith('Your delivery is late'),
  )
  expect(received.mail.subject).toBe(`Your delivery is late [#${made.number}]`)
  expect(await ruth.answer(received, 'Friday is fine.')).toBe(250)
  await expect(workspace.message('Friday is fine.')).toContainText('Ruth')
  await workspace.isSaved()
})

test('[CO20] [OU1] without a network it waits, and gets its number when it lands; taken back it was never sent', async ({
  desk,
}) => {
  await desk.ticket('Something else')
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await expect(workspace.pill).toHaveText('Saved')
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await goOffline(context)
  const write = async (subject: string) => {
    await dialog.getByLabel('Mail address', { exact: true }).fill('ruth@outside.test')
    await dialog.getByLabel('Subject').fill(subject)
    await dialog.getByLabel('Note, nobody is mailed').check()
    await dialog.getByLabel('What happened, and what is to be done').fill('Ruth rang.')
    await dialog.getByRole('button', { name: 'Open the ticket' }).click()
    await expect(dialog).toBeHidden()
  }
  await write('The door is stuck')
  await expect(workspace.pill).toHaveText('Offline · 1 change waiting')
  await page.keyboard.press('z')
  await expect(workspace.pill).toHaveText('Offline')
  await page.keyboard.press('c')
  await expect(dialog.getByLabel('Subject')).toHaveValue('The door is stuck')
  await write('The window is stuck')
  await context.setOffline(false)
  await workspace.isSaved()
  const made = await desk.oracle.bySubject('The window is stuck')
  expect(withText(made, 'Ruth rang.')).toHaveLength(1)
  const subjects = (await desk.oracle.list()).map(({ subject }) => subject)
  expect(subjects.toSorted()).toEqual(['Something else', 'The window is stuck'])
})
