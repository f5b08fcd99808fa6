/** A device that is full, wiped, damaged or whose clock is wrong: it says so, and what was not sent is kept. */
import type { BrowserContext } from '@playwright/test'
import { goOffline, openAgent } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'
import { damageDatabase, setQuota, wipeStorage } from '../pages/device-trouble.ts'
import { makeWorkspace } from '../pages/workspace.ts'

/** So long until a browser notices that there is no room. */
const FULL_MS_MAX = 60_000
const YEAR_MS = 365 * 24 * 60 * 60_000

test('[OU1] with no room left an edit says so, words stay in their field, and go once there is room', async ({
  desk,
}) => {
  const number = await desk.ticket('The hold is full')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await workspace.isSaved()
  await goOffline(context)
  await setQuota(page, 1)

  await workspace.ticket.getByRole('button', { name: /^Note/ }).click()
  const field = workspace.noteField
  // Chromium trusts what it knew of the room for half a minute: written until it asks again.
  let crates = 3
  await expect(async () => {
    await field.fill(`Move ${crates++} crates to the quay.`)
    await expect(page.getByText('Not stored: this device is full.')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: FULL_MS_MAX })
  await field.fill('Move three crates to the quay.')
  await workspace.ticket.getByRole('button', { name: /^Add note/ }).click()
  await expect(page.locator('.notice')).toContainText('That did not work')
  await expect(workspace.pill).toHaveText('Can’t save: device storage full')
  await expect(field).toHaveText('Move three crates to the quay.')

  await setQuota(page, null)
  await workspace.ticket.getByRole('button', { name: /^Add note/ }).click()
  await expect(workspace.message('Move three crates to the quay.')).toBeVisible()
  await context.setOffline(false)
  await workspace.isSaved()
  const ticket = await desk.oracle.ticket(number)
  expect(withText(ticket, 'Move three crates to the quay.')).toHaveLength(1)
})

test('[DR6] a reply typed with no room left says it is only in this tab, and closing asks', async ({
  desk,
}) => {
  const number = await desk.ticket('The hatch jams')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await workspace.openReply()
  await workspace.type('Lift ')
  await workspace.isSaved()
  await goOffline(context)
  await setQuota(page, 1)
  await expect(async () => {
    await workspace.type('x')
    await page.keyboard.press('Backspace')
    const state = workspace.ticket.locator('.draft-state')
    await expect(state).toContainText('Not stored', { timeout: 500 })
  }).toPass({ timeout: FULL_MS_MAX })
  await workspace.type('the left side.')
  await expect(workspace.pill).toHaveText('Can’t save: device storage full')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()

  await setQuota(page, null)
  await expect(workspace.ticket.locator('.draft-state')).toHaveText('Will be sent when online')
  await context.setOffline(false)
  await workspace.isSaved()
  await expect(workspace.editor).toHaveText('Lift the left side.')
})

test('[OU3] data wiped under the running app is noticed, told, put back and fetched again', async ({
  desk,
}) => {
  const number = await desk.ticket('The mast creaks')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await page.goto('/app/v/all')
  const second = makeWorkspace(await context.newPage())
  await second.page.goto('/app/v/all')
  for (const one of [workspace, second]) {
    await one.open(number)
    await one.isSaved()
  }
  await goOffline(context)
  await workspace.addNote('Grease the block.')
  await second.choose('priority', 'High')
  await workspace.openReply()
  await workspace.type('We come on Monday.')
  await expect(second.ticket.locator('.composer-open').first()).toContainText('Continue the draft')
  await wipeStorage(page)

  await expect(workspace.pill).toHaveText('This device’s data was removed')
  await workspace.pill.click()
  const drawer = page.getByRole('dialog', { name: 'What this device still owes' })
  await expect(drawer).toContainText('The browser removed this desk’s data from this device')
  await expect(drawer).toContainText('3 things that had not been sent were in it')
  await expect(drawer.locator('.waiting-item')).toHaveCount(2)
  await drawer.getByRole('button', { name: 'Understood' }).click()
  await page.keyboard.press('Escape')

  await context.setOffline(false)
  await workspace.isSaved()
  await expect(workspace.row(number)).toBeVisible()
  const ticket = await desk.oracle.ticket(number)
  expect(ticket).toMatchObject({ priority: 'high' })
  expect(withText(ticket, 'Grease the block.')).toHaveLength(1)
  await page.reload()
  await workspace.openReply()
  await expect(workspace.editor).toHaveText('We come on Monday.')
})

test('[OU3] a database that cannot be read: unsent work is saved to a file, and kept when starting anew', async ({
  desk,
}) => {
  const number = await desk.ticket('The log is torn')
  const { context, page: first, workspace: before } = await desk.agent(ADMIN.email)
  await before.open(number)
  await before.isSaved()
  await goOffline(context)
  await before.addNote('Page nine is missing.')
  await first.close()
  await context.setOffline(false)
  const page = await context.newPage()
  const workspace = makeWorkspace(page)
  await page.goto('/q/support')
  await damageDatabase(page)
  await page.goto('/app/v/all')
  await expect(page.getByText('What is kept on this device cannot be opened')).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save unsent work to a file' }).click()
  const file = await (await saved).createReadStream()
  let text = ''
  for await (const part of file) text += String(part)
  expect(text).toContain('Page nine is missing.')
  await page.getByRole('button', { name: 'Start anew' }).click()
  await workspace.open(number)
  await workspace.isSaved()
  const ticket = await desk.oracle.ticket(number)
  expect(withText(ticket, 'Page nine is missing.')).toHaveLength(1)
})

test('[DR6] words typed a moment before the page is left are there on return', async ({ desk }) => {
  const number = await desk.ticket('The rope frays')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await workspace.openReply()
  await workspace.isSaved()
  const address = page.url()
  await goOffline(context)
  await workspace.editor.focus()
  // Inserted and left within one turn: no timer runs in between.
  await page.evaluate(() => {
    document.execCommand('insertText', false, 'Splice it.')
    location.href = 'about:blank'
  })
  await page.waitForURL('about:blank')
  await context.setOffline(false)
  await page.goto(address)
  await workspace.openReply()
  await expect(workspace.editor).toHaveText('Splice it.')
})

for (const [name, offMs] of [
  ['behind', -YEAR_MS],
  ['ahead', YEAR_MS],
] as const)
  test(`[SL2] a clock a year ${name}: the order is the server’s, and times read as they are`, async ({
    desk,
    browser,
  }) => {
    const number = await desk.ticket('The clock stopped')
    const { context, page, workspace } = await openAgent(browser, desk.stage, ADMIN.email)
    await shiftClock(context, offMs)
    await page.goto('/app/v/all')
    await workspace.open(number)
    await workspace.choose('status', 'Waiting')
    await workspace.addNote('Wind it up.')
    await workspace.choose('status', 'Solved')
    await workspace.isSaved()
    await expect(workspace.message('Wind it up.').locator('time')).toHaveText('now')
    await expect(workspace.ticket.locator('article.message').first().locator('time')).toHaveText(
      /^(now|1 m)$/,
    )
    await expect(workspace.ticket.locator('article.message').last()).toContainText('Wind it up.')
    const ticket = await desk.oracle.ticket(number)
    expect(ticket).toMatchObject({ status: 'solved' })
    const note = ticket.messages.find((message) => message.text === 'Wind it up.')
    expect(Math.abs(new Date(note?.at ?? 0).getTime() - Date.now())).toBeLessThan(120_000)
    await context.close()
  })

/** From the next page on. */
async function shiftClock(context: BrowserContext, byMs: number): Promise<void> {
  await context.addInitScript((offMs) => {
    const RealDate = Date
    const now = () => RealDate.now() + offMs
    globalThis.Date = new Proxy(RealDate, {
      construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    })
  }, byMs)
}
