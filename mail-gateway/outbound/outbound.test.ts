/** From a leased job to a relay and back: compose, send and report, against a real SMTP server on loopback. */
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { fail, ok, unwrap, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import type {
  DeliveryOutcome,
  MailJob,
  MarkDelivery,
  OutgoingMail,
  ReceiveMail,
} from '../../shared/wire/mail.ts'
import { FILE, makeOutgoingMail } from '../test-stage/outgoing-mail.ts'
import { nextTryAt } from './backoff.ts'
import { composeMail } from './compose.ts'
import { startDelivery, type Delivery } from './lease.ts'

const clock = { now: () => Date.now() }
const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const MAIL = makeOutgoingMail()
const ID = '0'.repeat(26)
const makeJob = (over: Partial<MailJob> = {}): MailJob => ({
  jobId: ID,
  lease: '1'.repeat(26),
  leaseUntil: Date.now() + LIMITS.leaseMs,
  tries: 0,
  queuedAt: Date.now(),
  outcomeUnknown: false,
  mail: MAIL,
  ...over,
})

/** A relay that answers each command as told, and keeps what it was given. */
function makeRelay(answers: { data?: string; end?: string; rcpt?: string } = {}) {
  const messages: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('220 relay\r\n')
    let isData = false
    let buffer = ''
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      for (;;) {
        if (isData) {
          const end = buffer.indexOf('\r\n.\r\n')
          if (end < 0) return
          messages.push(buffer.slice(0, end))
          buffer = buffer.slice(end + 5)
          isData = false
          if (answers.end === 'hang up') return void socket.destroy()
          socket.write(`${answers.end ?? '250 2.0.0 queued as 77'}\r\n`)
          continue
        }
        const end = buffer.indexOf('\r\n')
        if (end < 0) return
        const line = buffer.slice(0, end).toUpperCase()
        buffer = buffer.slice(end + 2)
        if (line === 'DATA') isData = true
        socket.write(
          `${line === 'DATA' ? '354 go' : line.startsWith('RCPT') ? (answers.rcpt ?? '250 ok') : '250 ok'}\r\n`,
        )
      }
    })
  })
  return {
    messages,
    listen: () =>
      new Promise<number>((resolve) =>
        server.listen(0, '127.0.0.1', () => {
          const address = server.address()
          resolve(typeof address === 'object' && address ? address.port : 0)
        }),
      ),
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

let cleanup: (() => unknown)[] = []
afterEach(async () => {
  for (const one of cleanup.splice(0).reverse()) await one()
})

/** Runs one job to its end; the states the server was told, in order. */
async function deliver(
  job: MailJob,
  port: number,
  {
    onSending = () => ok(),
    away = null,
    openRelay,
  }: {
    onSending?: () => Result<void>
    /** What the server says instead of the keys to sign with when it is first asked. */
    away?: Result<never> | null
    openRelay?: Parameters<typeof startDelivery>[0]['openRelay']
  } = {},
) {
  let silence = away
  const states: DeliveryOutcome[] = []
  const jobs = [job]
  let leases = 0
  const delivery: Delivery = startDelivery({
    relayUrl: `smtp://127.0.0.1:${port}`,
    clock,
    timers,
    log: noLog,
    ...(openRelay ? { openRelay } : {}),
    peer: {
      lease(_max, _waitMs, signal) {
        leases++
        const next = jobs.shift()
        if (next) return Promise.resolve(ok([next]))
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok([]))))
      },
      async push(_pushId: string, command: ReceiveMail | MarkDelivery) {
        if (command.kind !== 'mark-delivery') return fail('kit/invalid', 'not a delivery')
        states.push(command.outcome)
        return command.outcome.state === 'sending' ? onSending() : ok()
      },
      fetchBlob: async () => ok(Buffer.from('hi')),
      async fetchSigningKeys() {
        const said = silence ?? ok({ keys: [] })
        silence = null
        return said
      },
    },
  })
  cleanup.push(() => delivery.stop())
  await expect.poll(() => leases).toBe(2)
  await expect.poll(() => states.length).toBeGreaterThanOrEqual(away ? 1 : 0)
  // Ends when what was begun has ended.
  await delivery.stop()
  return states
}
async function relayWith(answers: Parameters<typeof makeRelay>[0] = {}) {
  const relay = makeRelay(answers)
  cleanup.push(relay.close)
  return { relay, port: await relay.listen() }
}

