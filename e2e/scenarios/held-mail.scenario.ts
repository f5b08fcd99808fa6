/**
 * Mail to two queues, and mail that became no ticket: in real browsers, over real SMTP. Two agents who see one queue each
 * work on one ticket; a lead reads what was held, and releases it by keyboard.
 */
import { expect, test, type Desk } from '../actors/desk-test.ts'
import { sendMail } from '../stage/smtp-sender.ts'

const SUE = { name: 'Sue Okoro', email: 'sue@desk.test' }
const PIA = { name: 'Pia Lund', email: 'pia@desk.test' }
// Two browsers beside each other on a busy machine.
test.setTimeout(300_000)

const SUBJECT = 'Charged for a crane that is stuck'

function raw(header: Record<string, string>, body: string): Uint8Array {
  const lines = Object.entries(header).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from([...lines, '', body, ''].join('\r\n'))
}

const letter = raw(
  {
    From: 'Sam Porter <sam@outside.test>',
    To: 'support@desk.test, payments@desk.test',
    Subject: SUBJECT,
    'Message-ID': '<one@outside.test>',
  },
  'Both of you should know.',
)

const mailTo = async (desk: Desk, to: string[], mail: Uint8Array) => {
  const envelope = { from: 'sam@outside.test', to }
  expect((await sendMail(desk.stage.smtpPort, envelope, mail)).code).toBe(250)
}

test('[MA28] [MR6] a mail that comes to two queues one after the other is one ticket of two agents', async ({
  desk,
}) => {
  await desk.stage.addPerson({ ...SUE, role: 'agent', queues: ['support'] })
  await desk.stage.addPerson({ ...PIA, role: 'agent', queues: ['payments'] })
  const sue = await desk.agent(SUE.email)
  const pia = await desk.agent(PIA.email)
  await mailTo(desk, ['support@desk.test'], letter)
  const { number } = await desk.oracle.bySubject(SUBJECT)
  await expect(sue.workspace.row(number)).toBeVisible()
  await expect(pia.workspace.row(number)).toHaveCount(0)
  // The copy of the list, or of a Bcc.
  await mailTo(desk, ['payments@desk.test'], letter)
  await expect(pia.workspace.row(number)).toBeVisible()
  expect((await desk.oracle.list()).filter((one) => one.subject === SUBJECT)).toHaveLength(1)
  // In her queue's own list too, by its name beside the other's.
  await pia.workspace.goTo('Payments')
  await pia.workspace.open(number)
  await expect(pia.page.locator('.ticket-fields')).toContainText('Payments')
  await pia.page.keyboard.press('n')
  await pia.page.keyboard.type('The money is back.')
  await pia.page.keyboard.press('Control+Enter')
  await sue.workspace.open(number)
  await expect(sue.page.getByText('The money is back.')).toBeVisible()
  // Sue takes it out of Payments: it goes from Pia's screen, and stays on hers.
  await sue.page.getByRole('button', { name: 'Take it out of payments', exact: false }).click()
  await expect(pia.workspace.row(number)).toHaveCount(0)
  await expect(pia.page.getByText('The money is back.')).toHaveCount(0)
  await expect(sue.workspace.row(number)).toBeVisible()
})

test('[MA29] [MA30] held mail is read as text, and released and dismissed by keyboard', async ({
  desk,
}) => {
  const machine = { From: 'Robot <robot@outside.test>', 'Auto-Submitted': 'auto-replied' }
  await mailTo(
    desk,
    ['support@desk.test'],
    raw({ ...machine, Subject: 'I am away' }, 'Back on Monday.<script>alert(1)</script>'),
  )
  await mailTo(desk, ['support@desk.test'], raw({ ...machine, Subject: 'News' }, 'Buy cranes.'))
  const { page } = await desk.agent('ada@desk.test')
  const lists = page.getByRole('radiogroup', { name: 'Held mail' })
  await expect(async () => {
    await page.goto('/app/settings/held')
    await expect(lists.getByText('Automated')).toContainText('2')
  }).toPass()
  await expect(page.getByText('Nothing is held')).toBeVisible()
  await lists.getByRole('radio', { name: 'Held' }).focus()
  await page.keyboard.press('ArrowRight')
  const line = page.getByRole('button', { name: 'I am away' })
  await expect(line).toContainText('Auto-Submitted')
  await line.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'I am away' })
  await expect(dialog.getByText('<script>alert(1)</script>')).toBeVisible()
  await dialog.getByLabel('Why').focus()
  await page.keyboard.type('a person after all')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Released.')).toBeVisible()
  const { number } = await desk.oracle.bySubject('I am away')
  await expect(dialog.getByRole('link', { name: `Open #${number}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(lists.getByText('Automated')).toContainText('1')
  await page.getByRole('button', { name: 'News' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('No machine has written')).toBeVisible()
  await lists.getByText('Dismissed').click()
  await expect(page.getByRole('button', { name: 'News' })).toBeVisible()
})
