/** An admin moves an address here in a real browser: plans it, sends a test that comes back, sees what is missing, and goes on. */
import { AxeBuilder } from '@axe-core/playwright'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { makeLetter } from '../mail/letters.ts'
import { sendMail } from '../stage/smtp-sender.ts'

const SUPPORT = 'support@desk.test'
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
test.setTimeout(180_000)

test('an address is moved step by step; the test mail comes back, and what is missing is said', async ({
  desk,
}) => {
  const { stage } = desk
  const { page } = await desk.agent(ADMIN.email)
  await page.goto(`${stage.publicUrl}/app/settings/moves`)
  await page.getByLabel('Address').selectOption(SUPPORT)
  await page.getByLabel('The desk fetches mail from the old mailbox (IMAP)').check()
  await page.getByLabel('Names of the old mail servers').fill('old.provider.example')
  await page.getByRole('button', { name: 'Begin', exact: true }).click()
  const move = page.getByRole('article', { name: SUPPORT })
  await expect(move.getByText('No test mail was sent yet.')).toBeVisible()
  await move.getByRole('button', { name: 'It goes both ways now' }).click()
  await expect(move.getByText('Set up fetching under Mailboxes', { exact: false })).toBeVisible()

  await move.getByRole('button', { name: 'Send a test mail' }).click()
  await expect(move.getByText('Under way.', { exact: true })).toBeVisible()
  const mail = await stage.relay.mail(({ to }) => to.includes(SUPPORT))
  const from = { from: mail.from, to: [SUPPORT] }
  const trace = Buffer.from(
    'Received: from a by mx.old.provider.example; Mon, 5 Jan 2026 10:00:00 +0000\r\n',
  )
  const raw = Buffer.from(mail.raw, 'latin1')
  await sendMail(stage.smtpPort, from, Buffer.concat([trace, raw]))
  // Looked for by itself.
  await expect(move.getByText(/Through the old server, (at once|after)/)).toBeVisible()
  await expect(move.getByText('move/only-forwarded')).toBeVisible()
  await sendMail(stage.smtpPort, from, raw)
  for (const way of ['straight', 'old', 'old']) {
    const letter = {
      from: 'sam@outside.test',
      to: SUPPORT,
      subject: way,
      id: `${way}-${raw.length}`,
    }
    const head = way === 'old' ? [`Delivered-To: ${SUPPORT}`] : []
    await sendMail(
      stage.smtpPort,
      { from: letter.from, to: [SUPPORT] },
      makeLetter({ ...letter, head }),
    )
  }
  await expect(async () => {
    await page.reload()
    await expect(move.getByText(/Straight here, (at once|after)/)).toBeVisible({
      timeout: 2_000,
    })
    await move.getByText('As a table').click({ timeout: 2_000 })
    // Mails, straight, through the old server, fetched, both ways, and by the old way alone; one came again.
    const today = move.getByRole('row', { name: /20\d\d/ }).first()
    await expect(today.getByRole('cell')).toHaveText(['2', '1', '1', '0', '0', '1'], {
      timeout: 1_000,
    })
  }).toPass({ timeout: 60_000 })
  await expect(move.getByText('move/too-soon')).toBeVisible()
  await expect(move.getByText('move/only-forwarded')).toBeHidden()
  await expect(move.getByRole('button', { name: 'It comes here alone', exact: true })).toBeHidden()
  await move.getByRole('button', { name: 'Say that it comes here alone all the same' }).click()
  await expect(move.getByText('without its being shown', { exact: false })).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  }
  // A test mail is no ticket.
  await page.goto(`${stage.publicUrl}/app/v/all`)
  await expect(page.getByText('straight', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('Test mail of', { exact: false })).toHaveCount(0)
})
