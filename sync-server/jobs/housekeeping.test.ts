/** What is over goes; what may still be asked for stays. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { sweepForgotten } from '../commit/blob-refs.ts'
import { makeHousekeeping } from './housekeeping.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const tidy = () => makeHousekeeping(stage.desk.parts, stage.desk.timers).tidy()

test('expired sessions, links and capabilities go, and old answers; tickets stay as they are', async () => {
  const ada = await stage.agent('Ada')
  const ticket = await stage.ticket()
  unwrap(await stage.push(ada, { kind: 'edit', ticket, ops: [{ op: 'add-tag', tag: 'x' }] }))
  await stage.desk.sessions.open(ada.person, 'browser')
  await stage.desk.sessions.makeSignInLink(ada.person)
  const before = await stage.read(ticket)
  expect(await tidy()).toBe(0)

  stage.advance(LIMITS.sessionMs + 1)
  const young = await stage.desk.sessions.open(ada.person, 'bearer')
  await tidy()
  expect(await stage.count('sessions')).toBe(1)
  expect(await stage.desk.sessions.authenticate(young)).not.toBeNull()
  expect(await stage.count('sign_in_links')).toBe(0)
  expect(await stage.count('pushes')).toBeGreaterThan(0)

  stage.advance(LIMITS.capabilityMs + DAY_MS)
  await tidy()
  expect(await stage.count('pushes')).toBe(0)
  expect(await stage.count('capabilities')).toBe(0)
  expect(await stage.read(ticket)).toEqual(before)
})

test('[CO2] an answer is kept as long as a device may be away and more', async () => {
  const ada = await stage.agent('Ada')
  const ticket = await stage.ticket()
  const pushId = stage.newId()
  const input = { kind: 'edit' as const, ticket, ops: [{ op: 'add-tag' as const, tag: 'x' }] }
  const first = unwrap(await stage.push(ada, input, { pushId }))
  stage.advance(90 * DAY_MS)
  await tidy()
  expect(unwrap(await stage.push(ada, input, { pushId }))).toEqual(first)
})

test('files of a mail that the server never took go after a month; what is named, or was brought again, stays', async () => {
  const bring = async (words: string) => (await stage.put(words)).hash
  const isThere = (hash: string) => stage.desk.parts.blobs.has(hash)
  const forgotten = await bring('of a mail that was never taken')
  const again = await bring('of one that was tried again')
  const named = await bring('of one that was taken')
  const file = { hash: named, name: 'a.txt', type: 'text/plain', bytes: 21 }
  unwrap(
    await stage.handIn(await stage.mail({ attachments: [{ ...file, inline: false, cid: null }] })),
  )
  /** Once through all of them, by a server that is started anew each time. */
  const tidyAll = async () => {
    for (let turn = 0; turn < 16; turn++) await tidy()
  }
  stage.advance(LIMITS.forgottenBlobMs - 1)
  await bring('of one that was tried again')
  await tidyAll()
  expect(await isThere(forgotten)).toBe(true)
  stage.advance(2)
  await tidyAll()
  expect(await isThere(forgotten)).toBe(false)
  expect([await isThere(again), await isThere(named)]).toEqual([true, true])
  expect(await stage.count('blobs')).toBe(0)
})

test('mail that is held for long does not keep the files behind it from being looked at', async () => {
  const held = await stage.mail({ nature: { kind: 'auto', why: 'Auto-Submitted' } })
  unwrap(await stage.handIn(held))
  expect(await stage.count('held_mail')).toBe(1)
  const prefix = held.raw.hash.slice(0, 2)
  const hashOf = (words: string) => createHash('sha256').update(words).digest('hex')
  const isBehind = (hash: string) => hash.startsWith(prefix) && hash > held.raw.hash
  let words = ''
  for (let at = 0; !isBehind(hashOf(words)); at++) words = `of a mail that was never taken ${at}`
  const { hash } = await stage.put(words)
  stage.advance(LIMITS.forgottenBlobMs + 1)
  await sweepForgotten(stage.desk.parts, { prefix, most: 1 })
  expect(await stage.desk.parts.blobs.has(hash)).toBe(false)
  expect(await stage.desk.parts.blobs.has(held.raw.hash)).toBe(true)
})
