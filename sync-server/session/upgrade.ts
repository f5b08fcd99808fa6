/**
 * The WebSocket door: `/sync` and `/y/<room>`. Origin and identity are checked before the handshake is answered
 * (ASVS 4.4); tokens come as a subprotocol or a cookie, never in the URL.
 */
import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { FAULTS, type Fault, type FaultCode } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Session } from '../auth/sessions.ts'
import type { Desk } from '../desk.ts'
import { isOwnOrigin, sessionCookieName } from '../http/request-auth.ts'
import { serveRoom } from '../room/room-door.ts'
import type { Rooms } from '../room/rooms.ts'
import { makeHeartbeat } from './heartbeat.ts'
import { makeReadingTurn } from './reading-turn.ts'
import { wrapSocket } from './socket.ts'
import { serveSync } from './sync-session.ts'

export type Upgrades = {
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void
  count(): number
  close(): void
}

export function makeUpgrades(desk: Desk, rooms: Rooms): Upgrades {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
    // Answered by the socket, once a turn.
    autoPong: false,
    handleProtocols: (protocols) => (protocols.has('deskside') ? 'deskside' : false),
  })
  const perPerson = new Map<string, number>()
  const reading = makeReadingTurn(LIMITS.readingMsPerTurn, () => performance.now())
  const heartbeat = makeHeartbeat(desk.timers)

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const path = pathOf(request)
    const isSync = path === '/sync'
    const room = roomOf(path, desk.config.scratchRooms)
    if (!isSync && !room) return reject(socket, { code: 'kit/not-found', detail: 'no socket here' })
    const found = await authenticate(desk, request)
    if ('code' in found) return reject(socket, found)
    const person = found.rights.person
    const open = perPerson.get(person) ?? 0
    if (desk.config.rateLimits && open >= LIMITS.socketsPerPerson)
      return reject(socket, { code: 'kit/rate-limited', detail: 'too many sockets' })
    server.handleUpgrade(request, socket, head, (raw) => {
      perPerson.set(person, (perPerson.get(person) ?? 0) + 1)
      if (socket instanceof Socket) heartbeat.watch(raw, socket)
      raw.on('close', () => {
        const left = (perPerson.get(person) ?? 1) - 1
        if (left > 0) perPerson.set(person, left)
        else perPerson.delete(person)
      })
      const wrapped = wrapSocket(raw, socket, {
        isRateLimited: desk.config.rateLimits,
        now: () => desk.parts.clock.now(),
        reading,
      })
      wrapped.serve(
        room
          ? serveRoom(desk, rooms, wrapped.socket, found, room)
          : serveSync(desk, rooms, wrapped.socket, found),
      )
    })
  }

  return {
    count: () => server.clients.size,
    handle(request, socket, head) {
      socket.on('error', () => socket.destroy())
      upgrade(request, socket, head).catch((error: unknown) => {
        desk.parts.log('error', 'an upgrade failed', { error: String(error) })
        reject(socket, { code: 'kit/bug', detail: 'the socket could not be opened' })
      })
    },
    close() {
      heartbeat.stop()
      // RFC 6455 §7.4.1: 1012, the service restarts; clients come back with jitter.
      for (const client of server.clients) client.close(1012, 'restart')
      server.close()
    },
  }
}

/** Who opens the socket, or why not. */
async function authenticate(desk: Desk, request: IncomingMessage): Promise<Session | Fault> {
  const protocols = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((part) => part.trim())
  const bearer = protocols.find((part) => part.startsWith('bearer.'))?.slice('bearer.'.length)
  if (bearer !== undefined)
    return (
      (await desk.sessions.authenticate(bearer)) ??
      refusalOf(desk, bearer, 'auth/bad-token', 'the bearer token is unknown or has expired')
    )
  const { origin } = request.headers
  if (origin === undefined || !isOwnOrigin(desk, origin, request.headers.host))
    return { code: 'auth/origin', detail: 'the socket was opened from another site' }
  const name = sessionCookieName(desk.config.publicUrl)
  const cookie = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  const secret = cookie?.slice(name.length + 1) ?? ''
  return (
    (await desk.sessions.authenticate(secret)) ??
    refusalOf(desk, secret, 'auth/required', 'sign in first')
  )
}

/** What to say of a secret that opens nothing: a device that was signed out from elsewhere hears that (RI20). */
async function refusalOf(
  desk: Desk,
  secret: string,
  code: FaultCode,
  detail: string,
): Promise<Fault> {
  if (!(await desk.sessions.isRevoked(secret))) return { code, detail }
  return { code: 'auth/denied', detail: 'this session was ended' }
}

function reject(socket: Duplex, fault: Fault): void {
  const body = JSON.stringify({ code: fault.code, detail: fault.detail })
  const status = FAULTS[fault.code].http
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

function pathOf(request: IncomingMessage): string | null {
  try {
    return new URL(request.url ?? '/', 'http://localhost').pathname
  } catch {
    return null
  }
}

/** `/y/<room>`; load drivers that put the room straight after the host reach scratch rooms so too. */
function roomOf(path: string | null, hasScratchRooms: boolean): string | null {
  if (path?.startsWith('/y/')) return decodeRoom(path.slice(3))
  return hasScratchRooms && path?.startsWith('/x:') ? decodeRoom(path.slice(1)) : null
}

function decodeRoom(path: string): string | null {
  try {
    return decodeURIComponent(path) || null
  } catch {
    return null
  }
}
