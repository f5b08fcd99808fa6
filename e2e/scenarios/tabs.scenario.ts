/** One person with several tabs: whichever dies, hides or is of another age, every act has its one effect. */
import type { BrowserContext, Page } from '@playwright/test'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'
import { databaseName, holdOldDatabase, openNewerDatabase } from '../pages/device-trouble.ts'
import { crash } from '../pages/renderer.ts'
import { makeWorkspace, type Workspace } from '../pages/workspace.ts'

/** A tab takes over this soon after the leader's end. */
const TAKEOVER_MS_MAX = 2_000

/** A line on which, while it is mute, every answer is lost, and every push after the first `pushesMax`. */
async function intercept(
  page: Page,
  pushesMax = Infinity,
): Promise<{ isMute: boolean; pushCount: number }> {
  const line = { isMute: false, pushCount: 0 }
  await page.routeWebSocket(/\/sync$/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (line.isMute) line.pushCount++
      if (!line.isMute || line.pushCount <= pushesMax) server.send(message)
    })
    // The server carries it out; the answer never comes.
    server.onMessage((message) => {
      if (!line.isMute) socket.send(message)
    })
  })
  return line
}

test('[OU14] five tabs: the leader dies in the middle of a push, another takes over, the effect is one', async ({
  desk,
}) => {
  const number = await desk.ticket('The winch is loose')
  const { context, page: leader } = await desk.agent(ADMIN.email)
  const line = await intercept(leader)
  await leader.goto('/app/v/all')
  const others: Workspace[] = []
  for (let n = 0; n < 4; n++) others.push(await openTab(context))
  const one = makeWorkspace(leader)
  for (const workspace of [one, ...others]) await workspace.open(number)
  expect(await tabsWaiting(leader)).toBe(4)

  line.isMute = true
  await one.choose('priority', 'Urgent')
  await expect.poll(() => line.pushCount).toBeGreaterThan(0)
  // The server has it, and the leader does not know.
  await expect
    .poll(async () => (await desk.oracle.ticket(number)).priority, { timeout: 10_000 })
    .toBe('urgent')
  // Without a goodbye: Playwright runs no handlers of a page that it closes.
  await leader.close()
  const [second] = others
  if (!second) throw new Error('there are four others')
  const diedAt = Date.now()
  await expect.poll(() => tabsWaiting(second.page), { intervals: [20] }).toBe(3)
  expect(Date.now() - diedAt).toBeLessThan(TAKEOVER_MS_MAX)
  for (const [at, workspace] of others.entries()) await workspace.choose('tags', `tab-${at}`)
  for (const workspace of others) await workspace.isSaved()

  const ticket = await desk.oracle.ticket(number)
  expect(ticket.tags).toEqual(['tab-0', 'tab-1', 'tab-2', 'tab-3'])
  const changes = ticket.messages.flatMap((message) => message.changes)
  expect(changes.filter(({ field }) => field === 'priority')).toHaveLength(1)
})

test('[OU14] [OU1] five tabs: the leader’s renderer crashes in the middle of a push, nothing is lost, nothing twice', async ({
  desk,
}) => {
  const number = await desk.ticket('The winch is loose')
  const { context, page: leader, workspace: one } = await desk.agent(ADMIN.email)
  const line = await intercept(leader, 1)
  await leader.goto('/app/v/all')
  const others: Workspace[] = []
  for (let n = 0; n < 4; n++) others.push(await openTab(context))
  for (const workspace of [one, ...others]) await workspace.open(number)
  await one.openReply()
  await one.type('Words of the one that dies')
  await expect(one.ticket.locator('.draft-state')).toHaveText('Saved')
  await leader.keyboard.press('Escape')
  expect(await tabsWaiting(leader)).toBe(4)

  line.isMute = true
  await one.choose('priority', 'Urgent')
  await expect
    .poll(async () => (await desk.oracle.ticket(number)).priority, { timeout: 10_000 })
    .toBe('urgent')
  // The server has the first; these are on the disk, and nobody has been told of them.
  await one.addNote('Seen just before the end.')
  const [second] = others
  if (!second) throw new Error('there are four others')
  await second.addNote('Written by a follower meanwhile.')
  const before = await holderOf(second.page)
  await crash(leader)
  const diedAt = Date.now()
  await expect.poll(() => tabsWaiting(second.page), { intervals: [20] }).toBe(3)
  expect(Date.now() - diedAt).toBeLessThan(TAKEOVER_MS_MAX)
  expect(await holderOf(second.page)).not.toBe(before)

  for (const workspace of others) {
    await expect(workspace.message('Seen just before the end.')).toBeVisible()
    await workspace.isSaved()
  }
  for (const [at, workspace] of others.entries()) await workspace.choose('tags', `tab-${at}`)
  for (const workspace of others) await workspace.isSaved()
  const ticket = await desk.oracle.ticket(number)
  expect(ticket.tags).toEqual(['tab-0', 'tab-1', 'tab-2', 'tab-3'])
  for (const words of ['Seen just before the end.', 'Written by a follower meanwhile.'])
    expect(withText(ticket, words), words).toHaveLength(1)
  const changes = ticket.messages.flatMap((message) => message.changes)
  expect(changes.filter(({ field }) => field === 'priority')).toHaveLength(1)
  await second.openReply()
  await expect(second.editor).toHaveText('Words of the one that dies')
})

