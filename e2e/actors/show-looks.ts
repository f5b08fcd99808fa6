/** Pictures of a page, wide and narrow, light and dark, kept with what came of the scenario. It is wide and dark afterwards. */
import type { Page, TestInfo } from '@playwright/test'

export async function showLooks(page: Page, name: string, info: TestInfo): Promise<void> {
  for (const [size, width] of [
    ['wide', 1440],
    ['narrow', 390],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      const look = `${name}-${size}-${colorScheme}`
      await info.attach(look, {
        body: await page.screenshot({ path: info.outputPath(`${look}.png`) }),
        contentType: 'image/png',
      })
    }
  await page.setViewportSize({ width: 1440, height: 900 })
}
