/** What is written past `ws` is read by an ordinary WebSocket client: whole, apart, and in order. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { makeReadingTurn } from './reading-turn.ts'
import { wrapSocket } from './socket.ts'

/** Around every length at which a frame's head or its way changes. */
const SIZES = [0, 1, 125, 126, 127, 1_000, 65_530, 65_531, 65_535, 65_536, 200_000, 3]

test('frames of every length arrive in the order they were sent in', async () => {
  const http = createServer()
  const reading = makeReadingTurn(1, () => 0)
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  http.on('upgrade', (request, wire, head) => {
    server.handleUpgrade(request, wire, head, (raw) => {
      const { socket } = wrapSocket(raw, wire, { isRateLimited: false, now: () => 0, reading })
      for (const size of SIZES) socket.send(filled(size))
      socket.send(...SIZES.slice(0, 6).map(filled))
      raw.close(1000)
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  const heard: Buffer[] = []
  client.on('message', (data: Buffer) => heard.push(data))
  const [code] = await new Promise<[number]>((resolve) =>
    client.on('close', (closed) => resolve([closed])),
  )
  http.close()
  expect(code).toBe(1000)
  const sent = [...SIZES, ...SIZES.slice(0, 6)]
  expect(heard.map((data) => data.length)).toEqual(sent)
  for (const data of heard) expect(data.every((byte) => byte === data.length % 251)).toBe(true)
})

const filled = (size: number): Uint8Array => new Uint8Array(size).fill(size % 251)
