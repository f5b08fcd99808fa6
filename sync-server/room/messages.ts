/** What a room says, as y-websocket messages. */
import * as encoding from 'lib0/encoding'
import type { Fault } from '../../shared/kit/fault.ts'
import { ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'

const message = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

export const syncMessage = (step: number, bytes: Uint8Array): Uint8Array =>
  message(ROOM_MESSAGE.sync, (encoder) => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })

export const presenceMessage = (states: Uint8Array): Uint8Array =>
  message(ROOM_MESSAGE.awareness, (encoder) => encoding.writeVarUint8Array(encoder, states))

/** Type 4 is also Hocuspocus' sync reply: clients that take it for one read an empty update here. */
export const ACK = new Uint8Array([ROOM_MESSAGE.ack, SYNC_STEP.update, 0])

const PERMISSION_DENIED = 0

/** y-protocols' *permission denied*: refused per message, the connection stays. */
export function deniedMessage(fault: Fault): Uint8Array {
  return message(ROOM_MESSAGE.auth, (encoder) => {
    encoding.writeVarUint(encoder, PERMISSION_DENIED)
    encoding.writeVarString(encoder, `${fault.code}: ${fault.detail}`)
  })
}
