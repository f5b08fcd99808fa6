/**
 * A device on `/sync` inside the test's own process: the real session over a socket that keeps what it is sent, so that a
 * test sees each frame in the turn in which it left. Not here: a replica (feed/test-stage/replica).
 */
import { unwrap, type Fault } from '../../../shared/kit/fault.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { ServerMessage } from '../../../shared/wire/down.ts'
import { v } from '../../../shared/kit/schema.ts'
import {
  CONTROL,
  decodeControl,
  decodeFrame,
  encodeControl,
  encodeRoomFrame,
} from '../../../shared/wire/frame.ts'
import { PROTOCOL } from '../../../shared/wire/version.ts'
import type { Stage } from '../../commit/test-stage/desk-stage.ts'
import { makeRooms, type Rooms } from '../../room/rooms.ts'
import { serveSync } from '../sync-session.ts'

export type DeviceSocket = Awaited<ReturnType<typeof connectDevice>>

const roomsOf = new WeakMap<object, Rooms>()

/** One set of rooms a desk, as a server has. */
function roomsFor(stage: Pick<Stage, 'desk'>): Rooms {
  const made = roomsOf.get(stage.desk) ?? makeRooms(stage.desk)
  roomsOf.set(stage.desk, made)
  return made
}

export async function connectDevice(
  stage: Pick<Stage, 'desk' | 'newId'>,
  rights: Rights,
  options: { device?: string; secret?: string; onSent?: (message: ServerMessage) => void } = {},
) {
  const { desk } = stage
  const device = options.device ?? stage.newId()
  const secret = options.secret ?? (await desk.sessions.open(rights.person, 'browser'))
  const session = await desk.sessions.authenticate(secret)
  if (!session) throw new Error('nobody may come in with that')
  const heard: ServerMessage[] = []
  const roomFrames: { channel: number; payload: Uint8Array }[] = []
  const waiting = new Set<() => void>()
  let closed: Fault | null = null
  const served = serveSync(
    desk,
    roomsFor(stage),
    {
      isOpen: () => closed === null,
      isBehind: () => false,
      whenCaughtUp: (run) => run(),
      close(fault) {
        if (closed) return
        closed = fault
        served.onClose()
        for (const wake of waiting) wake()
      },
      send(...frames) {
        if (closed) return
        for (const bytes of frames) take(bytes)
      },
    },
    session,
  )

  function take(bytes: Uint8Array): void {
    const frame = unwrap(decodeFrame(bytes))
    if (frame.channel !== CONTROL) return void roomFrames.push(frame)
    const message = v.parse(ServerMessage, unwrap(decodeControl(frame.payload)))
    options.onSent?.(message)
    heard.push(message)
    for (const wake of waiting) wake()
  }

  const say = (message: object) => served.onFrame(encodeControl(message))
  const connection = {
    device,
    secret,
    session: session.id,
    heard,
    roomFrames,
    say,
    sayInRoom: (channel: number, payload: Uint8Array) =>
      served.onFrame(encodeRoomFrame(channel, payload)),
    closed: () => closed,
    hello: () => say({ type: 'hello', protocol: PROTOCOL, device }),
    /** The line goes dead: the server only hears that it closed. */
    cut() {
      closed ??= { code: 'kit/busy', detail: 'cut by the test' }
      served.onClose()
    },
    /** The first message of the kind from `from` on. Every wait ends after two seconds. */
    hear<T extends ServerMessage['type']>(
      type: T,
      match: (message: Extract<ServerMessage, { type: T }>) => boolean = () => true,
      from = 0,
    ): Promise<Extract<ServerMessage, { type: T }>> {
      const isMeant = (one: ServerMessage): one is Extract<ServerMessage, { type: T }> =>
        one.type === type
      const found = () => heard.slice(from).find((one) => isMeant(one) && match(one))
      return until(`${type} is heard`, () => {
        const message = found()
        return message && isMeant(message) ? message : null
      })
    },
    /** Looks after every frame until it finds something. */
    until,
    ended: () => until('the socket is closed', () => closed),
  }

  function until<T>(what: string, look: () => T | null): Promise<T> {
    const now = look()
    if (now !== null) return Promise.resolve(now)
    return new Promise((resolve, reject) => {
      const wake = () => {
        const value = look()
        if (value === null) return
        clearTimeout(timer)
        waiting.delete(wake)
        resolve(value)
      }
      const timer = setTimeout(() => {
        waiting.delete(wake)
        const types = heard.map((one) => one.type).join(', ')
        reject(new Error(`not within 2 s: ${what}; closed ${closed?.code}, heard ${types}`))
      }, 2_000)
      waiting.add(wake)
    })
  }

  connection.hello()
  await until('a welcome, or none', () =>
    closed || heard.some((message) => message.type === 'welcome') ? true : null,
  )
  return connection
}
