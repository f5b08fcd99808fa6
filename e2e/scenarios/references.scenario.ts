/**
 * What is named while writing: `{{` puts in what a macro would, `#` names another ticket, by keys and by pointer, also without
 * a network. Nothing of it swallows a key that was meant for the text.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { goOffline } from '../actors/agent.ts'
import { expect, test } from '../actors/desk-test.ts'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

/** Known by an address alone: there is no first name to fill in. */
const NAMELESS = { name: 'sam@outside.test', email: 'sam@outside.test' }

test('[WO17] [WO18] a reply is filled in and names another ticket without a network, and goes out as plain words', async ({
  desk,
}, info) => {
  const other = await desk.ticket('The Übergabe pump is dry', 'Since noon.', {
    name: 'Uma Novak',
    email: 'uma@outside.test',
  })
  const number = await desk.ticket('The lamp blinks', 'Please help.', NAMELESS)
  const { page, workspace, context } = await desk.replying(number)
  const { editor } = workspace
  const tickets = page.getByRole('listbox', { name: 'Tickets on this device' })
  const variables = page.getByRole('listbox', { name: 'Variables for this ticket' })
  const isBarrierFree = async () =>
    expect((await new AxeBuilder({ page }).include('.composer').analyze()).violations).toEqual([])
  await goOffline(context)

  // A sign alone, and words that name nothing, are text: Enter and Tab are the text's own.
  await editor.focus()
  await page.keyboard.type('We are #')
  await expect(tickets).toHaveCount(0)
  await page.keyboard.type('1 of all, #nothing-like-it')
  await expect(tickets).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(editor.locator('p')).toHaveCount(2)

  await page.keyboard.type('You wrote about “{{sub')
  await expect(variables.getByRole('option')).toHaveText(['{{subject}}The lamp blinks'])
  await expect(editor).toHaveAttribute('aria-activedescendant', /./)
  await page.keyboard.press('Tab')
  await page.keyboard.type('”, {{')
  await expect(variables.getByRole('option')).toHaveCount(8)
  await isBarrierFree()
  await page.screenshot({ path: info.outputPath('variables.png') })
  await page.keyboard.type('first')
  await expect(variables.getByRole('option')).toContainText('not known here')
  await page.keyboard.press('Enter')
  await page.keyboard.type('. It is as in #ubergabe')
  await expect(tickets.getByRole('option')).toHaveText([/The Übergabe pump is dry\s*Uma Novak/])
  await isBarrierFree()
  await page.screenshot({ path: info.outputPath('tickets.png') })
  await page.keyboard.press('Enter')
  await page.keyboard.type(', and #uma')
  await tickets.getByRole('option').click()
  await expect(editor).toBeFocused()
  await page.keyboard.type('.')
  const said = `You wrote about “The lamp blinks”, {{first name}}. It is as in #${other}, and #${other}.`
  await expect(editor.locator('p').last()).toHaveText(said)

  // What nobody filled in stays here.
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.notice')).toContainText('{{first name}} is not filled in yet')
  await expect(editor).toBeVisible()
  await editor
    .locator('p')
    .last()
    .evaluate((line) => {
      const text = line.firstChild
      const at = text?.textContent?.indexOf(', {{first name}}') ?? -1
      if (!text || at < 0) throw new Error('there is no variable')
      getSelection()?.setBaseAndExtent(text, at, text, at + ', {{first name}}'.length)
    })
  await page.keyboard.press('Backspace')
  await workspace.send()
  await context.setOffline(false)
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('You wrote about'))
  expect(mail.raw).toContain(`#${other}`)
  expect(mail.raw).not.toMatch(/\/app\/|\{\{/)
})

test('[WO18] a note names a ticket too, and nothing is offered in locked words', async ({
  desk,
}) => {
  const other = await desk.ticket('The pump is dry')
  const number = await desk.ticket('The lamp blinks')
  const { ada, ben } = await desk.bothReplying(number)
  const tickets = (page: typeof ada.page) =>
    page.getByRole('listbox', { name: 'Tickets on this device' })
  await ada.workspace.type('As in #pump')
  await expect(tickets(ada.page).getByRole('option')).toHaveCount(1)
  // The list goes with the lock, and Enter is no choice any more.
  await ben.page.getByRole('button', { name: 'Writing together' }).click()
  await ben.page.getByRole('option', { name: 'Lock for me' }).click()
  await expect(ada.workspace.editor).toHaveAttribute('aria-readonly', 'true')
  await expect(tickets(ada.page)).toHaveCount(0)
  await ada.page.keyboard.press('Enter')
  await expect(ada.workspace.editor).toHaveText('As in #pump')

  await ada.page.getByRole('tab', { name: 'Note' }).click()
  const field = ada.workspace.noteField
  await expect(field).toBeFocused()
  await field.pressSequentially(`As in #${other}`)
  await expect(tickets(ada.page).getByRole('option').first()).toContainText('The pump is dry')
  await ada.page.keyboard.press('Escape')
  await expect(tickets(ada.page)).toHaveCount(0)
  await expect(field).toBeVisible()
  await field.pressSequentially(' {{')
  await expect(ada.page.locator('.offer-list')).toHaveCount(0)
})

test('[WO19] a number that was said is a link to its ticket, in the thread alone', async ({
  desk,
}, info) => {
  const pump = await desk.ticket('The pump is dry')
  const number = await desk.ticket(
    'The lamp blinks',
    `Is it as in #${pump}? See https://shop.test/#${pump} and order #4711.`,
  )
  const { page, workspace } = await desk.replying(number)
  await workspace.type(`Yes, as in #${pump}.`)
  await workspace.send()
  await workspace.addNote(`The same as #${pump} and #${number}.`)
  const links = (words: string) => workspace.message(words).locator('.named-ticket')
  await expect(links('Is it as in')).toHaveText([`#${pump}`])
  await expect(links('The same as')).toHaveText([`#${pump}`])
  await expect(links('The same as')).toHaveAttribute('title', 'The pump is dry')
  // A link stands in its line.
  const heights = await workspace
    .message('The same as')
    .locator('.message-text')
    .evaluate((said) => [said.clientHeight, Number.parseFloat(getComputedStyle(said).lineHeight)])
  expect(heights[0]).toBeLessThan((heights[1] ?? 0) * 1.5)
  const axe = await new AxeBuilder({ page }).include('.message-note').analyze()
  expect(axe.violations).toEqual([])
  await page.screenshot({ path: info.outputPath('links.png') })

  // An agent’s reply is shown as it was formatted, and went out without a link.
  const said = workspace.message('Yes, as in').frameLocator('.mail-frame').locator('a[href]')
  await expect(said).toHaveText([`#${pump}`])
  await expect(said).toHaveAttribute('title', 'The pump is dry')
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('Yes, as in'))
  expect(mail.raw).not.toContain('/app/')
  const { messages } = await desk.oracle.ticket(number)
  expect(messages.map(({ text }) => text).join()).not.toContain('/app/')

  await said.click()
  await expect(page.getByRole('article', { name: `Ticket #${pump}:` })).toBeVisible()
  await workspace.open(number)
  await links('The same as').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article', { name: `Ticket #${pump}:` })).toBeVisible()
  await expect(page).toHaveURL(/\/app\/v\//)
})

test('[DR14] of two in one reply each sees what the other typed, and only while both are in it', async ({
  desk,
}, info) => {
  const number = await desk.ticket('The lamp blinks')
  const { ada, ben } = await desk.bothReplying(number)
  const tint = ({ workspace }: typeof ada) => workspace.editor.locator('.peer-words')
  await ada.workspace.type('Turn it off and on.')
  await expect(ben.workspace.editor).toContainText('Turn it off and on.')
  await ben.workspace.type('Dear Sam, ', 'Home')
  await expect.poll(ada.workspace.tinted).toEqual(['Dear Sam, '])
  await expect(tint(ada)).toHaveAttribute('title', 'Ben Okri')
  await expect.poll(ben.workspace.tinted).toEqual(['Turn it off and on.'])

  // In the middle of his words hers have none, and the other way round.
  for (let at = 0; at < 'Dear '.length; at++) {
    if (at === 0) await ada.workspace.type('', 'Home')
    await ada.page.keyboard.press('ArrowRight')
  }
  await ada.page.keyboard.type('good ')
  await expect.poll(ada.workspace.tinted).toEqual(['Dear ', 'Sam, '])
  await expect.poll(ben.workspace.tinted).toEqual(['good ', 'Turn it off and on.'])
  // Parting them makes them nobody else’s.
  await ada.page.keyboard.press('Enter')
  await expect(ben.workspace.editor.locator('p')).toHaveCount(2)
  await expect.poll(ada.workspace.tinted).toEqual(['Dear ', 'Sam, '])
  await expect.poll(ben.workspace.tinted).toEqual(['good ', 'Turn it off and on.'])
  // A name that is fading is no text to be judged.
  await expect(ada.workspace.peerFlag('Ben Okri')).toHaveCSS('opacity', '0')
  for (const theme of ['light', 'dark'] as const) {
    await ada.page.emulateMedia({ colorScheme: theme })
    const axe = await new AxeBuilder({ page: ada.page }).include('.composer').analyze()
    expect(axe.violations).toEqual([])
    await ada.page.screenshot({ path: info.outputPath(`tint-${theme}.png`) })
  }
  expect(await ada.workspace.typedMarkup()).toBe(await ben.workspace.typedMarkup())

  await ben.page.keyboard.press('Escape')
  await expect(tint(ada)).toHaveCount(0)
  await ben.workspace.openReply()
  await expect.poll(ada.workspace.tinted).toEqual(['Dear ', 'Sam, '])
  // Who would rather not see it turns it off, on this device.
  const choose = async (what: string) => {
    await ada.page.getByRole('button', { name: 'Writing together' }).click()
    await ada.page.getByRole('option', { name: what }).click()
  }
  const clear = 'rgba(0, 0, 0, 0)'
  await choose('Hide who typed what')
  await expect(tint(ada).first()).toHaveCSS('background-color', clear)
  await ada.page.reload()
  await ada.workspace.openReply()
  await ben.workspace.type(' Bye.')
  await expect.poll(ada.workspace.tinted).toEqual([' Bye.'])
  await expect(tint(ada).first()).toHaveCSS('background-color', clear)
  await choose('Show who typed what')
  await expect(tint(ada).first()).not.toHaveCSS('background-color', clear)

  await ada.workspace.send()
  const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('Turn it off'))
  expect(mail.raw).not.toMatch(/peer-words|--person|Okri/)
})
