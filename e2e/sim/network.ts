/**
 * The network of a simulation: requests and sockets with delay, loss and cut lines, in virtual time. In one connection
 * the order stays (TCP); between connections it does not. Everything that leaves the server passes `onDown`.
 */
import type { OpenSocket, SocketEvents } from '../../client/replica/link.ts'
import type { SocketHandlers } from '../../sync-server/session/socket.ts'
import { closeCodeOf } from '../../shared/kit/fault.ts'
import type { Dice } from './dice.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Server } from './server.ts'

/** Longer than a device waits for a pong: a dead connection is noticed by silence. */
const SILENCE_MS = 60_000
const REQUEST_LIMIT_MS = 30_000
/** What is late is later than most of what was asked after it. */
const LATE_MS = [1_000, 9_000] as const
const STALL_MS = [300, 5_000] as const
/**
 * Not twice and not late. A lease would go to nobody, and everybody would wait for minutes; a file that comes after all
 * that names it stays, and nothing looks for such files yet.
 */
const IN_TIME = /^\/(gateway\/lease|blobs\/)/
/** How long a frame that a mutation answered is held back. */
const HELD_MS = 1_500

export type Weather = {
  /** The longest ordinary delay, one way. */
  delayMs: number
  /** Share of requests, and of their answers, that are lost. */
  loss: number
  /** Share of broken connections of which one end hears nothing. */
  silence: number
  /** Share of requests that arrive a second time. */
  repeats: number
  /** Share of requests, and of answers, that take much longer. */
  stragglers: number
  /** Share of frames behind which everything of the connection waits, to come in a burst. */
  stalls: number
  /** Until when a request of worse weather may still hang, epoch ms. */
  hangsUntil: number
}

/** One end's access to the network. */
export type Line = {
  name: string
  party: Party
  isUp: boolean
  secret: string | null
  person: string | null
}

/** One connection of a line, which may have several one after the other. */
export type Wire = { line: Line }

type Connection = Wire & {
  party: Party
  serverLife: number
  handlers: SocketHandlers | null
  events: SocketEvents
  isOpen: boolean
  /** Since when. */
  openedAt: number
  upAt: number
  downAt: number
  /** Frames on their way. Each arrival is that of the first: a socket never changes their order. */
  up: Uint8Array[]
  down: Uint8Array[]
}

export type Hooks = {
  /**
   * A frame from the server to a device; what to send in its place, nothing or several. Also on a connection of which the
   * server has not heard that it is cut.
   */
  onDown(wire: Wire, bytes: Uint8Array): Uint8Array[]
  /** A frame from a device that has arrived; false to swallow it for now. */
  onUp(wire: Wire, bytes: Uint8Array, send: (bytes: Uint8Array) => void): boolean
  onAnswer(line: Line, url: URL, response: Response): Promise<Response>
  /** A request is about to be heard a second time. */
  onRepeat(): void
}

export type Network = ReturnType<typeof makeNetwork>

