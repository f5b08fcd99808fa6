/**
 * Words that are written again and again: a lead makes a macro in the settings; an agent puts it into a reply with `/` and a
 * few letters, sees before what it says and sets on this ticket, also without a network; what it left open is filled in
 * before anything is sent; and one key takes back what it set.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { goOffline, openAgent, untilInstalled } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

const TEXT = `Dear {{first name}},

we have your question “{{subject}}”.
It is number {{number}}.

{{agent}}`

test('[UX-CMP-4] a macro is made, put into a reply by keys, and never leaves with a variable in it', async ({
  desk,
  browser,
}) => {
  const { stage, oracle } = desk
  const sam = desk.correspondent('Sam Porter', 'sam@outside.test')
  await sam.write({ to: 'support@desk.test', subject: 'The lamp blinks', text: 'Since noon.' })
  const { number } = await oracle.bySubject('The lamp blinks')
  const { page, workspace, context } = await openAgent(browser, stage, ADMIN.email)

  await page.goto(`${stage.publicUrl}/app/settings/macros`)
  await page.getByRole('button', { name: 'New macro' }).click()
  const dialog = page.getByRole('dialog', { name: 'New macro' })
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Received')
  await dialog.getByRole('textbox', { name: /^Words/ }).fill('Hello {{frist name}}')
  await expect(dialog.getByRole('alert')).toContainText('{{frist name}} is not known')
  await dialog.getByRole('textbox', { name: /^Words/ }).fill(TEXT)
  await dialog.getByLabel('Status').selectOption('Waiting')
  await dialog.getByLabel('Tags to add').fill('lamp, told')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Received/ })).toContainText('Team')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  // Seen once with a network, it is there without one.
  await page.goto(`${stage.publicUrl}/app`)
  await untilInstalled(page)
  await workspace.open(number)
  await workspace.openReply()
  await page.keyboard.type('/')
  const bar = page.getByRole('dialog', { name: 'Insert a macro' })
  await expect(bar.getByRole('option', { name: 'Received' })).toBeVisible()
  await page.keyboard.press('Escape')
  // Whoever meant the sign has it.
  await expect.poll(() => workspace.typed()).toBe('/')
  await page.keyboard.press('Backspace')
  await goOffline(context)
  await page.keyboard.type('/')
  await page.keyboard.type('rec')
  await expect(bar.locator('.macro-preview')).toContainText('Dear Sam,')
  await expect(bar.locator('.macro-preview')).toContainText('2 tags: lamp, told')
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([])
  await page.keyboard.press('Enter')
  await expect.poll(() => workspace.typed()).toContain('“The lamp blinks”')
  await expect(workspace.field('status')).toContainText('Waiting')
  await expect(workspace.field('tags')).toContainText('told')

  // What nobody filled in stays here, also when it is written by hand.
  await workspace.type(' {{ Requester }}')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.notice')).toContainText('{{ Requester }} is not filled in yet')
  await expect(workspace.editor).toBeVisible()
  for (let n = 0; n < ' {{ Requester }}'.length; n++) await page.keyboard.press('Backspace')
  await workspace.send()
  await context.setOffline(false)
  const { text } = await sam
    .read('the reply', ({ mail }) => (mail.text ?? '').includes('The lamp blinks'))
    .then(({ mail }) => mail)
  expect(text).toContain('Dear Sam,\n\nwe have your question “The lamp blinks”.\nIt is number')
  await expect.poll(async () => (await oracle.ticket(number)).tags).toEqual(['lamp', 'told'])
  await context.close()
})
