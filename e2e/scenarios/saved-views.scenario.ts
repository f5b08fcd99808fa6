/** A search with a name: saved, its address pasted by a colleague, shared, renamed without a network, counted on the device. */
import { goOffline } from '../actors/agent.ts'
import { ADMIN, BEN, expect, test } from '../actors/desk-test.ts'

test('[WO5] [WO6] a view is saved, pasted, shared and renamed without a network', async ({
  desk,
}) => {
  const first = await desk.ticket('Refund of March')
  const second = await desk.ticket('Refund of April')
  await desk.ticket('Something else')
  await desk.stage.addPerson({ ...BEN, role: 'agent' })
  const ada = await desk.agent(ADMIN.email)
  await expect(ada.workspace.row(first)).toBeVisible()
  await ada.page.keyboard.press('/')
  await ada.page.keyboard.type('refund')
  await expect(ada.page.locator('.row')).toHaveCount(2)
  await expect(ada.page).toHaveURL(/\?q=refund$/)
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.press('Shift+V')
  const dialog = ada.page.getByRole('dialog', { name: 'Saved views' })
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
  await ada.page.keyboard.type('Money back')
  await ada.page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(ada.page.getByRole('heading', { name: 'Money back', level: 1 })).toBeVisible()
  await expect(ada.page).toHaveURL(/\/v\/s-money-back-\w+\?q=refund$/)
  const views = ada.page.getByRole('navigation', { name: 'Views' })
  await expect(views.getByRole('link', { name: 'Money back, 2 tickets' })).toBeVisible()

  // Pasted by somebody who has not this view: the address says what is searched.
  const ben = await desk.agent(BEN.email)
  await expect(ben.workspace.row(first)).toBeVisible()
  await ben.page.goto(ada.page.url())
  await expect(ben.page.locator('.row')).toHaveCount(2)
  await expect(ben.workspace.row(second)).toBeVisible()
  await expect(
    ben.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /Money back/ }),
  ).toHaveCount(0)

  // Renamed and shared without a network; usable at once, there for the team when it is back.
  await goOffline(ada.context)
  await expect(ada.workspace.pill).toContainText('Offline')
  await ada.page.keyboard.press('Shift+V')
  await dialog.getByLabel('Share “Money back” with the team').check()
  await dialog.getByLabel('Name of “Money back”').fill('Refunds')
  await dialog.getByLabel('Name of “Money back”').press('Tab')
  await ada.page.keyboard.press('Escape')
  await expect(views.getByRole('link', { name: /^Refunds/ })).toBeVisible()
  await ada.context.setOffline(false)
  await ada.workspace.isSaved()
  await expect(async () => {
    await ben.page.reload()
    await expect(
      ben.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Refunds/ }),
    ).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
})
