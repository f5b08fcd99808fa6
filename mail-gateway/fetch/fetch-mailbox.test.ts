/** How fast a mailbox is fetched and how it is tried again, with a stand-in for IMAP. With a real one: e2e/mail/fetching.test. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FaultError, type FaultCode } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import { MailboxSettings, type LeasedMailbox } from '../../shared/wire/mailbox.ts'
import { openSpool, type Spool } from '../inbound/spool.ts'
import { startMailbox, type FetchedMailbox } from './fetch-mailbox.ts'
import type { ImapSession, OpenImapSession } from './imap-session.ts'
import { openMailboxBook } from './mailbox-book.ts'

const NOW = Date.UTC(2026, 2, 2, 10)
let dir: string
let spool: Spool
let fetched: FetchedMailbox | null = null
/** Timers that go off at once, and what they were asked for. */
let waits: number[] = []
let now = NOW
const timers = {
  after(delayMs: number, run: () => void) {
    waits.push(delayMs)
    const timer = setImmediate(() => {
      now += delayMs
      run()
    })
    return { cancel: () => clearImmediate(timer) }
  },
}
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deskside-mailbox-'))
  spool = await openSpool({ dir, log: noLog })
  waits = []
  now = NOW
})
afterEach(async () => {
  await fetched?.stop()
  await spool.close()
  await rm(dir, { recursive: true, force: true })
})

const mailbox: LeasedMailbox = {
  queue: 'support',
  revision: 1,
  address: 'support@desk.test',
  settings: v.parse(MailboxSettings, {
    isOn: true,
    host: 'imap.test',
    port: 993,
    security: 'tls',
    user: 'ann',
    sinceDays: 30,
  }),
  password: 'word',
  reached: null,
}

async function start(openSession: OpenImapSession, chance = 0.5): Promise<FetchedMailbox> {
  const book = await openMailboxBook(dir)
  const parts = {
    ...{ spool, book, openSession, timers, log: noLog },
    passwordOf: async () => null,
    clock: { now: () => now },
    chance: () => chance,
  }
  fetched = startMailbox(parts, mailbox, Infinity, () => {})
  return fetched
}

test('a mailbox with thousands in it comes bit by bit', async () => {
  const count = LIMITS.mailboxMessagesAtOnce + 2 * LIMITS.mailboxMessagesPerMinute
  const session: ImapSession = {
    validity: '7',
    messages: count,
    hasIdle: true,
    uidsAfter: async (uid) => Array.from({ length: count - uid }, (_, index) => uid + index + 1),
    lastUid: async () => count,
    heads: async (uids) => uids.map((uid) => ({ uid, bytes: 50, takenAt: NOW, trace: '' })),
    async *read(uid) {
      yield Buffer.from(`Subject: ${uid}\r\n\r\nHello\r\n`)
    },
    finish: async () => {},
    waitForMore: (_waitMs, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    close: async () => {},
  }
  const box = await start(async () => session)
  await vi.waitFor(() => expect(box.report().fetched).toBe(count), { timeout: 30_000 })
  // The first come at once; two minutes' worth takes two minutes.
  const waited = waits.reduce((sum, ms) => sum + ms, 0)
  expect(waited).toBeGreaterThan(2 * 60_000 - 1_000)
  expect(spool.depth().entries).toBe(count)
})

const failing =
  (code: FaultCode): OpenImapSession =>
  async () => {
    throw new FaultError({ code, detail: 'no' })
  }

test('one that fails is tried again ever more slowly, each a little off the others’ beat', async () => {
  const box = await start(failing('mailbox/unreachable'), 1)
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(12))
  expect(box.report()).toMatchObject({ code: 'mailbox/unreachable', detail: 'no', lookedAt: null })
  const steps = waits.slice(0, 12)
  expect(steps[0]).toBeCloseTo(LIMITS.mailboxRetryMsFirst * 1.2)
  expect(steps[1]).toBeCloseTo(LIMITS.mailboxRetryMsFirst * 2.4)
  expect(Math.max(...steps)).toBeCloseTo(LIMITS.mailboxRetryMsMax * 1.2)
  await box.stop()
  waits = []
  await start(failing('mailbox/unreachable'), 0)
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(0))
  expect(waits[0]).toBeCloseTo(LIMITS.mailboxRetryMsFirst * 0.8)
})

test('a password that is refused is tried a few times, then once an hour: providers lock accounts', async () => {
  await start(failing('mailbox/password'))
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(6))
  const hour = LIMITS.mailboxPasswordRetryMs
  expect(waits.slice(0, 6)).toEqual([5_000, 10_000, 20_000, hour, hour, hour])
})
