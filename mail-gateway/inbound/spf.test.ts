import { describe, expect, test } from 'vitest'
import { bytesOf, parseSpf } from '../../shared/kit/spf-record.ts'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { checkSpf } from './spf.ts'

type Zone = Record<string, Partial<Record<'A' | 'AAAA' | 'MX' | 'PTR' | 'TXT', unknown[]>>>

function ask(zone: Zone, ip = '192.0.2.1', envelopeFrom = 'ann@home.test', helo = 'mx.home.test') {
  const asked: string[] = []
  const resolve = (name: string, type: 'A' | 'AAAA' | 'MX' | 'PTR' | 'TXT') => {
    asked.push(`${type} ${name}`)
    const found = zone[name]?.[type]
    if (found) return Promise.resolve(found)
    return Promise.reject(Object.assign(new Error(name), { code: 'ENOTFOUND' }))
  }
  return checkSpf(resolve, { ip, helo, envelopeFrom }).then(({ result }) => ({ result, asked }))
}
const record = (text: string, more: Zone = {}): Zone => ({
  'home.test': { TXT: [[text]] },
  ...more,
})

describe('[MR35] RFC 7208', () => {
  test.each([
    ['v=spf1 -all', 'fail'],
    ['v=spf1 ~all', 'softfail'],
    ['v=spf1', 'neutral'],
    ['v=spf1 ip4:192.0.2.0/24 -all', 'pass'],
    ['v=spf1 ip4:198.51.100.0/24 -all', 'fail'],
    ['v=spf10 -all', 'none'],
    ['V=SPF1 +ALL', 'pass'],
    ['v=spf1 a:mx.home.test -all', 'pass'],
    ['v=spf1 a:none.home.test -all', 'fail'],
    ['v=spf1 mx -all', 'pass'],
    ['v=spf1 ptr -all', 'pass'],
    ['v=spf1 exists:%{ir}.list.test -all', 'pass'],
    ['v=spf1 include:other.test -all', 'pass'],
    ['v=spf1 redirect=other.test', 'pass'],
    // Any mistake anywhere is one of the whole (§4.6).
    ['v=spf1 +all nonsense', 'permerror'],
    ['v=spf1 +all ip4:192.0.2.0/33', 'permerror'],
    ['v=spf1 +all a:%{c}.home.test', 'permerror'],
    ['v=spf1 +all redirect=other.test redirect=other.test', 'permerror'],
    ['v=spf1 +all a:com/', 'permerror'],
    ['v=spf1 include:nothing.test', 'permerror'],
  ])('%s: %s', async (text, result) => {
    const zone = record(text, {
      'mx.home.test': { A: ['192.0.2.1'] },
      '1.2.0.192.in-addr.arpa': { PTR: ['mx.home.test'] },
      '1.2.0.192.list.test': { A: ['127.0.0.2'] },
      'other.test': { TXT: [['v=spf1 ip4:192.0.2.1 -all']] },
    })
    zone['home.test'] = { ...zone['home.test'], MX: [{ priority: 1, exchange: 'mx.home.test' }] }
    expect((await ask(zone)).result).toBe(result)
  })
  test('two records are none', async () => {
    expect((await ask({ 'home.test': { TXT: [['v=spf1 -all'], ['v=spf1 +all']] } })).result).toBe(
      'permerror',
    )
  })
  test('at most ten questions (§4.6.4): a domain that includes itself ends', async () => {
    const { result, asked } = await ask(record('v=spf1 include:home.test -all'))
    expect(result).toBe('permerror')
    expect(asked.length).toBeLessThanOrEqual(11)
  })
  test('at most two answers with nothing in them', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => `a:${name}.home.test`).join(' ')
    const { result, asked } = await ask(record(`v=spf1 ${names} +all`))
    expect(result).toBe('permerror')
    expect(asked).toHaveLength(4)
  })
  test('the null sender is postmaster of the host that says hello (§2.4)', async () => {
    const zone = { 'mx.home.test': { TXT: [['v=spf1 exists:%{l}.%{o}.list.test -all']] } }
    const { asked } = await ask(zone, '192.0.2.1', '')
    expect(asked.at(-1)).toBe('A postmaster.mx.home.test.list.test')
  })
  test('IPv6, and IPv4 in its clothes', async () => {
    const zone = record('v=spf1 ip6:2001:db8::/32 ip4:192.0.2.1 -all')
    expect((await ask(zone, '2001:db8::1')).result).toBe('pass')
    expect((await ask(zone, '::ffff:192.0.2.1')).result).toBe('pass')
    expect((await ask(zone, '2001:db9::1')).result).toBe('fail')
  })
  test('no name, no record', async () => {
    expect((await ask({}, '192.0.2.1', '', '[192.0.2.1]')).result).toBe('none')
    expect((await ask({}, 'not an address')).result).toBe('none')
  })
})

test.each([
  ['::', 16],
  ['1.2.3.4', 4],
  ['::1.2.3.4', 16],
  ['1:2:3:4:5:6:7:8', 16],
  ['1.2.3', 0],
  ['1.2.3.256', 0],
  ['01.2.3.4', 0],
  [':::', 0],
  ['1::2::3', 0],
  ['1:2:3:4:5:6:7', 0],
  ['g::', 0],
])('%s has %i bytes', (address, length) => {
  expect(bytesOf(address)?.length ?? 0).toBe(length)
})

test.each(['a:', '%{d}', 'a', '.', '-', '%'])(
  '[MR24] a record of %j over and over takes time that grows with its length, not with its square',
  (piece) => {
    const repeated = (size: number) => piece.repeat(size / piece.length)
    expect(growthOf((size) => parseSpf(`v=spf1 a:${repeated(size)}`))).toBeLessThan(FACTOR * 4)
    expect(growthOf((size) => parseSpf(`v=spf1 x=${repeated(size)}\t`))).toBeLessThan(FACTOR * 4)
  },
)
