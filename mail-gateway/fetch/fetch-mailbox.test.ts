/** How fast a mailbox is fetched and how it is tried again, with a stand-in for IMAP. With a real one: e2e/mail/fetching.test. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FaultError, type FaultCode } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import type { MailboxSettings, MailboxToken } from '../../shared/wire/mailbox.ts'
import { openSpool, type Spool } from '../inbound/spool.ts'
import { MAILBOX, makeFolder } from '../test-stage/mailbox-folder.ts'
import { startMailbox, type FetchedMailbox } from './fetch-mailbox.ts'
import type { OpenImapSession } from './imap-session.ts'
import { openMailboxBook, type MailboxBook } from './mailbox-book.ts'

const NOW = Date.UTC(2026, 2, 2, 10)
let dir: string
let spool: Spool
let fetched: FetchedMailbox | null = null
/** Timers that go off at once, and what they were asked for. */
let waits: number[] = []
let now = NOW
/** What the provider gives next to a mailbox that wants OAuth. */
let token: () => MailboxToken
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
  token = () => ({ accessToken: 'opens', forMs: 3_600_000 })
})
afterEach(async () => {
  await fetched?.stop()
  await spool.close()
  await rm(dir, { recursive: true, force: true })
})

async function start(
  openSession: OpenImapSession,
  chance = 0.5,
  /** Stands between it and each thing it does that lasts. */
  through: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
  leased = MAILBOX,
): Promise<FetchedMailbox> {
  const book = await openMailboxBook(dir)
  const parts = {
    ...{ openSession, timers, log: noLog },
    spool: {
      ...spool,
      append: (...its: Parameters<Spool['append']>) => through(() => spool.append(...its)),
    },
    book: {
      ...book,
      write: (...its: Parameters<MailboxBook['write']>) => through(() => book.write(...its)),
    },
    passwordOf: async () => null,
    tokenOf: async () => token(),
    clock: { now: () => now },
    chance: () => chance,
  }
  fetched = startMailbox(parts, leased, Infinity, () => {})
  return fetched
}

/** Of everything in the spool. */
async function takenSubjects(): Promise<string[]> {
  const subjects: string[] = []
  for (let ref = spool.take(); ref; ref = spool.take()) {
    const found = await spool.read(ref)
    if (found.ok) subjects.push(/^Subject: (\d+)/.exec(found.value.raw.toString())?.[1] ?? '')
  }
  return subjects
}

test('a mailbox with thousands in it comes bit by bit', async () => {
  const count = LIMITS.mailboxMessagesAtOnce + 2 * LIMITS.mailboxMessagesPerMinute
  const { session } = makeFolder(count)
  const box = await start(async () => session)
  await vi.waitFor(() => expect(box.report().fetched).toBe(count), { timeout: 30_000 })
  // The first come at once; two minutes' worth takes two minutes.
  const waited = waits.reduce((sum, ms) => sum + ms, 0)
  expect(waited).toBeGreaterThan(2 * 60_000 - 1_000)
  expect(spool.depth().entries).toBe(count)
})

test.each(['before', 'after'])(
  '[MA1][MR1] killed %s each step that lasts, every message is in the spool before it is deleted, and none is missed',
  async (when) => {
    const count = LIMITS.mailboxBatch + 3
    let steps = Infinity
    for (let killAt = 1; killAt <= steps; killAt++) {
      await rm(join(dir, 'mailboxes'), { recursive: true, force: true })
      const { there, session } = makeFolder(count)
      const spooled = new Set<string>()
      let done = 0
      let isDead = false
      const through = async <T>(work: () => Promise<T>): Promise<T> => {
        done++
        if (isDead || (done === killAt && when === 'before')) {
          isDead = true
          throw new Error('killed')
        }
        const answer = await work()
        if (done !== killAt) return answer
        isDead = true
        throw new Error('killed')
      }
      const finish = (uids: readonly number[]) =>
        through(async () => {
          for (const subject of await takenSubjects()) spooled.add(subject)
          for (const uid of uids) expect(spooled).toContain(String(uid))
          await session.finish(uids)
        })
      const first = await start(async () => ({ ...session, finish }), 0.5, through)
      await vi.waitFor(() => expect(isDead || there.size === 0).toBe(true), {
        interval: 1,
        timeout: 20_000,
      })
      await first.stop()
      const isWhole = !isDead
      isDead = false
      done = killAt
      const second = await start(async () => ({ ...session, finish }), 0.5, through)
      await vi.waitFor(() => expect(there.size).toBe(0), { interval: 1, timeout: 20_000 })
      await second.stop()
      for (const subject of await takenSubjects()) spooled.add(subject)
      expect(spooled.size).toBe(count)
      if (isWhole) steps = killAt
    }
    // Each message, and two notes and a mark of each batch.
    expect(steps).toBeGreaterThan(count + 4)
  },
)