export function makeNetwork(options: {
  kernel: Kernel
  dice: Dice
  /** For what was added later. */
  laterDice: Dice
  server: Server
  weather: Weather
  hooks: Hooks
  say: (line: string) => void
}) {
  const { kernel, dice, laterDice, server, weather, hooks, say } = options
  const wires: Party = { name: 'network', isAlive: true }
  const connections = new Set<Connection>()
  /** Requests that wait for the server; a crash breaks them. */
  const asked = new Set<{ line: Line; breakOff(): void; hangUp(): void }>()
  /** Requests of each end that are not over. */
  const open = new WeakMap<Party, number>()

  const delay = () => 1 + dice.fraction() * dice.fraction() * weather.delayMs
  const happens = (share: number) => share > 0 && laterDice.chance(share)
  /** Of a request or its answer: each takes a way of its own. */
  const passage = () => delay() + (happens(weather.stragglers) ? laterDice.whole(...LATE_MS) : 0)
  const stall = () => (happens(weather.stalls) ? laterDice.whole(...STALL_MS) : 0)

  function cut(connection: Connection, who: { server: boolean; device: boolean }): void {
    if (!connections.delete(connection)) return
    connection.isOpen = false
    const { handlers, events, party } = connection
    say(`${connection.line.name} is cut off`)
    if (who.device)
      kernel.after(party, dice.chance(weather.silence) ? SILENCE_MS : delay(), () =>
        events.onClose(1006),
      )
    if (who.server && handlers)
      kernel.after(wires, dice.chance(weather.silence) ? SILENCE_MS : delay(), () => {
        if (connection.serverLife === server.lifeCount() && server.isUp()) handlers.onClose()
      })
  }

  const openSocket =
    (line: Line): OpenSocket =>
    (_url, events) => {
      const connection: Connection = {
        line,
        party: line.party,
        serverLife: 0,
        handlers: null,
        events,
        isOpen: false,
        openedAt: 0,
        upAt: 0,
        downAt: 0,
        up: [],
        down: [],
      }
      connections.add(connection)
      kernel.after(wires, delay(), () => void arrive(connection))
      return {
        send(bytes) {
          if (!connection.isOpen) return
          connection.up.push(Uint8Array.from(bytes))
          const arrives = kernel.clock.now() + delay() + stall()
          connection.upAt = Math.max(connection.upAt + 0.001, arrives)
          kernel.after(wires, connection.upAt - kernel.clock.now(), () => {
            const copy = connection.up.shift()
            if (!copy || !connection.isOpen || !line.isUp) return
            const give = (frame: Uint8Array) => {
              if (connection.isOpen && connection.serverLife === server.lifeCount())
                connection.handlers?.onFrame(frame)
            }
            if (hooks.onUp(connection, copy, (frame) => sendDown(connection, frame))) give(copy)
            else kernel.after(wires, HELD_MS, () => give(copy))
          })
        },
        close: () => cut(connection, { server: true, device: false }),
        unsentBytes: () => 0,
      }
    }

  function sendDown(connection: Connection, bytes: Uint8Array): void {
    if (!connection.isOpen) return
    const { party, events } = connection
    const arrives = kernel.clock.now() + delay() + stall()
    connection.downAt = Math.max(connection.downAt + 0.001, arrives)
    connection.down.push(bytes)
    // The clock tells whole milliseconds: of two that arrive within one, the later may be called first.
    kernel.after(party, connection.downAt - kernel.clock.now(), () => {
      const frame = connection.down.shift()
      if (frame && connection.isOpen) events.onFrame(frame)
    })
  }

  async function arrive(connection: Connection): Promise<void> {
    const { line, party, events } = connection
    if (!connections.has(connection)) return
    connection.serverLife = server.lifeCount()
    const handlers =
      line.isUp && line.secret !== null && server.isUp()
        ? await server.accept(line.secret, {
            isOpen: () => connection.isOpen,
            send(...sent) {
              for (const bytes of sent)
                for (const frame of hooks.onDown(connection, Uint8Array.from(bytes)))
                  sendDown(connection, frame)
            },
            isBehind: () => false,
            whenCaughtUp: (run) => run(),
            close(fault) {
              if (!connections.delete(connection)) return
              connection.isOpen = false
              kernel.after(party, delay(), () => events.onClose(closeCodeOf(fault.code)))
              kernel.after(wires, 0, () => connection.handlers?.onClose())
            },
          })
        : null
    if (!connections.has(connection)) return handlers?.onClose()
    if (!handlers) {
      connections.delete(connection)
      kernel.after(party, delay(), () => events.onClose(1006))
      return
    }
    connection.handlers = handlers
    connection.isOpen = true
    connection.openedAt = kernel.clock.now()
    say(`${line.name} is connected`)
    connection.downAt = kernel.clock.now() + delay()
    kernel.after(party, connection.downAt - kernel.clock.now(), () => {
      if (connection.isOpen) events.onOpen()
    })
  }

  /** A request by one end; rejects, in virtual time, when the network or the server fails. */
  function request(line: Line, url: URL, init: RequestInit = {}): Promise<Response> {
    const { party } = line
    return new Promise((resolve, reject) => {
      let isOver = false
      say(`${line.name} asks ${url.pathname}`)
      open.set(party, (open.get(party) ?? 0) + 1)
      const end = (delayMs: number, run: () => void) => {
        if (isOver) return
        isOver = true
        asked.delete(entry)
        init.signal?.removeEventListener('abort', onAbort)
        kernel.after(party, delayMs, () => {
          open.set(party, (open.get(party) ?? 1) - 1)
          run()
        })
      }
      const fail = (delayMs: number) =>
        end(delayMs, () => {
          say(`${line.name} gets no answer`)
          reject(new TypeError('no network'))
        })
      const asking = new AbortController()
      const entry = {
        line,
        hangUp: () => asking.abort(),
        breakOff: () => fail(dice.chance(weather.silence) ? REQUEST_LIMIT_MS : delay()),
      }
      const onAbort = () => fail(0)
      init.signal?.addEventListener('abort', onAbort, { once: true })
      if (!line.isUp) return fail(delay())
      if (dice.chance(weather.loss))
        return fail(dice.chance(weather.silence) ? REQUEST_LIMIT_MS : delay())
      const made = (signal: AbortSignal) => {
        const headers = new Headers(init.headers)
        if (line.secret !== null) headers.set('cookie', `__Host-deskside=${line.secret}`)
        const { signal: _signal, ...rest } = init
        return new Request(url, { ...rest, headers, signal })
      }
      const isInTime = IN_TIME.test(url.pathname)
      if (!isInTime && happens(weather.repeats))
        kernel.after(wires, passage(), () => void repeat(line, url, made))
      kernel.after(wires, isInTime ? delay() : passage(), () => {
        if (isOver) return
        if (!line.isUp || !server.isUp()) return fail(delay())
        asked.add(entry)
        void server.answer(made(asking.signal)).then(async (answer) => {
          if (!answer) return fail(delay())
          const body = await answer.arrayBuffer()
          const { status } = answer
          const whole = new Response(status === 204 ? null : body, {
            status,
            headers: answer.headers,
          })
          const seen = await hooks.onAnswer(line, url, whole)
          if (!line.isUp || dice.chance(weather.loss)) return fail(delay())
          say(`${line.name} gets ${status}`)
          end(passage(), () => resolve(seen))
        })
      })
    })
  }

  /** The same request once more, or before the one that is answered: nobody hears its answer. */
  async function repeat(
    line: Line,
    url: URL,
    made: (signal: AbortSignal) => Request,
  ): Promise<void> {
    if (!line.isUp || !server.isUp()) return
    say(`${line.name} is heard twice: ${url.pathname}`)
    hooks.onRepeat()
    const answer = await server.answer(made(new AbortController().signal))
    if (!answer || answer.status === 204) return
    const body = await answer.arrayBuffer()
    const { status, headers } = answer
    await hooks.onAnswer(line, url, new Response(body, { status, headers }))
  }

  return {
    openSocket,
    request,
    weather,
    sendToAll(frame: Uint8Array) {
      for (const connection of connections) sendDown(connection, frame)
    },
    /** The line breaks; both ends may or may not hear of it. */
    drop(line: Line) {
      for (const connection of [...connections])
        if (connection.line === line) cut(connection, { server: true, device: true })
    },
    /** A process at this end is gone: only the other end can hear of it. */
    end(line: Line) {
      for (const connection of [...connections])
        if (connection.line === line) cut(connection, { server: true, device: false })
      for (const entry of [...asked])
        if (entry.line === line) kernel.after(wires, delay(), entry.hangUp)
    },
    serverGone() {
      for (const connection of [...connections]) cut(connection, { server: false, device: true })
      for (const entry of [...asked]) entry.breakOff()
    },
    /** False while a device takes a dead connection for a live one. */
    isConnected: (line: Line) =>
      [...connections].some((connection) => connection.line === line && connection.isOpen),
    /** A stalled connection brings them later than anybody would wait for. */
    hasFramesOnTheirWay: () =>
      [...connections].some(({ upAt, downAt }) => Math.max(upAt, downAt) > kernel.clock.now()),
    /** Since when a device has the connection it has; null while it has none. */
    connectedSince(line: Line): number | null {
      for (const connection of connections)
        if (connection.line === line && connection.isOpen) return connection.openedAt
      return null
    },
    isAsking: (line: Line) => (open.get(line.party) ?? 0) > 0,
    connectionCount: () => connections.size,
  }
}
