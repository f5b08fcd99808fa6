/** A device that was away too long locks, and one that leaves takes everything along: nothing unsent is lost by either. */
import { DAY_MS } from '../../shared/kit/limits.ts'
import { goOffline, untilInstalled } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'
import { keptNames, storesWith } from '../pages/device.ts'
import { lookAgain } from '../pages/device-trouble.ts'
import { makeWorkspace } from '../pages/workspace.ts'

const LOCKED = 'This device is locked'

test('[RI14] [RI15] an app that runs beyond its lease locks; the server’s word opens it, and what was unsent arrives', async ({
  desk,
}) => {
  const number = await desk.ticket('The lamp is out')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await workspace.isSaved()
  await goOffline(context)
  await workspace.addNote('Bulbs are in the cellar.')

  await page.clock.setFixedTime(Date.now() + 15 * DAY_MS)
  await lookAgain(page)
  await expect(page.getByRole('heading', { name: LOCKED })).toBeVisible()
  await expect(page.getByText('The lamp is out')).toHaveCount(0)
  expect(await page.title()).toBe(LOCKED)
  // A start locks as well, and opens nothing before it has looked.
  await page.reload()
  await expect(page.getByRole('heading', { name: LOCKED })).toBeVisible()
  await expect(page.getByText('The lamp is out')).toHaveCount(0)
  await page.getByText('Show what was not sent').click()
  await expect(page.getByText('Bulbs are in the cellar.')).toBeVisible()

  await context.setOffline(false)
  await lookAgain(page)
  await expect(page.getByRole('article', { name: `Ticket #${number}:` })).toBeVisible()
  await expect
    .poll(async () => withText(await desk.oracle.ticket(number), 'Bulbs are in the cellar.'))
    .toHaveLength(1)
})

test('[RI14] a clock a year off locks and removes nothing; set right, everything is there', async ({
  desk,
}) => {
  const number = await desk.ticket('The bell is stuck')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await workspace.isSaved()
  await expect.poll(() => storesWith(page, 'The bell is stuck')).toContain('docs')
  await goOffline(context)
  for (const offMs of [365 * DAY_MS, -365 * DAY_MS]) {
    await page.clock.setFixedTime(Date.now() + offMs)
    await page.reload()
    await expect(page.getByRole('heading', { name: LOCKED })).toBeVisible()
    expect(await storesWith(page, 'The bell is stuck')).toContain('docs')
    await page.clock.setFixedTime(Date.now())
    await page.reload()
    await expect(page.getByRole('article', { name: `Ticket #${number}:` })).toBeVisible()
  }
})

test('[OU13] signing out offline empties both tabs; the session ends at the next contact, another browser’s does not', async ({
  desk,
}) => {
  const number = await desk.ticket('The kettle whistles')
  const elsewhere = await desk.agent(ADMIN.email)
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await workspace.isSaved()
  await untilInstalled(page)
  const second = await context.newPage()
  await second.goto('/app/v/all')
  await makeWorkspace(second).open(number)

  await goOffline(context)
  await workspace.goTo('Settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  for (const tab of [page, second]) await expect(tab.getByLabel('E-mail address')).toBeVisible()
  expect(await keptNames(page)).toEqual([])

  await context.setOffline(false)
  await page.goto('/app')
  await expect(page.getByLabel('E-mail address')).toBeVisible()
  expect(await keptNames(page)).toEqual([])
  // The cookie opens nothing any more, though the device only told the server now.
  expect((await context.request.get('/api/desk')).status()).toBe(401)
  await elsewhere.workspace.open(number)
  await elsewhere.workspace.addNote('It still works here.')
  await elsewhere.workspace.isSaved()
})
