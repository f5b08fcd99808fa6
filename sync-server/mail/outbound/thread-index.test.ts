/** Outlook's Thread-Index, and what a mail of ours refers to. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { providedId } from './provided-id.ts'
import { fitReferences, isNameable } from './references.ts'
import { nextThreadIndex } from './thread-index.ts'

const noChance = (count: number) => new Uint8Array(count)
/** FILETIME of an epoch ms, in 100 ns since 1601. */
const ticks = (at: number) => BigInt(at) * 10_000n + 116_444_736_000_000_000n
const AT = Date.UTC(2026, 2, 2, 10)

/** As Outlook begins a conversation: the upper six bytes of the time, then a GUID. */
function beginAt(at: number): string {
  const bytes = Buffer.alloc(22, 9)
  bytes.writeUIntBE(Number(ticks(at) >> 16n), 0, 6)
  return bytes.toString('base64')
}
const stepOf = (index: string | null) => Buffer.from(index ?? '', 'base64').subarray(-5)

test('[MR42] a step says how long after the beginning, in the units of MS-OXOMSG', () => {
  const hour = 3_600_000
  const soon = stepOf(nextThreadIndex(beginAt(AT), AT + hour, noChance))
  // The beginning has lost its low 16 bits: less than 7 ms.
  const expected = (BigInt(hour) * 10_000n) >> 18n
  expect(Math.abs(soon.readUInt32BE(0) - Number(expected))).toBeLessThanOrEqual(1)
  expect(soon[4]).toBe(0)
  const years = 3 * 365 * 24 * hour
  const late = stepOf(nextThreadIndex(beginAt(AT), AT + years, noChance)).readUInt32BE(0)
  expect(late >>> 31).toBe(1)
  const inLargeUnits = Number((BigInt(years) * 10_000n) >> 23n)
  expect(Math.abs((late & 0x7fffffff) - inLargeUnits)).toBeLessThanOrEqual(1)
  // A clock that is behind: no time has passed.
  expect(stepOf(nextThreadIndex(beginAt(AT), AT - hour, noChance)).readUInt32BE(0)).toBe(0)
})

test('[MR42] what is no index is not sent back, and a full one neither', () => {
  const bad = [
    '',
    'AAAA',
    Buffer.alloc(22, 2).toString('base64'),
    Buffer.alloc(24, 1).toString('base64'),
  ]
  for (const index of bad) expect(nextThreadIndex(index, AT, noChance)).toBeNull()
  const lengths: number[] = []
  let index: string | null = beginAt(AT)
  while (index !== null && lengths.length < 1_000) {
    lengths.push(index.length)
    index = nextThreadIndex(index, AT, noChance)
  }
  expect(Math.max(...lengths)).toBeLessThanOrEqual(LIMITS.threadIndexChars)
  expect(lengths.length).toBeGreaterThan(50)
  expect(lengths.length).toBeLessThan(1_000)
})

test('[MR27][MR42] References: the first, the newest, our own at the end, and no more than fits', () => {
  const ids = Array.from({ length: 50 }, (_, at) => `id-${at}@x.test`)
  const fitted = fitReferences(ids, 'own@desk.test')
  expect(fitted).toHaveLength(20)
  expect([fitted[0], ...fitted.slice(-2)]).toEqual(['id-0@x.test', 'id-49@x.test', 'own@desk.test'])
  const long = ids.map((id) => 'x'.repeat(200) + id)
  const chars = fitReferences(long, 'own@desk.test').reduce((sum, id) => sum + id.length + 3, 0)
  expect(chars).toBeLessThanOrEqual(LIMITS.referencesChars)
  expect(fitReferences([], 'own@desk.test')).toEqual(['own@desk.test'])
  expect(fitReferences(['a@b', 'own@desk.test', 'a@b'], 'own@desk.test')).toEqual([
    'a@b',
    'own@desk.test',
  ])
})

test('[MR44] an id from outside that would break a header is not named in one', () => {
  for (const id of ['a b@c', 'a\r\nBcc: x@y', '<a@b>', 'ä@b', '', 'x'.repeat(301)])
    expect(isNameable(id)).toBe(false)
  expect(fitReferences(['a@b>\r\nX: y', 'c@d'], 'own@desk.test')).toEqual(['c@d', 'own@desk.test'])
})

test('[MR27] the relay’s id is read where it stands, and only there', () => {
  const ses = '0100018c2f7c1d2e-5a1f0c1e-1111-2222-3333-444455556666-000000'
  expect(providedId(`250 Ok ${ses}`)).toBe(`${ses}@amazonses.com`)
  expect(providedId('250 2.6.0 <a@b.test> [InternalId=1] Queued')).toBe('a@b.test')
  for (const reply of [
    '250 2.0.0 Ok: queued as 4BqXyZ',
    '250 OK 1700000000 d9-20020a.12 - gsmtp',
    '',
    '250 <no-host>',
  ])
    expect(providedId(reply)).toBeNull()
})
