/**
 * A day on a telephone, by touch alone: what comes in is read, answered, put off and handed on, also on the way, where there
 * is no network. In the end the server has each thing once.
 */
import type { Page } from '@playwright/test'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, BEN, expect, test, type Desk } from '../actors/desk-test.ts'
import { countKeys, layKeyboards, makeFingerHand, PHONE } from '../actors/finger-hand.ts'
import { withText } from '../actors/oracle.ts'
import { findSignInLink } from '../stage/sign-in.ts'
import { until } from '../stage/wait.ts'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '20' } } })
test.setTimeout(300_000)

/** What a telephone's keyboard takes of a screen of 844. */
const KEYBOARD_PX = 336

/** What has no place above the keyboard cannot be seen. */
async function isAboveKeyboard(page: Page, selector: string): Promise<void> {
  const { height } = PHONE.viewport
  await expect
    .poll(() =>
      page.evaluate((one) => {
        const box = document.querySelector(one)?.getBoundingClientRect()
        return box && box.height > 0 && box.top >= 0 ? Math.round(box.bottom) : Infinity
      }, selector),
    )
    .toBeLessThanOrEqual(height - KEYBOARD_PX)
}

async function signInByTouch(page: Page, { stage }: Desk): Promise<void> {
  const hand = makeFingerHand(page)
  const seen = { lines: stage.server.stdout.length, mails: stage.relay.mails.length }
  await page.goto(`${stage.publicUrl}/sign-in`)
  await hand.tap(page.getByLabel('E-mail address'))
  await hand.write(ADMIN.email)
  await hand.tap(page.getByRole('button', { name: 'Mail me a link' }))
  await expect(page.getByRole('heading', { name: 'Look in your mail' })).toBeVisible()
  await hand.isNarrowEnough()
  // The link in the mail, as the mail program opens it.
  await page.goto(
    await findSignInLink(ADMIN.email, { server: stage.server, relay: stage.relay }, seen),
  )
  await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
}

