import { describe, expect, test } from 'vitest'
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
  expect(await judge(Buffer.from('From: a@b.test\r\n\r\nx'), facts)).toEqual({
    ...UNCHECKED,
    isLocal: true,
  })
})

describe('[MR35] what is judged of a sender', () => {
  const timers = { after: () => ({ cancel() {} }) }
  const zone = (records: Record<string, string[]>) => async (name: string, type: string) => {
    const texts = type === 'TXT' ? records[name] : undefined
    if (!texts) throw Object.assign(new Error(name), { code: 'ENOTFOUND' })
    return texts.map((text) => [text])
  }
  const records = {
    'home.test': ['v=spf1 ip4:203.0.113.0/24 -all'],
    '_dmarc.home.test': ['v=DMARC1; p=reject'],
  }
  const facts = { remoteAddress: '203.0.113.9', helo: 'mx.home.test', envelopeFrom: 'a@home.test' }
  const mail = (from: string) => Buffer.from(`From: ${from}\r\nSubject: x\r\n\r\nx`)

  test('the host may send for the domain, and the domain is that of From', async () => {
    const judge = makeJudge({ timers, log: noLog, resolve: zone(records) })
    expect(await judge(mail('a@home.test'), facts)).toMatchObject({
      spf: 'pass',
      dkim: 'none',
      dmarc: 'pass',
    })
  })
  test('the host may send for its own domain, which is not that of From', async () => {
    const judge = makeJudge({
      timers,
      log: noLog,
      resolve: zone({ ...records, 'other.test': ['v=spf1 +all'] }),
    })
    const verdict = await judge(mail('a@home.test'), { ...facts, envelopeFrom: 'x@other.test' })
    expect(verdict).toMatchObject({ spf: 'pass', dmarc: 'fail' })
    expect(verdict.words).toContain('spf=pass smtp.mailfrom=other.test')
  })
  test('fetched mail is judged by the provider that was named, else by nobody', async () => {
    const judge = makeJudge({
      timers,
      log: noLog,
      resolve: zone(records),
      // Ours, for mail that a server of ours brings: its name in a stranger's mailbox says nothing.
      believed: { authservs: ['mx.ours.test'], sealers: [] },
    })
    const fetched = (authservs: string[]) => ({
      remoteAddress: '',
      helo: '',
      envelopeFrom: 'a@home.test',
      authservs,
    })
    const says = (name: string) =>
      `Authentication-Results: ${name}; dmarc=pass header.from=home.test; spf=pass smtp.mailfrom=home.test\r\n`
    const from = mail('a@home.test').toString()
    const of = (text: string, authservs: string[]) => judge(Buffer.from(text), fetched(authservs))
    expect(await of(says('mx.provider.test') + from, ['mx.provider.test'])).toMatchObject({
      dmarc: 'pass',
      judgedBy: 'mx.provider.test',
    })
    expect(await of(says('mx.provider.test') + from, [])).toEqual(UNCHECKED)
    expect(await of(says('mx.ours.test') + from, ['mx.provider.test'])).toEqual(UNCHECKED)
    expect(await of(from, ['mx.provider.test'])).toEqual(UNCHECKED)
  })
  test('another host', async () => {
    const judge = makeJudge({ timers, log: noLog, resolve: zone(records) })
    const verdict = await judge(mail('a@home.test'), { ...facts, remoteAddress: '198.51.100.1' })
    expect(verdict).toMatchObject({ spf: 'fail', dmarc: 'fail' })
  })
  test('name servers that are down have judged nothing', async () => {
    const judge = makeJudge({
      timers,
      log: noLog,
      resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ETIMEOUT' })),
    })
    expect((await judge(mail('a@home.test'), facts)).spf).toBe('temperror')
  })
})