test('[OU14] a hidden leader in the middle of a push hands over, and it is done once', async ({
  desk,
}) => {
  const number = await desk.ticket('The buoy drifts')
  const { context, page: leader, workspace: one } = await desk.agent(ADMIN.email)
  const line = await intercept(leader)
  await leader.goto('/app/v/all')
  const others: Workspace[] = []
  for (let n = 0; n < 4; n++) others.push(await openTab(context))
  const [other] = others
  if (!other) throw new Error('there are four others')
  for (const workspace of [one, other]) await workspace.open(number)
  expect(await tabsWaiting(leader)).toBe(4)
  const before = await holderOf(leader)
  line.isMute = true
  await one.choose('priority', 'High')
  await expect.poll(() => line.pushCount).toBeGreaterThan(0)
  await hide(leader)
  await expect.poll(() => holderOf(other.page)).not.toBe(before)
  await other.isSaved()
  await one.isSaved()
  const ticket = await desk.oracle.ticket(number)
  expect(ticket).toMatchObject({ priority: 'high' })
  const changes = ticket.messages.flatMap((message) => message.changes)
  expect(changes.filter(({ field }) => field === 'priority')).toHaveLength(1)
})

test('[OU14] a hidden leader hands over to a tab that somebody looks at', async ({ desk }) => {
  const number = await desk.ticket('The buoy drifts')
  const { context, page: leader } = await desk.agent(ADMIN.email)
  await leader.goto('/app/v/all')
  const other = await openTab(context)
  await expect.poll(() => tabsWaiting(leader)).toBe(1)
  const before = await holderOf(leader)
  await hide(leader)
  await expect.poll(() => holderOf(leader)).not.toBe(before)
  await other.open(number)
  await other.choose('priority', 'High')
  await other.isSaved()
  expect(await desk.oracle.ticket(number)).toMatchObject({ priority: 'high' })
})

test('[OU1] [DR1] without a network: edits of a follower outlive the leader, and two tabs type one draft', async ({
  desk,
}) => {
  const number = await desk.ticket('The pump drips')
  const { context, page: leader, workspace: one } = await desk.agent(ADMIN.email)
  await leader.goto('/app/v/all')
  const other = await openTab(context)
  for (const workspace of [one, other]) {
    await workspace.open(number)
    await workspace.isSaved()
  }
  await goOffline(context)
  for (const workspace of [one, other]) await workspace.openReply()
  await one.type('Close the valve')
  await expect(other.editor).toHaveText('Close the valve')
  await other.type(' and wait.')
  await expect(one.editor).toHaveText('Close the valve and wait.')

  await leader.close()
  await other.page.keyboard.press('Escape')
  await other.addNote('The gasket is old.')
  await other.choose('status', 'On hold')
  await expect(other.pill).toHaveText('Offline · 2 changes waiting')
  await other.page.close()
  await context.setOffline(false)
  const next = await openTab(context)
  await next.open(number)
  await next.isSaved()
  const ticket = await desk.oracle.ticket(number)
  expect(ticket).toMatchObject({ status: 'on-hold' })
  expect(withText(ticket, 'The gasket is old.')).toHaveLength(1)
  await next.openReply()
  await expect(next.editor).toHaveText('Close the valve and wait.')
})

test('an older tab that does not let go of the database is named, and a newer one is given way', async ({
  desk,
}) => {
  const number = await desk.ticket('The lock sticks')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await page.goto('/app/v/all')
  await workspace.open(number)
  await workspace.isSaved()
  const name = await databaseName(page)
  await page.goto('/q/support')

  const old = await context.newPage()
  await old.goto('/q/support')
  await holdOldDatabase(old, name)
  await page.goto('/app/v/all')
  await expect(page.getByText('Another tab runs an older version of Deskside.')).toBeVisible()
  await old.close()
  await workspace.open(number)
  await workspace.isSaved()

  // And a newer one beside it.
  await workspace.openReply()
  await workspace.type('Oil it')
  const newer = await context.newPage()
  await newer.goto('/q/support')
  await openNewerDatabase(newer, name)
  await expect(page.getByText('A newer version is open in another tab')).toBeVisible()
  await page.getByRole('button', { name: 'Reload' }).click()
  await workspace.openReply()
  await expect(workspace.editor).toHaveText('Oil it')
})

async function openTab(context: BrowserContext): Promise<Workspace> {
  const page = await context.newPage()
  await page.goto('/app/v/all')
  const workspace = makeWorkspace(page)
  await expect(workspace.pill).toBeVisible()
  return workspace
}

/** As when another tab is looked at: browsers without a screen show all of them. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

function tabsWaiting(page: Page): Promise<number> {
  return page.evaluate(async () => (await navigator.locks.query()).pending?.length ?? 0)
}

function holderOf(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => (await navigator.locks.query()).held?.[0]?.clientId)
}
