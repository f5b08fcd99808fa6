/** What went wrong is read in the language of the app, with its values, at the place where it went wrong. */
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test('[LA8] a German reads in German why somebody cannot be put on a ticket', async ({ desk }) => {
  const number = await desk.ticket('Die Pumpe steht')
  const { page, workspace } = await desk.agent(ADMIN.email)
  await page.evaluate(() => localStorage.setItem('deskside.locale', 'de'))
  await page.reload()
  await workspace.open(number)
  const side = page.locator('.people-on')
  await side.getByRole('button', { name: 'Jemanden hinzufügen' }).click()
  await page.keyboard.type('support@desk.test')
  await page.keyboard.press('Enter')
  const trouble = side.getByRole('alert')
  await expect(trouble).toHaveText(
    'Das ist keine gültige Änderung an einem Ticket. Das ist eine Adresse des Desks selbst.',
  )
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: test.info().outputPath(`fault-${colorScheme}.png`) })
  }
})
