/**
 * From a mail client to the server and back, over real sockets: smtp-in, spool, reader and intake against
 * a stand-in for the server. Only the server and, where said, the disk's sync are stood in for.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fail, ok } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { ReceiveMail, type Routes } from '../../shared/wire/mail.ts'
import { startIntake, type Intake } from './intake.ts'
import { UNCHECKED } from './judge.ts'
import { makeReader, type Reader } from './reader.ts'
import { openDoor, type Door } from '../door/door.ts'
import { openRouteBook, type RouteBook } from '../door/routes.ts'
import { openSpool, type Spool, type SpoolLimits } from './spool.ts'
import type { Peer } from '../peer.ts'
import { takeOneByOne } from '../test-stage/one-by-one.ts'

const clock = { now: () => Date.now() }
const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const routesOf = (...addresses: string[]): Routes => ({
  version: addresses.length,
  addresses: addresses.map((address) => ({ address, queue: 'support' })),
  domains: ['desk.test'],
  mailBytes: 25 * 1024 * 1024,
})

/** The server as the gateway knows it: keeps what is pushed, and can be down or refuse. */
function makeServer() {
  const server = {
    routes: routesOf('support@desk.test'),
    isDown: false,
    refuse: (_command: ReceiveMail): boolean => false,
    pushes: new Map<string, ReceiveMail>(),
    blobs: new Map<string, Buffer>(),
  }
  const down = () => fail('kit/busy', 'down')
  const taking: Pick<Peer, 'fetchRoutes' | 'putBlob' | 'push' | 'pushMails'> = {
    ...takeOneByOne(() => taking),
    async fetchRoutes() {
      return server.isDown ? down() : ok(server.routes)
    },
    async putBlob(hash, bytes) {
      if (server.isDown) return down()
      server.blobs.set(hash, Buffer.from(bytes))
      return ok()
    },
    async push(pushId, command) {
      if (server.isDown) return down()
      const parsed = parseWith(ReceiveMail, command)
      if (!parsed.ok) return parsed
      if (server.refuse(parsed.value)) return fail('kit/invalid', 'refused')
      if (!server.blobs.has(parsed.value.raw.hash)) return fail('ticket/gap', 'not arrived')
      server.pushes.set(pushId, parsed.value)
      return ok()
    },
  }
  return Object.assign(server, taking)
}

let dir = ''
let server = makeServer()
type World = { spool: Spool; routes: RouteBook; door: Door; reader: Reader; intake: Intake }
let world: World | null = null

async function start(
  options: { limits?: SpoolLimits; sync?: () => Promise<void>; rateLimits?: boolean } = {},
): Promise<World> {
  const { limits, sync, rateLimits = false } = options
  const spool = await openSpool({
    dir,
    log: noLog,
    ...(limits ? { limits } : {}),
    ...(sync ? { sync } : {}),
  })
  const routes = await openRouteBook({ dir, peer: server, clock, timers, log: noLog })
  const door = await openDoor({
    listeners: [{ speaks: 'smtp', at: { host: '127.0.0.1', port: 0 } }],
    name: 'mx.desk.test',
    tls: null,
    rateLimits,
    routes,
    spool,
    spoolDir: dir,
    clock,
    timers,
    log: noLog,
  })
  const reader = makeReader({ timers })
  const intake = startIntake({
    spool,
    reader,
    judge: async () => UNCHECKED,
    peer: server,
    clock,
    timers,
    log: noLog,
  })
  world = { spool, routes, door, reader, intake }
  return world
}
async function stop(): Promise<void> {
  if (!world) return
  const ending = world
  world = null
  await ending.intake.stop()
  await ending.door.close()
  ending.routes.stop()
  await ending.reader.close()
  await ending.spool.close()
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deskside-in-'))
  server = makeServer()
})
afterEach(async () => {
  await stop()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

const send = (to: string | string[], text = 'Hello', from = 'ann@home.test') =>
  nodemailer
    .createTransport({
      host: '127.0.0.1',
      port: world?.door.doors[0]?.address()?.port ?? 0,
      ignoreTLS: true,
    })
    .sendMail({
      envelope: { from, to },
      from: 'Ann <ann@home.test>',
      to,
      subject: 'A question',
      text,
    })

/** Lines to the door as they are, and the replies to them. */
function talk(lines: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(world?.door.doors[0]?.address()?.port ?? 0, '127.0.0.1')
    const replies: string[] = []
    const rest = [...lines]
    let buffer = ''
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (line[3] === '-') continue
        replies.push(line)
        const next = rest.shift()
        if (next === undefined) socket.end()
        else socket.write(`${next}\r\n`, 'latin1')
      }
    })
    socket.on('close', () => resolve(replies))
    socket.on('error', reject)
  })
}
const HELLO = ['EHLO client.test', 'MAIL FROM:<ann@home.test>']
const lastOf = async (lines: string[]) => (await talk(lines)).at(-1)