describe('delivery', () => {
  test('sending is acknowledged before DATA, then handed over with the reply of the relay', async () => {
    const { relay, port } = await relayWith()
    let givenAtSending = -1
    const states = await deliver(makeJob(), port, {
      onSending() {
        givenAtSending = relay.messages.length
        return ok()
      },
    })
    expect(givenAtSending).toBe(0)
    expect(states).toEqual([
      { state: 'sending' },
      { state: 'handed-over', reply: '250 2.0.0 queued as 77', possiblyTwice: false },
    ])
    expect(relay.messages).toHaveLength(1)
    expect(relay.messages[0]).toContain('Message-ID: <reply-1@desk.test>')
  })
  test('without an ack of sending nothing is sent', async () => {
    const { relay, port } = await relayWith()
    const onSending = () => fail('ticket/stale', 'the lease is another’s')
    const states = await deliver(makeJob(), port, { onSending })
    expect(states).toEqual([{ state: 'sending' }])
    expect(relay.messages).toEqual([])
  })
  test.each(['kit/busy', 'kit/storage', 'auth/required'] as const)(
    'a server that is away for a moment (%s) makes no mail wait as if it had been turned away',
    async (code) => {
      const { relay, port } = await relayWith()
      const states = await deliver(makeJob({ tries: 4 }), port, { away: fail(code, 'not now') })
      expect(states.map(({ state }) => state)).toEqual(['sending', 'handed-over'])
      expect(relay.messages).toHaveLength(1)
    },
  )
  test('a relay that could not be opened was given nothing: that it is sending is not said', async () => {
    const openRelay = () => {
      throw new Error('its library cannot be loaded')
    }
    expect(await deliver(makeJob(), 1, { openRelay })).toEqual([])
  })
  test('4xx waits, 5xx fails, at RCPT and after DATA alike', async () => {
    for (const answers of [{ end: '451 4.3.0 later' }, { rcpt: '450 4.2.0 greylisted' }]) {
      const { port } = await relayWith(answers)
      expect((await deliver(makeJob(), port)).at(-1)).toMatchObject({ state: 'deferred' })
    }
    for (const answers of [{ end: '554 5.7.1 no' }, { rcpt: '550 5.1.1 unknown' }]) {
      const { port } = await relayWith(answers)
      expect((await deliver(makeJob(), port)).at(-1)).toMatchObject({ state: 'failed' })
    }
  })
  test('[OU9] a relay that is not there: deferred; for five days, then failed', async () => {
    const { relay, port } = await relayWith()
    relay.close()
    expect((await deliver(makeJob(), port)).at(-1)).toMatchObject({ state: 'deferred' })
    const old = makeJob({ queuedAt: Date.now() - LIMITS.sendLifeMs, tries: 9 })
    expect((await deliver(old, port)).at(-1)).toMatchObject({ state: 'failed' })
  })
  test('silence after DATA: nothing is claimed, and the next try says possibly twice', async () => {
    const { relay, port } = await relayWith({ end: 'hang up' })
    expect(await deliver(makeJob(), port)).toEqual([{ state: 'sending' }])
    expect(relay.messages).toHaveLength(1)
    const again = await relayWith()
    const states = await deliver(makeJob({ outcomeUnknown: true, tries: 1 }), again.port)
    expect(states.at(-1)).toMatchObject({ state: 'handed-over', possiblyTwice: true })
    const idOf = (message = '') => /^Message-ID: .*$/m.exec(message)?.[0]
    expect(idOf(again.relay.messages[0])).toBe(idOf(relay.messages[0]))
  })
  test('a lease that is nearly over is left alone', async () => {
    const { relay, port } = await relayWith()
    expect(await deliver(makeJob({ leaseUntil: Date.now() + 1_000 }), port)).toEqual([])
    expect(relay.messages).toEqual([])
  })
})

test('[MR46] mail to one domain goes on when one of it is sent, and no clock is waited for', async () => {
  const domain = 'home.test'
  const waiting = Array.from({ length: 4 * LIMITS.sendsPerDestination }, (_, at) =>
    makeJob({ jobId: String(at).padStart(26, '0') }),
  )
  const count = waiting.length
  let handedOver = 0
  const delivery = startDelivery({
    relayUrl: 'smtp://127.0.0.1:1',
    clock,
    // Time stands still: whoever waits for it waits for ever.
    timers: { after: () => ({ cancel() {} }) },
    log: noLog,
    openRelay: () => ({
      send: async () => ({ end: 'accepted', reply: '250 2.0.0 ok' }),
      close() {},
    }),
    peer: {
      // As the server leases: so many to one domain, and a long wait when there is nothing for the asker.
      lease(max, waitMs, signal, busy = []) {
        const free = LIMITS.sendsPerDestination - busy.filter((one) => one === domain).length
        const jobs = waiting.splice(0, Math.max(0, Math.min(max, free)))
        if (jobs.length > 0 || waitMs === 0) return Promise.resolve(ok(jobs))
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok([]))))
      },
      async push(_pushId: string, command: ReceiveMail | MarkDelivery) {
        if (command.kind === 'mark-delivery' && command.outcome.state === 'handed-over')
          handedOver++
        return ok()
      },
      fetchBlob: async () => ok(Buffer.from('hi')),
      fetchSigningKeys: async () => ok({ keys: [] }),
    },
  })
  cleanup.push(() => delivery.stop())
  await expect.poll(() => handedOver, { timeout: 10_000 }).toBe(count)
})

