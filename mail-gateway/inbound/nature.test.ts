import { describe, expect, test } from 'vitest'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { readFields } from './fields.ts'

const natureOf = (header: string, body = 'hello', envelopeFrom = 'ann@home.test') =>
  readFields(Buffer.from(`${header}\r\n\r\n${body}`), { envelopeFrom, receivedAt: 0 }, body).nature

test.each([
  ['From: ann@home.test'],
  ['From: ann@home.test\r\nAuto-Submitted: no'],
  ['From: ann@home.test\r\nSubject: Re: undeliverable parcel'],
])('a person: %j', (header) => {
  expect(natureOf(header)).toEqual({ kind: 'person' })
})

test.each([
  ['Auto-Submitted: auto-replied'],
  ['Precedence: bulk'],
  ['List-Id: <x.list.test>'],
  ['X-Auto-Response-Suppress: OOF, AutoReply'],
  ['From: no-reply@shop.test'],
  ['Subject: Automatic reply: away'],
  ['Content-Type: multipart/report; report-type=disposition-notification'],
  ['Content-Type: multipart/report; report-type=feedback-report'],
])('automatic: %s', (header) => {
  expect(natureOf(header).kind).toBe('auto')
})

test('[MA8] the mark of a desk is told, and by itself makes nobody a machine: people write from other desks', () => {
  const header = 'From: ann@home.test\r\nX-Deskside-Loop: Desk.test'
  const read = readFields(
    Buffer.from(`${header}\r\n\r\nhello`),
    { envelopeFrom: 'ann@home.test', receivedAt: 0 },
    'hello',
  )
  expect(read).toMatchObject({ nature: { kind: 'person' }, loop: 'desk.test' })
  expect(
    'loop' in
      readFields(
        Buffer.from('From: a@b.test\r\n\r\nx'),
        { envelopeFrom: 'a@b.test', receivedAt: 0 },
        'x',
      ),
  ).toBe(false)
})

test('the null sender is automatic (RFC 5321 §4.5.5)', () => {
  expect(natureOf('From: ann@home.test', 'hello', '').kind).toBe('auto')
})

test('[MR34] a feedback report says whose mail was not wanted (RFC 5965)', () => {
  const body = [
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'Original-Mail-From: <support+b0123456789abcdefghjkmnpqrs@desk.test>',
    'Original-Rcpt-To: <ann@home.test>',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Message-ID: <reply-1@desk.test>',
    '--b--',
  ].join('\r\n')
  expect(
    natureOf('Content-Type: multipart/report; report-type=feedback-report; boundary=b', body),
  ).toEqual({
    kind: 'auto',
    why: 'feedback report (RFC 5965)',
    complaint: {
      recipients: ['ann@home.test'],
      sentFrom: 'support+b0123456789abcdefghjkmnpqrs@desk.test',
      about: ['reply-1@desk.test'],
    },
  })
})

describe('bounces', () => {
  test('RFC 3464: recipients, how it ended, and which message', () => {
    const body = [
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.test',
      'Original-Envelope-Id: b0123456789abcdefghjkmnpqrs',
      '',
      'Final-Recipient: rfc822; bob@home.test',
      'Action: failed',
      'Status: 5.1.1',
      '',
      'Original-Recipient: rfc822;eve@home.test',
      'Final-Recipient: rfc822; eve@home.test',
      'Action: delayed',
      'Status: 4.4.1',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <reply-1@desk.test>',
      '--b--',
    ].join('\r\n')
    expect(
      natureOf('Content-Type: multipart/report; report-type=delivery-status; boundary=b', body),
    ).toEqual({
      kind: 'bounce',
      why: 'delivery report (RFC 3464)',
      recipients: [
        { address: 'bob@home.test', action: 'failed', status: '5.1.1' },
        { address: 'eve@home.test', action: 'delayed', status: '4.4.1' },
      ],
      about: ['reply-1@desk.test'],
      envelopeId: 'b0123456789abcdefghjkmnpqrs',
    })
  })
  test('[MA27][MR34] a server that goes on trying has not failed, in fields or in words', () => {
    const body =
      'THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nThe following address had transient errors:\n<bob@home.test>\n   4.4.1 Connection timed out\nWill keep trying until message is 5 days old\n'
    const delayed = natureOf(
      'From: MAILER-DAEMON@mx.test\r\nSubject: Warning: could not send message for past 4 hours',
      body,
      '',
    )
    expect(delayed).toMatchObject({
      kind: 'bounce',
      recipients: [{ address: 'bob@home.test', action: 'delayed' }],
    })
  })
  test('without a report: the words of the server', () => {
    const body =
      "Hi. This is the qmail-send program.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<bob@home.test>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <reply-2@desk.test>\n"
    expect(
      natureOf('From: MAILER-DAEMON@mx.test\r\nSubject: failure notice', body, ''),
    ).toMatchObject({
      kind: 'bounce',
      recipients: [{ address: 'bob@home.test', action: 'failed' }],
      about: ['reply-2@desk.test'],
    })
  })
})

