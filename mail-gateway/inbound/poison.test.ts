/**
 * Messages that end their reader or the whole gateway: spool, intake and notes as they are, a reader and a server that do
 * as they are told.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { ReceiveMail } from '../../shared/wire/mail.ts'
import type { Peer } from '../peer.ts'
import { takeOneByOne } from '../test-stage/one-by-one.ts'
import { putInSpool } from '../test-stage/spooled-mail.ts'
import { describePoison, replayPoison } from '../poison-verbs.ts'
import { startIntake, type Intake } from './intake.ts'
import { UNCHECKED } from './judge.ts'
import { openPoisonBook } from './poison.ts'
import { makeReader, type Reader } from './reader.ts'
import { openSpool, type Spool } from './spool.ts'

const clock = { now: () => Date.now() }
const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const HEAD = 'From: Ann <ann@home.test>\r\nSubject: heavy\r\n\r\n'
const real = makeReader({ timers })

let dir = ''
let commands: ReceiveMail[] = []
let blobs = new Map<string, Uint8Array>()
let isRefusing = false
let open: { spool: Spool; intake: Intake }[] = []
let killed: Spool[] = []

const peer: Parameters<typeof replayPoison>[0]['peer'] & Pick<Peer, 'pushMails'> = {
  ...takeOneByOne(() => peer),
  async putBlob(hash, bytes) {
    blobs.set(hash, bytes)
    return ok()
  },
  async fetchBlob(hash) {
    const found = blobs.get(hash)
    return found ? ok(found) : fail('kit/not-found', 'it is gone')
  },
  async push(_pushId, command) {
    const parsed = parseWith(ReceiveMail, command)
    if (!parsed.ok) return parsed
    if (isRefusing) return fail('kit/invalid', 'refused')
    commands.push(parsed.value)
    return ok()
  },
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deskside-poison-'))
  commands = []
  blobs = new Map()
  isRefusing = false
})
afterEach(async () => {
  for (const { intake, spool } of open.splice(0)) {
    await intake.stop()
    await spool.close()
  }
  for (const spool of killed.splice(0)) await spool.close()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

/** A gateway; what it does when it is killed is to leave everything as it is. */
async function start(reader: Reader): Promise<Spool> {
  const spool = await openSpool({ dir, log: noLog })
  const poison = await openPoisonBook({ dir, clock })
  const judge = async () => UNCHECKED
  const intake = startIntake({ spool, reader, judge, peer, poison, clock, timers, log: noLog })
  open.push({ spool, intake })
  return spool
}

/** Never comes back from a message with this word: the process is killed while it reads. */
const deadly = (onRead: () => void): Reader => ({
  ready: async () => {},
  read(raw, context) {
    if (!Buffer.from(raw).includes('deadly')) return real.read(raw, context)
    onRead()
    return new Promise(() => {})
  },
  close: async () => {},
})

async function killWhileReading(): Promise<void> {
  let isRead = false
  await startToKill(deadly(() => (isRead = true)))
  await expect.poll(() => isRead).toBe(true)
}

/** The thread is still being started when the process is killed. */
async function killWhileStarting(): Promise<void> {
  let isStarting = false
  await startToKill({
    ready() {
      isStarting = true
      return new Promise(() => {})
    },
    read: () => new Promise(() => {}),
    close: async () => {},
  })
  await expect.poll(() => isStarting).toBe(true)
}

async function startToKill(reader: Reader): Promise<void> {
  const spool = await openSpool({ dir, log: noLog })
  killed.push(spool)
  startIntake({ spool, reader, judge: async () => UNCHECKED, peer, clock, timers, log: noLog })
}

test('[MA18] [MR4] a message during which the gateway ends again and again is not read a fourth time; the next one is', async () => {
  const first = await openSpool({ dir, log: noLog })
  await putInSpool(first, `${HEAD}deadly`)
  await putInSpool(first, `${HEAD}harmless`)
  await first.close()
  for (let deaths = 0; deaths < LIMITS.parseDeaths; deaths++) await killWhileReading()
  expect(commands).toEqual([])

  let reads = 0
  await start(deadly(() => reads++))
  await expect.poll(() => commands.length, { timeout: 30_000 }).toBe(2)
  expect(reads).toBe(0)
  expect(commands[0]).toMatchObject({ subject: '', from: null, text: '' })
  expect(commands[0]?.problem).toContain(`ended ${LIMITS.parseDeaths} times`)
  expect(commands[1]).toMatchObject({ problem: null, text: 'harmless' })
})

test('[MA18] a gateway that ends while its reader starts says nothing about the message that waits', async () => {
  const first = await openSpool({ dir, log: noLog })
  await putInSpool(first, `${HEAD}harmless`)
  await first.close()
  for (let deaths = 0; deaths < LIMITS.parseDeaths; deaths++) await killWhileStarting()
  await start(real)
  await expect.poll(() => commands.length).toBe(1)
  expect(commands[0]).toMatchObject({ problem: null, text: 'harmless' })
})

