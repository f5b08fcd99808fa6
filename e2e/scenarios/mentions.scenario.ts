/** `@` in a note asks somebody of the desk in: offered as far as they see the ticket, written offline too, seen by who is meant. */
import { goOffline } from '../actors/agent.ts'
import { ADMIN, BEN, expect, test } from '../actors/desk-test.ts'

const EVE = { name: 'Eve Moss', email: 'eve@desk.test' }

test('[WO8] a note that mentions somebody reaches them, also one that was written without a network', async ({
  desk,
}, info) => {
  const number = await desk.ticket('The pump has stopped')
  await desk.stage.addPerson({ ...BEN, role: 'agent', queues: ['support'] })
  await desk.stage.addPerson({ ...EVE, role: 'agent', queues: ['payments'] })
  const ben = await desk.agent(BEN.email)
  const row = ben.page.getByRole('option', { name: `#${number}` })
  await ben.workspace.open(number)
  await ben.page.goto('/app/v/mentions')
  await expect(ben.page.getByText('Nobody mentions you')).toBeVisible()

  const ada = await desk.agent(ADMIN.email)
  await ada.workspace.open(number)
  await goOffline(ada.context)
  // Nobody of the desk is asked in what the requester reads: there it goes on in a note.
  await ada.page.keyboard.press('r')
  await ada.workspace.editor.pressSequentially('It is on its way. @be')
  const people = ada.page.getByRole('listbox', { name: 'People who see this ticket' })
  await expect(people.getByRole('option')).toHaveText([/Ben Okri/])
  await expect(ada.workspace.editor).toHaveAttribute('aria-activedescendant', /./)
  await ada.page.screenshot({ path: info.outputPath('mention-in-reply.png') })
  await ada.page.keyboard.press('Enter')
  const field = ada.workspace.noteField
  await expect(field).toHaveText('@Ben Okri ')
  await expect(field).toBeFocused()
  await expect(ada.page.getByText('Mentions go into notes')).toBeVisible()
  await ada.page.screenshot({ path: info.outputPath('mention-moved.png') })
  await ada.page.getByRole('tab', { name: 'Reply' }).click()
  await expect(ada.workspace.editor).toHaveText('It is on its way.')
  await ada.page.getByRole('tab', { name: 'Note' }).click()
  await expect(field).toHaveText('@Ben Okri ')
  await field.fill('')
  await field.pressSequentially('Please look, @')
  await expect(people.getByRole('option')).toHaveText([/Ben Okri/])
  await field.pressSequentially('mos')
  await expect(people.getByRole('option')).toHaveCount(0)
  for (let at = 0; at < 3; at++) await ada.page.keyboard.press('Backspace')
  await field.pressSequentially('ok')
  await ada.page.keyboard.press('Enter')
  await expect(field).toHaveText('Please look, @Ben Okri ')
  await expect(people).toHaveCount(0)
  await expect(ada.page.locator('.note-told')).toContainText('Ben Okri')
  await field.pressSequentially('at the valve.')
  await ada.page.keyboard.press('ControlOrMeta+Enter')
  await expect(ada.page.locator('.message-note .mention')).toHaveText('@Ben Okri')
  await ada.context.setOffline(false)

  await expect(row).toHaveClass(/is-unread/)
  await row.click()
  await expect(ben.page.locator('.message-note .mention.is-me')).toHaveText('@Ben Okri')
  await expect(row).not.toHaveClass(/is-unread/)
  const ticket = await desk.oracle.ticket(number)
  expect(ticket.messages.findLast(({ kind }) => kind === 'note')?.text).toBe(
    'Please look, @Ben Okri at the valve.',
  )
})
