/** A desk on its first day: an empty inbox offers a demo, which goes again without a trace. */
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test('an empty inbox is filled by a press, and emptied by another', async ({ desk }, info) => {
  const { page, workspace } = await desk.agent(ADMIN.email)
  const bring = page.getByRole('button', { name: 'Load 25 demo tickets' })
  await expect(bring).toBeVisible()
  await page.screenshot({ path: info.outputPath('empty.png') })
  await bring.click()
  await expect(page.locator('.notice')).toContainText('The demo is here.')
  await expect(page.locator('.row').first()).toBeVisible()
  await expect(bring).toHaveCount(0)
  const real = await desk.ticket('The pump leaks')
  await page.goto('/app/settings/queues')
  const remove = page.getByRole('button', { name: 'Delete the demo tickets' })
  await remove.click()
  await expect(page.getByText('25 demo tickets go for everybody')).toBeVisible()
  for (const [name, width, colorScheme] of [
    ['wide', 1440, 'light'],
    ['narrow', 390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await remove.scrollIntoViewIfNeeded()
    await page.screenshot({ path: info.outputPath(`settings-${name}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await remove.click()
  await expect(remove).toHaveCount(0)
  await workspace.goTo('All tickets')
  await expect(page.locator('.row')).toHaveCount(1)
  await expect(workspace.row(real)).toBeVisible()
})