const failing =
  (code: FaultCode): OpenImapSession =>
  async () => {
    throw new FaultError({ code, detail: 'no' })
  }

test('one that fails is tried again ever more slowly, each a little off the others’ beat', async () => {
  const box = await start(failing('mailbox/unreachable'), 1)
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(12), { timeout: 20_000 })
  expect(box.report()).toMatchObject({ code: 'mailbox/unreachable', detail: 'no', lookedAt: null })
  const steps = waits.slice(0, 12)
  expect(steps[0]).toBeCloseTo(LIMITS.mailboxRetryMsFirst * 1.2)
  expect(steps[1]).toBeCloseTo(LIMITS.mailboxRetryMsFirst * 2.4)
  expect(Math.max(...steps)).toBeCloseTo(LIMITS.mailboxRetryMsMax * 1.2)
  await box.stop()
  waits = []
  await start(failing('mailbox/unreachable'), 0)
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(0), { timeout: 20_000 })
  expect(waits[0]).toBeCloseTo(LIMITS.mailboxRetryMsFirst * 0.8)
})

test('a host that was away does not count as a password that was refused', async () => {
  let tries = 0
  await start((...asked) =>
    failing(++tries <= 4 ? 'mailbox/unreachable' : 'mailbox/password')(...asked),
  )
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(8), { timeout: 20_000 })
  const { mailboxRetryMsMax, mailboxPasswordRetryMs } = LIMITS
  expect(waits.slice(4, 8)).toEqual([80_000, 160_000, 320_000, mailboxPasswordRetryMs])
  expect(mailboxRetryMsMax).toBeLessThan(mailboxPasswordRetryMs)
})

test('that the server was away for long does not slow a mailbox down', async () => {
  const { session } = makeFolder(0)
  const LEASES = 12
  let leases = 0
  let heldUntil = NOW
  const openSession: OpenImapSession = async () => ({
    ...session,
    waitForMore: async () => void (now = heldUntil),
  })
  const box = await start(openSession)
  const lease = () => {
    leases++
    heldUntil = now + 60_000
    box.keepUntil(heldUntil)
  }
  while (leases < LEASES) {
    lease()
    await vi.waitFor(() => expect(now).toBeGreaterThan(heldUntil), { interval: 1 })
  }
  expect(Math.max(...waits)).toBe(1_000)
})

test('a full disk is not the provider’s fault', async () => {
  const { session } = makeFolder(3)
  const full = Object.assign(new Error('ENOSPC: no space left, open /data'), { code: 'ENOSPC' })
  const box = await start(
    async () => session,
    0.5,
    async () => {
      throw full
    },
  )
  await vi.waitFor(() => expect(box.report().code).toBe('kit/storage'))
  expect(box.report().detail).toBe('the disk of the gateway: ENOSPC')
})

describe('[MR4] a message whose reading breaks the line', () => {
  /** The connection is gone with it, as it would be. */
  const breaking = (bad: ReadonlySet<number>, count: number) => {
    const folder = makeFolder(count)
    const tried: number[] = []
    const openSession: OpenImapSession = async () => {
      let isBroken = false
      return {
        ...folder.session,
        async *read(uid) {
          tried.push(uid)
          isBroken ||= bad.has(uid)
          if (isBroken) throw new FaultError({ code: 'mailbox/unreachable', detail: 'gone' })
          yield* folder.session.read(uid)
        },
      }
    }
    return { ...folder, tried, openSession }
  }

  test('each time, is left where it is and told, and those behind it come', async () => {
    const { there, tried, openSession } = breaking(new Set([2, 4]), 5)
    const box = await start(openSession)
    await vi.waitFor(() => expect(box.report().lookedAt).not.toBeNull(), { timeout: 20_000 })
    expect([...there]).toEqual([2, 4])
    expect(box.report().left.map(({ uid }) => uid)).toEqual([2, 4])
    expect((await takenSubjects()).toSorted()).toEqual(['1', '3', '5'])
    for (const uid of [2, 4])
      expect(tried.filter((one) => one === uid)).toHaveLength(LIMITS.mailboxMessageTries + 1)
  })

  test('is not to blame as long as nothing else can be read either', async () => {
    const bad = new Set([1, 2, 3])
    const { there, openSession } = breaking(bad, 3)
    const box = await start(openSession)
    await vi.waitFor(() => expect(waits.length).toBeGreaterThan(40), { timeout: 20_000 })
    expect(box.report()).toMatchObject({ code: 'mailbox/unreachable', left: [] })
    bad.clear()
    await vi.waitFor(() => expect(there.size).toBe(0), { timeout: 20_000 })
    expect((await takenSubjects()).toSorted()).toEqual(['1', '2', '3'])
    expect(box.report().left).toEqual([])
  })
})