describe('accepting', () => {
  test('[MR1] [MR2] P1: no 250 before the message is on disk', async () => {
    let release = () => {}
    let syncs = 0
    await start({
      sync: () => {
        syncs++
        return new Promise((resolve) => (release = resolve))
      },
    })
    let isAccepted = false
    const sending = send('support@desk.test').then(() => (isAccepted = true))
    await expect.poll(() => syncs).toBe(1)
    // The door has all bytes and answers other clients; only the 250 is missing.
    expect(await lastOf([...HELLO, 'NOOP'])).toMatch(/^250/)
    expect(isAccepted).toBe(false)
    expect(server.pushes.size).toBe(0)
    release()
    await sending
    await expect.poll(() => server.pushes.size, { timeout: 10_000 }).toBe(1)
  })

  test.each([
    ['nobody@desk.test', /^550 5\.1\.1 /],
    ['support@other.test', /^550 5\.7\.1 /],
    ['v%other.test@desk.test', /^550 5\.7\.1 /],
    ['@desk.test:victim@other.test', /^550 5\.7\.1 /],
    ['"victim@other.test"@desk.test', /^550 5\.7\.1 /],
    ['SUPPORT+tag@Desk.Test', /^250 2\.1\.5 /],
    ['Postmaster', /^250 2\.1\.5 /],
    ['abuse@desk.test', /^250 2\.1\.5 /],
  ])('RCPT TO:<%s>', async (address, reply) => {
    await start()
    expect(await lastOf([...HELLO, `RCPT TO:<${address}>`])).toMatch(reply)
  })

  test('the null sender is taken; 100 recipients are, the next is told to come again', async () => {
    await start()
    const recipients = Array.from(
      { length: 101 },
      (_, index) => `RCPT TO:<support+${index}@desk.test>`,
    )
    const replies = await talk(['EHLO c.test', 'MAIL FROM:<>', ...recipients])
    expect(replies.slice(2, 103).every((line) => line.startsWith('250'))).toBe(true)
    expect(replies.at(-1)).toMatch(/^452 4\.5\.3 /)
  })

  test('too large: refused at MAIL when declared, after DATA when not', async () => {
    await start()
    expect(await lastOf(['EHLO c.test', 'MAIL FROM:<a@b.test> SIZE=99999999'])).toMatch(
      /^552 5\.3\.4 /,
    )
    const big = 'x'.repeat(998).concat('\r\n').repeat(27_000) + '.'
    expect(await lastOf([...HELLO, 'RCPT TO:<support@desk.test>', 'DATA', big])).toMatch(
      /^552 5\.3\.4 /,
    )
    expect(world?.spool.depth().entries).toBe(0)
    expect(await readdir(join(dir, 'incoming'))).toEqual([])
  })

  test('a full spool says 452 4.3.1 and takes again when there is room', async () => {
    server.isDown = true
    await start({ limits: { bytes: 1_000_000, entries: 1 } })
    world?.routes.stop()
    server.isDown = false
    await world?.routes.judge('support@desk.test')
    server.isDown = true
    await send('support@desk.test')
    expect(await lastOf(HELLO)).toMatch(/^452 4\.3\.1 /)
    server.isDown = false
    await expect.poll(() => server.pushes.size, { timeout: 10_000 }).toBe(1)
    expect(await lastOf(HELLO)).toMatch(/^250 /)
  }, 15_000)

  test('more than a hundred Received headers is a loop', async () => {
    await start()
    const message = `${'Received: from a by b\r\n'.repeat(101)}Subject: s\r\n\r\nx\r\n.`
    expect(await lastOf([...HELLO, 'RCPT TO:<support@desk.test>', 'DATA', message])).toMatch(
      /^550 5\.4\.6 /,
    )
  })

  test.each(['\n.\n', '\n.\r\n', '\r.\r', '\r\n.\n', '\r\n.\r', '\r.\r\n'])(
    'smuggling: %j ends nothing, and the message is refused once',
    async (end) => {
      await start()
      const inner =
        'MAIL FROM:<x@y.test>\r\nRCPT TO:<support@desk.test>\r\nDATA\r\nSubject: two\r\n\r\nx'
      const message = `Subject: one\r\n\r\nx${end}${inner}\r\n.`
      const replies = await talk([...HELLO, 'RCPT TO:<support@desk.test>', 'DATA', message])
      expect(replies.at(-1)).toMatch(/^554 5\.6\.0 /)
      expect(replies).toHaveLength(6)
      expect(world?.spool.depth().entries).toBe(0)
    },
  )

  test('with no routes ever heard: come again later; known ones serve while the server is down', async () => {
    server.isDown = true
    await start()
    expect(await lastOf([...HELLO, 'RCPT TO:<support@desk.test>'])).toMatch(/^451 4\.3\.2 /)
    await stop()
    server.isDown = false
    await start()
    await expect.poll(() => world?.routes.current()?.version).toBe(1)
    await expect.poll(() => readdir(dir)).toContain('routes.json')
    await stop()
    server.isDown = true
    await start()
    expect(await lastOf([...HELLO, 'RCPT TO:<support@desk.test>'])).toMatch(/^250/)
  })

  test('an address that was just added is known at once', async () => {
    await start()
    await expect.poll(() => world?.routes.current()?.version).toBe(1)
    server.routes = routesOf('support@desk.test', 'new@desk.test')
    expect(await lastOf([...HELLO, 'RCPT TO:<new@desk.test>'])).toMatch(/^250/)
  })

  test('one address may not take all connections', async () => {
    await start({ rateLimits: true })
    const sockets = Array.from({ length: 30 }, () =>
      connect(world?.door.doors[0]?.address()?.port ?? 0, '127.0.0.1'),
    )
    await Promise.all(
      sockets.map((socket) => new Promise((resolve) => socket.once('data', resolve))),
    )
    expect(await talk([])).toEqual([expect.stringMatching(/^421 4\.7\.0 /)])
    for (const socket of sockets) socket.destroy()
  })
})

