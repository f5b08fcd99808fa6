import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { countReceived, makeMessageHash, traceBytes } from './trace.ts'

const BODY = 'From: a@b.test\r\nSubject: hello\r\n\r\nReceived: not a header\r\n'
const digestOf = (...chunks: string[]) => {
  const hash = makeMessageHash()
  for (const chunk of chunks) hash.push(Buffer.from(chunk))
  return hash.end()
}

describe('the digest of a message', () => {
  test('is the same by two ways: trace headers on top do not count', () => {
    const first = digestOf('Received: from x\r\n\tby y; date\r\nReturn-Path: <a@b.test>\r\n' + BODY)
    const second = digestOf('Delivered-To: other@desk.test\r\n' + BODY)
    expect(first.digest).toBe(second.digest)
    expect(first.hash).not.toBe(second.hash)
    expect(digestOf(BODY).digest).toBe(first.digest)
  })
  test('differs when anything below the trace differs, trace-like names included', () => {
    expect(digestOf(BODY + 'x').digest).not.toBe(digestOf(BODY).digest)
    const below = (by: string) => `Subject: s\r\nReceived: ${by}\r\n\r\nx`
    expect(digestOf(below('a')).digest).not.toBe(digestOf(below('b')).digest)
  })
  test('[MR5] is the same when a provider writes into its copies, and only then', () => {
    const author = 'From: a@b.test\r\nSubject: hello\r\nX-Mailer: post\r\n'
    const own = 'Date: Mon, 5 Jan 2026 10:00:00 +0000\r\n'
    const body = '\r\nX-MS-Exchange-Is: text\r\n'
    const forwarded =
      'Received: a\r\nX-Forwarded-To: me@desk.test\r\nX-Gm-Message-State: AB\r\n c\r\nReceived: b\r\n'
    const fetched = 'Delivered-To: me@gmail.test\r\nX-Google-Smtp-Source: C\r\nReceived: z\r\n'
    const plain = digestOf(author + own + body).digest
    expect(digestOf(forwarded + author + own + body).digest).toBe(plain)
    expect(digestOf(fetched + author + own + body).digest).toBe(plain)
    const between = 'X-MS-Exchange-Organization-SCL: 1\r\nX-Microsoft-Antispam: x\r\n\ty\r\n'
    expect(digestOf(author + between + own + body).digest).toBe(plain)
    expect(digestOf(author + own + body.replace('text', 'else')).digest).not.toBe(plain)
    expect(digestOf(author.replace('post', 'other') + own + body).digest).not.toBe(plain)
  })
  test('of a long head takes time that grows with its length, not with its square', () => {
    const head = (size: number) => `${'ab\r\n'.repeat(size / 4)}X-Gm: y\r\n\r\n`
    expect(growthOf((size) => digestOf(head(2 * size)))).toBeLessThan(FACTOR * 4)
  })
  test.each([
    ['a short one', ''],
    ['one that is hashed as it comes', 'x'.repeat(70_000)],
    ['one with a head beyond the limit', `\r\n${'Y: z\r\n'.repeat(60_000)}\r\n`],
  ])('and its hash do not depend on how the bytes were cut: %s', (_, more) => {
    const text = `Received: from x\r\n by y\r\n${BODY}${more}`
    const cut = text.match(/[^]{1,7}/g) ?? []
    expect(digestOf(...cut)).toEqual(digestOf(text))
    expect(digestOf(text).hash).toBe(createHash('sha256').update(text).digest('hex'))
    expect(digestOf(text).digest).toBe(digestOf(`${BODY}${more}`).digest)
  })
})

test('a field that is cut off is not taken for a trace header', () => {
  expect(traceBytes(Buffer.from('Received: from x'))).toBe(0)
  expect(traceBytes(Buffer.from('Received: a\r\nSubject: x\r\n'))).toBe(13)
})

test('Received is counted in the header only', () => {
  expect(
    countReceived(Buffer.from('Received: a\r\nX: y\r\nreceived : b\r\n\r\nReceived: c\r\n')),
  ).toBe(2)
})