test('what was fetched to be left is not deleted when that is wanted later', async () => {
  const count = 3
  const { there, session } = makeFolder(count)
  const begin = async (after: MailboxSettings['after']) => {
    const box = await start(async () => session, 0.5, undefined, {
      ...MAILBOX,
      settings: { ...MAILBOX.settings, after },
    })
    await vi.waitFor(() => expect(box.report().lookedAt).not.toBeNull())
    await box.stop()
    return box.report().fetched
  }
  expect(await begin('leave')).toBe(count)
  expect(await begin('delete')).toBe(0)
  expect(there.size).toBe(count)
})

test('a password that is refused is tried a few times, then once an hour: providers lock accounts', async () => {
  await start(failing('mailbox/password'))
  await vi.waitFor(() => expect(waits.length).toBeGreaterThan(6), { timeout: 20_000 })
  const hour = LIMITS.mailboxPasswordRetryMs
  expect(waits.slice(0, 6)).toEqual([5_000, 10_000, 20_000, hour, hour, hour])
})

describe('a mailbox that is opened by an access token', () => {
  const OAUTH = { ...MAILBOX, settings: { ...MAILBOX.settings, signIn: 'refresh-token' as const } }

  test('is left before its token ends, and opened with the next one without a word of trouble', async () => {
    let given = 0
    token = () => ({ accessToken: `token ${++given}`, forMs: 60_000 })
    const { session } = makeFolder(0)
    const used: string[] = []
    const longest: number[] = []
    // A wait takes as long as it may, by the clock of this test.
    const waitForMore = async (waitMs: number) => {
      longest.push(waitMs)
      now += waitMs
    }
    const box = await start(
      async (_settings, secret) => (used.push(secret), { ...session, waitForMore }),
      0.5,
      undefined,
      OAUTH,
    )
    await vi.waitFor(() => expect(used.length).toBeGreaterThanOrEqual(3))
    expect(used.slice(0, 3)).toEqual(['token 1', 'token 2', 'token 3'])
    expect(box.report().code).toBeNull()
    // Not tried again after trouble: there was none. And no wait outlasts the token.
    expect(waits).toEqual([])
    expect(Math.max(...longest)).toBeLessThanOrEqual(60_000)
  })

  test('whose token is refused gets another one, and is tried once an hour when that helps nothing', async () => {
    const asked: boolean[] = []
    let code: FaultCode = 'mailbox/token'
    const book = await openMailboxBook(dir)
    const parts = { timers, log: noLog, spool, book, clock: { now: () => now }, chance: () => 0.5 }
    fetched = startMailbox(
      {
        ...parts,
        openSession: (...its) => failing(code)(...its),
        passwordOf: async () => null,
        tokenOf: async (_mailbox, isAnew) => {
          asked.push(isAnew)
          return token()
        },
      },
      OAUTH,
      Infinity,
      () => {},
    )
    await vi.waitFor(() => expect(waits.length).toBeGreaterThanOrEqual(6))
    expect(asked.slice(0, 3)).toEqual([false, true, true])
    expect(waits.slice(4, 6)).toEqual([
      LIMITS.mailboxPasswordRetryMs,
      LIMITS.mailboxPasswordRetryMs,
    ])
    // A host that is away has refused nothing: what is kept is used.
    code = 'mailbox/unreachable'
    const before = asked.length
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before + 3))
    expect(asked.at(-1)).toBe(false)
  })

  test('that the provider grants nothing says so', async () => {
    token = () => {
      throw new FaultError({ code: 'mailbox/grant', detail: 'invalid_grant' })
    }
    const box = await start(async () => makeFolder(0).session, 0.5, undefined, OAUTH)
    await vi.waitFor(() => expect(waits.length).toBeGreaterThanOrEqual(5))
    expect(box.report()).toMatchObject({ code: 'mailbox/grant', detail: 'invalid_grant' })
    expect(waits[4]).toBe(LIMITS.mailboxPasswordRetryMs)
  })
})
