/** axe on what the list shows besides rows: a selection, the preview, saved views, one's own keys, next-ticket mode. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

test.setTimeout(300_000)

test('[A11Y-1] a selection, its preview, views, keys and next-ticket mode have no violations', async ({
  desk,
}) => {
  const run = await desk.stage.run('demo', 'seed', '--tickets', '80', '--seed', '3')
  expect(run.code, run.stderr).toBe(0)
  const { page, workspace } = await desk.agent(ADMIN.email)
  await workspace.isSaved()
  const found: string[] = []
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 860 })
    await page.goto('/app/v/all')
    await expect(page.locator('.row').nth(3)).toBeVisible()
    await page.keyboard.press('Control+a')
    await expect(page.locator('.selection-bar')).toBeVisible()
    found.push(...(await violations(page, `selection ${width}`)))
    await page.keyboard.press('w')
    await expect(page.getByRole('dialog', { name: 'Many tickets at once' })).toBeVisible()
    found.push(...(await violations(page, `preview ${width}`)))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+V')
    await expect(page.getByRole('dialog', { name: 'Saved views' })).toBeVisible()
    await page.keyboard.type(`Everything ${width}`)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Shift+V')
    await expect(page.getByLabel(`Name of “Everything ${width}”`)).toBeVisible()
    found.push(...(await violations(page, `views ${width}`)))
    await page.keyboard.press('Escape')
    await page.goto('/app/settings/keys')
    await page.locator('[data-change="theme"]').click()
    await page.keyboard.press('x')
    found.push(...(await violations(page, `keys ${width}`)))
    await page.goto('/app/v/inbox')
    await expect(page.locator('.row').first()).toBeVisible()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await expect(page.locator('.next-bar')).toContainText('after this one')
    found.push(...(await violations(page, `next ${width}`)))
  }
  expect(found).toEqual([])
})

/** Each as one line, and one more where the page is wider than its window (WCAG 1.4.10). */
async function violations(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations: broken } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    for (const { id, nodes } of broken)
      for (const { target, failureSummary = '' } of nodes)
        found.push(`${name} ${colorScheme}: ${id}: ${target.join(' ')}: ${failureSummary}`)
  }
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  return isTooWide ? [...found, `${name}: scrolls sideways`] : found
}
