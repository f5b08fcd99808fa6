/**
 * The link to the server: one WebSocket per tab to `/sync`, and the only door to it. Says hello, reconnects with full
 * jitter, carries control messages and rooms. Knows nothing of tickets, storage or what the messages mean.
 */
import type { Clock, Random, Timers } from '../../shared/kit/clock.ts'
import { fail, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { ServerMessage } from '../../shared/wire/down.ts'
import {
  CONTROL,
  decodeControl,
  decodeFrame,
  encodeControl,
  encodeRoomFrame,
} from '../../shared/wire/frame.ts'
import type { ClientMessage } from '../../shared/wire/up.ts'
import { PROTOCOL } from '../../shared/wire/version.ts'
import type { LinkState, Stop } from './api.ts'
import { jitterMs } from './core.ts'

export type SocketEvents = {
  onOpen(): void
  onFrame(bytes: Uint8Array): void
  /** Once, also when the socket never opened. */
  onClose(code: number): void
}
export type Socket = { send(bytes: Uint8Array): void; close(): void; unsentBytes(): number }
export type OpenSocket = (url: string, events: SocketEvents) => Socket

export type RoomEvents = {
  onOpen(): void
  onFrame(payload: Uint8Array): void
  onClose(code: number, reason: string): void
}
/** A room that is asked for; it opens once the link is live. */
export type Room = { send(payload: Uint8Array): void; close(): void }

export type Welcome = Extract<ServerMessage, { type: 'welcome' }>

export type LinkOptions = {
  url: string
  device: string
  openSocket: OpenSocket
  clock: Clock
  random: Random
  timers: Timers
  /** Asked when a socket would not open: why this device may not connect at all, or null (try again). */
  checkSession: () => Promise<Fault | null>
  /** True to go live; false when the welcome is for somebody else. */
  onWelcome: (welcome: Welcome) => boolean
}

export type Link = ReturnType<typeof makeLink>

/** Close codes after which trying again is pointless (kit/fault: `close`). */
const REFUSED: Record<number, string> = {
  4401: 'auth/required',
  4403: 'auth/denied',
  4426: 'wire/version',
}

export function makeLink(options: LinkOptions) {
  const { clock, random, timers } = options
  let state: LinkState = { state: 'offline', since: clock.now() }
  let socket: Socket | null = null
  let generation = 0
  let tries = 0
  let heardAt = 0
  let isStopped = true
  let timer: { cancel(): void } | null = null
  let nextChannel = 1
  type OpenRoom = { name: string; events: RoomEvents; channel: number | null; isOpen: boolean }
  const rooms = new Set<OpenRoom>()
  const byChannel = new Map<number, OpenRoom>()
  const onState = new Set<() => void>()
  const onMessage = new Set<(message: ServerMessage) => void>()
  const onHeard = new Set<() => void>()

  function become(next: LinkState) {
    state = next
    for (const listen of onState) listen()
  }

  function schedule(delayMs: number, run: () => void) {
    timer?.cancel()
    timer = timers.after(delayMs, run)
  }

  function connect() {
    if (isStopped || socket) return
    // Tries after a failure do not flicker: it is offline until it is live.
    if (tries === 0) become({ state: 'connecting' })
    const mine = ++generation
    let wasOpened = false
    socket = options.openSocket(options.url, {
      onOpen: () => {
        if (mine !== generation) return
        wasOpened = true
        control({ type: 'hello', protocol: PROTOCOL, device: options.device })
      },
      onFrame: (bytes) => {
        if (mine === generation) take(bytes)
      },
      onClose: (code) => {
        if (mine === generation) lost(code, wasOpened)
      },
    })
    schedule(LIMITS.authenticateMs, drop)
  }

  /** Gives the socket up and goes on as if it had closed. */
  function drop() {
    const old = socket
    if (!old) return
    lost(1006, true)
    old.close()
  }

  function lost(code: number, wasOpened: boolean) {
    generation++
    socket = null
    timer?.cancel()
    const open = [...byChannel.values()]
    byChannel.clear()
    for (const room of open) rooms.delete(room)
    const refusal = REFUSED[code]
    if (refusal) become({ state: 'refused', code: refusal, detail: 'the server ended the session' })
    else if (state.state !== 'offline') become({ state: 'offline', since: clock.now() })
    for (const room of open) room.events.onClose(1006, 'the link is down')
    if (isStopped || refusal) return
    const waitMs = jitterMs(random, tries, LIMITS.reconnectMsFirst, LIMITS.reconnectMsMax)
    tries++
    schedule(waitMs, connect)
    // A browser does not tell why an upgrade failed: ask.
    if (!wasOpened) void askWhy(generation)
  }

  async function askWhy(mine: number) {
    const fault = await options.checkSession()
    if (!fault || isStopped || mine !== generation) return
    timer?.cancel()
    become({ state: 'refused', code: fault.code, detail: fault.detail })
  }

  function take(bytes: Uint8Array) {
    heardAt = clock.now()
    const frame = decodeFrame(bytes)
    if (!frame.ok) return drop()
    if (frame.value.channel === CONTROL) {
      const message = readMessage(frame.value.payload)
      if (!message.ok) return drop()
      if (message.value) takeControl(message.value)
    } else {
      byChannel.get(frame.value.channel)?.events.onFrame(frame.value.payload)
    }
    for (const listen of onHeard) listen()
  }

  function takeControl(message: ServerMessage) {
    if (message.type === 'welcome') welcome(message)
    if (message.type === 'opened') {
      const room = byChannel.get(message.channel)
      if (room) {
        room.isOpen = true
        room.events.onOpen()
      }
    }
    if (message.type === 'closed') {
      const room = byChannel.get(message.channel)
      if (room) {
        byChannel.delete(message.channel)
        rooms.delete(room)
        room.events.onClose(message.code, message.reason)
      }
    }
    for (const listen of onMessage) listen(message)
  }

  function welcome(message: Welcome) {
    if (!options.onWelcome(message)) {
      stop()
      return become({
        state: 'refused',
        code: 'auth/required',
        detail: 'somebody else is signed in here now',
      })
    }
    tries = 0
    become({ state: 'live' })
    schedule(LIMITS.pingMs, ping)
    for (const room of [...rooms]) openNow(room)
  }

  function ping() {
    const askedAt = clock.now()
    control({ type: 'ping' })
    schedule(LIMITS.authenticateMs, () => {
      if (heardAt < askedAt) return drop()
      schedule(LIMITS.pingMs, ping)
    })
  }

  function openNow(room: OpenRoom) {
    if (room.channel !== null) return
    room.channel = nextChannel
    nextChannel = nextChannel >= 1_000_000 ? 1 : nextChannel + 1
    byChannel.set(room.channel, room)
    control({ type: 'open', channel: room.channel, room: room.name })
  }

  function control(message: ClientMessage): boolean {
    if (!socket) return false
    socket.send(encodeControl(message))
    return true
  }

  function stop() {
    isStopped = true
    timer?.cancel()
    const old = socket
    if (old) lost(1000, true)
    old?.close()
  }

  return {
    state: () => state,

    start() {
      isStopped = false
      connect()
    },

    stop,

    /** Tries at once: the network came back, or the person signed in again. */
    nudge() {
      if (isStopped || socket) return
      tries = 0
      timer?.cancel()
      connect()
    },

    /** The browser says the network is gone: not to be believed for ever, so a try is made in a while. */
    suspend() {
      if (isStopped || state.state === 'refused') return
      const old = socket
      if (old) lost(1006, true)
      old?.close()
      schedule(LIMITS.reconnectMsMax, connect)
    },

    /** The socket does not answer: a new one. */
    drop,

    /** False when the link is down: nothing was sent. */
    send(message: ClientMessage): boolean {
      return state.state === 'live' && control(message)
    },

    unsentBytes: () => socket?.unsentBytes() ?? 0,

    openRoom(name: string, events: RoomEvents): Room {
      const room: OpenRoom = { name, events, channel: null, isOpen: false }
      if (rooms.size >= LIMITS.roomsOpen) {
        timers.after(0, () => events.onClose(4429, 'too many rooms are open'))
        return { send() {}, close() {} }
      }
      rooms.add(room)
      if (state.state === 'live') openNow(room)
      return {
        send(payload) {
          if (room.isOpen && room.channel !== null && byChannel.get(room.channel) === room)
            socket?.send(encodeRoomFrame(room.channel, payload))
        },
        close() {
          if (!rooms.delete(room)) return
          if (room.channel === null) return
          byChannel.delete(room.channel)
          control({ type: 'close', channel: room.channel })
        },
      }
    },

    onState(listen: () => void): Stop {
      onState.add(listen)
      return () => onState.delete(listen)
    },

    onMessage(listen: (message: ServerMessage) => void): Stop {
      onMessage.add(listen)
      return () => onMessage.delete(listen)
    },

    /** After every frame. */
    onHeard(listen: () => void): Stop {
      onHeard.add(listen)
      return () => onHeard.delete(listen)
    },
  }
}

/** The message in a control frame; null when a newer server says something this version does not know. */
function readMessage(payload: Uint8Array): Result<ServerMessage | null> {
  const value = decodeControl(payload)
  if (!value.ok) return value
  const message = parseWith(ServerMessage, value.value, 'wire/malformed')
  if (message.ok) return ok(message.value)
  const known = typeof value.value === 'object' && value.value !== null && 'type' in value.value
  return known ? ok(null) : fail('wire/malformed', 'a control message has a type')
}

/** A browser's WebSocket. Cookies go by themselves; nothing is in the address. */
export const openWebSocket: OpenSocket = (url, events) => {
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  let isClosed = false
  const close = (code: number) => {
    if (isClosed) return
    isClosed = true
    events.onClose(code)
  }
  socket.addEventListener('open', () => events.onOpen())
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.data instanceof ArrayBuffer) events.onFrame(new Uint8Array(event.data))
  })
  socket.addEventListener('close', (event) => close(event.code))
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(Uint8Array.from(bytes))
    },
    close: () => socket.close(),
    unsentBytes: () => socket.bufferedAmount,
  }
}