describe('handing in', () => {
  test('a message arrives read, its files by hash before it', async () => {
    await start()
    await send(['support@desk.test', 'support+x@desk.test'], 'Where is my parcel?')
    await expect.poll(() => server.pushes.size, { timeout: 10_000 }).toBe(1)
    const [command] = server.pushes.values()
    expect(command).toMatchObject({
      from: { address: 'ann@home.test', name: 'Ann' },
      subject: 'A question',
      text: 'Where is my parcel?',
      visible: 'Where is my parcel?',
      nature: { kind: 'person' },
      problem: null,
      envelope: { from: 'ann@home.test', to: ['support@desk.test', 'support+x@desk.test'] },
    })
    expect(server.blobs.get(command?.raw.hash ?? '')?.toString()).toContain('Where is my parcel?')
    await expect.poll(() => world?.spool.depth().entries).toBe(0)
  }, 20_000)

  test('what was not handed in is handed in after a restart, once', async () => {
    await start()
    await expect.poll(() => world?.routes.current()?.version).toBe(1)
    server.isDown = true
    for (const text of ['one', 'two', 'three']) await send('support@desk.test', text)
    await stop()
    expect(server.pushes.size).toBe(0)
    server.isDown = false
    await start()
    await expect.poll(() => server.pushes.size, { timeout: 10_000 }).toBe(3)
    expect([...server.pushes.values()].map((command) => command.text)).toEqual([
      'one',
      'two',
      'three',
    ])
    await expect.poll(() => world?.spool.depth().entries).toBe(0)
    await stop()
    server.pushes.clear()
    await start()
    await send('support@desk.test', 'four')
    await expect.poll(() => server.pushes.size, { timeout: 10_000 }).toBe(1)
  }, 30_000)

  test('[MA3] a file that the server lost again, as when it was restored, is brought once more', async () => {
    await start()
    let lost = 0
    server.refuse = () => {
      if (lost++ === 0) server.blobs.clear()
      return false
    }
    await send('support@desk.test', 'still here')
    await expect.poll(() => server.pushes.size, { timeout: 10_000 }).toBe(1)
    expect(lost).toBeGreaterThan(1)
    await expect.poll(() => world?.spool.depth().entries).toBe(0)
  }, 20_000)

  test('a refused message is handed in bare; refused even so, it is kept in stuck/', async () => {
    await start()
    server.refuse = (command) => command.problem === null
    await send('support@desk.test')
    await expect.poll(() => server.pushes.size, { timeout: 10_000 }).toBe(1)
    expect([...server.pushes.values()][0]?.problem).toContain('refused')
    server.refuse = () => true
    await send('support@desk.test', 'nobody wants this')
    await expect.poll(async () => (await readdir(join(dir, 'stuck'))).length).toBe(2)
    server.refuse = () => false
    await send('support@desk.test', 'and on it goes')
    await expect.poll(() => server.pushes.size).toBe(2)
  }, 20_000)

  test('a message that cannot be read becomes one with a problem, and the next is read', async () => {
    await start()
    const part = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'
    const bomb = `From: ann@home.test\r\nSubject: bomb\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(5_000)}--b--\r\n.`
    expect(await lastOf([...HELLO, 'RCPT TO:<support@desk.test>', 'DATA', bomb])).toMatch(/^250/)
    await expect.poll(() => server.pushes.size, { timeout: 10_000 }).toBe(1)
    expect([...server.pushes.values()][0]).toMatchObject({
      subject: 'bomb',
      from: { address: 'ann@home.test' },
    })
    expect([...server.pushes.values()][0]?.problem).toBeTruthy()
    await send('support@desk.test', 'fine')
    await expect.poll(() => server.pushes.size).toBe(2)
  }, 20_000)
})