test('[OU25] [WO20] [WO21] a day on a telephone, by touch alone', async ({ desk, browser }) => {
  const { stage, oracle } = desk
  const ben = await stage.addPerson({ ...BEN, role: 'agent' })
  const crane = await desk.ticket('The crane is stuck')
  const gate = await desk.ticket('The gate squeaks')
  const lamp = await desk.ticket('The lamp blinks')
  const ruth = { name: 'Ruth Adler', email: 'ruth@outside.test' }
  const pump = await desk.ticket('The pump leaks', 'It drips.', ruth)
  const hose = await desk.ticket('The hose is torn', 'It is the red one.', ruth)
  const door = await desk.ticket('The door jams')
  const context = await browser.newContext({
    ...PHONE,
    baseURL: stage.publicUrl,
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  const keys = await countKeys(page)
  const layKeyboard = await layKeyboards(page)
  const hand = makeFingerHand(page)
  const { workspace } = hand
  await signInByTouch(page, desk)
  await workspace.isSaved()

  await test.step('a reply with a file, above the keyboard', async () => {
    await hand.open(crane)
    await hand.openReply()
    await layKeyboard(KEYBOARD_PX)
    await hand.write('Please press the green button, the plan is attached.')
    for (const part of ['.reply-text', '.composer .button.is-primary', '.ticket-head'])
      await isAboveKeyboard(page, part)
    await page.screenshot({ path: 'test-results/phone-keyboard.png' })
    const chooser = page.waitForEvent('filechooser')
    await hand.tap(page.getByRole('button', { name: 'Add files' }))
    await (
      await chooser
    ).setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Green.') })
    await expect(page.locator('.reply-file')).toHaveCount(1)
    await hand.send('Please press the green button')
    await layKeyboard(0)
    await hand.back()
  })

  await test.step('a row drawn aside is done, or sleeps, and comes back', async () => {
    await hand.swipeDone(gate)
    await hand.notice('Solved')
    await hand.tap(page.locator('.notice').getByRole('button', { name: 'Undo' }))
    await hand.notice('Undone')
    await expect(page.locator('.row')).toHaveCount(6)
    await hand.swipeDone(gate)
    await hand.notice('Solved')
    await hand.swipeSnooze(lamp)
    const menu = page.getByRole('dialog', { name: 'Snooze until' })
    const typed = menu.getByRole('combobox')
    await hand.tap(typed)
    await expect(typed).toBeFocused()
    await expect(typed).toHaveJSProperty('inputMode', 'text')
    await hand.write('tomorrow 9')
    await hand.tap(menu.getByRole('option').first())
    await expect(menu).toBeHidden()
    await expect(workspace.row(lamp)).toHaveCount(0)
  })

  await test.step('a note, a colleague, and what stands beside the ticket', async () => {
    await hand.open(pump)
    await hand.note('The seal is ordered.')
    await hand.choose('assignee', BEN.name)
    const details = page.getByRole('button', { name: 'Details' })
    const sheet = page.getByRole('dialog', { name: 'About this ticket' })
    await hand.tap(details)
    await expect(sheet).toContainText(ruth.email)
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true)
    await page.screenshot({ path: 'test-results/phone-details.png' })
    await hand.tap(sheet.getByRole('button', { name: 'Watch', exact: true }))
    await expect(sheet.getByRole('button', { name: 'Stop watching' })).toBeVisible()
    await page.goBack()
    await expect(sheet).toBeHidden()
    await expect(details).toBeFocused()
    await expect(page.getByRole('article', { name: `Ticket #${pump}:` })).toBeVisible()
    await hand.tap(details)
    await hand.tap(sheet.getByRole('button', { name: 'Close' }))
    await expect(sheet).toBeHidden()
    await hand.tap(details)
    await hand.tap(sheet.getByRole('button', { name: /The hose is torn/ }))
    await expect(page.getByRole('article', { name: `Ticket #${hose}:` })).toBeVisible()
    await expect(sheet).toBeHidden()
    // The way back is the ticket, not its sheet.
    await page.goBack()
    await expect(page.getByRole('article', { name: `Ticket #${pump}:` })).toBeVisible()
    await expect(sheet).toBeHidden()
    await hand.back()
  })

  await test.step('found by its words', async () => {
    const search = page.getByRole('combobox', { name: 'Search' })
    await hand.tap(search)
    await hand.write('hose')
    await expect(page.locator('.row')).toHaveCount(1)
    await hand.open(hose)
    await hand.choose('status', 'Waiting')
    await hand.back()
    await hand.tap(page.getByRole('button', { name: 'Clear the search' }))
    // What the search offers lies over the list until something else is touched.
    await hand.tap(page.locator('.list-title'))
    await expect(search).not.toBeFocused()
    await expect(workspace.row(door)).toBeVisible()
  })

  await test.step('on the way there is no network', async () => {
    await workspace.isSaved()
    await goOffline(context)
    await expect(workspace.pill).toContainText('Offline')
    await hand.open(door)
    await hand.openReply()
    await hand.write('Too early.')
    await hand.send('Too early.')
    await hand.tap(workspace.message('Too early.').getByRole('button', { name: /^Undo/ }))
    await expect(workspace.message('Too early.')).toHaveCount(0)
    await hand.openReply()
    await expect(workspace.editor).toHaveText('Too early.')
    await hand.write(' Now oil it.')
    await hand.send('Now oil it.')
    await hand.choose('priority', 'High')
    await hand.back()
    await hand.tap(page.getByRole('button', { name: 'New ticket…' }))
    const dialog = page.getByRole('dialog', { name: 'New ticket' })
    await hand.tap(dialog.getByLabel('Mail address', { exact: true }))
    await layKeyboard(KEYBOARD_PX)
    await isAboveKeyboard(page, 'dialog.new-ticket')
    await hand.write('olga@outside.test')
    await hand.tap(dialog.getByLabel('Subject'))
    await hand.write('The roof drips')
    await hand.tap(dialog.getByLabel('Note, nobody is mailed'))
    await hand.tap(dialog.getByLabel('What happened, and what is to be done'))
    await hand.write('Olga rang.')
    await isAboveKeyboard(page, '.act-note')
    await page.screenshot({ path: 'test-results/phone-new-ticket.png' })
    await hand.tap(dialog.getByRole('button', { name: 'Open the ticket' }))
    await expect(dialog).toBeHidden()
    await layKeyboard(0)
    await expect(workspace.pill).toContainText('waiting')
    await page.reload()
    await expect(workspace.pill).toContainText('waiting')
    await hand.isNarrowEnough()
    await context.setOffline(false)
    await workspace.isSaved()
  })

  await test.step('a reply is taken back in time', async () => {
    await hand.open(door)
    const held = workspace.message('Now oil it.')
    await hand.tap(held.getByRole('button', { name: /^Undo/ }))
    await expect(held).toHaveCount(0)
    await hand.openReply()
    await hand.write(' It is the left hinge.')
    await hand.send('It is the left hinge.')
    await hand.back()
    for (const view of ['Snoozed', 'Solved', 'All tickets', 'Spam']) await hand.goTo(view)
    // Also where a list is empty.
    await hand.tap(page.getByRole('button', { name: 'Commands' }))
    await hand.tap(page.getByRole('dialog').getByRole('option', { name: /Inbox/ }).first())
    await expect(page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
    await workspace.isSaved()
  })

  expect(keys()).toBe(0)
  await context.close()
  const mailsWith = (words: string) => stage.relay.mails.filter(({ raw }) => raw.includes(words))
  await until('both replies have left', () =>
    ['the green button', 'the left hinge'].every((words) => mailsWith(words).length > 0),
  )
  expect(mailsWith('the green button')).toHaveLength(1)
  expect(mailsWith('the green button')[0]?.raw).toContain('plan.txt')
  expect(mailsWith('Now oil it.')).toHaveLength(1)
  // Besides these there are words of receipt.
  const replies = stage.relay.mails.filter(({ raw }) => /^Subject: Re: /m.test(raw))
  expect(replies.map(({ to }) => to)).toEqual([['sam@outside.test'], ['sam@outside.test']])
  expect(await oracle.ticket(gate)).toMatchObject({ status: 'solved' })
  expect((await oracle.search('is:snoozed')).map(({ number }) => number)).toEqual([lamp])
  const pumped = await oracle.ticket(pump)
  expect(pumped.assignee).toBe(ben.id)
  expect(withText(pumped, 'The seal is ordered.')).toHaveLength(1)
  expect(await oracle.ticket(hose)).toMatchObject({ status: 'waiting' })
  const answered = await oracle.ticket(door)
  expect(answered.priority).toBe('high')
  expect(answered.messages.filter(({ kind }) => kind === 'reply')).toHaveLength(1)
  const made = (await oracle.list()).filter(({ subject }) => subject === 'The roof drips')
  expect(made).toHaveLength(1)
  const [roof] = made
  expect(withText(await oracle.byId(roof?.id ?? ''), 'Olga rang.')).toHaveLength(1)
})
