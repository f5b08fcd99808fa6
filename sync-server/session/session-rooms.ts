/**
 * The rooms of one session, by channel. While the session's rights are in doubt a room's frames wait; then the room is
 * looked at again, and closed with them or goes on. Not here: what a room does (room), who may enter one (rooms).
 */
import { closeCodeOf, type Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { colorOf } from '../../shared/ticket/person-color.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../shared/wire/down.ts'
import { encodeRoomFrame } from '../../shared/wire/frame.ts'
import type { Desk } from '../desk.ts'
import type { Member } from '../room/member.ts'
import type { Room } from '../room/room.ts'
import { mayEnter, type Rooms } from '../room/rooms.ts'
import type { SessionView } from './session-view.ts'
import type { Socket } from './socket.ts'

type Channel = {
  name: string
  member: Member
  /** Null while it is being opened. */
  room: Room | null
  /** The session's doubts when it was last seen to be this person's. */
  sureAt: number
  held: Uint8Array[]
  heldBytes: number
}

export type SessionRooms = {
  open(channel: number, name: string, who: { rights: Rights; device: string }): Promise<void>
  receive(channel: number, payload: Uint8Array): void
  close(channel: number): void
  closeAll(): void
  /** After rights were read again: closes what is no longer theirs, and lets the rest go on. */
  recheck(): Promise<void>
}

const NO_LONGER: Fault = { code: 'auth/denied', detail: 'this is no longer yours to see' }

export function makeSessionRooms(parts: {
  desk: Desk
  rooms: Rooms
  socket: Socket
  view: SessionView
  send: (message: ServerMessage) => void
}): SessionRooms {
  const { desk, rooms, socket, view, send } = parts
  const channels = new Map<number, Channel>()
  let isOver = false

  function close(channel: number): void {
    const entry = channels.get(channel)
    channels.delete(channel)
    if (entry?.room) rooms.leave(entry.room, entry.member)
  }

  function sayClosed(channel: number, fault: Fault): void {
    send({ type: 'closed', channel, code: closeCodeOf(fault.code), reason: fault.code })
  }

  function sendFrames(entry: Channel, frames: readonly Uint8Array[]): void {
    if (view.isSure() && entry.sureAt === view.doubts()) return socket.send(...frames)
    entry.held.push(...frames)
    for (const frame of frames) entry.heldBytes += frame.length
    if (entry.heldBytes > LIMITS.unsentBytesPerSocket)
      socket.close({ code: 'kit/busy', detail: 'too much waits' })
  }

  async function recheckOne(entry: Channel): Promise<void> {
    const at = view.doubts()
    if (entry.sureAt === at) return
    const rights = await view.rightsNow()
    const isTheirs = rights !== null && (await mayEnter(desk, entry.name, rights)).ok
    // Doubted again meanwhile: whoever doubted it looks again.
    if (view.doubts() !== at) return
    if (!isTheirs) return entry.member.close(NO_LONGER)
    entry.sureAt = at
    entry.heldBytes = 0
    const frames = entry.held.splice(0)
    if (frames.length > 0) socket.send(...frames)
  }

  function makeEntry(
    channel: number,
    name: string,
    { rights, device }: { rights: Rights; device: string },
  ): Channel {
    const entry: Channel = {
      name,
      room: null,
      sureAt: view.doubts(),
      held: [],
      heldBytes: 0,
      member: {
        person: { id: rights.person, name: rights.name, color: colorOf(rights.person) },
        device,
        session: null,
        doubt: null,
        send: (payloads) =>
          sendFrames(
            entry,
            payloads.map((payload) => encodeRoomFrame(channel, payload)),
          ),
        isBehind: () => socket.isBehind(),
        whenCaughtUp: (run) => socket.whenCaughtUp(run),
        close(fault) {
          if (channels.get(channel) !== entry) return
          close(channel)
          sayClosed(channel, fault)
        },
      },
    }
    return entry
  }

  return {
    async open(channel, name, who) {
      // Asked for before the socket closed, and its turn came after: nobody would ever leave it.
      if (isOver) return
      if (channels.has(channel)) {
        close(channel)
        return sayClosed(channel, { code: 'wire/malformed', detail: 'the channel is in use' })
      }
      if (channels.size >= LIMITS.roomsPerConnection)
        return sayClosed(channel, { code: 'wire/too-many-rooms', detail: 'too many rooms' })
      const entry = makeEntry(channel, name, who)
      channels.set(channel, entry)
      const rights = await view.rightsNow()
      if (!rights) return entry.member.close(NO_LONGER)
      // The word that it is open goes out before the first frame of the room.
      const entered = await rooms.enter(name, rights, entry.member, (room) => {
        if (channels.get(channel) !== entry) return
        entry.room = room
        send({ type: 'opened', channel })
      })
      if (!entered.ok) return entry.member.close(entered.fault)
      if (!entry.room) return rooms.leave(entered.value, entry.member)
      if (view.isSure()) await recheckOne(entry)
    },
    receive(channel, payload) {
      const entry = channels.get(channel)
      entry?.room?.receive(entry.member, payload)
    },
    close,
    closeAll() {
      isOver = true
      for (const channel of [...channels.keys()]) close(channel)
    },
    async recheck() {
      for (const entry of [...channels.values()]) if (entry.room) await recheckOne(entry)
    },
  }
}
