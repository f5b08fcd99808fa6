/**
 * A room: the sockets that look at one document, or at one ticket's presence, and speak the y-websocket protocol.
 * Updates are committed before anybody else sees them; presence is memory only, and its identity is ours to say.
 * Not here: which socket may enter (rooms), how its frames travel (the door).
 */
import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { fail, type Fault, type Result } from '../../shared/kit/fault.ts'
import { ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'
import type { Member } from './member.ts'
import type { Presence } from './presence.ts'

/** What a room does with an update: commits it, or says why not. `null` document: presence only. */
export type RoomDocument = {
  doc: Y.Doc
  push(member: Member, update: Uint8Array): Promise<Result<unknown>>
}

export type Room = {
  name: string
  join(member: Member): void
  leave(member: Member): void
  receive(member: Member, payload: Uint8Array): void
  /** Bytes that became durable, by whichever way; not sent back to `except`. */
  take(update: Uint8Array, except: object | null): void
  members(): ReadonlySet<Member>
}

const message = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const syncMessage = (step: number, bytes: Uint8Array): Uint8Array =>
  message(ROOM_MESSAGE.sync, (encoder) => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })

/** Type 4 is also Hocuspocus' sync reply: clients that take it for one read an empty update here. */
const ACK = new Uint8Array([ROOM_MESSAGE.ack, SYNC_STEP.update, 0])
const PERMISSION_DENIED = 0

export function makeRoom(name: string, document: RoomDocument | null, presence: Presence): Room {
  const members = new Set<Member>()

  function sync(member: Member, decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === SYNC_STEP.step1) {
      const answer = document ? Y.encodeStateAsUpdate(document.doc, bytes) : new Uint8Array([0, 0])
      member.send(syncMessage(SYNC_STEP.step2, answer))
      return
    }
    if (step !== SYNC_STEP.step2 && step !== SYNC_STEP.update) throw new Error('no such sync step')
    // The answer to our own question is acknowledged only when it brought something.
    const isEmpty = bytes.length <= 2
    if (!document || (isEmpty && step === SYNC_STEP.step2)) return
    const answer = document
      .push(member, bytes)
      .catch(() => fail('kit/bug', 'the update could not be stored'))
    void answer.then((result) => {
      if (!members.has(member)) return
      if (result.ok) member.send(ACK)
      else if (result.fault.code === 'kit/bug' || result.fault.code === 'kit/storage')
        member.close(result.fault)
      else member.send(denied(result.fault))
    })
  }

  return {
    name,
    members: () => members,
    join(member) {
      members.add(member)
      if (document) member.send(syncMessage(SYNC_STEP.step1, Y.encodeStateVector(document.doc)))
      const states = presence.all()
      if (states) member.send(presenceMessage(states))
    },
    leave(member) {
      members.delete(member)
      const gone = presence.leave(member)
      if (gone) for (const other of members) other.send(presenceMessage(gone))
    },
    receive(member, payload) {
      const decoder = decoding.createDecoder(payload)
      const type = decoding.readVarUint(decoder)
      if (type === ROOM_MESSAGE.sync) return sync(member, decoder)
      if (type === ROOM_MESSAGE.awareness) {
        const states = presence.update(member, decoding.readVarUint8Array(decoder))
        if (states)
          for (const other of members) if (other !== member) other.send(presenceMessage(states))
        return
      }
      if (type === ROOM_MESSAGE.queryAwareness) {
        const states = presence.all()
        if (states) member.send(presenceMessage(states))
        return
      }
      if (type !== ROOM_MESSAGE.auth) throw new Error('no such message')
    },
    take(update, except) {
      if (!document) return
      Y.applyUpdate(document.doc, update)
      const frame = syncMessage(SYNC_STEP.update, update)
      for (const member of members) if (member !== except) member.send(frame)
    },
  }
}

const presenceMessage = (states: Uint8Array): Uint8Array =>
  message(ROOM_MESSAGE.awareness, (encoder) => encoding.writeVarUint8Array(encoder, states))

/** y-protocols' *permission denied*: refused per message, the connection stays. */
function denied(fault: Fault): Uint8Array {
  return message(ROOM_MESSAGE.auth, (encoder) => {
    encoding.writeVarUint(encoder, PERMISSION_DENIED)
    encoding.writeVarString(encoder, `${fault.code}: ${fault.detail}`)
  })
}