test('[MA18] an entry is under no suspicion for one that lay in its place before', async () => {
  const first = await openSpool({ dir, log: noLog })
  await putInSpool(first, `${HEAD}deadly`)
  await first.close()
  await killWhileReading()
  const second = await openSpool({ dir, log: noLog })
  const handedIn = second.take()
  if (handedIn) await second.markDone(handedIn)
  await second.close()
  // Its segment is given up with the next start, and the numbers begin anew.
  const third = await openSpool({ dir, log: noLog })
  await putInSpool(third, `${HEAD}harmless`)
  await third.close()
  const fourth = await openSpool({ dir, log: noLog })
  expect(fourth.take()?.deaths).toBe(0)
  await fourth.close()
})

test('[MA18] what was read before the gateway ended is under no suspicion', async () => {
  const first = await openSpool({ dir, log: noLog })
  await putInSpool(first, `${HEAD}harmless`)
  await putInSpool(first, `${HEAD}deadly`)
  await first.close()
  for (let deaths = 0; deaths < LIMITS.parseDeaths - 1; deaths++) await killWhileReading()
  const spool = await openSpool({ dir, log: noLog })
  const deaths: number[] = []
  for (let ref = spool.take(); ref; ref = spool.take()) deaths.push(ref.deaths)
  // The first was handed in meanwhile, or waits with a clean record.
  expect(deaths.at(-1)).toBe(LIMITS.parseDeaths - 1)
  expect(deaths.slice(0, -1).every((count) => count === 0)).toBe(true)
  await spool.close()
})

test('[MA18] [MR4] what could not be read is listed, and joins its ticket when it can be read', async () => {
  const failing: Reader = {
    ready: async () => {},
    read: async () => fail('mail/unreadable', 'reading took too long'),
    close: async () => {},
  }
  const spool = await start(failing)
  await putInSpool(spool, `${HEAD}readable after all`)
  await expect.poll(() => commands.length).toBe(1)
  await expect.poll(() => spool.depth().entries).toBe(0)
  const [line] = await describePoison(dir)
  expect(line).toMatchObject({
    name: commands[0]?.digest,
    from: 'ann@home.test',
    why: 'could not be read: reading took too long',
    hasTicket: true,
  })

  const parts = {
    spoolDir: dir,
    judge: async () => UNCHECKED,
    peer,
    signal: new AbortController().signal,
  }
  const still = await replayPoison({ ...parts, reader: failing }, null)
  expect(still).toMatchObject([{ isDone: false }])
  expect(await describePoison(dir)).toHaveLength(1)

  const done = await replayPoison({ ...parts, reader: real }, [line?.name ?? '', 'unknown'])
  expect(done.map((one) => one.isDone)).toEqual([false, true])
  expect(commands[1]).toMatchObject({
    digest: commands[0]?.digest,
    isReplay: true,
    problem: null,
    text: 'readable after all',
    receivedAt: 1,
  })
  expect(await describePoison(dir)).toEqual([])
})

test('[MA18] what the server refuses altogether is listed too, and handed in when it takes it', async () => {
  isRefusing = true
  const spool = await start(real)
  await putInSpool(spool, `${HEAD}unwanted`)
  await expect.poll(() => describePoison(dir)).toMatchObject([{ hasTicket: false }])
  expect(await readdir(join(dir, 'stuck'))).toHaveLength(2)
  isRefusing = false
  const done = await replayPoison(
    {
      spoolDir: dir,
      reader: real,
      judge: async () => UNCHECKED,
      peer,
      signal: new AbortController().signal,
    },
    null,
  )
  expect(done).toMatchObject([{ isDone: true }])
  expect(commands).toMatchObject([{ text: 'unwanted' }])
  expect(await readdir(join(dir, 'stuck'))).toEqual([])
})

test('[MA18] notes are bounded in number and age', async () => {
  const day = 24 * 60 * 60_000
  let now = Date.now()
  const book = await openPoisonBook({ dir, clock: { now: () => now } })
  const noteOf = (digest: string) =>
    book.add(
      {
        digest,
        hash: 'a'.repeat(64),
        bytes: 1,
        receivedAt: 1,
        envelope: {
          from: '',
          to: ['support@desk.test'],
          remoteAddress: '',
          helo: '',
          isEncrypted: false,
        },
        file: null,
      },
      'why',
    )
  await noteOf('0123456789abcdefghjkmnpqrs')
  expect(await describePoison(dir)).toHaveLength(1)
  now += 31 * day
  await noteOf('1123456789abcdefghjkmnpqrs')
  // Both files are of today by the disk; a month later they would be gone.
  expect(await readdir(join(dir, 'poison'))).toEqual([])
})
