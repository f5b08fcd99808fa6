/** Keys to sign with, as heard from the server: asked for once in a while, and kept while it is away. */
import { expect, test } from 'vitest'
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import type { SigningKey, SigningKeys } from '../../shared/wire/mail.ts'
import { makeKeyRing } from './key-ring.ts'

const key = (domain: string, selector = 'one'): SigningKey => ({
  domain,
  selector,
  algorithm: 'rsa-sha256',
  privateKey: 'secret',
})

function stand(first: Result<SigningKeys>) {
  const world = { now: 1_000, answer: first, asked: 0 }
  const ring = makeKeyRing({
    peer: {
      async fetchSigningKeys() {
        world.asked += 1
        return world.answer
      },
    },
    clock: { now: () => world.now },
    log: noLog,
  })
  const { signal } = new AbortController()
  return Object.assign(world, { keysFor: (address: string) => ring.keysFor(address, signal) })
}

test('the keys of the sender’s own domain, and of no other', async () => {
  const world = stand(ok({ keys: [key('desk.test'), key('desk.test', 'two'), key('other.test')] }))
  expect(await world.keysFor('support@Desk.TEST')).toEqual(
    ok([key('desk.test'), key('desk.test', 'two')]),
  )
  expect(await world.keysFor('support@sub.desk.test')).toEqual(ok([]))
})

test('many mails at once ask once, and again when what was heard is old', async () => {
  const world = stand(ok({ keys: [key('desk.test')] }))
  await Promise.all(Array.from({ length: 10 }, () => world.keysFor('a@desk.test')))
  world.now += LIMITS.signingKeysMs - 1
  await world.keysFor('a@desk.test')
  expect(world.asked).toBe(1)
  // A key that is no longer published is forgotten with the next question.
  world.answer = ok({ keys: [] })
  world.now += 1
  expect(await world.keysFor('a@desk.test')).toEqual(ok([]))
  expect(world.asked).toBe(2)
})

test('[MR44] a server that is away: what was heard counts on, and without any the mail waits', async () => {
  const away = fail('kit/busy', 'the server did not answer')
  const world = stand(away)
  expect(await world.keysFor('a@desk.test')).toEqual(away)
  world.answer = ok({ keys: [key('desk.test')] })
  expect(await world.keysFor('a@desk.test')).toEqual(ok([key('desk.test')]))
  world.answer = away
  world.now += LIMITS.signingKeysMs
  expect(await world.keysFor('a@desk.test')).toEqual(ok([key('desk.test')]))
})

test('a server that knows no keys does not hold up mail', async () => {
  const world = stand(fail('kit/not-found', 'there is nothing here'))
  expect(await world.keysFor('a@desk.test')).toEqual(ok([]))
})
