/** Merging by keys alone, with a preview, and taking it apart again: at once by undo, and from the merged ticket. */
import { AxeBuilder } from '@axe-core/playwright'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'

test('[CO14] [CO21] merged by keys, undone with z, merged again and taken apart', async ({
  desk,
}) => {
  const from = await desk.ticket('The pump has stopped', 'It makes no sound.')
  const into = await desk.ticket('No water on deck two', 'The taps are dry.')
  const { page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(from)
  const dialog = page.getByRole('dialog', { name: `Merge #${from}` })
  const merge = async () => {
    await page.keyboard.press('Shift+M')
    await expect(dialog).toBeVisible()
    await page.keyboard.type(`#${into}`)
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('1 message go')).toBeVisible()
  }
  await merge()
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.screenshot({ path: 'test-results/merge-dialog.png' })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: `Ticket #${into}:` })).toBeVisible()
  await expect(workspace.message('It makes no sound.')).toBeVisible()
  await workspace.isSaved()

  await page.keyboard.press('z')
  await expect(workspace.message('It makes no sound.')).toBeHidden()
  await workspace.isSaved()
  expect(withText(await desk.oracle.ticket(into), 'It makes no sound.')).toHaveLength(0)
  expect((await desk.oracle.ticket(from)).status).toBe('new')

  await workspace.goTo('All tickets')
  await workspace.open(from)
  await merge()
  await page.keyboard.press('Enter')
  await expect(workspace.message('It makes no sound.')).toBeVisible()
  await workspace.isSaved()
  await workspace.open(from)
  await expect(workspace.mergedLine).toContainText(`Merged into #${into}.`)
  await workspace.mergedLine.getByRole('button', { name: 'Take apart' }).click()
  await expect(workspace.mergedLine).toBeHidden()
  await expect(workspace.message('It makes no sound.')).toBeVisible()
  await workspace.isSaved()
  expect(withText(await desk.oracle.ticket(into), 'It makes no sound.')).toHaveLength(0)
})
