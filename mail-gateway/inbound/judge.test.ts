import { expect, test } from 'vitest'
import { noLog } from '../../shared/kit/log.ts'
import { isPrivateAddress, makeJudge, UNCHECKED } from './judge.ts'

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:10.1.2.3', true],
  ['10.0.0.1', true],
  ['172.16.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['fd00::1', true],
  ['fe80::1', true],
  ['2001:db8::1', false],
  ['::ffff:203.0.113.9', false],
  ['203.0.113.9', false],
  ['not an address', true],
])('%s is ours: %s', (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate)
})

test('mail from this machine is not judged, and no name server is asked', async () => {
  const timers = {
    after(): never {
      throw new Error('nothing should be waited for')
    },
  }
  const judge = makeJudge({ timers, log: noLog })
  const facts = { remoteAddress: '127.0.0.1', helo: 'h', envelopeFrom: 'a@b.test' }
  expect(await judge(Buffer.from('From: a@b.test\r\n\r\nx'), facts)).toBe(UNCHECKED)
})
