/**
 * Reports in a real browser: a figure opens its tickets, each chart has its table and is walked by keys, CSV and JSON are
 * downloads that say the same, the last report is there without a network, and narrow windows scroll nothing sideways.
 */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../actors/desk-test.ts'
import { goOffline } from '../actors/agent.ts'
import { ADMIN } from '../actors/desk.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
test.setTimeout(300_000)

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

/** Text of a table's cells, row by row, without its head. */
const cellsOf = (page: Page, name: string) =>
  page
    .getByRole('region', { name, exact: true })
    .first()
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
    )

test('[UX-R-1] [RE2] [RE5] [RE9] figures, charts, tables and files say the same, and open their tickets', async ({
  desk,
}) => {
  const run = await desk.stage.run('demo', 'seed', '--tickets', '120', '--seed', '5')
  expect(run.code, run.stderr).toBe(0)
  const { page, context } = await desk.agent(ADMIN.email)
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: '90 days' }).click()
  const flow = 'Tickets that arrived and were solved, by day'
  await expect(page.getByRole('img', { name: flow })).toBeVisible()
  await expect(page.getByRole('img', { name: flow })).toHaveAccessibleDescription(
    /tickets came in and/,
  )

  // A figure and its tickets.
  const arrived = page.getByRole('link', { name: /: Arrived: show the tickets$/ }).first()
  const count = Number((await arrived.textContent())?.replace(/\D/g, ''))
  expect(count).toBeGreaterThan(20)
  await arrived.click()
  const tickets = page.getByRole('dialog', { name: 'The tickets behind a figure' })
  await expect(tickets.getByRole('status')).toHaveText(`${count} tickets`)
  await expect(tickets.locator('tbody tr')).toHaveCount(count)
  expect(await violations(page)).toEqual([])
  // The address alone brings it back, and it stays a dialog while figures come in below it.
  const news = page.waitForResponse(/\/api\/reports\/sla\?/)
  await page.route(/\/api\/reports\/sla\?/, async (route) => {
    const answer = await route.fetch()
    await expect(tickets.getByRole('status')).toHaveText(`${count} tickets`)
    await route.fulfill({ response: answer })
  })
  await page.reload()
  await news
  await page.unrouteAll({ behavior: 'wait' })
  await expect(tickets.getByRole('status')).toHaveText(`${count} tickets`)
  await page.keyboard.press('Escape')
  await expect(tickets).toHaveCount(0)

  // The table beside the chart, and the files.
  const chart = page.locator('.chart-box', { has: page.getByRole('heading', { name: flow }) })
  await chart.getByText('View as table').click()
  const rows = await cellsOf(page, flow)
  const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0)
  expect(rows).toHaveLength(90)
  expect(sum(1)).toBe(count)
  const download = page.waitForEvent('download')
  await chart.getByRole('link', { name: `${flow} as CSV` }).click()
  const csv = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n')
  expect(csv[0]).toBe('date,arrived,solved,open')
  expect(csv.slice(1).map((line) => line.split(','))).toEqual(rows)
  const asked = page.waitForEvent('download')
  await page.getByRole('link', { name: 'JSON' }).click()
  const json: unknown = JSON.parse(await readFile(await (await asked).path(), 'utf8'))
  expect(json).toMatchObject({
    flow: { arrived: count },
    series: rows.map(([date, ...n]) => ({
      date,
      arrived: Number(n[0]),
      solved: Number(n[1]),
      open: Number(n[2]),
    })),
  })

  // Along the chart by keys, to the tickets of one day.
  const walk = page.getByRole('slider', { name: `${flow}: walk along it with the arrow keys` })
  await walk.focus()
  const best = rows.findIndex((row) => Number(row[1]) > 0)
  for (let at = 0; at < best; at++) await page.keyboard.press('ArrowRight')
  await expect(walk).toHaveAttribute('aria-valuenow', String(best))
  await expect(walk).toHaveAttribute('aria-valuetext', new RegExp(`Arrived ${rows[best]?.[1]}`))
  await page.keyboard.press('Enter')
  await expect(tickets.locator('tbody tr')).toHaveCount(Number(rows[best]?.[1]))
  await page.keyboard.press('Escape')

  // Kept apart in other ways.
  await page.getByRole('combobox', { name: 'Kept apart by' }).selectOption('weekday')
  await expect(
    page.getByRole('region', { name: 'Came and went', exact: true }).getByRole('rowheader'),
  ).toHaveText(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
  const groups = await cellsOf(page, 'Came and went')
  expect(groups.reduce((total, row) => total + Number(row[1]), 0)).toBe(count)

  // Light and dark, wide and narrow, and down to 320 px.
  for (const [width, theme] of [
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: theme })
    expect(await violations(page), `${width} ${theme}`).toEqual([])
    const folder = process.env['DESKSIDE_SHOTS']
    if (folder !== undefined)
      await page.screenshot({ path: `${folder}/reports-${width}-${theme}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 320, height: 800 })
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  expect(isWide, 'sideways at 320').toBe(false)

  // Without a network: the last report, with its time; the list of tickets says that it is not here.
  await page.setViewportSize({ width: 1440, height: 900 })
  await goOffline(context)
  await page.reload()
  await expect(
    page.getByText('The server cannot be reached. These are the figures of'),
  ).toBeVisible()
  await expect(arrived).toHaveText(String(count))
  await arrived.click()
  await expect(tickets.getByRole('alert')).toContainText('which cannot be reached')
  await page.keyboard.press('Escape')
  await context.setOffline(false)
})

test('[RE4] a right that ends takes the figures of its queue along, also those kept on the device', async ({
  desk,
}) => {
  await desk.ticket('The crane is stuck')
  const { id } = await desk.stage.addPerson({
    name: 'Cleo',
    email: 'cleo@desk.test',
    role: 'lead',
    queues: ['support', 'payments'],
  })
  const { page } = await desk.agent('cleo@desk.test')
  await page.goto(`${desk.stage.publicUrl}/app/reports`)
  await expect(page.getByRole('img', { name: /arrived and were solved/ })).toBeVisible()
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('report')))
  await expect.poll(kept).toHaveLength(1)
  const taken = await desk.stage
    .api(desk.oracle.token)
    .patch(`/api/people/${id}`, { queues: ['payments'] })
  expect(taken.status, taken.text).toBe(200)
  await expect(page.getByRole('img', { name: /arrived and were solved/ })).toHaveCount(0)
  await expect(page.getByText('Nothing was counted')).toBeVisible()
  await expect(
    page.getByRole('combobox', { name: 'Queue', exact: true }).locator('option'),
  ).toHaveText(['All queues', 'Payments'])
  const words = await page.evaluate(() => JSON.stringify({ ...localStorage }))
  expect(words).not.toContain('"support"')
})
