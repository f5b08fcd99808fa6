/** English dates and times are written, and read where they are typed, as in the region the browser asks for. */
import { ADMIN, expect, test } from '../actors/desk-test.ts'

/** Typed: the same day in all of them. `moment` is what is read back before it is chosen. */
const REGIONS = [
  {
    locale: 'en-US',
    clock: /^\d{1,2}:\d\d.[AP]M$/,
    typed: '12/24 9:05',
    moment: /Dec 24.* 9:05.AM/,
  },
  { locale: 'en-GB', clock: /^\d\d:\d\d$/, typed: '24/12 9:05', moment: /24 Dec, 09:05/ },
  {
    locale: 'en-AU',
    clock: /^\d{1,2}:\d\d.[ap]m$/,
    typed: '24/12 9:05',
    moment: /24 Dec.* 9:05.am/,
  },
]

test('[LA7] American, British and Australian: the thread, the side, and what is typed', async ({
  desk,
}) => {
  const number = await desk.ticket('The crane stands still')
  for (const { locale, clock, typed, moment } of REGIONS) {
    const { page, workspace } = await desk.agent(ADMIN.email, { locale })
    await workspace.open(number)
    await expect(page.locator('.side-facts dd').first()).toHaveText(clock)
    const written = await workspace.ticket.locator('article.message time').getAttribute('title')
    expect(written).toMatch(
      locale === 'en-US' ? /^\w+day, \w+ \d+, \d{4}/ : /^\w+day,? \d+ \w+ \d{4}/,
    )
    await page.keyboard.press('h')
    const menu = page.getByRole('dialog', { name: 'Snooze until' })
    await page.keyboard.type(typed)
    await expect(menu.getByRole('option')).toHaveCount(1)
    await expect(menu.getByRole('option')).toHaveText(moment)
    await page.screenshot({ path: test.info().outputPath(`region-${locale}.png`) })
    await page.keyboard.press('Escape')
    await page.close()
  }
})

test('[LA7] chosen English has the dates of the English that the browser wants', async ({
  desk,
}) => {
  const number = await desk.ticket('The crane stands still')
  const { page, workspace } = await desk.agent(ADMIN.email, { locale: 'en-US' })
  await page.evaluate(() => localStorage.setItem('deskside.locale', 'de'))
  await page.reload()
  await workspace.open(number)
  const created = page.locator('.side-facts dd').first()
  await expect(created).toHaveText(/^\d\d:\d\d$/)
  await page.evaluate(() => localStorage.setItem('deskside.locale', 'en'))
  await page.reload()
  await expect(created).toHaveText(/[AP]M$/)
})
