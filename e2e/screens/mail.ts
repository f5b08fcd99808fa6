/** Pictures of mail as an open ticket shows it: newsletters, quotes, files, an invitation, a card, doubtful senders. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { openAgent } from '../actors/agent.ts'
import { makeCorrespondent } from '../actors/correspondent.ts'
import { makeOracle } from '../actors/oracle.ts'
import { root } from '../stage/build.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import type { Stage } from '../stage.ts'
import { until } from '../stage/wait.ts'

const SUPPORT = 'support@desk.test'
const PNG = readFileSync(join(root, 'public', 'icon-192.png')).toString('base64')

const NEWSLETTER = `<body bgcolor="#eef2f2"><table width="600" align="center" cellpadding="0" cellspacing="0" style="background:#ffffff"><tr><td bgcolor="#0b5d5a" style="padding:20px;color:#ffffff;font-size:22px">Harbour news</td></tr><tr><td style="padding:20px;font-family:Arial,sans-serif;font-size:15px;color:#333333"><img src="https://pictures.outside.test/crane.png" width="560" height="120" alt="A crane at dusk"><p>Three cranes were <b>painted</b> this spring.</p><p><a href="https://outside.test/read">Read on</a></p><img src="https://t.outside.test/pixel.gif" width="1" height="1"></td></tr></table></body>`

const REPLY = `<div dir="ltr"><p>The photo shows it: <b>the left lamp</b> blinks twice.</p><p><img src="cid:lamp@outside.test" alt="the lamp" width="128" height="64"></p><ol><li>Switched off</li><li>Waited ten minutes</li></ol><p>What now? See <a href="https://outside.test/manual">the manual</a>.</p></div><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, 3 Mar 2026 at 09:12, Support &lt;<a href="mailto:support@desk.test">support@desk.test</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><p>Could you send a photo of the lamps?</p></blockquote></div>`

const EVENT = `BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Crane inspection with the harbour office
LOCATION:Hall 3, gate B
DESCRIPTION:Please bring a helmet.
ORGANIZER;CN="Kim Duarte":mailto:kim@outside.test
ATTENDEE;CN=Support;PARTSTAT=NEEDS-ACTION:mailto:support@desk.test
ATTENDEE;CN=Sam Porter;PARTSTAT=ACCEPTED:mailto:sam@outside.test
DTSTART;TZID=Asia/Tokyo:20260303T093000
DTEND;TZID=Asia/Tokyo:20260303T103000
RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=6
END:VEVENT
END:VCALENDAR`
const CARD = `BEGIN:VCARD
VERSION:3.0
FN:Dr. Kim Duarte
ORG:Harbour Office
TITLE:Engineer
EMAIL:kim@outside.test
TEL:+351 21 000 000
END:VCARD`

type Part = { name: string; type: string; content: string; cid?: string; isBase64?: boolean }

function rawMail(subject: string, html: string, parts: readonly Part[] = [], head: string[] = []) {
  const body = parts.map(({ name, type, content, cid, isBase64 }) => {
    const how = cid
      ? `inline; filename="${name}"\r\nContent-ID: <${cid}>`
      : `attachment; filename="${name}"`
    const bytes = isBase64 ? content : Buffer.from(content).toString('base64')
    return `--b\r\nContent-Type: ${type}\r\nContent-Disposition: ${how}\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.replace(/(.{76})/g, '$1\r\n')}\r\n`
  })
  return Buffer.from(
    `From: Sam Porter <sam@outside.test>\r\nTo: ${SUPPORT}\r\nSubject: ${subject}\r\n${head.map((line) => `${line}\r\n`).join('')}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n${body.join('')}--b--\r\n`,
  )
}

export async function takeMail(
  browser: Browser,
  stage: Stage,
  admin: { email: string },
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const oracle = makeOracle(stage, await stage.verb('token', 'create', '--email', admin.email))
  const agent = await openAgent(browser, stage, admin.email)
  const { page } = agent
  const envelope = { from: 'sam@outside.test', to: [SUPPORT] }
  const take = async (subject: string, name: string, act?: () => Promise<void>) => {
    const { id } = await oracle.bySubject(subject)
    await page.goto(`${stage.publicUrl}/app/v/all/t/${id}`)
    await page.locator('iframe.mail-frame[data-shown]').last().waitFor()
    await act?.()
    await look(page, name)
  }
  await sendMail(stage.smtpPort, envelope, rawMail('Harbour news in March', NEWSLETTER))
  await take('Harbour news in March', 'mail-newsletter')

  const files: Part[] = [
    { name: 'photo of the lamp.png', type: 'image/png', content: PNG, isBase64: true },
    { name: 'log.txt', type: 'text/plain', content: '09:12 lamp on\n09:13 lamp off\n'.repeat(30) },
    {
      name: 'Reparaturanleitung-Containerkransteuerung.pdf',
      type: 'application/pdf',
      content: '%PDF-1.4',
    },
    { name: 'invoice.pdf.exe', type: 'application/octet-stream', content: 'MZ' },
    { name: 'report.docm', type: 'application/octet-stream', content: 'PK' },
    { name: 'page.html', type: 'text/html', content: '<p>x</p>' },
    { name: 'invite.ics', type: 'text/calendar; method=REQUEST', content: EVENT },
    { name: 'kim.vcf', type: 'text/vcard', content: CARD },
  ]
  const strange = ['Reply-To: Else <else@elsewhere.test>', 'Date: Fri, 01 Jan 2021 00:00:00 +0000']
  await sendMail(
    stage.smtpPort,
    envelope,
    rawMail('Lamp, with files', '<p>See the files.</p>', files, strange),
  )
  await take('Lamp, with files', 'mail-files')
  await page.getByRole('button', { name: 'About this message' }).last().click()
  await look(page, 'mail-about')
  await page.getByRole('button', { name: 'Look at log.txt' }).click()
  await look(page, 'mail-file-text')
  await page.keyboard.press('Escape')

  const sam = makeCorrespondent(stage, 'Sam Porter', 'sam@outside.test')
  await sam.write({ to: SUPPORT, subject: 'The lamp blinks', text: 'Since noon.\n\nSam' })
  const { id, number } = await oracle.bySubject('The lamp blinks')
  await stage
    .api(oracle.token)
    .post(`/api/tickets/${id}/replies`, { text: 'Could you send a photo of the lamps?' })
  const received = await sam.read('the reply', ({ mail }) =>
    (mail.text ?? '').includes('photo of the lamps'),
  )
  const to = received.mail.replyTo?.value[0]?.address ?? SUPPORT
  const lamp: Part = {
    name: 'lamp.png',
    type: 'image/png',
    content: PNG,
    cid: 'lamp@outside.test',
    isBase64: true,
  }
  const threaded = [`In-Reply-To: ${received.mail.messageId ?? ''}`]
  await sendMail(
    stage.smtpPort,
    { from: 'sam@outside.test', to: [to] },
    rawMail('Re: The lamp blinks', REPLY, [lamp], threaded),
  )
  await until('the answer is there', async () =>
    (await oracle.ticket(number)).messages.some(({ text }) => text.includes('left lamp')),
  )
  await take('The lamp blinks', 'mail-reply')
  await page.getByRole('button', { name: 'Show quoted text' }).last().click()
  await look(page, 'mail-quote')
  await agent.context.close()
}
