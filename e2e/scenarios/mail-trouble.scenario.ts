/** A relay that takes nothing is said on whatever screen is open, to whoever writes replies, until it takes mail again. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { ADMIN, BEN, expect, test } from '../actors/desk-test.ts'
import { root } from '../stage/build.ts'

const clock = pathToFileURL(join(root, 'e2e/stage/moved-clock.mjs')).href
test.use({
  stageOptions: {
    environment: {
      DESKSIDE_UNDO_SECONDS: '0',
      NODE_OPTIONS: `--import=${clock}`,
      // Beyond the quarter of an hour after which it is trouble.
      MOVED_CLOCK_MS: String(16 * 60_000),
    },
  },
})

/** As when somebody comes back to the window: no need to wait for a minute. */
const lookAgain = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))

test('[OU23] [MR46] a relay that is away is told across the app, and that it is back', async ({
  desk,
}, info) => {
  await desk.stage.addPerson({ ...BEN, role: 'agent' })
  const number = await desk.ticket('The valve is stuck')
  const ada = await desk.agent(ADMIN.email)
  const ben = await desk.agent(BEN.email)
  const barOf = (page: Page) => page.locator('.mail-bar')

  desk.stage.relay.behave('defer')
  await ada.workspace.open(number)
  await ada.workspace.openReply()
  await ada.workspace.type('Turn it left.')
  await ada.workspace.send()
  await expect(ada.workspace.message('Turn it left.')).toContainText('Deferred', {
    timeout: 30_000,
  })
  await lookAgain(ada.page)
  await expect(barOf(ada.page)).toHaveCount(0)

  process.kill(desk.stage.server.pid() ?? 0, 'SIGUSR2')
  for (const { page } of [ada, ben])
    await expect(async () => {
      await lookAgain(page)
      await expect(barOf(page)).toContainText('No mail goes out since', { timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
  await expect(barOf(ben.page).getByRole('link')).toHaveCount(0)

  // On every screen, and under none of it.
  for (const path of ['/app/v/inbox', '/app/settings', '/app/reports']) {
    await ben.page.goto(path)
    await expect(barOf(ben.page)).toBeVisible()
    const [bar, main] = await Promise.all([
      barOf(ben.page).boundingBox(),
      ben.page.locator('.shell').boundingBox(),
    ])
    expect(main!.y).toBeGreaterThanOrEqual(bar!.y + bar!.height)
    const height = await ben.page.evaluate(() => document.documentElement.scrollHeight)
    expect(height).toBeLessThanOrEqual(ben.page.viewportSize()!.height)
  }
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await ada.page.setViewportSize({ width, height: 900 })
      await ada.page.emulateMedia({ colorScheme })
      await ada.page.screenshot({ path: info.outputPath(`bar-${width}-${colorScheme}.png`) })
    }
  await ada.page.setViewportSize({ width: 1440, height: 900 })
  await barOf(ada.page).getByRole('link', { name: 'Sent mail' }).click()
  await expect(ada.page.getByText('The mail relay takes nothing just now.')).toBeVisible()

  // Put aside it stays away for as long as this lasts.
  await barOf(ada.page).getByRole('button', { name: 'Close' }).click()
  await expect(barOf(ada.page)).toHaveCount(0)
  const asked = ada.page.waitForResponse('**/api/mail-trouble')
  await lookAgain(ada.page)
  await asked
  await expect(barOf(ada.page)).toHaveCount(0)

  desk.stage.relay.behave('accept')
  await desk.stage.relay.mail(({ raw }) => raw.includes('Turn it left.'), { waitMsMax: 90_000 })
  await expect(async () => {
    await lookAgain(ben.page)
    await expect(barOf(ben.page)).toHaveCount(0, { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
})
