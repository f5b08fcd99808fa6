/** Very many tickets changed at once without a network, and keys meanwhile: how long all of it takes, and what a key waits. */
import { record } from './latency-trace.ts'
import { openList, type App } from './latency-acts.ts'

/** As many as one act may change (LIMITS.bulkTickets). */
const MOST = 5_000
const PACE_MS = 120
const WAIT_MS_MAX = 180_000

export type BulkRun = { tickets: number; ms: number; nextPaints: number[] }

/** All that is chosen becomes urgent. The network stays away. */
export async function measureBulk(app: App): Promise<BulkRun> {
  const { page } = app
  await openList(app, 'all')
  await page.context().setOffline(true)
  const list = page.locator('.list-scroll')
  const count = Number(await page.locator('.row').first().getAttribute('aria-setsize'))
  const tickets = Math.min(MOST, count)
  await page.locator('.row').first().focus()
  await page.keyboard.press('x')
  await list.evaluate((box, share) => (box.scrollTop = box.scrollHeight * share), tickets / count)
  await page.locator(`.row[aria-posinset="${tickets}"]`).click({ modifiers: ['Shift'] })
  await list.evaluate((box) => (box.scrollTop = 0))
  // A key in the moment before the bar is there does nothing.
  await page.locator('.selection-bar').waitFor()
  await page.keyboard.press('p')
  const menu = page.getByRole('dialog', { name: 'Set priority' })
  await menu.getByRole('combobox').fill('Urgent')
  await page.keyboard.press('Enter')
  const go = page.locator('.bulk-preview .button.is-primary')
  await go.waitFor()
  const working = page.locator('.selection-count > .selection-away[aria-hidden="true"]')
  let ms = 0
  const { nextPaints } = await record(app.browser, page, async () => {
    const begunAt = performance.now()
    await go.click()
    await working.waitFor()
    while (await working.isVisible()) {
      await page.keyboard.press('j')
      await page.waitForTimeout(PACE_MS)
      ms = performance.now() - begunAt
      if (ms > WAIT_MS_MAX) throw new Error(`${tickets} tickets are not changed after ${ms} ms`)
    }
  })
  return { tickets, ms, nextPaints }
}
