/** What comes back by itself, as mail servers write it: through the door, the gateway's reading and the server's commit. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { ComposedMail } from '../../mail-gateway/outbound/compose.ts'
import { openHouse, type House } from './house.ts'

let house: House
let ada: Rights
beforeEach(async () => {
  house = await openHouse('support@help.desk.test', { DESKSIDE_UNDO_SECONDS: '0' })
  ada = await house.stage.agent('Ada')
})
afterEach(() => house.stage.close())

/** A reply that the relay took, as it went out. */
async function sent(): Promise<{ ticket: string; sendId: string; mail: ComposedMail }> {
  const { stage } = house
  const ticket = await stage.ticket('ruth@customer.test')
  const sendId = await stage.wholeReply(ada, ticket, { isForced: true, status: 'waiting' })
  const out: ComposedMail[] = []
  await house.sendDue(async (mail) => {
    out.push(mail)
    return { end: 'accepted', reply: '250 2.0.0 ok' }
  })
  const [mail] = out
  if (!mail) throw new Error('nothing went out')
  stage.advance(60_000)
  return { ticket, sendId, mail }
}

const headOf = ({ raw }: ComposedMail): string =>
  raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
const lines = (...all: string[]): Buffer => Buffer.from(all.join('\r\n'))

const report = (mail: ComposedMail, action: string, status: string, isWithMail = true) =>
  lines(
    'From: Mail Delivery System <MAILER-DAEMON@mx.customer.test>',
    `To: ${mail.envelope.from}`,
    'Subject: Delivery Status Notification',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'About your message.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.test',
    `Original-Envelope-Id: ${mail.dsn.envid ?? ''}`,
    '',
    'Original-Recipient: rfc822;ruth@customer.test',
    'Final-Recipient: rfc822;r.smith@inside.customer.test',
    `Action: ${action}`,
    `Status: ${status}`,
    '',
    ...(isWithMail ? ['--b', 'Content-Type: text/rfc822-headers', '', headOf(mail)] : []),
    '--b--',
    '',
  )

const deliveryOf = async ({ ticket, sendId }: { ticket: string; sendId: string }) =>
  (await house.stage.read(ticket)).delivery[sendId]

test('[MA27][OU17][MR34] delayed, then delivered: by the address it came back to', async () => {
  const one = await sent()
  const to = [one.mail.envelope.from]
  expect(await house.take(report(one.mail, 'delayed', '4.4.1'), { from: '', to })).toBe(true)
  expect(await deliveryOf(one)).toMatchObject({ state: 'deferred', isLate: true })
  await house.take(report(one.mail, 'delivered', '2.0.0', false), { from: '', to })
  expect(await deliveryOf(one)).toMatchObject({ state: 'delivered' })
  expect(await house.stage.count('held_mail')).toBe(0)
})

test('[MA27][MR34] to another address of ours it is known by what we gave as ENVID', async () => {
  const one = await sent()
  const raw = report(one.mail, 'failed', '5.1.1', false)
  await house.take(raw, { from: '', to: ['support@help.desk.test'] })
  expect(await deliveryOf(one)).toMatchObject({
    state: 'bounced',
    detail: 'ruth@customer.test 5.1.1',
  })
  expect(await house.stage.count('suppressions', `address = 'ruth@customer.test'`)).toBe(1)
})

test('[MA27][MR34] one in words alone is known by the address it came back to', async () => {
  const one = await sent()
  const raw = lines(
    'From: MAILER-DAEMON@mx.customer.test',
    `To: ${one.mail.envelope.from}`,
    'Subject: failure notice',
    '',
    "Hi. This is the qmail-send program. I'm afraid I wasn't able to deliver your message.",
    '',
    '<ruth@customer.test>:',
    'Sorry, no mailbox here by that name. (#5.1.1)',
    '',
  )
  await house.take(raw, { from: '', to: [one.mail.envelope.from] })
  expect(await deliveryOf(one)).toMatchObject({ state: 'bounced' })
  expect((await house.stage.read(one.ticket)).status).toBe('waiting')
})

test('[MA7][MR29][MR31] out of office, to the sender of the envelope: on its ticket, and nothing else happens', async () => {
  const one = await sent()
  const raw = lines(
    'From: Ruth <ruth@customer.test>',
    `To: ${one.mail.envelope.from}`,
    'Subject: Automatic reply: Re: It does not open',
    'Auto-Submitted: auto-replied (vacation)',
    '',
    'I am away until Monday.',
    '',
  )
  await house.take(raw, { from: '', to: [one.mail.envelope.from] })
  const read = await house.stage.read(one.ticket)
  expect(read.status).toBe('waiting')
  expect(read.messages.at(-1)).toMatchObject({ kind: 'event' })
  expect(read.messages.at(-1)?.text).toContain('I am away until Monday.')
  let count = 0
  await house.sendDue(async () => {
    count++
    return { end: 'accepted', reply: '250' }
  })
  expect(count).toBe(0)
})

test('[MA27][MR34] a complaint (RFC 5965) stops what is automatic', async () => {
  const one = await sent()
  const raw = lines(
    'From: <feedback@provider.test>',
    'To: support@help.desk.test',
    'Subject: FW: Re: It does not open',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    '',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: Provider/1',
    'Version: 1',
    `Original-Mail-From: <${one.mail.envelope.from}>`,
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    headOf(one.mail),
    '',
    '--b--',
    '',
  )
  await house.take(raw, { from: 'feedback@provider.test', to: ['support@help.desk.test'] })
  expect(
    await house.stage.count(
      'suppressions',
      `address = 'ruth@customer.test' AND reason = 'complained'`,
    ),
  ).toBe(1)
})

test('[MA27] a bounce that somebody made up reaches nobody’s reply', async () => {
  const one = await sent()
  const forged = Buffer.from(
    report(one.mail, 'failed', '5.1.1', false)
      .toString('latin1')
      .replaceAll(/b[0-9a-z]{26}/g, `b${'1'.repeat(26)}`),
    'latin1',
  )
  await house.take(forged, { from: '', to: [`support+b${'1'.repeat(26)}@help.desk.test`] })
  expect(await deliveryOf(one)).toMatchObject({ state: 'handed-over' })
  expect(await house.stage.count('held_mail')).toBe(1)
})

test('[MR42] a person’s reply says nothing that machines say', async () => {
  const { mail } = await sent()
  expect(headOf(mail)).not.toMatch(
    /^(?:precedence|auto-submitted|x-auto-response-suppress|list-)/im,
  )
})
