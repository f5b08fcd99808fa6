/** A reply that the relay refused is seen to by hand, and leaves *Needs attention*; what became of it stays. */
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

test('[OU22] an agent has seen to a reply that did not arrive', async ({ desk }, info) => {
  const number = await desk.ticket('The valve is stuck')
  const { page, workspace } = await desk.agent(ADMIN.email)
  desk.stage.relay.behave('refuse')
  await workspace.open(number)
  await workspace.openReply()
  await workspace.type('Turn it left.')
  await workspace.send()
  const line = workspace.ticket.getByText('A mail of this ticket did not arrive')
  await expect(line).toBeVisible({ timeout: 30_000 })
  await workspace.goTo('Needs attention')
  await expect(workspace.row(number)).toBeVisible()
  await workspace.open(number)
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await expect(line).toBeVisible()
      await page.screenshot({ path: info.outputPath(`line-${width}-${colorScheme}.png`) })
    }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Seen to' }).click()
  await expect(line).toBeHidden()
  await expect(workspace.message('Turn it left.')).toContainText('Failed')
  await page.reload()
  await workspace.goTo('Needs attention')
  await expect(workspace.row(number)).toHaveCount(0)
})
