/** When mail is worked in while more of it comes: the door first, but not for ever. Not here: what becomes of a mail (mail-in). */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ok } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { takeOneByOne } from '../test-stage/one-by-one.ts'
import { putInSpool } from '../test-stage/spooled-mail.ts'
import { startIntake, type Intake } from './intake.ts'
import { UNCHECKED } from './judge.ts'
import { makeReader } from './reader.ts'
import { openSpool, type Spool } from './spool.ts'

const MAILS = 6
const clock = { now: () => Date.now() }
const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const reader = makeReader({ timers })

let dir = ''
let spool: Spool
let intake: Intake | null = null
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deskside-intake-'))
  spool = await openSpool({ dir, log: noLog })
})
afterEach(async () => {
  await intake?.stop()
  intake = null
  await spool.close()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

/** How often the door was asked whether it is busy until all mails of that age were handed in. */
async function workIn(ageMs: number): Promise<number> {
  for (let n = 0; n < MAILS; n++) {
    const text = `From: ann${n}@home.test\r\nSubject: ${n}\r\n\r\nHello.`
    const receivedAt = clock.now() - ageMs
    await putInSpool(spool, text, { receivedAt, from: `ann${n}@home.test` })
  }
  let asked = 0
  let handedIn = 0
  const server = {
    putBlob: async () => ok(),
    async push() {
      handedIn++
      return ok()
    },
  }
  intake = startIntake({
    spool,
    reader,
    judge: async () => UNCHECKED,
    peer: { ...server, ...takeOneByOne(() => server) },
    clock,
    timers,
    log: noLog,
    isDoorBusy() {
      asked++
      return true
    },
  })
  await expect.poll(() => handedIn).toBe(MAILS)
  return asked
}

test('while the door is busy a few mails are worked in at a time', async () => {
  expect(await workIn(0)).toBeGreaterThan(20)
})

test('what has waited for long waits for the door no more', async () => {
  // Before the first is read nobody knows how long it has waited.
  expect(await workIn(60_000)).toBeLessThan(20)
})
