/** `/y/<room>`: any stock y-websocket client, one room a socket, through the same checks and the same commit. */
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Session } from '../auth/sessions.ts'
import type { Desk } from '../desk.ts'
import type { Socket, SocketHandlers } from '../session/socket.ts'
import { colorOf } from '../../shared/ticket/person-color.ts'
import type { Member } from './member.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

/** Frames that arrive before the room is loaded; more is not waited for. */
const EARLY_FRAMES_MAX = 1_000

export function serveRoom(
  desk: Desk,
  rooms: Rooms,
  socket: Socket,
  session: Session,
  name: string,
): SocketHandlers {
  let room: Room | null = null
  let isGone = false
  const early: Uint8Array[] = []
  /** Doubts about what this person may see that are not settled yet, and what is kept back until they are. */
  let doubts = 0
  let held: Uint8Array[] = []
  let heldBytes = 0

  function send(payloads: readonly Uint8Array[]): void {
    if (doubts === 0) return socket.send(...payloads)
    for (const payload of payloads) heldBytes += payload.length
    if (heldBytes > LIMITS.unsentBytesPerSocket)
      return socket.close({ code: 'kit/busy', detail: 'too much waits' })
    held.push(...payloads)
  }

  function endDoubt(): void {
    doubts--
    if (doubts > 0) return
    const payloads = held
    held = []
    heldBytes = 0
    if (payloads.length > 0) socket.send(...payloads)
  }

  const member: Member = {
    person: {
      id: session.rights.person,
      name: session.rights.name,
      color: colorOf(session.rights.person),
    },
    device: session.id,
    session: session.id,
    doubt: { begin: () => void doubts++, end: endDoubt },
    send,
    isBehind: () => socket.isBehind(),
    whenCaughtUp: (run) => socket.whenCaughtUp(run),
    close: (fault) => socket.close(fault),
  }
  void rooms.enter(name, session.rights, member).then((entered) => {
    if (!entered.ok) return socket.close(entered.fault)
    if (isGone) return rooms.leave(entered.value, member)
    room = entered.value
    try {
      for (const frame of early.splice(0)) room.receive(member, frame)
    } catch {
      socket.close({ code: 'wire/malformed', detail: 'the frame could not be read' })
    }
  })

  return {
    onFrame(bytes) {
      if (room) return room.receive(member, bytes)
      if (early.length >= EARLY_FRAMES_MAX)
        return socket.close({ code: 'kit/busy', detail: 'too many frames' })
      early.push(bytes)
    },
    onClose() {
      isGone = true
      if (room) rooms.leave(room, member)
    },
  }
}
