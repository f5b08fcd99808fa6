import { domainToASCII } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Routes } from '../../shared/wire/mail.ts'
import { judgeRecipient, normaliseDomain } from './address.ts'

const ROUTES: Routes = {
  version: 1,
  addresses: [
    { address: 'support@desk.test', queue: 'support' },
    { address: 'hilfe@xn--bcher-kva.test', queue: 'hilfe' },
  ],
  domains: ['desk.test'],
  mailBytes: 1,
}

describe('recipients', () => {
  test.each([
    ['Support@Desk.Test', 'support@desk.test'],
    ['support+tok3n@desk.test', 'support+tok3n@desk.test'],
    ['hilfe@bücher.test', 'hilfe@xn--bcher-kva.test'],
    ['postmaster@desk.test', 'postmaster@desk.test'],
    ['ABUSE@desk.test', 'abuse@desk.test'],
    ['postmaster', 'postmaster@desk.test'],
    ['support@desk.test.', 'support@desk.test'],
  ])('%s is ours', (address, kept) => {
    expect(judgeRecipient(ROUTES, address)).toEqual({ ok: true, value: kept })
  })
  test.each([
    ['nobody@desk.test', 'mail/unknown-address'],
    ['sup+port@desk.test', 'mail/unknown-address'],
    ['support@other.test', 'mail/no-relay'],
    ['abuse@other.test', 'mail/no-relay'],
    ['support%other.test@desk.test', 'mail/no-relay'],
    ['other!support@desk.test', 'mail/no-relay'],
    ['@desk.test:support@desk.test', 'mail/no-relay'],
    ['"support@other.test"@desk.test', 'mail/no-relay'],
    ['support@sub.desk.test', 'mail/no-relay'],
    ['@desk.test', 'mail/no-relay'],
    ['support', 'mail/no-relay'],
  ])('%s is refused as %s', (address, code) => {
    const judged = judgeRecipient(ROUTES, address)
    expect(judged.ok ? null : judged.fault.code).toBe(code)
  })
})

test.each([
  ...[
    'desk.test',
    'a-b.c--d.test',
    '-x.test',
    '1.2.test',
    'x.t3st',
    'localhost',
    'a..test',
    '.test',
  ],
  ...[
    '1.2.3.4',
    '1.2.3.0x4',
    'a.0x4',
    '0x7f.1',
    'a.1',
    'a.-1',
    'xn--bcher-kva.test',
    'xn--a.test',
    'a.xn--b',
  ],
  ...['bücher.test', 'a_b.test', 'DESK.test', 'desk.test.', 'a b.test', '[1.2.3.4]', ''],
])('the shorter way to a normal form says the same: %j', (domain) => {
  const ascii = domainToASCII(domain.toLowerCase().replace(/\.$/, ''))
  expect(normaliseDomain(domain)).toBe(ascii === '' ? null : ascii)
})
