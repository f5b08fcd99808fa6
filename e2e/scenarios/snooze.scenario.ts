/** A ticket sleeps until a time typed in plain words, by keys alone, and what its requester writes does not wake it. */
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test('[WO14] [WO9] typed, read before it is chosen, and left to sleep on', async ({ desk }) => {
  const number = await desk.ticket('The crane stands still')
  const { page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  await page.keyboard.press('h')
  const menu = page.getByRole('dialog', { name: 'Snooze until' })
  await expect(menu.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('in 3 days perhaps')
  await expect(menu).toContainText('That is not understood')
  for (let i = 0; i < ' perhaps'.length; i++) await page.keyboard.press('Backspace')
  await page.keyboard.type(' 14:00')
  await expect(menu.getByRole('option')).toHaveCount(1)
  await expect(menu.getByRole('option')).toContainText('14:00')
  await expect(menu).toContainText('The promise runs on meanwhile')
  // Past the parts of the date, to what wakes it.
  const firm = menu.getByRole('checkbox', { name: 'Do not wake when they write' })
  for (let i = 0; i < 12 && !(await firm.evaluate((box) => box === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await expect(firm).toBeFocused()
  await page.keyboard.press('Space')
  // The button before it takes the day and hour that stand there.
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(menu).toBeHidden()
  await expect(page.locator('.ticket-fields')).toContainText('14:00, also if they write')
})
