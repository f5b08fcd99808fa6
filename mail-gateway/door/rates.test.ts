import { describe, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { countedAddress, parseAddressList } from './client-address.ts'
import { makeRates } from './rates.ts'

const MINUTE_MS = 60_000

function start() {
  const clock = { time: 1_000_000, now: () => clock.time }
  return { clock, rates: makeRates(clock) }
}
const codeOf = (reply: { code: number; text: string } | null) => reply && reply.code
const times = (count: number, run: (at: number) => unknown) =>
  Array.from({ length: count }, (_, at) => run(at))

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('%s is counted as %s', (address, key) => {
  expect(countedAddress(address)).toBe(key)
})

describe('lists of peers', () => {
  test('hold addresses and networks of both families', () => {
    const list = unwrap(parseAddressList(' 192.0.2.1, 10.0.0.0/8 ,2001:db8::/32,'))
    for (const address of ['192.0.2.1', '::ffff:192.0.2.1', '10.9.8.7', '2001:db8:9::1'])
      expect(list.has(address), address).toBe(true)
    for (const address of ['192.0.2.2', '11.0.0.1', '2001:db9::1', '', 'localhost'])
      expect(list.has(address), address).toBe(false)
    expect(unwrap(parseAddressList('')).has('127.0.0.1')).toBe(false)
  })
  test.each([
    'mail.test',
    '10.0.0.0/33',
    '10.0.0.0/x',
    '10.0.0.0/8/8',
    '2001:db8::/129',
    '10.0.0/8',
  ])('%s is none', (text) => {
    expect(parseAddressList(text).ok).toBe(false)
  })
})

describe('[MR13] rates', () => {
  test('connections at once, of an address or of a /64', () => {
    const { rates } = start()
    const replies = times(LIMITS.smtpClientsPerAddress, (at) =>
      rates.enter(`v${at}`, `2001:db8:1:2::${at}`),
    )
    expect(replies.every((reply) => reply === null)).toBe(true)
    expect(codeOf(rates.enter('late', '2001:db8:1:2:ffff::1'))).toBe(421)
    expect(rates.enter('other', '2001:db8:1:3::1')).toBe(null)
    rates.leave('late')
    rates.leave('v0')
    expect(rates.enter('now', '2001:db8:1:2:ffff::1')).toBe(null)
  })

  test('connections in a minute, and room again with time', () => {
    const { clock, rates } = start()
    const come = (at: number) => {
      const reply = rates.enter(`v${at}`, '192.0.2.7')
      rates.leave(`v${at}`)
      return reply
    }
    expect(times(LIMITS.smtpConnectionsPerMinute, come).every((reply) => reply === null)).toBe(true)
    expect(codeOf(come(-1))).toBe(421)
    clock.time += MINUTE_MS / LIMITS.smtpConnectionsPerMinute
    expect(come(-2)).toBe(null)
    expect(codeOf(come(-3))).toBe(421)
    clock.time -= 10 * MINUTE_MS
    expect(codeOf(come(-4))).toBe(421)
    clock.time += 12 * MINUTE_MS
    expect(times(LIMITS.smtpConnectionsPerMinute, come).every((reply) => reply === null)).toBe(true)
  })

  test('messages in a minute', () => {
    const { clock, rates } = start()
    const begin = (at: number) => rates.begin('192.0.2.7', `s${at}@home.test`)
    expect(times(LIMITS.smtpMessagesPerMinute, begin).every((reply) => reply === null)).toBe(true)
    expect(codeOf(begin(-1))).toBe(421)
    expect(rates.begin('192.0.2.8', 's@home.test')).toBe(null)
    clock.time += MINUTE_MS
    expect(begin(-2)).toBe(null)
  })

  test('bytes in a minute: what came has come, the next one waits', () => {
    const { clock, rates } = start()
    rates.spend('192.0.2.7', 1.5 * LIMITS.smtpBytesPerMinute)
    expect(codeOf(rates.begin('192.0.2.7', 'a@home.test'))).toBe(421)
    clock.time += MINUTE_MS / 4
    expect(codeOf(rates.begin('192.0.2.7', 'a@home.test'))).toBe(421)
    clock.time += MINUTE_MS / 2
    expect(rates.begin('192.0.2.7', 'a@home.test')).toBe(null)
  })

  test('messages of one sender in an hour, from wherever; bounces count by who brings them', () => {
    const { clock, rates } = start()
    const send = (at: number) => rates.begin(`192.0.${at % 200}.${at >> 8}`, 'a@home.test')
    expect(times(LIMITS.smtpMessagesPerHourPerSender, send).every((one) => one === null)).toBe(true)
    // Not 421: the connection may have mail of others.
    expect(codeOf(rates.begin('198.51.100.1', 'a@home.test'))).toBe(450)
    expect(rates.begin('198.51.100.1', 'b@home.test')).toBe(null)
    const bounce = (at: number) => rates.begin(`192.0.${at % 200}.${at >> 8}`, '')
    expect(times(LIMITS.smtpMessagesPerHourPerSender, bounce).every((one) => one === null)).toBe(
      true,
    )
    clock.time += 60 * MINUTE_MS
    expect(rates.begin('198.51.100.1', 'a@home.test')).toBe(null)
  })

  test('unknown recipients: a few are free, then each waits longer, then it is enough', () => {
    const { rates } = start()
    rates.enter('v', '192.0.2.7')
    const waits = times(LIMITS.smtpUnknownPerConnection, () => rates.countUnknown('v', '192.0.2.7'))
    expect(waits).toEqual([
      ...[0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10, 10].map((seconds) => ({
        waitMs: seconds * 1_000,
        isEnough: false,
      })),
      { waitMs: LIMITS.smtpUnknownWaitMs, isEnough: true },
    ])
  })

  test('who tried a hundred in an hour waits from the first on, with every connection', () => {
    const { clock, rates } = start()
    for (let at = 0; at < LIMITS.smtpUnknownPerHour; at++) {
      rates.enter(`v${at}`, '192.0.2.7')
      expect(rates.countUnknown(`v${at}`, '192.0.2.7').waitMs).toBe(0)
      rates.leave(`v${at}`)
    }
    rates.enter('next', '192.0.2.7')
    expect(rates.countUnknown('next', '192.0.2.7').waitMs).toBe(LIMITS.smtpUnknownWaitMs)
    clock.time += 60 * MINUTE_MS
    expect(rates.countUnknown('next', '192.0.2.7').waitMs).toBe(0)
  })

  test('no more clients are remembered than the limit says', () => {
    const { rates } = start()
    rates.spend('192.0.2.7', 2 * LIMITS.smtpBytesPerMinute)
    for (let at = 0; at < LIMITS.smtpAddressesKept; at++) rates.spend(`10.0.${at >> 8}.${at}`, 1)
    expect(rates.begin('192.0.2.7', 'a@home.test')).toBe(null)
  })
})
