/** The settings of a mailbox in a real browser: set up, tried out, told what is wrong, against a real Dovecot. */
import { expect, test } from '../actors/desk-test.ts'
import { ADMIN } from '../actors/desk.ts'
import { openDovecot, whyNoDovecot } from '../mail/dovecot.ts'
import { makeLetter } from '../mail/letters.ts'

const reason = await whyNoDovecot()
// The first run may install Dovecot.
test.setTimeout(300_000)

test('a mailbox is set up and tried out; what is wrong is said, and its mail is fetched', async ({
  desk,
}) => {
  test.skip(reason !== null, reason ?? '')
  const dovecot = await openDovecot({ users: ['support'] })
  try {
    const { page } = await desk.agent(ADMIN.email)
    await page.goto(`${desk.stage.publicUrl}/app/settings/mailboxes`)
    await page.getByRole('button', { name: 'Mailbox of Support' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Server').fill('127.0.0.1')
    await form.getByLabel('Encryption').selectOption('none')
    await form.getByLabel('Port').fill(String(dovecot.port))
    await form.getByLabel('User name').fill('support')
    await form.getByLabel(/^Password/).fill('not this')
    await form.getByRole('button', { name: 'Test' }).click()
    await expect(form.getByText('The mailbox refused the user name or the password.')).toBeVisible()
    await form.getByLabel(/^Password/).fill(dovecot.password)
    await form.getByLabel('Folder', { exact: true }).fill('Nowhere')
    await form.getByRole('button', { name: 'Test' }).click()
    await expect(form.getByText('The mailbox has no such folder.')).toBeVisible()
    await form.getByLabel('Folder', { exact: true }).fill('INBOX')
    await form.getByRole('button', { name: 'Test' }).click()
    await expect(form.getByText('It works.')).toBeVisible()
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form).toBeHidden()
    const letter = { from: 'ada@home.test', to: 'support@desk.test', subject: 'From elsewhere' }
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('Fetched', { exact: true })).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 60_000 })
    await dovecot.deliver('support', makeLetter({ ...letter, id: 'elsewhere' }))
    expect((await desk.oracle.bySubject('From elsewhere')).subject).toBe('From elsewhere')
    // The password stays where it is.
    await page.getByRole('button', { name: 'Mailbox of Support' }).click()
    await expect(page.getByText('One is kept.', { exact: false })).toBeVisible()
    await expect(page.getByLabel(/^Password/)).toHaveValue('')
  } finally {
    await dovecot.close()
  }
})
