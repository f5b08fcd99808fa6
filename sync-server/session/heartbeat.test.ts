/** Who answers stays, who fell silent goes, and who is behind a slow line has time. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { LIMITS } from '../../shared/kit/limits.ts'
import { makeHeartbeat } from './heartbeat.ts'

/** Beats by hand. */
function makeBeats() {
  let run = () => {}
  const heartbeat = makeHeartbeat({
    after(ms, next) {
      expect(ms).toBe(LIMITS.socketPingMs)
      run = next
      return { cancel: () => (run = () => {}) }
    },
  })
  return { heartbeat, beat: () => run() }
}

function makePeer() {
  const wire = { bytesRead: 0, bytesWritten: 0 }
  const peer = {
    wire,
    pings: 0,
    isEnded: false,
    close: () => {},
    ping: () => void (peer.pings += 1),
    terminate: () => void (peer.isEnded = true),
    once: (_: 'close', run: () => void) => void (peer.close = run),
  }
  return peer
}

const BEATS = LIMITS.socketSilentMs / LIMITS.socketPingMs

test('[DR15] whoever was silent for fifteen seconds is ended, and not before', () => {
  const { heartbeat, beat } = makeBeats()
  const peer = makePeer()
  heartbeat.watch(peer, peer.wire)
  for (let n = 1; n < BEATS; n++) beat()
  expect(peer).toMatchObject({ pings: BEATS - 1, isEnded: false })
  beat()
  expect(peer.isEnded).toBe(true)
})

test('[DR15] any byte is a sign of life', () => {
  const { heartbeat, beat } = makeBeats()
  const peer = makePeer()
  heartbeat.watch(peer, peer.wire)
  for (let n = 0; n < 5 * BEATS; n++) {
    if (n % (BEATS - 1) === 0) peer.wire.bytesRead += 1
    beat()
  }
  expect(peer.isEnded).toBe(false)
})

test('[DR15] behind much that is on its way an answer may take a minute', () => {
  const { heartbeat, beat } = makeBeats()
  const peer = makePeer()
  heartbeat.watch(peer, peer.wire)
  peer.wire.bytesWritten += LIMITS.socketBacklogBytes + 1
  const patient = LIMITS.socketBusyMs / LIMITS.socketPingMs
  for (let n = 1; n < patient; n++) beat()
  expect(peer.isEnded).toBe(false)
  beat()
  expect(peer.isEnded).toBe(true)
})

test('who went is watched no more, and nobody once it is stopped', () => {
  const { heartbeat, beat } = makeBeats()
  const [gone, here] = [makePeer(), makePeer()]
  heartbeat.watch(gone, gone.wire)
  heartbeat.watch(here, here.wire)
  gone.close()
  beat()
  expect([gone.pings, here.pings]).toEqual([0, 1])
  heartbeat.stop()
  beat()
  expect(here.pings).toBe(1)
})

test('[DR15] a real socket that answers stays open; one whose line is cut is closed', async () => {
  const { heartbeat, beat } = makeBeats()
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) => heartbeat.watch(socket, request.socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const open = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`)
    onTestFinished(() => socket.terminate())
    await once(socket, 'open')
    return socket
  }
  const [answering, cut] = [await open(), await open()]
  onTestFinished(() => {
    heartbeat.stop()
    sockets.close()
    server.close()
  })
  expect(sockets.clients.size).toBe(2)
  // Nothing is read from its line any more, and so nothing answered.
  cut.pause()
  const pongs = vi.fn<() => void>()
  for (const socket of sockets.clients) socket.on('pong', pongs)
  for (let n = 1; n <= BEATS + 1; n++) {
    beat()
    await vi.waitFor(() => expect(pongs).toHaveBeenCalledTimes(n))
  }
  await vi.waitFor(() => expect(sockets.clients.size).toBe(1))
  expect(answering.readyState).toBe(WebSocket.OPEN)
})
