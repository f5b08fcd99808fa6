/** The keys are learnt on made-up tickets: six steps by keys alone, also without a network, and nothing of the desk is touched. */
import AxeBuilder from '@axe-core/playwright'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test('[A11Y-2] the keys are practised by keys alone, without a network, and no ticket is touched', async ({
  desk,
}) => {
  const ada = await desk.agent(ADMIN.email)
  const { page } = ada
  // An empty inbox offers it.
  await page.getByRole('link', { name: 'Practise the keys: two minutes' }).click()
  const guide = page.locator('.practice-guide')
  await expect(guide.getByRole('heading', { name: 'Move through the list' })).toBeVisible()
  const number = await desk.ticket('A real one')
  await goOffline(ada.context)

  await page.keyboard.press('j')
  await expect(guide).toContainText('Step 2 of 6')
  await page.keyboard.press('o')
  await expect(guide.getByRole('heading', { name: 'Answer it' })).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByLabel('Write a reply…')).toBeFocused()
  await page.keyboard.type('je suis là')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.practice-ticket')).toContainText('je suis là')
  await expect(guide).toContainText('Step 4 of 6')
  await page.keyboard.press('z')
  await expect(page.locator('.practice-ticket')).not.toContainText('je suis là')
  await page.keyboard.press('e')
  await expect(page.locator('.practice-row.is-current')).toContainText('Priya Nair')
  await page.keyboard.press('Control+k')
  await expect(guide.getByRole('heading', { name: 'That is all it takes' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await ada.context.setOffline(false)
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(ada.workspace.row(number)).toBeVisible()
  // There again, the palette is the palette.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await desk.oracle.ticket(number)).toMatchObject({ status: 'new' })
})

test('[A11Y-1] practising has no violations, light and dark, wide and narrow', async ({ desk }) => {
  const { page } = await desk.agent(ADMIN.email)
  await page.goto(`${desk.stage.publicUrl}/app/practice`)
  await page.getByRole('heading', { name: 'Move through the list' }).waitFor()
  await page.keyboard.press('r')
  for (const scheme of ['light', 'dark'] as const)
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 800 },
      { width: 320, height: 640 },
    ]) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.setViewportSize(size)
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(sideways).toBe(0)
      await test.info().attach(`practice ${scheme} ${size.width}`, {
        body: await page.screenshot({ fullPage: true }),
        contentType: 'image/png',
      })
    }
})
