/** Taking away for good: the words of a message, a ticket, a person. Leads and admins, with a reason, on every device. */
import { AxeBuilder } from '@axe-core/playwright'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

const LEA = { name: 'Lea Lead', email: 'lea@desk.test' }
const BOB = { name: 'Bob Agent', email: 'bob@desk.test' }

test('[CO16] [CO17] [CO19] words, a ticket and a person go for good, with a reason, from a colleague’s screen too', async ({
  desk,
}) => {
  await desk.stage.addPerson({ ...LEA, role: 'lead' })
  await desk.stage.addPerson({ ...BOB, role: 'agent' })
  const first = await desk.ticket('The pump', 'My card is 4111 1111 1111 1111.')
  const second = await desk.ticket('The door', 'It sticks.')
  const bob = await desk.agent(BOB.email)
  await bob.workspace.open(first)
  await expect(bob.workspace.message('4111 1111')).toBeVisible()
  await expect(bob.page.getByRole('button', { name: 'Delete this ticket…' })).toHaveCount(0)

  // The words of one message; without a reason nothing goes.
  const { page, workspace, context } = await desk.agent(LEA.email)
  await workspace.open(first)
  await page.getByRole('button', { name: 'About this message' }).click()
  await page.getByRole('button', { name: 'Take the words out…' }).click()
  const redact = page.getByRole('dialog', { name: `Take the words out of a message of #${first}` })
  await expect(redact).toContainText('4111 1111')
  await redact.getByRole('button', { name: 'Take the words out' }).click()
  await expect(redact.getByText('Say why')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await redact.getByLabel('Why').fill('a card number')
  await redact.getByRole('button', { name: 'Take the words out' }).click()
  await expect(redact).toBeHidden()
  await expect(page.getByText('4111 1111')).toHaveCount(0)
  await expect(bob.page.getByText('4111 1111')).toHaveCount(0)

  // A ticket: without a network it waits, and z takes it back.
  await workspace.open(second)
  await workspace.isSaved()
  await goOffline(context)
  const remove = page.getByRole('dialog', { name: `Delete ticket #${second} for good` })
  const askForIt = async () => {
    await page.getByRole('button', { name: 'Delete this ticket…' }).click()
    await remove.getByLabel('Why').fill('asked for by phone')
    await remove.getByRole('button', { name: 'Delete for good' }).click()
    await expect(remove).toBeHidden()
  }
  await askForIt()
  await page.keyboard.press('z')
  await expect(page.getByText(`Undone: #${second}: deleted for good`)).toBeVisible()
  await askForIt()
  await expect(workspace.row(second)).toBeVisible()
  await context.setOffline(false)
  await expect(workspace.row(second)).toHaveCount(0)
  await expect(bob.workspace.row(second)).toHaveCount(0)

  // A person, by an admin alone.
  await workspace.open(first)
  await expect(page.getByRole('button', { name: 'Erase this person…' })).toHaveCount(0)
  const admin = await desk.agent(ADMIN.email)
  await admin.workspace.open(first)
  await admin.page.getByRole('button', { name: 'Erase this person…' }).click()
  const erase = admin.page.getByRole('dialog', { name: /^Erase / })
  await erase.getByLabel('Why').fill('they asked for it')
  await erase.getByRole('button', { name: 'Erase for good' }).click()
  await expect(erase).toBeHidden()
  await expect(workspace.row(first)).toContainText('Erased')
  await expect(admin.page.getByRole('button', { name: 'Erase this person…' })).toHaveCount(0)
})
