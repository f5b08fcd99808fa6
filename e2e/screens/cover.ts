/** The picture of the README: the inbox, an open ticket, and two people at work in one reply. */
import { expect, type Browser } from '@playwright/test'
import { openAgent } from '../actors/agent.ts'
import type { Stage } from '../stage.ts'

type Who = { name: string; email: string }

const SUBJECT = 'The crane in hall 3 is stuck'

export async function takeCover(
  browser: Browser,
  stage: Stage,
  one: Who,
  other: Who,
): Promise<Buffer> {
  const look = { colorScheme: 'light' as const }
  const first = await openAgent(browser, stage, one.email, look)
  const second = await openAgent(browser, stage, other.email, look)
  for (const { page, workspace } of [first, second]) {
    await page.getByRole('combobox', { name: 'Search' }).fill(SUBJECT)
    await page.locator('.row', { hasText: SUBJECT }).click()
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await page.getByLabel('Sort by').selectOption('Newest')
    await expect(workspace.ticket).toBeVisible()
    await workspace.openReply()
  }
  await first.workspace.type('Hello Sam,')
  await first.page.keyboard.press('Enter')
  await first.workspace.type('a fitter is on the way and should be with you by two.')
  await expect(second.workspace.editor).toContainText('by two.')
  await second.page.bringToFront()
  // A letter first: it goes where the caret is drawn, and the editor's own selection follows it.
  await second.workspace.type(' ')
  await second.page.keyboard.press('Enter')
  await second.page.keyboard.type('Until then please keep clear of the hook')
  await expect(first.workspace.editor).toContainText('clear of the hook')
  await first.page.bringToFront()
  await first.page.mouse.move(0, 0)
  // The flag with the name fades; it is in the picture while its owner types.
  await second.page.keyboard.type('.')
  await expect(first.workspace.editor).toContainText(/by two\..*clear of the hook\./)
  const picture = await first.page.screenshot()
  for (const { context } of [first, second]) await context.close()
  return picture
}
