/** New mail moves no row under somebody's eye: not for who began with a key, and not under a finger that just scrolled. */
import type { Locator, Page } from '@playwright/test'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const topOf = async (row: Locator) => (await row.boundingBox())?.y
const bar = (page: Page) => page.getByRole('button', { name: '1 new', exact: false })

/** What comes stands above all others, and nothing has been touched yet. */
async function beginFresh(page: Page): Promise<void> {
  await page.locator('.list-title select').selectOption({ label: 'Newest' })
  await page.mouse.move(1, 1)
  await page.reload()
}

async function scrollByFinger(page: Page, row: Locator): Promise<void> {
  const box = await row.boundingBox()
  if (!box) throw new Error('the row is not in sight')
  const devtools = await page.context().newCDPSession(page)
  const at = (y: number) => [{ x: box.x + 120, y: box.y + y }]
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(20) })
  for (const y of [30, 40, 60])
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(y) })
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

test('keys from a fresh start, and a finger, hold the list; what came is put in on press or when it is left', async ({
  desk,
}) => {
  const numbers = [await desk.ticket('One'), await desk.ticket('Two')]
  const [one = 0, two = 0] = numbers
  const { page, workspace } = await desk.agent(ADMIN.email)
  await beginFresh(page)
  await expect(workspace.row(two)).toBeVisible()
  await page.keyboard.press('j')
  await expect(workspace.row(two)).toBeFocused()
  await page.keyboard.press('j')
  await expect(workspace.row(one)).toBeFocused()
  const before = await topOf(workspace.row(one))
  const third = await desk.ticket('Three')
  await expect(bar(page)).toBeVisible()
  expect(await topOf(workspace.row(one))).toBe(before)
  await expect(workspace.row(third)).toHaveCount(0)
  await bar(page).click()
  await expect(workspace.row(third)).toBeVisible()
  await page.keyboard.press('j')
  const fourth = await desk.ticket('Four')
  await expect(bar(page)).toBeVisible()
  // To the search: nobody is in the list any more.
  await page.mouse.move(1, 1)
  await page.keyboard.press('/')
  await expect(workspace.row(fourth)).toBeVisible()

  const phone = await desk.agent(ADMIN.email, PHONE)
  await beginFresh(phone.page)
  const row = phone.workspace.row(two)
  await expect(row).toBeVisible()
  await scrollByFinger(phone.page, row)
  const stood = await topOf(row)
  const fifth = await desk.ticket('Five')
  await expect(bar(phone.page)).toBeVisible()
  expect(await topOf(row)).toBe(stood)
  await phone.page.getByRole('combobox', { name: 'Search' }).tap()
  await expect(phone.workspace.row(fifth)).toBeVisible()
})
