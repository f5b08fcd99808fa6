/**
 * Attacks by somebody who is signed in, over real sockets: each sends one kind of hostile input again and again, as fast
 * as the server's limits allow, and comes back when it is thrown out. Not here: who is watched meanwhile (bystanders).
 */
import { randomBytes } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import type { WebSocket } from 'ws'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { encodeControl, ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'
import { PROTOCOL } from '../../shared/wire/version.ts'
import { rawUpdate, v2Bomb } from '../../sync-server/commit/test-stage/raw-update.ts'
import { openWebSocket } from '../stage/sync-socket.ts'
import { pause } from '../stage/wait.ts'

export type Target = { wsUrl: string; token: string; ticket: string; draft: string }

/** How often it was done, and how often its socket was closed for it. */
export type Assault = { sent: number; closed: number }

type Attack = {
  path: (target: Target) => string
  /** Said first on each new socket. */
  hello?: () => Uint8Array
  frame: (at: number, target: Target) => Uint8Array
  perSecond: number
  /** Never looks at what it is sent. */
  isDeaf?: boolean
}

const ROUND_MS = 25
const client = (at: number) => 100_000 + at

const newId = () => makeId(Date.now(), randomBytes)

const message = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}
const sync = (step: number, bytes: Uint8Array) =>
  message(ROOM_MESSAGE.sync, (encoder) => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })
const update = (bytes: Uint8Array) => sync(SYNC_STEP.update, bytes)
const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at))

const ticketRoom = ({ ticket }: Target) => `/y/${encodeURIComponent(`t:${ticket}`)}`
const draftRoom = ({ draft }: Target) => `/y/${encodeURIComponent(`d:${draft}`)}`
const onSync = () => '/sync'
const hello = () => encodeControl({ type: 'hello', protocol: PROTOCOL, device: newId() })
const push = (ticket: string, bytes: Uint8Array) =>
  encodeControl({
    type: 'push',
    push: { kind: 'update', pushId: newId(), ticket, epoch: 1, update: bytes, claimedAt: 0 },
  })

const bomb = v2Bomb(2 ** 40)

/** Everything that comes after something which never comes. */
const gap = (at: number) =>
  rawUpdate({
    clients: [
      {
        client: client(at),
        clock: 7,
        structs: [{ place: { origin: [client(at), 6] }, content: { any: ['open'] } }],
      },
    ],
  })

/** As many paragraphs as an update may bring, each within the last. */
const deep = (at: number) =>
  rawUpdate({
    clients: [
      {
        client: client(at),
        structs: times(LIMITS.updateStructs, (one) => ({
          place: one === 0 ? { root: 'body' } : { type: [client(at), one - 1] as const },
          content: { type: 3, name: 'p' },
        })),
      },
    ],
  })

/** All at one place, so that each has to be compared with all. */
const crowd = (at: number) =>
  rawUpdate({
    clients: [
      {
        client: client(at),
        structs: times(LIMITS.updateStructs, () => ({
          place: { root: 'body' },
          content: { type: 6 },
        })),
      },
    ],
  })

// Made once: an attacker that is busy making what it sends is no attacker.
const nothings = new Uint8Array([0, 117, 160, 194, 30, ...times(500_000, () => 126)])
const deepControl = new Uint8Array([0, ...times(400_000, (at) => (at % 2 ? 1 : 117))])
const large = new Uint8Array(10_000_000)

export const ATTACKS: Record<string, Attack> = {
  'V2 bomb, /sync': {
    path: onSync,
    hello,
    perSecond: 80,
    frame: (_at, to) => push(to.ticket, bomb),
  },
  'V2 bomb, room': { path: ticketRoom, perSecond: 80, frame: () => update(bomb) },
  'pending structs, /sync': {
    path: onSync,
    hello,
    perSecond: 80,
    frame: (at, to) => push(to.ticket, gap(at)),
  },
  'pending structs, room': { path: ticketRoom, perSecond: 80, frame: (at) => update(gap(at)) },
  'pending structs, draft': { path: draftRoom, perSecond: 80, frame: (at) => update(gap(at)) },
  'deep drafts': { path: draftRoom, perSecond: 8, frame: (at) => update(deep(at)) },
  'crowded drafts': { path: draftRoom, perSecond: 8, frame: (at) => update(crowd(at)) },
  'huge claims': {
    path: ticketRoom,
    perSecond: 80,
    frame: (at) =>
      update(rawUpdate({ clients: [{ client: client(at), claims: 2 ** 31, structs: [] }] })),
  },
  'half a million nothings': {
    path: onSync,
    hello,
    perSecond: 8,
    frame: () => nothings,
  },
  'deep control messages': {
    path: onSync,
    hello,
    perSecond: 8,
    frame: () => deepControl,
  },
  garbage: { path: ticketRoom, perSecond: 80, frame: () => new Uint8Array(randomBytes(2_000)) },
  '10 MB frames': { path: ticketRoom, perSecond: 4, frame: () => large },
  'presence of many': {
    path: draftRoom,
    perSecond: 80,
    frame: (at) =>
      message(ROOM_MESSAGE.awareness, (encoder) => {
        const state = encoding.createEncoder()
        for (const number of [1, client(at), 1]) encoding.writeVarUint(state, number)
        encoding.writeVarString(state, JSON.stringify({ pad: 'p'.repeat(2_000) }))
        encoding.writeVarUint8Array(encoder, encoding.toUint8Array(state))
      }),
  },
  'questions never read': {
    path: draftRoom,
    perSecond: 80,
    isDeaf: true,
    frame: () => sync(SYNC_STEP.step1, Y.encodeStateVector(new Y.Doc())),
  },
  'others’ client ids': {
    path: ticketRoom,
    perSecond: 80,
    frame: () =>
      update(
        rawUpdate({
          clients: [
            {
              client: 1,
              clock: 0,
              structs: times(50, () => ({
                place: { root: 'facts', key: 'number' },
                content: { any: [1] },
              })),
            },
          ],
        }),
      ),
  },
}

/** Goes on until `isOver`. */
export async function assault(
  attack: Attack,
  target: Target,
  isOver: () => boolean,
): Promise<Assault> {
  const done: Assault = { sent: 0, closed: 0 }
  let raw: WebSocket | null = null
  let owed = 0
  try {
    while (!isOver()) {
      if (!raw || raw.readyState >= raw.CLOSING) {
        if (raw) done.closed++
        raw = await open(attack, target)
      }
      owed += (attack.perSecond * ROUND_MS) / 1_000
      for (; owed >= 1 && raw.readyState === raw.OPEN; owed--)
        raw.send(attack.frame(done.sent++, target))
      await pause(ROUND_MS)
    }
  } finally {
    raw?.terminate()
  }
  return done
}

async function open(attack: Attack, target: Target): Promise<WebSocket> {
  const raw = openWebSocket(`${target.wsUrl}${attack.path(target)}`, target.token)
  await new Promise<void>((resolve) => {
    raw.once('open', () => resolve())
    raw.once('close', () => resolve())
  })
  if (attack.hello && raw.readyState === raw.OPEN) {
    // Whoever speaks before the welcome is thrown out for that.
    const welcomed = new Promise<void>((resolve) => {
      raw.once('message', () => resolve())
      raw.once('close', () => resolve())
    })
    raw.send(attack.hello())
    await welcomed
  }
  if (attack.isDeaf) raw.pause()
  return raw
}
