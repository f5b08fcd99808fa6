/** A desk with its real web server on a loopback port, for tests of what comes over HTTP and WebSocket. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { WebSocket } from 'ws'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import type { ServerMessage } from '../../../shared/wire/down.ts'
import { decodeControl, decodeFrame, encodeControl } from '../../../shared/wire/frame.ts'
import { openStage } from '../../commit/test-stage/desk-stage.ts'
import { makeRooms } from '../../room/rooms.ts'
import { makeUpgrades } from '../../session/upgrade.ts'
import { makeApp } from '../app.ts'
import { makeSetupLink } from '../setup-link.ts'

/** A busy machine is slow; what never comes is told by then. */
const HEAR_MS_MAX = 10_000

export type WebStage = Awaited<ReturnType<typeof openWebStage>>

export async function openWebStage(environment: Record<string, string> = {}) {
  const stage = await openStage(environment)
  const { desk } = stage
  const setup = makeSetupLink(desk.parts.clock, desk.parts.random)
  const rooms = makeRooms(desk)
  const upgrades = makeUpgrades(desk, rooms)
  const told: string[] = []
  const app = makeApp({
    desk,
    setup,
    tell: (line) => void told.push(line),
    clientFolder: '/nonexistent',
    counts: () => ({ sockets: upgrades.count(), rooms: rooms.count() }),
  })
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made))
  })
  server.on('upgrade', upgrades.handle)
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`

  return {
    ...stage,
    setup,
    rooms,
    told,
    url,
    port,
    bearer: (rights: Rights) => desk.sessions.open(rights.person, 'bearer'),
    call: (path: string, init: RequestInit = {}) => fetch(url + path, init),
    json: (
      path: string,
      body: unknown,
      headers: Record<string, string> = {},
      method: 'POST' | 'PATCH' = 'POST',
    ) =>
      fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    socket: (path: string, protocols: string[], headers: Record<string, string> = {}) =>
      openSocket(new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers })),
    async close() {
      upgrades.close()
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await stage.close()
    },
  }
}

/** A socket whose messages can be waited for. Every wait ends after two seconds. */
function openSocket(raw: WebSocket) {
  const heard: ServerMessage[] = []
  const waiting = new Set<() => void>()
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    raw.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    raw.on('unexpected-response', (_request, response) =>
      resolve({ code: response.statusCode ?? 0, reason: 'refused' }),
    )
    raw.on('error', () => {})
  })
  raw.on('message', (data: Buffer) => {
    const frame = decodeFrame(data)
    if (!frame.ok || frame.value.channel !== 0) return
    const message = decodeControl(frame.value.payload)
    if (message.ok) heard.push(message.value as ServerMessage)
    for (const wake of waiting) wake()
  })
  return {
    raw,
    closed,
    heard,
    opened: () =>
      new Promise<void>((resolve, reject) => {
        raw.on('open', resolve)
        raw.on('error', reject)
      }),
    say: (message: object) => raw.send(encodeControl(message)),
    /** The first message of the kind, also one that came before. */
    async hear<T extends ServerMessage['type']>(
      type: T,
      match: (message: Extract<ServerMessage, { type: T }>) => boolean = () => true,
    ): Promise<Extract<ServerMessage, { type: T }>> {
      const found = () =>
        heard.find(
          (message): message is Extract<ServerMessage, { type: T }> =>
            message.type === type && match(message as Extract<ServerMessage, { type: T }>),
        )
      const now = found()
      if (now) return now
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(wake)
          reject(
            new Error(
              `no ${type} within ${HEAR_MS_MAX} ms; heard ${heard.map((one) => one.type).join(', ')}`,
            ),
          )
        }, HEAR_MS_MAX)
        const wake = () => {
          const message = found()
          if (!message) return
          clearTimeout(timer)
          waiting.delete(wake)
          resolve(message)
        }
        waiting.add(wake)
      })
    },
  }
}
