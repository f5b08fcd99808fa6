/** What an admin does about people: what they see, whether they come in; and what everybody does about a lost device. */
import { AxeBuilder } from '@axe-core/playwright'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { signIn } from '../actors/agent.ts'

const GRACE = { name: 'Grace Hopper', email: 'grace@desk.test' }

test('[RI2] [RI8] an admin takes a queue and the access of somebody; a lost device is signed out from another', async ({
  desk,
  browser,
}) => {
  await desk.stage.addPerson({ ...GRACE, role: 'agent' })
  const number = await desk.ticket('The door sticks')
  const grace = await desk.agent(GRACE.email)
  await expect(grace.workspace.row(number)).toBeVisible()

  // Her lost device.
  const lost = await browser.newContext({ baseURL: desk.stage.publicUrl, locale: 'en-GB' })
  const there = await lost.newPage()
  await signIn(there, desk.stage, GRACE.email)
  await grace.page.goto('/app/settings/devices')
  const devices = grace.page.getByRole('region', { name: 'Devices' })
  const browsers = devices.locator('tbody tr', { hasText: 'Browser' })
  await expect(browsers).toHaveCount(2)
  const other = browsers.filter({ hasNotText: 'This one' })
  await other.getByRole('button', { name: 'Sign out there' }).click()
  await expect(other.getByText('What it has not sent yet is lost.')).toBeVisible()
  await other.getByRole('button', { name: 'Sign out there' }).click()
  await expect(browsers).toHaveCount(1)
  await expect(there.getByRole('heading', { name: 'This device was signed out' })).toBeVisible()
  await lost.close()

  // What she sees.
  await grace.page.goto('/app/')
  await expect(grace.workspace.row(number)).toBeVisible()
  const { page } = await desk.agent(ADMIN.email)
  await page.goto('/app/settings/people')
  const dialog = page.getByRole('dialog', { name: `Change ${GRACE.name}` })
  await page.getByRole('button', { name: `Change ${GRACE.name}` }).click()
  await dialog.getByRole('checkbox', { name: 'All queues, also those to come' }).uncheck()
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await dialog.getByRole('checkbox', { name: 'Support' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'Payments' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Choose a queue, or all.')).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'Payments' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(grace.workspace.row(number)).toHaveCount(0)

  // Whether she comes in; oneself one cannot shut out.
  await page.getByRole('button', { name: `Change ${GRACE.name}` }).click()
  await dialog.getByRole('checkbox', { name: 'May sign in' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.locator('tbody tr', { hasText: GRACE.name })).toContainText('disabled')
  await expect(
    grace.page.getByRole('heading', { name: 'This device was signed out' }),
  ).toBeVisible()
  await page.getByRole('button', { name: `Change ${ADMIN.name}` }).click()
  const own = page.getByRole('dialog', { name: `Change ${ADMIN.name}` })
  await expect(own.getByText('This is you.')).toBeVisible()
  await expect(own.getByRole('checkbox', { name: 'May sign in' })).toHaveCount(0)
})
