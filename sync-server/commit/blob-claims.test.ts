/** Bytes that are being brought are not swept away under the message that is about to name them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { makeHousekeeping } from '../jobs/housekeeping.ts'
import { bringBlob } from './blob-claims.ts'
import { codeOf, openStage, type Stage } from './test-stage/desk-stage.ts'

let stage: Stage
let ada: Rights
beforeEach(async () => {
  stage = await openStage()
  ada = await stage.agent('Ada', null, 'admin')
})
afterEach(() => stage.close())

const bytes = new TextEncoder().encode('the plan of the pump')
const bring = async () => unwrap(await bringBlob(stage.desk.parts, bytes))
const isThere = (hash: string) => stage.desk.parts.blobs.has(hash)
const tidy = () => makeHousekeeping(stage.desk.parts, stage.desk.timers).tidy()
const drop = async (ticket: string) => {
  unwrap(await stage.push(ada, { kind: 'delete', ticket, why: 'test' }))
  await stage.desk.jobs.runDue()
}

const ticketWith = (hash: string) => {
  const file = { hash, name: 'plan.txt', type: 'text/plain', bytes: bytes.length }
  return stage.ticket('ruth@customer.test', {
    message: { attachments: [{ ...file, inline: false, cid: null }] },
  })
}

test('[CO10] a file that is sent again while the only ticket that has it goes is there for the new one', async () => {
  const first = await ticketWith(await bring())
  // Its bytes are known already, and are the same.
  const hash = await bring()
  await drop(first)
  expect(await isThere(hash)).toBe(true)
  const second = await ticketWith(hash)
  expect(Buffer.from((await stage.desk.parts.blobs.get(hash)) ?? [])).toEqual(Buffer.from(bytes))
  expect(await stage.count('blobs')).toBe(0)
  // And now nobody brings it any more.
  await drop(second)
  expect(await isThere(hash)).toBe(false)
  expect(await stage.count('blobs')).toBe(0)
})

test('[CO17] what a message named goes at once when that is taken out, however young', async () => {
  const hash = await bring()
  const ticket = await ticketWith(hash)
  const message = (await stage.read(ticket)).messages.find((one) => one.kind === 'inbound')?.id
  const redact = { kind: 'redact', ticket, message: message ?? '', why: 'test' } as const
  unwrap(await stage.push(ada, redact))
  await stage.desk.jobs.runDue()
  expect(await isThere(hash)).toBe(false)
})

test('what was brought and never named goes when its time is over, and not before', async () => {
  const hash = await bring()
  stage.advance(LIMITS.blobClaimMs - 1)
  await tidy()
  expect(await isThere(hash)).toBe(true)
  stage.advance(1)
  await tidy()
  expect(await isThere(hash)).toBe(false)
  expect(await stage.count('blobs')).toBe(0)
})

test('a claim that outlived its file’s naming takes nothing away', async () => {
  const hash = await bring()
  await ticketWith(hash)
  // Sent twice: the second answer was lost, and with it the message.
  await bring()
  stage.advance(LIMITS.blobClaimMs)
  await tidy()
  expect(await isThere(hash)).toBe(true)
  expect(await stage.count('blobs')).toBe(0)
})

test('bytes that are not what they are said to be claim nothing', async () => {
  const done = await bringBlob(stage.desk.parts, bytes, 'f'.repeat(64))
  expect(codeOf(done)).toBe('kit/invalid')
  expect(await stage.count('blobs')).toBe(0)
})
