/**
 * Who gets a reply: chosen by the keyboard alone, also without a network; what a colleague changes shows at once and is
 * looked at before anything is sent; and the mail that goes out says To and Cc to all, and Bcc to nobody.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { simpleParser } from 'mailparser'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { headerOf } from '../stage/relay.ts'

const SAM = 'sam@outside.test'
const [ZOE, KIM, LEE] = ['zoe@outside.test', 'kim@elsewhere.test', 'lee@outside.test']

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

test('[UX-CMP-5] [MR42] a colleague’s change of recipients is seen before sending, and Bcc is in no byte of the mail', async ({
  desk,
}) => {
  const number = await desk.ticket('The pump has stopped')
  const ticket = await desk.oracle.ticket(number)
  const { ada, ben } = await desk.bothReplying(number)
  const line = (page: typeof ada.page) => page.getByRole('group', { name: 'Who gets this reply' })
  const chip = (page: typeof ada.page, address: string) =>
    line(page).locator(`[data-recipient="${address}"]`)

  // Ada writes, and copies Kim blindly: by keys alone.
  await ada.workspace.type('Close the valve.')
  await line(ada.page).getByRole('button', { name: 'Add people' }).focus()
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.type(`Kim Duarte <${KIM}>`)
  await ada.page.keyboard.press('Enter')
  await expect(chip(ada.page, KIM)).toContainText('Cc')
  await ada.page.keyboard.press('Escape')
  await expect(ada.workspace.editor).toBeFocused()
  await chip(ada.page, KIM).getByRole('button').first().focus()
  await ada.page.keyboard.press('Enter')
  await expect(chip(ada.page, KIM)).toContainText('Bcc')
  await expect(ada.page.locator('.composer-banner')).toContainText('Public reply to 2 people')

  // Ben sees it, and adds two by Cc; one of them goes again. An address of the desk is no reader.
  await expect(chip(ben.page, KIM)).toContainText('Bcc')
  await line(ben.page).getByRole('button', { name: 'Add people' }).click()
  await ben.page.keyboard.type(`${LEE}, Zoe Ng <${ZOE}>,support@desk.test`)
  await ben.page.keyboard.press('Enter')
  await expect(line(ben.page).getByRole('alert')).toContainText('an address of this desk')
  await ben.page.keyboard.press('Escape')
  await chip(ben.page, LEE).getByRole('button').first().focus()
  await ben.page.keyboard.press('Delete')
  await expect(chip(ben.page, LEE)).toHaveCount(0)

  // Ada’s line says so; sending asks first, and then goes.
  await expect(chip(ada.page, ZOE)).toContainText('Cc')
  await expect(chip(ada.page, LEE)).toHaveCount(0)
  await expect(line(ada.page).getByRole('status')).toContainText(
    'Ben Okri changed who gets this reply: Zoe Ng is Cc now.',
  )
  await ada.workspace.editor.focus()
  await ada.page.keyboard.press('Control+Enter')
  await expect(line(ada.page).getByRole('alert')).toContainText('Not sent yet.')
  expect(desk.stage.relay.mails.some(({ to }) => to.includes(SAM) && to.length > 1)).toBe(false)
  const axe = await new AxeBuilder({ page: ada.page }).include('.composer').analyze()
  expect(axe.violations).toEqual([])
  await ada.page.keyboard.press('Control+Enter')
  await expect(ada.workspace.editor).toBeHidden()

  const mail = await desk.stage.relay.mail(({ to }) => to.includes(ZOE))
  expect(mail.to.sort()).toEqual([KIM, SAM, ZOE])
  const parsed = await simpleParser(mail.raw)
  expect([headerOf(mail.raw, 'to'), headerOf(mail.raw, 'cc'), headerOf(mail.raw, 'bcc')]).toEqual([
    expect.stringContaining(SAM),
    expect.stringContaining(ZOE),
    '',
  ])
  expect(mail.raw.toLowerCase()).not.toMatch(/bcc|kim|elsewhere\.test/)
  expect(parsed.text).toContain('Close the valve.')
  expect(parsed.text).not.toContain('http')
  expect(desk.stage.relay.mails.filter(({ to }) => to.includes(SAM))).toHaveLength(2)

  // The card says who got it, on both screens; and Zoe is on the ticket: the next reply goes to her too.
  for (const { workspace } of [ada, ben]) {
    const readers = workspace.message('Close the valve.').locator('.message-readers')
    await expect(readers).toHaveText(/To\s*Sam Porter\s*Cc\s*Zoe Ng\s*Bcc\s*Kim Duarte/)
  }
  await ada.workspace.openReply()
  await expect(chip(ada.page, ZOE)).toContainText('Cc')
  await expect(chip(ada.page, KIM)).toHaveCount(0)

  // Without a network, by whoever is left: kept here, and sent with the reply once it is back.
  await goOffline(ada.context)
  await chip(ada.page, ZOE).getByRole('button', { name: 'Take Zoe Ng out' }).click()
  await line(ada.page).getByRole('button', { name: 'Add people' }).click()
  await ada.page.keyboard.type(`${LEE},`)
  await expect(chip(ada.page, LEE)).toContainText('Cc')
  await ada.page.keyboard.press('Escape')
  await ada.workspace.type('And open it again.')
  await ada.workspace.send()
  await expect(
    ada.workspace.message('And open it again.').locator('.message-readers'),
  ).toContainText(LEE)
  await ada.context.setOffline(false)
  const second = await desk.stage.relay.mail(({ to }) => to.includes(LEE))
  expect(second.to.sort()).toEqual([LEE, SAM])

  // Sent without a network over a change that never arrived here: held back, with who would get it.
  await ada.workspace.isSaved()
  await ada.workspace.openReply()
  await ada.workspace.type('And tell us.')
  await ada.workspace.isSaved()
  await goOffline(ada.context)
  await ben.workspace.openReply()
  await expect(ben.workspace.editor).toContainText('And tell us.')
  await line(ben.page).getByRole('button', { name: 'Add people' }).click()
  await ben.page.keyboard.type(`${KIM},`)
  await expect(chip(ben.page, KIM)).toContainText('Cc')
  await ben.workspace.isSaved()
  await ada.workspace.send()
  await ada.context.setOffline(false)
  await expect(ada.workspace.guard).toContainText('Not sent: others get it now')
  await expect(ada.workspace.guard).toContainText(KIM)
  await ada.workspace.guard.getByRole('button', { name: 'Send anyway' }).click()
  const third = await desk.stage.relay.mail(({ raw }) => raw.includes('And tell us.'))
  expect(third.to.sort()).toEqual([KIM, LEE, SAM, ZOE])
  const { messages } = await desk.oracle.byId(ticket.id)
  expect(messages.filter(({ kind }) => kind === 'reply')).toHaveLength(3)
})

test('on a narrow screen and in the dark the line wraps, and nothing is cut off', async ({
  desk,
}) => {
  const number = await desk.ticket('A long list of readers')
  const { page } = await desk.replying(number, ADMIN.email, {
    viewport: { width: 390, height: 780 },
    colorScheme: 'dark',
  })
  const line = page.getByRole('group', { name: 'Who gets this reply' })
  await line.getByRole('button', { name: 'Add people' }).click()
  await page.keyboard.type(
    `Zoe Ng <${ZOE}>, A Very Long Name Of Somebody At A Large Company Indeed <${KIM}>`,
  )
  await page.keyboard.press('Enter')
  await expect(line.locator('[data-recipient]')).toHaveCount(2)
  const fits = await line.evaluate((element) => element.scrollWidth <= element.clientWidth)
  expect(fits).toBe(true)
  await page.screenshot({ path: test.info().outputPath('recipients-narrow-dark.png') })
})