describe('composing', () => {
  const compose = async (over: Partial<OutgoingMail> = {}) => {
    const made = await composeMail({ ...MAIL, ...over }, new Map([[FILE, Buffer.from('hi')]]))
    return made.ok ? made.value.raw.toString('latin1') : made.fault.code
  }
  test('[MR43] text and HTML, the thread, and the mark that it is ours', async () => {
    const raw = await compose()
    expect(raw).toMatch(/multipart\/alternative/)
    expect(raw).toContain('In-Reply-To: <ask-1@home.test>')
    expect(raw).toMatch(/References: <ask-0@home\.test>\s+<ask-1@home\.test>/)
    expect(raw).toContain('X-Deskside-Loop: desk.test')
    expect(raw).not.toContain('Auto-Submitted')
    expect(raw).not.toMatch(/[^\r]\n|\r[^\n]/)
    expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true)
  })
  test('[OU11] [MR44] words of a user stay in the body, whatever ends their lines', async () => {
    const text = 'one\rtwo\nthree\r\n.\r\nBcc: eve@evil.test\r\n\r\nfour'
    const raw = await compose({ text, html: text, subject: 'x Bcc: eve@evil.test' })
    expect(raw).not.toMatch(/[^\r]\n|\r[^\n]/)
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
    expect(head.split('\r\n').filter((line) => /^bcc:/i.test(line))).toEqual([])
    // The dot alone on a line is doubled on the wire by whoever sends (RFC 5321 §4.5.2), not here.
    expect(raw.split('\r\n')).toContain('four')
  })
  test('[MR42] mail that may be declined says where, with one click over https alone (RFC 8058)', async () => {
    const fieldsOf = async (unsubscribe?: string) => {
      const mail = makeOutgoingMail(unsubscribe === undefined ? {} : { unsubscribe })
      const { raw } = unwrap(await composeMail(mail, new Map()))
      const head = raw.toString('latin1').split('\r\n\r\n')[0] ?? ''
      return head
        .replace(/\r\n[ \t]+/g, ' ')
        .split('\r\n')
        .filter((line) => /^list-/i.test(line))
    }
    expect(await fieldsOf()).toEqual([])
    const long = `https://desk.test/u/${'x'.repeat(26)}.assigned.${'y'.repeat(26)}`
    expect(await fieldsOf(long)).toEqual([
      `List-Unsubscribe: <${long}>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ])
    expect(await fieldsOf('http://desk.test/u/x')).toEqual([
      'List-Unsubscribe: <http://desk.test/u/x>',
    ])
    const broken = makeOutgoingMail({
      unsubscribe: 'https://desk.test/\r\nBcc: eve@elsewhere.test',
    })
    expect(await composeMail(broken, new Map())).toMatchObject({ ok: false })
  })

  test('[MR42] automatic mail says so, to Exchange too', async () => {
    const raw = await compose({ autoSubmitted: 'auto-replied' })
    expect(raw).toContain('Auto-Submitted: auto-replied')
    expect(await compose({ language: 'ar' })).toContain('Content-Language: ar')
    expect(raw).not.toContain('Content-Language')
    expect(raw).toContain('X-Auto-Response-Suppress: All')
  })
  test.each([
    [{ subject: 'x\r\nBcc: eve@evil.test' }],
    [{ to: [{ address: 'a@b.test', name: 'x\nBcc: y' }] }],
    [{ envelopeFrom: 'a@b.test>\r\nRCPT TO:<c@d.test' }],
    [{ references: ['a\rb'] }],
    [
      {
        attachments: [
          { hash: FILE, name: 'a\r\nb', type: 'text/plain', bytes: 1, inline: false, cid: null },
        ],
      },
    ],
  ])('[OU11] a line end in a header is refused: %j', async (over) => {
    expect(await compose(over)).toBe('kit/invalid')
  })
})

test('[OU9][MR41] waits of 1, 5, 15, 30 minutes, an hour and more, for five days', () => {
  const minutes = (tries: number, now = 1_000, isRelayDown = false) => {
    const next = nextTryAt({ jobId: ID, tries, queuedAt: 0, isRelayDown }, now)
    return next.ok ? (next.value - now) / 60_000 : null
  }
  const planned = [1, 5, 15, 30, 60, 120, 240, 240, 240]
  for (const [at, wait] of planned.entries()) {
    expect(minutes(at + 1)).toBeGreaterThanOrEqual(wait * 0.8)
    expect(minutes(at + 1)).toBeLessThanOrEqual(wait * 1.2)
  }
  // What failed together does not come back together, and the same try is planned alike wherever it is worked out.
  const spread = ['a', 'b', 'c', 'd'].map((jobId) =>
    nextTryAt({ jobId, tries: 4, queuedAt: 0, isRelayDown: false }, 0),
  )
  expect(new Set(spread.map((next) => (next.ok ? next.value : 0))).size).toBe(4)
  expect(minutes(4)).toBe(minutes(4))
  // While the relay is away nobody waits for hours after its return.
  expect(minutes(30, 1_000, true)).toBeLessThanOrEqual(12)
  // The last try is at the very end, and none comes after it.
  expect(minutes(40, LIMITS.sendLifeMs - 60_000)).toBe(1)
  expect(minutes(41, LIMITS.sendLifeMs)).toBeNull()
})
