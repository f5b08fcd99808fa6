/** What a header says of the servers a message passed, and for whom they had it. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseHeader } from './header.ts'
import { passedIn } from './passed.ts'

const read = (...lines: string[]) =>
  passedIn(parseHeader(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)))

test('servers by what they wrote themselves, addresses by who delivered to them', () => {
  expect(
    read(
      'Delivered-To: Support@Company.test',
      'X-Forwarded-For: support@company.test team@help.company.test',
      'Received: from mx.customer.test (mx.customer.test [203.0.113.9])',
      '\tby MX.Provider.example. with ESMTPS id 7 for <support@company.test>;',
      '\tMon, 2 Mar 2026 10:00:00 +0000',
      'Received: by mx.customer.test (Postfix, from userid 1000) id 3; Mon, 2 Mar 2026 09:59:59 +0000',
      'To: someone@else.test',
      'Subject: stand by me',
    ),
  ).toEqual({
    servers: ['mx.provider.example', 'mx.customer.test'],
    deliveredTo: ['support@company.test', 'team@help.company.test'],
  })
})

test('a header without traces says nothing, and an endless one is not read to its end', () => {
  expect(read('From: a@b.test', 'Subject: x')).toBeUndefined()
  const traces = Array.from({ length: 90 }, (_, at) => `Received: from a by h${at}.test; x`)
  const delivered = Array.from({ length: 90 }, (_, at) => `Delivered-To: u${at}@b.test`)
  const found = read(...traces, ...delivered)
  expect(found?.servers).toHaveLength(LIMITS.tracesRead)
  expect(found?.deliveredTo).toHaveLength(LIMITS.tracesRead)
})
