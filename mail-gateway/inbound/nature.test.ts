import { describe, expect, test } from 'vitest'
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
  ['X-Deskside-Loop: desk.test'],
  ['From: no-reply@shop.test'],
  ['Subject: Automatic reply: away'],
  ['Content-Type: multipart/report; report-type=disposition-notification'],
  ['Content-Type: multipart/report; report-type=feedback-report'],
])('automatic: %s', (header) => {
  expect(natureOf(header).kind).toBe('auto')
})

test('the null sender is automatic (RFC 5321 §4.5.5)', () => {
  expect(natureOf('From: ann@home.test', 'hello', '').kind).toBe('auto')
})

describe('bounces', () => {
  test('RFC 3464: recipients, how it ended, and which message', () => {
    const body = [
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.test',
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
