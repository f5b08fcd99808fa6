/** Two people set one field without having seen each other: the server's order stands, and the one who lost is told. */
import type { Page } from '@playwright/test'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

const EFUA = { name: 'Efua Mensah', email: 'efua@desk.test', role: 'agent' } as const

test('[CO13] a change that came too late is told at its ticket, and Use mine sets it after all', async ({
  desk,
}) => {
  const number = await desk.ticket('The crane is stuck')
  await desk.stage.addPerson(EFUA)
  const ada = await desk.agent(ADMIN.email)
  const efua = await desk.agent(EFUA.email)
  for (const { workspace } of [ada, efua]) {
    await workspace.goTo('All tickets')
    await workspace.open(number)
  }
  await goOffline(ada.context)
  await ada.workspace.choose('status', 'Waiting')
  await efua.workspace.choose('status', 'Solved')
  await efua.workspace.isSaved()
  await ada.context.setOffline(false)

  const line = ada.workspace.ticket.locator('.lost-line')
  await expect(line).toContainText(/You set Waiting at \d\d:\d\d; Solved stays/)
  await expect(ada.workspace.field('status')).toContainText('Solved')
  await efua.workspace.ticket.getByRole('button', { name: /changes/ }).click()
  await expect(efua.workspace.ticket.locator('.events')).toContainText(
    new RegExp(`${ADMIN.name}’s Waiting of \\d\\d:\\d\\d came too late; Solved stays`),
  )
  // Seen at its ticket: the pill says nothing more of it.
  await ada.workspace.isSaved()

  // By keyboard, without a network, and undone like any other act.
  await goOffline(ada.context)
  await line.getByRole('button', { name: 'Use mine' }).focus()
  await ada.page.keyboard.press('Enter')
  await expect(ada.workspace.field('status')).toContainText('Waiting')
  await expect(line.getByRole('button', { name: 'Use mine' })).toHaveCount(0)
  await ada.context.setOffline(false)
  await expect(efua.workspace.field('status')).toContainText('Waiting')
  await ada.workspace.isSaved()
  await ada.page.locator('.notice').getByRole('button', { name: /Undo/ }).click()
  await expect(efua.workspace.field('status')).toContainText('Solved')
  expect(await desk.oracle.ticket(number)).toMatchObject({ status: 'solved' })
})

test('[CO13] what was not taken is listed in the drawer until it is seen or used', async ({
  desk,
}) => {
  const first = await desk.ticket('The gate squeaks')
  const second = await desk.ticket('The lamp blinks')
  await desk.stage.addPerson(EFUA)
  const ada = await desk.agent(ADMIN.email)
  const efua = await desk.agent(EFUA.email)
  for (const { workspace } of [ada, efua]) await workspace.goTo('All tickets')
  for (const number of [first, second]) {
    await ada.workspace.open(number)
    await efua.workspace.open(number)
    await efua.workspace.isSaved()
  }
  await goOffline(ada.context)
  for (const number of [first, second]) {
    await ada.workspace.open(number)
    await ada.workspace.choose('priority', 'Urgent')
    await efua.workspace.open(number)
    await efua.workspace.choose('priority', 'High')
    await efua.workspace.isSaved()
  }
  // Nowhere near either ticket when the word comes.
  await ada.workspace.goTo('Snoozed')
  await ada.context.setOffline(false)
  await expect(ada.workspace.pill).toHaveText('2 changes not taken')
  await ada.workspace.pill.click()
  const drawer = ada.page.getByRole('dialog', { name: 'What this device still owes' })
  await expect(drawer.locator('.drawer-lost li')).toHaveCount(2)
  await expect(drawer).toContainText(/You set Urgent at \d\d:\d\d; High stays/)
  const about = (number: number) =>
    drawer.locator('.drawer-lost li').filter({ hasText: `#${number}` })
  await about(first).getByRole('button', { name: 'Leave it' }).click()
  await expect(drawer.locator('.drawer-lost li')).toHaveCount(1)
  await about(second).getByRole('button', { name: 'Use mine' }).click()
  await expect(drawer.locator('.drawer-lost')).toHaveCount(0)
  await closeDrawer(ada.page)
  await ada.workspace.isSaved()
  expect(await desk.oracle.ticket(first)).toMatchObject({ priority: 'high' })
  expect(await desk.oracle.ticket(second)).toMatchObject({ priority: 'urgent' })
})

async function closeDrawer(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
