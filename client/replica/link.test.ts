/** The link: hello, reconnecting, refusing, rooms that wait, a server that falls silent. */
import { beforeEach, expect, test } from 'vitest'
import type { Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import { decodeControl, decodeFrame, encodeControl } from '../../shared/wire/frame.ts'
import { makeLink, type SocketEvents } from './link.ts'

type FakeSocket = { events: SocketEvents; sent: unknown[]; isClosed: boolean }
type Wait = { delayMs: number; run: () => void }

let sockets: FakeSocket[]
let waits: Wait[]
let now: number
let sessionFault: Fault | null

beforeEach(() => {
  sockets = []
  waits = []
  now = 0
  sessionFault = null
})

function open(person = 'ada') {
  const link = makeLink({
    url: 'ws://desk/sync',
    device: '00000000000000000000000001',
    clock: { now: () => now },
    // Half of every wait: full jitter is a fraction of the limit.
    random: (count) => Uint8Array.from({ length: count }, (_, at) => (at === 0 ? 128 : 0)),
    timers: {
      after(delayMs, run) {
        const wait = { delayMs, run }
        waits.push(wait)
        return { cancel: () => void (waits = waits.filter((one) => one !== wait)) }
      },
    },
    openSocket(_url, events) {
      const socket: FakeSocket = { events, sent: [], isClosed: false }
      sockets.push(socket)
      return {
        send(bytes) {
          const frame = decodeFrame(bytes)
          const value = frame.ok ? decodeControl(frame.value.payload) : frame
          socket.sent.push(value.ok ? value.value : null)
        },
        close: () => {
          socket.isClosed = true
        },
        unsentBytes: () => 0,
      }
    },
    checkSession: () => Promise.resolve(sessionFault),
    onWelcome: (welcome) => welcome.person.id === person,
  })
  link.start()
  return link
}

const last = () => {
  const socket = sockets.at(-1)
  if (!socket) throw new Error('no socket was opened')
  return socket
}
const say = (message: ServerMessage) => last().events.onFrame(encodeControl(message))
const welcome: ServerMessage = {
  type: 'welcome',
  protocol: 1,
  person: { id: 'ada', name: 'Ada', email: 'ada@desk.example', role: 'agent' },
  scopes: [],
  now: 0,
  undoSeconds: 10,
  generation: 'one',
  leaseMs: 1,
}

function fire(delayMs: number) {
  const wait = waits.find((one) => one.delayMs === delayMs)
  if (!wait)
    throw new Error(`nothing waits ${delayMs} ms: ${waits.map((one) => one.delayMs).join(', ')}`)
  waits = waits.filter((one) => one !== wait)
  now += delayMs
  wait.run()
}

test('says hello first and is live after the welcome', () => {
  const link = open()
  expect(link.state()).toEqual({ state: 'connecting' })
  expect(link.send({ type: 'ping' })).toBe(false)
  last().events.onOpen()
  expect(last().sent).toMatchObject([{ type: 'hello', device: '00000000000000000000000001' }])
  say(welcome)
  expect(link.state()).toEqual({ state: 'live' })
})

test('waits longer after each failure, at most half a minute, and begins anew after a welcome', () => {
  const link = open()
  for (const delayMs of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    last().events.onClose(1006)
    expect(link.state()).toEqual({ state: 'offline', since: 0 })
    fire(delayMs)
    expect(link.state()).toEqual({ state: 'offline', since: 0 })
  }
  last().events.onOpen()
  say(welcome)
  last().events.onClose(1012)
  fire(500)
  expect(sockets).toHaveLength(9)
})

test('the network coming back is tried at once', () => {
  const link = open()
  last().events.onClose(1006)
  link.nudge()
  expect(sockets).toHaveLength(2)
  expect(waits.map((wait) => wait.delayMs)).toEqual([LIMITS.authenticateMs])
})

test('a network that is gone ends the link at once; a try is made all the same', () => {
  const link = open()
  last().events.onOpen()
  say(welcome)
  link.suspend()
  expect(link.state().state).toBe('offline')
  expect(sockets[0]?.isClosed).toBe(true)
  expect(waits.map((wait) => wait.delayMs)).toEqual([LIMITS.reconnectMsMax])
  fire(LIMITS.reconnectMsMax)
  expect(sockets).toHaveLength(2)
})

test('a session that ended is not tried again', async () => {
  const link = open()
  last().events.onOpen()
  say(welcome)
  last().events.onClose(4401)
  expect(link.state()).toMatchObject({ state: 'refused', code: 'auth/required' })
  expect(waits).toEqual([])

  sessionFault = { code: 'auth/required', detail: 'sign in' }
  const other = open()
  last().events.onClose(1006)
  await Promise.resolve()
  await Promise.resolve()
  expect(other.state()).toMatchObject({ state: 'refused', code: 'auth/required' })
  expect(waits).toEqual([])
})

test('a welcome for somebody else ends the link', () => {
  const link = open('bob')
  last().events.onOpen()
  say(welcome)
  expect(link.state()).toMatchObject({ state: 'refused', code: 'auth/required' })
  expect(last().isClosed).toBe(true)
  expect(waits).toEqual([])
})

test('a server that does not answer a ping is left', () => {
  const link = open()
  last().events.onOpen()
  say(welcome)
  fire(LIMITS.pingMs)
  expect(last().sent.at(-1)).toEqual({ type: 'ping' })
  say({ type: 'pong' })
  fire(LIMITS.authenticateMs)
  expect(link.state().state).toBe('live')
  fire(LIMITS.pingMs)
  fire(LIMITS.authenticateMs)
  expect(link.state().state).toBe('offline')
  expect(sockets[0]?.isClosed).toBe(true)
})

test('rooms wait for the link, end with it, and 4403 reaches the room alone', () => {
  const link = open()
  const heard: string[] = []
  const enter = (name: string) =>
    link.openRoom(name, {
      onOpen: () => heard.push(`${name} opened`),
      onFrame: (payload) => heard.push(`${name} ${payload.join()}`),
      onClose: (code) => heard.push(`${name} ${code}`),
    })
  enter('p:1')
  enter('p:2')
  last().events.onOpen()
  expect(last().sent).toHaveLength(1)
  say(welcome)
  expect(last().sent.slice(1)).toEqual([
    { type: 'open', channel: 1, room: 'p:1' },
    { type: 'open', channel: 2, room: 'p:2' },
  ])
  say({ type: 'opened', channel: 1 })
  last().events.onFrame(Uint8Array.of(1, 9, 9))
  say({ type: 'closed', channel: 2, code: 4403, reason: 'auth/denied' })
  last().events.onClose(1006)
  expect(heard).toEqual(['p:1 opened', 'p:1 9,9', 'p:2 4403', 'p:1 1006'])
})

test('a message of a newer server is passed over; bytes that are none end the socket', () => {
  const link = open()
  last().events.onOpen()
  say(welcome)
  last().events.onFrame(encodeControl({ type: 'from-the-future', more: 1 }))
  expect(link.state().state).toBe('live')
  last().events.onFrame(Uint8Array.of(0, 255))
  expect(link.state().state).toBe('offline')
})
