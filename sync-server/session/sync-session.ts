/**
 * One device on `/sync`: hello, then feed, documents, pushes and rooms on one socket (architecture §4).
 * Not here: what a push does (push), what a room does (room).
 */
import { closeCodeOf, fail, ok, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import {
  CONTROL,
  decodeControl,
  decodeFrame,
  encodeControl,
  encodeRoomFrame,
} from '../../shared/wire/frame.ts'
import { ClientMessage } from '../../shared/wire/up.ts'
import { PROTOCOL, PROTOCOL_OLDEST } from '../../shared/wire/version.ts'
import { claimDevice } from '../auth/devices.ts'
import type { Session } from '../auth/sessions.ts'
import type { DeskEvent } from '../commit/hub.ts'
import type { Desk } from '../desk.ts'
import { colorOf } from '../../shared/ticket/person-color.ts'
import type { Member } from '../room/member.ts'
import type { Room } from '../room/room.ts'
import type { Rooms } from '../room/rooms.ts'
import { pushFrom } from './push.ts'
import type { Socket } from './socket.ts'

type OpenRoom = { room: Room; member: Member }

export type SyncSession = { onFrame(bytes: Uint8Array): void; onClose(): void }

export function serveSync(desk: Desk, rooms: Rooms, socket: Socket, session: Session): SyncSession {
  let rights: Rights = session.rights
  let device: string | null = null
  let scopes = new Set<string>()
  const channels = new Map<number, OpenRoom | 'opening'>()
  const send = (message: ServerMessage) => socket.send(encodeControl(message))
  const refuse = (fault: Fault) => send({ type: 'fault', code: fault.code, detail: fault.detail })

  const mustGreet = desk.timers.after(LIMITS.authenticateMs, () => {
    if (device === null) socket.close({ code: 'wire/malformed', detail: 'no hello' })
  })
  const unsubscribe = desk.parts.hub.subscribe((event) => void hear(event))

  async function hear(event: DeskEvent): Promise<void> {
    if (device === null) return
    if (event.type === 'ticket') return hearTicket(event, event)
    if (event.type === 'ticket-gone') return hearTicket(event, null)
    if (
      event.type === 'desk-changed' ||
      (event.type === 'rights-changed' && event.person === rights.person)
    ) {
      await readRights()
      send({ type: 'desk-changed' })
    }
    if (event.type === 'signed-out' && event.session === session.id)
      socket.close({ code: event.code, detail: 'signed out' })
  }

  /** @param news  what the ticket is now; null when it is gone */
  function hearTicket(
    event: Extract<DeskEvent, { type: 'ticket' | 'ticket-gone' }>,
    news: Extract<DeskEvent, { type: 'ticket' }> | null,
  ): void {
    for (const move of event.moves) {
      if (!scopes.has(move.scope)) continue
      const shown = move.op === 'row' ? news : null
      send({
        type: 'item',
        scope: move.scope,
        prev: move.seq - 1,
        item: {
          ticket: event.ticket,
          seq: move.seq,
          version: event.version,
          op: move.op,
          row: shown?.row ?? null,
        },
        epoch: event.epoch,
        update: shown?.update ?? null,
      })
    }
  }

  async function readRights(): Promise<void> {
    const now = await desk.people.rightsOf(rights.person)
    if (!now) return socket.close({ code: 'auth/denied', detail: 'this account is disabled' })
    rights = now
    const current = await desk.feed.scopesOf(rights)
    scopes = new Set(current.map((entry) => entry.scope))
    send({ type: 'scopes', scopes: current })
  }

  async function greet(message: Extract<ClientMessage, { type: 'hello' }>): Promise<Result<void>> {
    if (message.protocol < PROTOCOL_OLDEST || message.protocol > PROTOCOL)
      return fail('wire/version', `this server speaks ${PROTOCOL_OLDEST} to ${PROTOCOL}`)
    const claimed = await claimDevice(
      desk.database,
      message.device,
      rights.person,
      desk.parts.clock.now(),
    )
    if (!claimed.ok) return claimed
    const person = await desk.people.byId(rights.person)
    if (!person) return fail('auth/required', 'nobody')
    const current = await desk.feed.scopesOf(rights)
    scopes = new Set(current.map((entry) => entry.scope))
    device = message.device
    mustGreet.cancel()
    send({
      type: 'welcome',
      protocol: PROTOCOL,
      person: { id: person.id, name: person.name, email: person.email, role: person.role },
      scopes: current,
      now: desk.parts.clock.now(),
      undoSeconds: desk.config.undoSeconds,
      leaseMs: LIMITS.leaseOfflineMs,
      generation: desk.generation,
    })
    return ok()
  }

  async function control(message: ClientMessage): Promise<void> {
    if (message.type === 'hello') {
      const greeted = await greet(message)
      if (!greeted.ok) socket.close(greeted.fault)
      return
    }
    if (device === null)
      return socket.close({ code: 'wire/malformed', detail: 'hello comes first' })
    switch (message.type) {
      case 'ping':
        return send({ type: 'pong' })
      case 'feed':
        if (!desk.feed.maySeeScope(rights, message.scope))
          return refuse({ code: 'auth/denied', detail: message.scope })
        return send(await desk.feed.page(message.scope, message.after))
      case 'docs':
        return send({ type: 'docs', items: await desk.feed.documents(rights, message.want) })
      case 'push':
        return send(
          await pushFrom(desk, { actor: { kind: 'agent', rights }, device }, message.push),
        )
      case 'open':
        return openRoom(message.channel, message.room)
      case 'close':
        return closeRoom(message.channel)
    }
  }

  async function openRoom(channel: number, name: string): Promise<void> {
    const close = (fault: Fault) => {
      closeRoom(channel)
      send({ type: 'closed', channel, code: closeCodeOf(fault.code), reason: fault.code })
    }
    if (channels.has(channel))
      return close({ code: 'wire/malformed', detail: 'the channel is in use' })
    if (channels.size >= LIMITS.roomsPerConnection)
      return close({ code: 'wire/too-many-rooms', detail: 'too many rooms' })
    channels.set(channel, 'opening')
    const member: Member = {
      person: { id: rights.person, name: rights.name, color: colorOf(rights.person) },
      device: device ?? '',
      session: null,
      send: (payloads) =>
        socket.send(...payloads.map((payload) => encodeRoomFrame(channel, payload))),
      isBehind: () => socket.isBehind(),
      whenCaughtUp: (run) => socket.whenCaughtUp(run),
      close,
    }
    // The word that it is open goes out before the first frame of the room.
    const entered = await rooms.enter(name, rights, member, (room) => {
      channels.set(channel, { room, member })
      send({ type: 'opened', channel })
    })
    if (!entered.ok) return close(entered.fault)
    if (!socket.isOpen()) onClose()
  }

  function closeRoom(channel: number): void {
    const open = channels.get(channel)
    channels.delete(channel)
    if (open && open !== 'opening') rooms.leave(open.room, open.member)
  }

  function onClose(): void {
    mustGreet.cancel()
    unsubscribe()
    for (const channel of [...channels.keys()]) closeRoom(channel)
  }

  return {
    onClose,
    onFrame(bytes) {
      const frame = decodeFrame(bytes)
      if (!frame.ok) return socket.close(frame.fault)
      if (frame.value.channel !== CONTROL) {
        const open = channels.get(frame.value.channel)
        if (!open || open === 'opening') return
        return open.room.receive(open.member, frame.value.payload)
      }
      const decoded = decodeControl(frame.value.payload)
      if (!decoded.ok) return socket.close(decoded.fault)
      const message = parseWith(ClientMessage, decoded.value, 'wire/malformed')
      if (!message.ok) return refuseMessage(decoded.value, message.fault)
      control(message.value).catch((error: unknown) => {
        desk.parts.log('error', 'a control message failed', {
          type: message.value.type,
          error: String(error),
        })
        refuse({ code: 'kit/bug', detail: 'that could not be done' })
      })
    },
  }

  /** A push that cannot be read is refused by its id, so that the device can show it; anything else by a fault. */
  function refuseMessage(value: unknown, fault: Fault): void {
    const pushId = pushIdOf(value)
    if (pushId === null) return refuse(fault)
    send({ type: 'nack', pushId, code: 'ticket/invalid', detail: fault.detail })
  }
}

function pushIdOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('push' in value)) return null
  const { push } = value
  if (typeof push !== 'object' || push === null || !('pushId' in push)) return null
  return typeof push.pushId === 'string' ? push.pushId.slice(0, 64) : null
}
