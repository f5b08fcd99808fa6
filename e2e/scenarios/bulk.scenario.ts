/** Many tickets at once: chosen by keys, solved without a network, taken back in one step; and the long burst of e. */
import type { Page } from '@playwright/test'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { pause } from '../stage/wait.ts'

// How many of the demo's tickets wait for an answer depends on the day of the week: on Friday evenings one in ten.
const SOME = '150'
const MANY = '1600'
const BURST = 100
const BURST_EVERY_MS = 50

test('[WO2] [WO3] five at once, without a network, taken back, and done again', async ({
  desk,
}) => {
  const run = await desk.stage.run('demo', 'seed', '--tickets', SOME, '--seed', '3')
  expect(run.code, run.stderr).toBe(0)
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await workspace.goTo('Inbox')
  await workspace.isSaved()
  const ids = (await shownIds(page)).slice(0, 5)
  const before = await Promise.all(ids.map(async (id) => (await desk.oracle.byId(id)).status))
  await goOffline(context)
  await expect(workspace.pill).toContainText('Offline')

  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Chosen tickets' })
  await expect(bar).toContainText('1 selected')
  for (let n = 0; n < 4; n++) await page.keyboard.press('Shift+J')
  await expect(bar).toContainText('5 selected')
  await page.keyboard.press('e')
  await expect(page.locator('.notice')).toContainText('5 tickets: Solved')
  await expect(workspace.pill).toContainText('5 changes waiting')
  for (const id of ids) await expect(page.locator(`.row[data-id="${id}"]`)).toHaveCount(0)

  await page.keyboard.press('z')
  await expect(page.locator('.notice')).toContainText('Undone: 5 tickets: Solved')
  for (const id of ids) await expect(page.locator(`.row[data-id="${id}"]`)).toHaveCount(1)
  await context.setOffline(false)
  await workspace.isSaved()
  for (const [at, id] of ids.entries())
    expect((await desk.oracle.byId(id)).status, id).toBe(before[at])

  // By a menu and with the network, seen by the server.
  await page.keyboard.press('Control+a')
  await expect(bar).toContainText('selected')
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  for (const id of ids)
    await page.locator(`.row[data-id="${id}"]`).click({ modifiers: ['Control'] })
  await expect(bar).toContainText('5 selected')
  await page.keyboard.press('p')
  await page.getByRole('dialog', { name: 'Set priority' }).getByRole('combobox').fill('Urgent')
  await page.keyboard.press('Enter')
  await expect(page.locator('.notice')).toContainText('5 tickets: priority Urgent')
  await workspace.isSaved()
  for (const id of ids) expect((await desk.oracle.byId(id)).priority, id).toBe('urgent')
})

test('[SP1] [SP4] [SP7] three junk tickets without a network, one of them a customer’s after all', async ({
  desk,
}) => {
  const run = await desk.stage.run('demo', 'seed', '--tickets', SOME, '--seed', '3')
  expect(run.code, run.stderr).toBe(0)
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await workspace.goTo('Inbox')
  await workspace.isSaved()
  const ids = (await shownIds(page)).slice(0, 3)
  const row = (id: string) => page.locator(`.row[data-id="${id}"]`)
  await goOffline(context)
  await expect(workspace.pill).toContainText('Offline')

  for (const id of ids) await row(id).click({ modifiers: ['Control'] })
  const bar = page.getByRole('region', { name: 'Chosen tickets' })
  await bar.getByRole('button', { name: 'Mark as spam' }).click()
  await expect(page.locator('.notice')).toContainText('3 tickets: marked as spam')
  for (const id of ids) await expect(row(id)).toHaveCount(0)
  await page.keyboard.press('z')
  for (const id of ids) await expect(row(id)).toHaveCount(1)
  for (const id of ids) await row(id).click({ modifiers: ['Control'] })
  await page.keyboard.press('!')
  for (const id of ids) await expect(row(id)).toHaveCount(0)

  await workspace.goTo('Spam')
  for (const id of ids) await expect(row(id)).toHaveCount(1)
  await context.setOffline(false)
  await workspace.isSaved()
  const [first = ''] = ids
  await row(first).click()
  await workspace.ticket.getByRole('button', { name: 'Not spam' }).click()
  await expect(row(first)).toHaveCount(0)
  await expect(page.locator('.notice')).toContainText('1 ticket: not spam')
  await workspace.isSaved()
  await workspace.goTo('Inbox')
  await expect(row(first)).toHaveCount(1)
  expect(await desk.oracle.byId(first)).toMatchObject({ spam: false })
  for (const id of ids.slice(1)) expect(await desk.oracle.byId(id)).toMatchObject({ spam: true })
})

test('[UX-INBOX-1] a hundred times e at twenty a second: every one counts, in order', async ({
  desk,
}) => {
  const run = await desk.stage.run('demo', 'seed', '--tickets', MANY, '--seed', '7')
  expect(run.code, run.stderr).toBe(0)
  // High enough that all rows of the burst are drawn.
  const { page, workspace } = await desk.agent(ADMIN.email, {
    viewport: { width: 1440, height: 8000 },
  })
  await expect(page.locator('.row').nth(BURST)).toBeVisible()
  await workspace.isSaved()
  const wanted = (await shownIds(page)).slice(0, BURST + 1)
  expect(wanted).toHaveLength(BURST + 1)
  await page.keyboard.press('j')
  await expect(workspace.ticket).toBeVisible()
  for (let at = 0; at < BURST; at++) {
    const startedAt = Date.now()
    await page.keyboard.press('e')
    await pause(Math.max(0, BURST_EVERY_MS - (Date.now() - startedAt)))
  }
  await expect(page.locator('.row.is-current')).toHaveAttribute('data-id', wanted[BURST] ?? '')
  await workspace.isSaved()
  for (const id of wanted.slice(0, BURST)) {
    const ticket = await desk.oracle.byId(id)
    const solvings = ticket.messages
      .flatMap(({ changes }) => changes)
      .filter(({ field, to }) => field === 'status' && to === 'solved')
    expect(solvings, id).toHaveLength(1)
  }
  expect((await desk.oracle.byId(wanted[BURST] ?? '')).status).not.toBe('solved')
})

/** Ids of the drawn rows, top to bottom. */
async function shownIds(page: Page): Promise<string[]> {
  const rows = await page.locator('.row').evaluateAll((all) =>
    all.map((row) => ({
      id: row.getAttribute('data-id') ?? '',
      at: Number(row.getAttribute('aria-posinset')),
    })),
  )
  return rows.sort((a, b) => a.at - b.at).map((row) => row.id)
}
