/** Marking the open ticket as spam with the button in its head, wide and narrow, and the way back. */
import { AxeBuilder } from '@axe-core/playwright'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 780 },
]

for (const viewport of SCREENS)
  test(`[SP1] [SP7] the open ticket is marked with a button at ${viewport.width}, also while others are chosen`, async ({
    desk,
  }) => {
    const other = await desk.ticket('The gate squeaks')
    const number = await desk.ticket('You have won a boat on deck two, and nobody knows of it yet')
    const { page, workspace } = await desk.agent(ADMIN.email, { viewport })
    const isSpam = (one: number) => async () => (await desk.oracle.ticket(one)).spam
    const isWide = viewport.width > 800
    // What is chosen in the list is not what the button is about.
    if (isWide) await workspace.row(other).click({ modifiers: ['Control'] })
    await workspace.open(number)
    const mark = workspace.ticket.getByRole('button', { name: 'Mark as spam', exact: true })
    if (isWide) await expect(mark).toBeInViewport({ ratio: 1 })
    const { violations } = await new AxeBuilder({ page }).include('.ticket-head').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: test.info().outputPath(`spam-${colorScheme}.png`) })
    }
    await mark.scrollIntoViewIfNeeded()
    await page.screenshot({ path: test.info().outputPath('spam-reached.png') })
    const box = await mark.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24)
    await mark.click()
    await expect(page.locator('.notice')).toContainText('1 ticket: marked as spam')
    // On to the next ticket, as by the key.
    await expect(page.getByRole('article', { name: `Ticket #${other}:` })).toBeVisible()
    await expect.poll(isSpam(number)).toBe(true)
    expect(await isSpam(other)()).toBe(false)

    await page.goto('/app/v/spam')
    await workspace.open(number)
    await expect(mark).toHaveCount(0)
    await workspace.ticket.getByRole('button', { name: 'Not spam' }).click()
    await expect(page.locator('.notice')).toContainText('1 ticket: not spam')
    await expect.poll(isSpam(number)).toBe(false)
  })