describe('[MR34] bounces of servers that write no report', () => {
  const said = (from: string, subject: string, body: string) =>
    natureOf(`From: ${from}\r\nTo: us@desk.test\r\nSubject: ${subject}`, body)
  test.each([
    [
      'the sentence, then the address',
      'The following addresses had permanent fatal errors:\n\n  bob@home.test\n',
    ],
    [
      'marked as if it were quoted',
      'The following addresses did NOT receive a copy of your message:\n\n> bob@home.test\n',
    ],
    ['the sentence and the address', 'Your message could not be delivered to bob@home.test.\n'],
    [
      'after a dash',
      'addressed to email address :\n-- bob@home.test\n\nThe problem appears to be :\n-- 4.4.4 busy',
    ],
    [
      'a list with reasons',
      '|--- Failed addresses follow: ---|\n bob@home.test ... unknown host\n',
    ],
    ['a field', 'Delivery has failed.\n\nRecipient: <bob@home.test>\nReason: no such user'],
    [
      'Exchange: the header first',
      'Your message\n\n  To: list@home.test\n  Subject: x\n\ndid not reach the following recipient(s):\n\nbob@home.test on Fri\n    The recipient name is not recognized\n',
    ],
    [
      'a session',
      'Transcript of session follows.\n In: RCPT TO:<bob@home.test>\n Out: 550 5.1.1 User unknown\n',
    ],
    [
      'German',
      'Ihre Nachricht konnte nicht zugestellt werden an folgende Adresse:\n\nbob@home.test\n',
    ],
    ['French', "Votre message n'a pas pu être délivré à\nbob@home.test\n"],
    ['Japanese', '次の宛先に配信できませんでした。\n\nbob@home.test\n'],
    ['Russian', 'Сообщение не было доставлено получателю:\n\nbob@home.test\n'],
    [
      'nobody but the returned message says it',
      'Your message was undeliverable.\n\n--- Original message follows ---\nFrom: us@desk.test\nTo: bob@home.test\n',
    ],
  ])('%s', (_name, body) => {
    expect(said('MAILER-DAEMON@mx.test', 'Undeliverable mail', body)).toMatchObject({
      kind: 'bounce',
      recipients: [{ address: 'bob@home.test' }],
    })
  })
  test('whom to ask, who wrote and who reports are not who failed', () => {
    const body =
      'Mail from us@desk.test to bob@home.test was refused.\nFor help contact admin@mx.test or postmaster@mx.test.\n'
    expect(said('postmaster@mx.test', 'Delivery failure', body)).toMatchObject({
      recipients: [{ address: 'bob@home.test', action: 'failed' }],
    })
  })
  test('the address that was written to, not the one behind it (RFC 3464 §2.3.1)', () => {
    const body =
      'Original-Recipient: rfc822;bob@home.test\nFinal-Recipient: rfc822;b.42@inside.home.test\nAction: failed\nStatus: 5.0.0\n'
    expect(said('postmaster@mx.test', 'Delivery failure', body)).toMatchObject({
      recipients: [{ address: 'bob@home.test', action: 'failed', status: '5.0.0' }],
    })
  })
  test('a notice in JSON', () => {
    const body =
      '{"Message":"{\\"notificationType\\":\\"Bounce\\",\\"bounce\\":{\\"bouncedRecipients\\":[{\\"emailAddress\\":\\"bob@home.test\\",\\"status\\":\\"5.1.1\\"}]}}"}'
    expect(said('no-reply@sns.test', 'Notification', body)).toMatchObject({
      kind: 'bounce',
      recipients: [{ address: 'bob@home.test', action: 'failed', status: '5.1.1' }],
    })
  })
  test.each([
    ['Re: undeliverable parcel', 'Hello,\nmy parcel could not be delivered to me. Please help.'],
    [
      'Fwd: Delivery failure',
      'What does this mean?\n\n> Your message could not be delivered to x@y.test',
    ],
    ['Absence of an invoice', 'There is no invoice in the parcel.'],
    ['Delivery failed', 'The delivery failed, nobody was home.'],
    [
      'Undelivered mail?',
      'Hello,\nmy mail was not delivered: 550 5.1.1 user unknown bob@gone.test. Why?',
    ],
    ['Vacation booking 123', 'Please change it.'],
    ['Auto: kaputt', 'Bitte helfen Sie.'],
    ['On leave request form', 'It does not open.'],
  ])('a person who writes about it: %s', (subject, body) => {
    expect(said('ann@home.test', subject, body)).toEqual({ kind: 'person' })
  })
  test.each([
    ['Niedostarczona wiadomość', 'Wiadomość nie została dostarczona do:\n\n<bob@gone.test>\n'],
    ['Ditt meddelande kunde inte levereras', 'Till följande mottagare:\n\nbob@gone.test\n'],
    [
      '**Message you sent blocked by our bulk email filter**',
      'Your message to: bob@gone.test\nwas blocked. It has NOT BEEN DELIVERED.\n',
    ],
  ])('of a server that speaks otherwise: %s', (subject, body) => {
    expect(said('mailer-daemon@mx.test', subject, body)).toMatchObject({
      kind: 'bounce',
      recipients: [{ address: 'bob@gone.test' }],
    })
  })
  test('an address outside ASCII (RFC 6533)', () => {
    const fields = 'Final-Recipient: utf-8; bøb@gone.test\r\nAction: failed\r\nStatus: 5.1.1\r\n'
    expect(
      natureOf('From: mailer-daemon@mx.test\r\nSubject: undelivered', fields, ''),
    ).toMatchObject({
      recipients: [{ address: 'bøb@gone.test', status: '5.1.1' }],
    })
  })
})

test.each([
  'Abwesenheitsnotiz: x',
  'Automatische Antwort: x',
  'Réponse automatique : x',
  'Respuesta automática: x',
  'Automatisch antwoord: x',
  'Autosvar: x',
  'Автоответ: x',
  '自动回复: x',
  '自動返信: x',
  'Autoodpowiedź: x',
  'Odpowiedź automatyczna: x',
  'Automatinis atsakymas: x',
  'AUTO: Bob is out of the office (returning Monday)',
  'Re: x [Auto-Reply]',
])('[MR31] an answer of a machine, by its subject: %s', (subject) => {
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`
  expect(natureOf(`From: ann@home.test\r\nSubject: ${encoded}`).kind).toBe('auto')
})

test.each(['a@b.test ', '550 ', 'to: a@', '"emailAddress":"', 'could not be ', '\n'])(
  '[MR24] a bounce full of %j takes time that grows with its length, not with its square',
  (piece) => {
    const read = (size: number) =>
      natureOf(
        'From: MAILER-DAEMON@mx.test\r\nSubject: Undeliverable',
        piece.repeat(Math.ceil(size / piece.length)),
      )
    expect(growthOf(read)).toBeLessThan(FACTOR * 4)
  },
)
