/** Merging by keys alone, with a preview, and taking it apart again: at once by undo, and from the merged ticket. */
import { AxeBuilder } from '@axe-core/playwright'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'

test('[CO14] [CO21] merged by keys, undone with z, merged again and taken apart', async ({
  desk,
}) => {
  const from = await desk.ticket('The pump has stopped', 'It makes no sound.')
  const into = await desk.ticket('No water on deck two', 'The taps are dry.')
  const { page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(from)
  const dialog = page.getByRole('dialog', { name: `Merge #${from}` })
  const merge = async () => {
    await page.keyboard.press('Shift+M')
    await expect(dialog).toBeVisible()
    await page.keyboard.type(`#${into}`)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText(`To #${into}: 1 message.`)).toBeVisible()
  }
  await merge()
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: 'test-results/merge-dialog.png' })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: `Ticket #${into}:` })).toBeVisible()
  await expect(workspace.message('It makes no sound.')).toBeVisible()
  await workspace.isSaved()

  await page.keyboard.press('z')
  await expect(workspace.message('It makes no sound.')).toBeHidden()
  await workspace.isSaved()
  expect(withText(await desk.oracle.ticket(into), 'It makes no sound.')).toHaveLength(0)
  expect((await desk.oracle.ticket(from)).status).toBe('new')

  await workspace.goTo('All tickets')
  await workspace.open(from)
  await merge()
  await page.keyboard.press('Enter')
  await expect(workspace.message('It makes no sound.')).toBeVisible()
  await workspace.isSaved()
  await workspace.open(from)
  await expect(workspace.mergedLine).toContainText(`Merged into #${into}.`)
  await workspace.mergedLine.getByRole('button', { name: 'Take apart' }).click()
  await expect(workspace.mergedLine).toBeHidden()
  await expect(workspace.message('It makes no sound.')).toBeVisible()
  await workspace.isSaved()
  expect(withText(await desk.oracle.ticket(into), 'It makes no sound.')).toHaveLength(0)
})

test('[CO22] [CO23] a message is split off, both tickets say so, and z brings it back; a link stands on both', async ({
  desk,
}) => {
  const number = await desk.ticket('The door is stuck', 'Please come.')
  const other = await desk.ticket('The other door', 'It is stuck too.')
  const sam = desk.correspondent('Sam Porter', 'sam@outside.test')
  const receipt = await sam.read('the receipt', ({ mail }) =>
    (mail.subject ?? '').includes(`#${number}`),
  )
  expect(await sam.answer(receipt, 'And the bill is wrong.')).toBe(250)
  const { page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await expect(workspace.message('And the bill is wrong.')).toBeVisible()
  const run = async (command: string) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Command palette' }).fill(command)
    await page.keyboard.press('Enter')
  }
  await run('Split into a new ticket')
  const dialog = page.getByRole('dialog', { name: `Split #${number}` })
  await expect(dialog.getByText('Sam Porter is the requester of the new ticket.')).toBeVisible()
  await dialog.getByLabel('Subject of the new ticket').fill('The bill is wrong')
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.screenshot({ path: 'test-results/split-dialog.png' })
  await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  await expect(workspace.message('And the bill is wrong.')).toBeHidden()
  await workspace.isSaved()
  const made = await desk.oracle.bySubject('The bill is wrong')
  expect(withText(made, 'And the bill is wrong.')).toHaveLength(1)
  const side = page.locator('.side-panel')
  await expect(side.locator('.ticket-links')).toContainText(`#${made.number}`)
  await page.keyboard.press('z')
  await expect(workspace.message('And the bill is wrong.')).toBeVisible()
  await workspace.isSaved()
  expect(withText(await desk.oracle.byId(made.id), 'And the bill is wrong.')).toHaveLength(0)

  await page.keyboard.press('Shift+L')
  await page.keyboard.type(`#${other}`)
  await page.keyboard.press('Enter')
  await expect(side.locator('.ticket-links')).toContainText('The other door')
  await page.screenshot({ path: 'test-results/ticket-links.png' })
  await side
    .getByRole('button', { name: /The other door/ })
    .first()
    .click()
  await expect(page.getByRole('article', { name: `Ticket #${other}:` })).toBeVisible()
  await expect(side.locator('.ticket-links')).toContainText('The door is stuck')
  await workspace.isSaved()
})

test('[CO24] a message is forwarded with f, goes out once, and its answer is for the team', async ({
  desk,
}) => {
  const number = await desk.ticket('The door is stuck', 'Please come.')
  const { page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await page.keyboard.press('f')
  const dialog = page.getByRole('dialog', { name: `Forward from #${number}` })
  await dialog.getByLabel('To', { exact: true }).fill('smith@locks.test')
  await dialog.getByLabel('Your words before it').fill('Can you come?')
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.screenshot({ path: 'test-results/forward-dialog.png' })
  await dialog.getByRole('button', { name: 'Forward', exact: true }).click()
  await expect(workspace.message('Can you come?')).toContainText('smith@locks.test')
  const smith = desk.correspondent('Smith', 'smith@locks.test')
  const received = await smith.read('the forward', ({ mail }) =>
    (mail.subject ?? '').startsWith('Fwd: '),
  )
  expect(received.mail.text).toContain('> Please come.')
  expect(await smith.answer(received, 'At nine.')).toBe(250)
  await expect(workspace.message('At nine.')).toContainText('Smith')
  const ticket = await desk.oracle.ticket(number)
  expect(ticket.requester.email).toBe('sam@outside.test')
  expect(withText(ticket, 'At nine.')).toHaveLength(1)
})
