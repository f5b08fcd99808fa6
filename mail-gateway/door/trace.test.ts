import { describe, expect, test } from 'vitest'
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
  test('does not depend on how the bytes were cut', () => {
    const text = 'Received: from x\r\n by y\r\n' + BODY
    expect(digestOf(...text).digest).toBe(digestOf(text).digest)
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
