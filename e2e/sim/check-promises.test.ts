/** Which acknowledged bytes are looked for: all but those that went when their document was made anew since. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { bytesOfOp, openStage, type Stage } from '../../sync-server/commit/test-stage/desk-stage.ts'
import { makeChance } from '../../sync-server/demo/seeded.ts'
import { beginGeneration } from '../../sync-server/store/generation.ts'
import { checkPromises } from './check-promises.ts'
import { makeHistory } from './history.ts'
import { placesOf, readKnown } from './known.ts'
import { makeLedger, type Ledger } from './ledger.ts'

let stage: Stage
let ledger: Ledger
let ada: Rights
let lea: Rights
beforeEach(async () => {
  stage = await openStage()
  ledger = makeLedger()
  ada = await stage.agent('Ada')
  lea = await stage.agent('Lea', null, 'lead')
})
afterEach(() => stage.close())

/** A tag on a ticket: acknowledged, and kept or not. */
async function tag(ticket: string, how: 'kept' | 'lost'): Promise<void> {
  const epoch = (await readKnown(stage.sql)).get(ticket)?.epoch ?? 0
  const pushId = stage.newId()
  const op = { op: 'add-tag', tag: `tag-${pushId}` } as const
  const update = bytesOfOp(await stage.copy(ada, ticket), ada, op)
  const push = { kind: 'update', pushId, ticket, epoch, update, claimedAt: stage.now() } as const
  if (how === 'kept') unwrap(await stage.push(ada, push, { pushId }))
  ledger.acked.set(pushId, { device: 'ada-laptop', push, version: 2, at: stage.now() })
}

async function makeAnew(ticket: string): Promise<void> {
  const message = (await stage.read(ticket)).messages[0]?.id ?? ''
  unwrap(await stage.push(lea, { kind: 'redact', ticket, message, why: 'a card number' }))
}

/** From a backup of this moment. */
async function restore(): Promise<void> {
  const known = await readKnown(stage.sql)
  ledger.epochsRestored = new Map([...known].map(([id, { epoch }]) => [id, epoch]))
  ledger.restoredAt = stage.now()
  const { random } = makeChance('restore')
  await beginGeneration(stage.desk.database, { now: stage.now }, random)
}

async function missed(): Promise<number> {
  const known = await readKnown(stage.sql)
  const outcome = { sql: stage.sql, ledger, history: makeHistory(stage.now) }
  return (await checkPromises(outcome, known, placesOf(known))).length
}

test('a document that was made anew has none of the bytes of before, and all of those since', async () => {
  const ticket = await stage.ticket()
  await tag(ticket, 'lost')
  expect(await missed()).toBe(1)
  await makeAnew(ticket)
  expect(await missed()).toBe(0)
  await tag(ticket, 'kept')
  expect(await missed()).toBe(0)
  await tag(ticket, 'lost')
  expect(await missed()).toBe(1)
})

test('a ticket that was brought back has the bytes of before, until it is made anew', async () => {
  const ticket = await stage.ticket()
  await tag(ticket, 'kept')
  await tag(ticket, 'lost')
  await restore()
  expect(await missed()).toBe(1)
  await tag(ticket, 'lost')
  expect(await missed()).toBe(2)
  await makeAnew(ticket)
  expect(await missed()).toBe(0)
  await tag(ticket, 'lost')
  expect(await missed()).toBe(1)
})

test('a ticket that came after the restore begins with its first epoch', async () => {
  await restore()
  const ticket = await stage.ticket()
  await tag(ticket, 'kept')
  expect(await missed()).toBe(0)
  await makeAnew(ticket)
  expect(await missed()).toBe(0)
})
