/** Who is named above a mail that is forwarded inside the text, and where nobody is. */
import { describe, expect, test } from 'vitest'
import { forwardedInText } from './forward-block.ts'
import { parseMessage } from './parse.ts'

const UMA = { address: 'uma@user.test', name: 'Uma Novák' }

const GMAIL = `Please take this one.

---------- Forwarded message ---------
From: Uma Novák <uma@user.test>
Date: Thu, 5 Feb 2026 at 10:12
Subject: The door
To: Ada <ada@desk.test>


Hello, the door does not open.`

const APPLE = `Anfang der weitergeleiteten Nachricht:

Von: Uma Novák <uma@user.test>
Betreff: Die Tür
Datum: 5. Februar 2026 um 10:12:01 MEZ
An: Ada <ada@desk.test>

Guten Tag`

const OUTLOOK = `For you
________________________________
From: Uma Novák <uma@user.test>
Sent: Thursday, February 5, 2026 10:12 AM
To: Ada <ada@desk.test>
Subject: The door

Hello`

const STARRED = OUTLOOK.replace(/^(From|Sent|To|Subject):/gm, '*$1:*')
const LINKED = OUTLOOK.replace('<uma@user.test>', '<uma@user.test<mailto:uma@user.test>>')
const BRACKETED = OUTLOOK.replace('<uma@user.test>', '[mailto:uma@user.test]')
const WRAPPED = GMAIL.replace('Novák <uma', 'Novák\n<uma')
const INDENTED = GMAIL.replace(/^(From|Date|Subject|To)/gm, '    $1')

describe('[MR30] a mail forwarded inside the text', () => {
  test.each([
    ['Gmail', GMAIL, 'Fwd: The door'],
    ['Gmail, subject changed', GMAIL, 'Please look'],
    ['Gmail, a line broken', WRAPPED, 'Fwd: The door'],
    ['Gmail, set in', INDENTED, 'Fwd: The door'],
    ['Apple Mail in German', APPLE, 'Fwd: Die Tür'],
    ['Outlook', OUTLOOK, 'FW: The door'],
    ['Outlook as text of HTML', STARRED, 'WG: The door'],
    ['Outlook, a link in it', LINKED, 'TR: The door'],
    ['Outlook, in brackets', BRACKETED, 'RV: The door'],
  ])('names its author: %s', (_program, text, subject) => {
    expect(forwardedInText(text, subject)).toMatchObject({ from: UMA, isInText: true })
  })

  test('is about what its subject says without the mark', () => {
    expect(forwardedInText(OUTLOOK, 'FW: The door')?.subject).toBe('The door')
  })

  test.each([
    ['an answer in Outlook, which has the same lines', OUTLOOK, 'RE: The door'],
    ['two authors', GMAIL.replace('<uma@', '<else@user.test>, Uma <uma@'), 'Fwd: x'],
    ['a name without an address', GMAIL.replace(' <uma@user.test>', ''), 'Fwd: x'],
    [
      'on behalf of another',
      GMAIL.replace('From: ', 'From: bot@user.test on behalf of '),
      'Fwd: x',
    ],
    ['a block with one field', 'Forwarded message\nFrom: Uma <uma@user.test>\n\nHi', 'Fwd: x'],
    ['a sentence', 'I got a forwarded message from uma@user.test.\nTo: do\nDate: 5', 'Fwd: x'],
    ['two who wrote', GMAIL.replace('Date:', 'From: Eve <eve@user.test>\nDate:'), 'Fwd: x'],
  ])('names nobody where it is not sure: %s', (_what, text, subject) => {
    expect(forwardedInText(text, subject)).toBeNull()
  })

  test('the first block alone counts: what stands below was written by somebody else', () => {
    const inner = GMAIL.replace('Hello,', OUTLOOK.replace(/uma@user/, 'eve@else'))
    expect(forwardedInText(inner, 'Fwd: The door')?.from).toEqual(UMA)
    const broken = `---------- Forwarded message ---------\nlost\n\n${GMAIL}`
    expect(forwardedInText(broken, 'Fwd: The door')).toBeNull()
  })

  test('a million characters that look like one cost little', () => {
    const many = 'From: a@b.test\n\n'.repeat(50_000)
    expect(forwardedInText(many, 'Fwd: x')).toBeNull()
    const long = `Forwarded message\nFrom: ${'<('.repeat(250_000)}\nTo: a\nSubject: b\n`
    expect(forwardedInText(long, 'Fwd: x')).toBeNull()
  })

  test('is read of whole mails, as text and as HTML; one that is attached goes before it', async () => {
    const context = { envelopeFrom: 'ada@desk.test', receivedAt: 0 }
    const head = 'From: ada@desk.test\r\nSubject: Fwd: The door\r\nContent-Type: '
    const read = (rest: string) => parseMessage(Buffer.from(head + rest), context)
    const html = `<div>Take it</div><div class="gmail_quote"><div dir="ltr">---------- Forwarded message ---------<br>From: <strong>Uma Nov&aacute;k</strong> <span>&lt;<a href="mailto:uma@user.test">uma@user.test</a>&gt;</span><br>Date: Thu, 5 Feb 2026 at 10:12<br>Subject: The door<br>To: &lt;<a href="mailto:ada@desk.test">ada@desk.test</a>&gt;<br></div><br><p>Hello</p></div>`
    const text = 'text/plain; charset=utf-8\r\n\r\n'
    for (const body of [`${text}${GMAIL}`, `text/html\r\n\r\n${html}`])
      expect((await read(body)).enclosed).toEqual([
        { from: UMA, subject: 'The door', messageId: null, isInText: true },
      ])
    const attached = `multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: ${text}${GMAIL}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: Eve <eve@else.test>\r\nSubject: other\r\n\r\nHi\r\n--b--\r\n`
    expect((await read(attached)).enclosed).toMatchObject([{ from: { address: 'eve@else.test' } }])
  })
})
