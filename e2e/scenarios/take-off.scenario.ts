/**
 * Somebody who was put on a ticket is taken off it beside its thread: by keys alone, undone with `z`, and without a
 * network, where the reply that is written next goes by who is left.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

const SAM = 'sam@outside.test'
const ZOE = 'zoe@outside.test'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

test('[CO25] [WO16] by keys alone and with undo, and the thread says who did it', async ({
  desk,
}) => {
  const number = await desk.ticket('The pump has stopped')
  const { page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  const side = page.locator('.people-on')
  const off = (name: string) => side.getByRole('button', { name: `Take ${name} off this ticket` })
  for (const address of [`Zoe Ng <${ZOE}>`, 'Lee <lee@outside.test>']) {
    await side.getByRole('button', { name: 'Add somebody' }).click()
    await page.keyboard.type(address)
    await page.keyboard.press('Enter')
    await expect(side.getByLabel('Mail address. They get a copy of answers.')).toBeHidden()
  }
  await expect(off('Zoe Ng')).toBeVisible()
  await expect(off('Lee')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).include('.side-panel').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: test.info().outputPath(`take-off-${colorScheme}.png`) })
  }

  // The focus goes to whoever is next: two presses, two people.
  await off('Lee').focus()
  await page.keyboard.press('Enter')
  await expect(off('Lee')).toBeHidden()
  await expect(off('Zoe Ng')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(side).toContainText('Nobody besides the requester.')
  await expect(side.getByRole('button', { name: 'Add somebody' })).toBeFocused()
  await workspace.isSaved()
  await page.keyboard.press('z')
  await expect(off('Zoe Ng')).toBeVisible()
  await workspace.isSaved()

  const events = workspace.ticket.locator('.events').last()
  await events.getByRole('button').click()
  const told = (await events.getByRole('listitem').allTextContents()).join('\n')
  expect(told).toContain(`${ADMIN.name} put Zoe Ng on this ticket`)
  expect(told).toContain(`${ADMIN.name} took Lee off this ticket`)
  expect(told).toContain(`${ADMIN.name} put Zoe Ng back on this ticket`)
  await page.screenshot({ path: test.info().outputPath('take-off-told.png') })

  await workspace.openReply()
  await workspace.type('Close the valve.')
  await workspace.send()
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('Close the valve.'))
  expect(mail.to.sort()).toEqual([SAM, ZOE])
})

test('[CO25] [OU1] without a network they go at once, also over a reload, and the next reply is not for them', async ({
  desk,
}) => {
  const number = await desk.ticket('The lamp is out')
  const { context, page, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(number)
  const side = page.locator('.people-on')
  const off = side.getByRole('button', { name: 'Take Zoe Ng off this ticket' })
  await side.getByRole('button', { name: 'Add somebody' }).click()
  await page.keyboard.type(`Zoe Ng <${ZOE}>`)
  await page.keyboard.press('Enter')
  await expect(off).toBeVisible()
  await workspace.isSaved()

  await goOffline(context)
  await off.click()
  await expect(off).toBeHidden()
  await expect(page.locator('.notice')).toContainText(`#${number}: somebody taken off`)
  // Nothing left this device: it is simply not done.
  await page.keyboard.press('z')
  await expect(off).toBeVisible()
  await off.click()
  await expect(off).toBeHidden()
  await page.reload()
  await expect(side).toContainText('Nobody besides the requester.')

  await workspace.openReply()
  await expect(page.getByRole('group', { name: 'Who gets this reply' })).not.toContainText('Zoe')
  await workspace.type('A new bulb is on its way.')
  await workspace.send()
  await context.setOffline(false)
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('A new bulb is on its way.'))
  expect(mail.to).toEqual([SAM])
  await workspace.isSaved()
  await expect(workspace.guard).toHaveCount(0)
  const events = workspace.ticket.locator('.events').first()
  await events.getByRole('button').click()
  await expect(events).toContainText(`${ADMIN.name} took Zoe Ng off this ticket`)
})
