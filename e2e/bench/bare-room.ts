/**
 * The reference of `room`, as a process of its own: a WebSocket relay that looks at no update. What arrives while the
 * last append is synced to the disk is appended together, then merged into one message for everybody in the room.
 * Prints its port. Ends with the process that started it.
 */
import { mkdtemp, open, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocketServer, type WebSocket } from 'ws'
import * as Y from 'yjs'
import { ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'

const folder = await mkdtemp(join(tmpdir(), 'deskside-bare-'))
const log = await open(join(folder, 'log'), 'a')
const rooms = new Map<string, Set<WebSocket>>()
let waiting: { room: string; update: Uint8Array }[] = []
let isBusy = false

async function work(): Promise<void> {
  if (isBusy) return
  isBusy = true
  while (waiting.length > 0) {
    const batch = waiting.splice(0)
    await log.write(Buffer.concat(batch.map(({ update }) => update)))
    await log.datasync()
    const byRoom = new Map<string, Uint8Array[]>()
    for (const { room, update } of batch) byRoom.set(room, [...(byRoom.get(room) ?? []), update])
    for (const [room, updates] of byRoom) {
      const message = updateMessage(Y.mergeUpdates(updates))
      for (const socket of rooms.get(room) ?? []) socket.send(message)
    }
  }
  isBusy = false
}

function updateMessage(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, ROOM_MESSAGE.sync)
  encoding.writeVarUint(encoder, SYNC_STEP.update)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  const room = request.url ?? ''
  const members = rooms.get(room) ?? new Set()
  rooms.set(room, members.add(socket))
  socket.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(data)
    if (decoding.readVarUint(decoder) !== ROOM_MESSAGE.sync) return
    if (decoding.readVarUint(decoder) !== SYNC_STEP.update) return
    waiting.push({ room, update: decoding.readVarUint8Array(decoder) })
    setImmediate(() => void work())
  })
  socket.on('close', () => members.delete(socket))
  socket.on('error', () => socket.terminate())
})
server.on('listening', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`port ${port}\n`)
})
const end = () => {
  void rm(folder, { recursive: true, force: true }).finally(() => process.exit(0))
}
process.once('disconnect', end)
process.once('SIGTERM', end)
