/**
 * One device on `/sync`: hello, then feed, documents, pushes and rooms on one socket (architecture §4).
 * Not here: what it may see (session-view), its rooms (session-rooms), what a push does (push).
 */
import { fail, FaultError, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import {
  CONTROL,
  decodeForeignControl,
  decodeFrame,
  encodeControl,
} from '../../shared/wire/frame.ts'
import { ClientMessage, type Push } from '../../shared/wire/up.ts'
import { PROTOCOL, PROTOCOL_OLDEST } from '../../shared/wire/version.ts'
import { claimDevice } from '../auth/devices.ts'
import type { Session } from '../auth/sessions.ts'
import type { DeskEvent } from '../commit/hub.ts'
import type { Desk } from '../desk.ts'
import type { Rooms } from '../room/rooms.ts'
import { pushFrom } from './push.ts'
import { makePushLane } from './push-lane.ts'
import { makeSessionRooms } from './session-rooms.ts'
import { makeSessionView } from './session-view.ts'
import type { Socket } from './socket.ts'

export type SyncSession = { onFrame(bytes: Uint8Array): void; onClose(): void }

export function serveSync(desk: Desk, rooms: Rooms, socket: Socket, session: Session): SyncSession {
  const { person } = session.rights
  const view = makeSessionView(desk, session)
  let rights: Rights = session.rights
  let device: string | null = null
  let isReading = false
  const send = (message: ServerMessage) => socket.send(encodeControl(message))
  const refuse = (fault: Fault) => send({ type: 'fault', code: fault.code, detail: fault.detail })
  const lane = makePushLane()
  const channels = makeSessionRooms({ desk, rooms, socket, view, send })

  const mustGreet = desk.timers.after(LIMITS.authenticateMs, () => {
    if (device === null) socket.close({ code: 'wire/malformed', detail: 'no hello' })
  })
  // From the first moment: what changes while the device is greeted counts too.
  const unsubscribe = desk.parts.hub.subscribe(hear)

  function hear(event: DeskEvent): void {
    if (event.type === 'ticket') hearTicket(event, event)
    else if (event.type === 'ticket-gone') hearTicket(event, null)
    else if (event.type === 'desk-changed') doubt()
    else if (event.type === 'rights-changed' && event.person === person) doubt()
    else if (event.type === 'signed-out' && event.session === session.id)
      socket.close({ code: event.code, detail: 'signed out' })
  }

  /** Nothing more is told until rights are read again; the device then hears its scopes, and asks for what it missed. */
  function doubt(): void {
    view.doubt()
    if (device !== null && !isReading) void readAgain()
  }

  async function readAgain(): Promise<void> {
    isReading = true
    try {
      while (!view.isSure() && socket.isOpen()) {
        const read = await view.read((grant) => {
          rights = grant.rights
          send({ type: 'scopes', scopes: grant.scopes })
          send({ type: 'desk-changed' })
        })
        if (!read.ok) return socket.close(read.fault)
        await channels.recheck()
      }
    } catch (error) {
      desk.parts.log('error', 'rights could not be read again', { error: String(error) })
      socket.close({ code: 'kit/bug', detail: 'rights could not be read' })
    } finally {
      isReading = false
    }
  }

  /** @param news  what the ticket is now; null when it is gone */
  function hearTicket(
    event: Extract<DeskEvent, { type: 'ticket' | 'ticket-gone' }>,
    news: Extract<DeskEvent, { type: 'ticket' }> | null,
  ): void {
    if (device === null || !view.isSure() || isExpired()) return
    if (view.isOutdatedBy(event.moves)) return doubt()
    for (const move of event.moves) {
      if (!view.has(move.scope)) continue
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

  /** A socket does not outlive its session. */
  function isExpired(): boolean {
    if (desk.parts.clock.now() < session.expiresAt) return false
    socket.close({ code: 'auth/required', detail: 'the session is over' })
    return true
  }

  async function greet(message: Extract<ClientMessage, { type: 'hello' }>): Promise<Result<void>> {
    if (message.protocol < PROTOCOL_OLDEST || message.protocol > PROTOCOL)
      return fail('wire/version', `this server speaks ${PROTOCOL_OLDEST} to ${PROTOCOL}`)
    const { clock } = desk.parts
    const claimed = await claimDevice(desk.database, message.device, person, clock.now())
    if (!claimed.ok) return claimed
    const known = await desk.people.byId(person)
    if (!known) return fail('auth/required', 'nobody')
    return view.read((grant) => {
      rights = grant.rights
      device = message.device
      mustGreet.cancel()
      send({
        type: 'welcome',
        protocol: PROTOCOL,
        person: { id: person, name: rights.name, email: known.email, role: rights.role },
        scopes: grant.scopes,
        now: clock.now(),
        undoSeconds: desk.config.undoSeconds,
        leaseMs: LIMITS.leaseOfflineMs,
        generation: desk.generation,
      })
    })
  }

  /** Reads of a shared database overtake each other; changes that build on each other must not. */
  let asked: Promise<unknown> = Promise.resolve()

  async function push(from: string, pushed: Push): Promise<void> {
    const asking = asked.then(() => view.rightsNow())
    asked = asking.catch(() => {})
    const rights = await asking
    if (!rights) return refuse({ code: 'auth/denied', detail: 'this account is disabled' })
    const actor = { kind: 'agent', rights } as const
    send(await pushFrom(desk, { actor, device: from }, pushed))
  }

  async function control(message: ClientMessage): Promise<void> {
    if (isExpired()) return
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
        return answer(async (rights) => {
          const { scope, after } = message
          if (desk.feed.maySeeScope(rights, scope)) return desk.feed.page(scope, after)
          return { type: 'fault', code: 'auth/denied', detail: scope }
        })
      case 'docs':
        return answer(async (rights) => ({
          type: 'docs',
          items: await desk.feed.documents(rights, message.want),
        }))
      case 'push': {
        const from = device
        const pushed = await lane(() => push(from, message.push))
        if (!pushed.ok) socket.close(pushed.fault)
        return
      }
      case 'open':
        return channels.open(message.channel, message.room, { rights, device })
      case 'close':
        return channels.close(message.channel)
    }
  }

  /** What was worked out under rights that are over by now is worked out again, not sent. */
  async function answer(work: (rights: Rights) => Promise<ServerMessage>): Promise<void> {
    const told = await view.tell(work, send)
    if (!told.ok) socket.close(told.fault)
  }

  function onClose(): void {
    mustGreet.cancel()
    unsubscribe()
    channels.closeAll()
  }

  return {
    onClose,
    onFrame(bytes) {
      const frame = decodeFrame(bytes)
      if (!frame.ok) return socket.close(frame.fault)
      if (frame.value.channel !== CONTROL) {
        return channels.receive(frame.value.channel, frame.value.payload)
      }
      const decoded = decodeForeignControl(frame.value.payload)
      if (!decoded.ok) return socket.close(decoded.fault)
      const message = parseWith(ClientMessage, decoded.value, 'wire/malformed')
      if (!message.ok) return refuseMessage(decoded.value, message.fault)
      control(message.value).catch((error: unknown) => {
        if (error instanceof FaultError) return giveUp(message.value, error.fault)
        desk.parts.log('error', 'a control message failed', {
          type: message.value.type,
          error: String(error),
        })
        refuse({ code: 'kit/bug', detail: 'that could not be done' })
      })
    },
  }

  /** Foreseen: the disk has no room. Who was not greeted comes back in a while, and is not left to wait. */
  function giveUp(message: ClientMessage, fault: Fault): void {
    desk.parts.log('warn', 'a control message was refused', {
      type: message.type,
      code: fault.code,
    })
    if (message.type === 'hello') socket.close(fault)
    else refuse(fault)
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
