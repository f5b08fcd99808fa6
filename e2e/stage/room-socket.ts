/**
 * A room on `/y/…` as any y-websocket client speaks it, and its durable acks: message type 4, one an update, in order.
 * Not here: presence.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'
import { bytesOf, openWebSocket } from './sync-socket.ts'
import { within } from './wait.ts'

const SYNCED_MS_MAX = 10_000

export type RoomSocket = {
  /** What the server said it has when this socket came in: an encoded state vector. */
  serverState: Uint8Array
  closed: Promise<void>
  close(): void
}

export type RoomHandlers = {
  /** The oldest update without one is durable. */
  onAck(): void
  /** An update was refused; the room stays open (y-protocols *permission denied*). */
  onDenied(why: string): void
  /** Called for every update that was sent, before it goes out. */
  onSend(): void
}

/** Joins with the document: what the server lacks is sent, what it has comes in, and what is typed goes out. */
export async function openRoomSocket(
  options: { wsUrl: string; token: string; room: string; doc: Y.Doc },
  handlers: RoomHandlers,
): Promise<RoomSocket> {
  const { doc } = options
  const raw = openWebSocket(`${options.wsUrl}/y/${encodeURIComponent(options.room)}`, options.token)
  const origin = {}
  let hasEntered: (state: Uint8Array) => void = () => {}
  const entered = new Promise<Uint8Array>((resolve) => {
    hasEntered = resolve
  })
  const closed = new Promise<void>((resolve) => raw.once('close', () => resolve()))

  const send = (step: number, bytes: Uint8Array) => {
    if (raw.readyState !== raw.OPEN) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, ROOM_MESSAGE.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
    raw.send(encoding.toUint8Array(encoder))
  }
  let isIn = false
  const onUpdate = (update: Uint8Array, from: unknown) => {
    if (from === origin || !isIn || raw.readyState !== raw.OPEN) return
    handlers.onSend()
    send(SYNC_STEP.update, update)
  }
  doc.on('update', onUpdate)
  void closed.then(() => doc.off('update', onUpdate))

  raw.once('open', () => send(SYNC_STEP.step1, Y.encodeStateVector(doc)))
  raw.on('message', (data) => {
    const decoder = decoding.createDecoder(bytesOf(data))
    const type = decoding.readVarUint(decoder)
    if (type === ROOM_MESSAGE.ack) return handlers.onAck()
    if (type === ROOM_MESSAGE.auth) {
      decoding.readVarUint(decoder)
      return handlers.onDenied(decoding.readVarString(decoder))
    }
    if (type !== ROOM_MESSAGE.sync) return
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step !== SYNC_STEP.step1) return Y.applyUpdate(doc, bytes, origin)
    const missing = Y.encodeStateAsUpdate(doc, bytes)
    isIn = true
    // Two bytes: nothing is missing, and nothing will be acknowledged.
    if (missing.length > 2) {
      handlers.onSend()
      send(SYNC_STEP.step2, missing)
    }
    hasEntered(bytes)
  })

  const gone = closed.then((): never => {
    throw new Error('the room closed before it answered')
  })
  const serverState = await within(
    'the room answers',
    SYNCED_MS_MAX,
    Promise.race([entered, gone]),
  ).catch((error: unknown) => {
    raw.terminate()
    throw error
  })
  gone.catch(() => {})
  return { serverState, closed, close: () => raw.close() }
}
