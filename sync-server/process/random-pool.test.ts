import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeRandomPool } from './random-pool.ts'

test('every byte is given out once, and the system is asked seldom', () => {
  const asked: Uint8Array[] = []
  const random = makeRandomPool((bytes) => {
    const made = Uint8Array.from(randomBytes(bytes))
    asked.push(made)
    return made
  })
  const given = Array.from({ length: 1000 }, (_, n) => random(10 + (n % 8)))
  expect(new Set(given.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(1000)
  expect(given.every((bytes, n) => bytes.length === 10 + (n % 8))).toBe(true)
  expect(asked.length).toBeLessThan(10)
  const whole = Buffer.concat(asked).toString('hex')
  let from = 0
  for (const bytes of given) {
    const at = whole.indexOf(Buffer.from(bytes).toString('hex'), from)
    expect(at).toBeGreaterThanOrEqual(from)
    from = at + bytes.length * 2
  }
})

test('what is given out is nobody else’s to change', () => {
  const random = makeRandomPool()
  const one = random(16)
  one.fill(0)
  expect([...random(16)].some((byte) => byte !== 0)).toBe(true)
  expect(random(100_000)).toHaveLength(100_000)
})
