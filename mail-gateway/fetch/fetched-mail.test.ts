import { expect, test } from 'vitest'
import { v } from '../../shared/kit/schema.ts'
import { MailboxSettings, type LeasedMailbox } from '../../shared/wire/mailbox.ts'
import { arrivalOf, envelopeOf, placeOf, receivedAtOf } from './fetched-mail.ts'
import { toMailboxFault } from './imap-fault.ts'

const NOW = Date.UTC(2026, 2, 2, 10)
const DAY_MS = 86_400_000
const settings = v.parse(MailboxSettings, {
  isOn: true,
  host: 'imap.provider.example',
  port: 993,
  security: 'tls',
  user: 'support@company.example',
})
const mailbox: LeasedMailbox = {
  queue: 'support',
  revision: 1,
  address: 'support@company.example',
  settings,
  password: null,
  reached: null,
}
const envelope = (...lines: string[]) =>
  envelopeOf(Buffer.from([...lines, '', 'x'].join('\r\n')), mailbox, NOW)

test('the sender is the Return-Path that the last server wrote; without one the author', () => {
  const forged = 'Return-Path: <forged@else.test>'
  expect(envelope('Return-Path: <ann@home.test>', forged, 'From: b@c.test').from).toBe(
    'ann@home.test',
  )
  // RFC 5321 §4.5.5: nobody is to be answered.
  expect(envelope('Return-Path: <>', 'From: mailer-daemon@home.test').from).toBe('')
  expect(envelope('From: Ann <ann@home.test>').from).toBe('ann@home.test')
  expect(envelope('Subject: x').from).toBe('')
})

test('[MR6] whoever To names, the queue is the mailbox’s; its own reply addresses are kept, so many', () => {
  expect(envelope('To: ceo@company.example, support@other.example').to).toEqual([
    'support@company.example',
  ])
  const many = Array.from({ length: 50 }, (_, index) => `support+t${index}@company.example`)
  expect(envelope(`To: ${many.join(', ')}`).to).toHaveLength(21)
  expect(envelope('Delivered-To: SUPPORT+Tok@Company.Example').to[1]).toBe(
    'support+tok@company.example',
  )
})

test('a message arrived when its provider took it, whatever a later move says, and never in the future', () => {
  const at = (takenAt: number | null, trace = '') =>
    arrivalOf({ uid: 1, bytes: 1, takenAt, trace }, NOW)
  const trace = (time: number) =>
    `Received: from a (b; c)\r\n\tby d; ${new Date(time).toUTCString()} (UTC)\r\nReceived: x; Mon, 1 Jan 2001 00:00:00 +0000\r\n`
  expect(at(NOW - 5)).toBe(NOW - 5)
  expect(at(NOW, trace(NOW - DAY_MS))).toBe(NOW - DAY_MS)
  expect(at(NOW - 2 * DAY_MS, trace(NOW - DAY_MS))).toBe(NOW - 2 * DAY_MS)
  expect(at(NOW + DAY_MS, trace(NOW + DAY_MS))).toBe(NOW)
  expect(at(null, 'Received: from a; no date at all\r\n')).toBe(NOW)
  expect(receivedAtOf(NOW - 400 * DAY_MS, NOW)).toBe(NOW - 31 * DAY_MS)
})

test('another account or folder is another place, another port is not', () => {
  expect(placeOf({ ...settings, port: 143 })).toBe(placeOf(settings))
  expect(placeOf({ ...settings, folder: 'Other' })).not.toBe(placeOf(settings))
  expect(placeOf({ ...settings, user: 'else' })).not.toBe(placeOf(settings))
})

test('what libraries, TLS and servers say has one code each', () => {
  const codeOf = (fields: object) => toMailboxFault(Object.assign(new Error('words'), fields)).code
  expect(codeOf({ authenticationFailed: true })).toBe('mailbox/password')
  expect(codeOf({ mailboxMissing: true })).toBe('mailbox/folder')
  expect(codeOf({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })).toBe('mailbox/certificate')
  expect(codeOf({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })).toBe('mailbox/certificate')
  expect(codeOf({ code: 'CERT_HAS_EXPIRED' })).toBe('mailbox/certificate')
  expect(codeOf({ code: 'GREETING_TIMEOUT' })).toBe('mailbox/time-out')
  expect(codeOf({ code: 'ENOTFOUND' })).toBe('mailbox/unknown-host')
  expect(codeOf({ code: 'ECONNREFUSED' })).toBe('mailbox/unreachable')
  expect(codeOf({ code: 'NoConnection' })).toBe('mailbox/unreachable')
  expect(codeOf({ code: 'ERR_SSL_WRONG_VERSION_NUMBER' })).toBe('mailbox/tls')
  expect(codeOf({ responseStatus: 'NO', responseText: 'Over quota' })).toBe('mailbox/refused')
  expect(toMailboxFault('nothing known').code).toBe('mailbox/refused')
})
