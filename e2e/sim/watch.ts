/**
 * The observer at the server's door: reads every frame and answer that passes, notes what was promised and what was
 * shown to whom. Mutations of the network are made here.
 */
import { unpackItems } from '../../client/replica/doc-pack.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import {
  type DocItem,
  FetchedDoc,
  FeedManifest,
  FeedPage,
  ServerMessage,
} from '../../shared/wire/down.ts'
import { MailJob } from '../../shared/wire/mail.ts'
import {
  CONTROL,
  decodeControl,
  decodeFrame,
  encodeControl,
  ROOM_MESSAGE,
} from '../../shared/wire/frame.ts'
import { ClientMessage, type Push } from '../../shared/wire/up.ts'
import { tokensInBytes } from './history.ts'
import type { Ledger } from './ledger.ts'
import type { Mutation } from './mutation.ts'
import type { Hooks, Line, Wire } from './network.ts'
import type { Server } from './server.ts'
import { sees } from './sight.ts'
import type { Someone } from './template.ts'

const Docs = v.object({ items: v.array(FetchedDoc) })
const Leased = v.object({ jobs: v.array(MailJob) })
const NOTHING = Uint8Array.of(0, 0)
/**
 * A move is committed, and whoever may see the ticket from then on admitted, a moment before anybody is told of it. So is a
 * person who may see more.
 */
const TOLD_MS = 20
const BLOB_PATH = /^\/api\/tickets\/([^/]+)\/blobs\//

export function makeWatch(options: {
  ledger: Ledger
  server: Server
  people: readonly Someone[]
  mutation: Mutation | null
  now: () => number
  sendToAll: (frame: Uint8Array) => void
}): Hooks {
  const { ledger, server, people, mutation } = options
  const pushes = new Map<string, Push>()
  /** By channel, which an app that was started anew counts from one again while the server still tells the one before. */
  const rooms = new WeakMap<Wire, Map<number, string>>()
  /** For a mutation: what was sent before. */
  const sent: Uint8Array[] = []
  /** Frames of rooms that were not theirs as far as anybody had been told. */
  const early: { line: Line; ticket: string; what: string; at: number }[] = []

  function see(line: Line, ticket: string, version: number, how: string): void {
    const { person } = line
    if (person !== null)
      ledger.sightings.push({ person, ticket, version, how, sight: server.sightOf(person) })
  }

  /** As a server would that knows no order: the value is set on what stands, whoever saw it. */
  function setOnWhatStands(line: Line, push: Push): boolean {
    if (push.kind !== 'update') return false
    const subject = tokensInBytes(push.update).find((token) => token.startsWith('field'))
    if (subject === undefined) return false
    const request = new Request(`https://desk.example/api/tickets/${push.ticket}`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        'x-deskside': '1',
        cookie: `__Host-deskside=${line.secret ?? ''}`,
      },
      body: JSON.stringify({ subject }),
    })
    void server.answer(request)
    return true
  }

  /** Words that nobody may be told any more. */
  function lookForTaken(line: Line, bytes: Uint8Array, how: string): void {
    if (ledger.redacted.length === 0 && ledger.deleted.size === 0) return
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (const removal of [...ledger.redacted, ...ledger.deleted.values()])
      for (const word of removal.words)
        if (buffer.includes(word))
          ledger.problems.push(
            `CO16/CO17 ${line.name}: “${word}” of ${removal.ticket} was taken out, and went out again by ${how}`,
          )
  }

  function maySeeNow(line: Line, ticket: string): boolean {
    const sight = line.person === null ? [] : server.sightOf(line.person)
    return sees(sight, server.queuesOf(ticket))
  }

  function judgeEarly(): void {
    for (let one = early[0]; one && options.now() - one.at > TOLD_MS; one = early[0]) {
      early.shift()
      if (!maySeeNow(one.line, one.ticket)) ledger.problems.push(one.what)
    }
  }

  function mayReadScope(line: Line, scope: string): boolean {
    const sight = line.person === null ? [] : server.sightOf(line.person)
    return sight === null || sight.some((queue) => scope === `q:${queue}`)
  }

  function seeControl(line: Line, message: ServerMessage): Uint8Array[] | null {
    if (message.type === 'ack') {
      const push = pushes.get(message.pushId)
      if (push)
        ledger.acked.set(message.pushId, {
          device: line.name,
          push,
          version: message.version,
          at: options.now(),
        })
    }
    if (message.type === 'page') seePage(line, message)
    if (message.type === 'docs') for (const item of message.items) seeDoc(line, item)
    if (message.type !== 'item') return null
    const { item, update } = message
    if (item.row !== null || update !== null) see(line, item.ticket, item.version, 'a live item')
    if (mutation === 'foreign-item' && item.row !== null) {
      for (const { id } of people)
        ledger.sightings.push({
          person: id,
          ticket: item.ticket,
          version: item.version,
          how: 'a live item',
          sight: server.sightOf(id),
        })
      options.sendToAll(encodeControl(message))
      return []
    }
    if (mutation === 'dropped-update' && update !== null && update.length > 2)
      return [encodeControl({ ...message, update: NOTHING })]
    return null
  }

  function seePage(line: Line, page: FeedPage): void {
    if (!mayReadScope(line, page.scope))
      ledger.problems.push(`I4 ${line.name}: a feed page of ${page.scope}`)
    for (const item of page.items)
      if (item.row !== null) see(line, item.ticket, item.version, 'a feed page')
  }

  async function seeLease(response: Response): Promise<void> {
    const answer = parseWith(Leased, await response.json())
    for (const { mail } of answer.ok ? answer.value.jobs : []) {
      ledger.leased.add(mail.messageId)
      if (ledger.leasedBefore.delete(mail.messageId)) ledger.leasedAgain.add(mail.messageId)
    }
  }

  function seeDoc(line: Line, item: DocItem): void {
    if (item.kind !== 'gone') see(line, item.ticket, item.version, 'a document')
  }

  return {
    onUp(wire, bytes, send) {
      judgeEarly()
      const { line } = wire
      const frame = decodeFrame(bytes)
      if (!frame.ok || frame.value.channel !== CONTROL) return true
      const value = decodeControl(frame.value.payload)
      const message = parseWith(ClientMessage, value.ok ? value.value : null)
      if (!message.ok) return true
      if (message.value.type === 'open') {
        const { channel, room } = message.value
        rooms.set(wire, (rooms.get(wire) ?? new Map<number, string>()).set(channel, room))
      }
      if (message.value.type !== 'push') return true
      const { push } = message.value
      pushes.set(push.pushId, push)
      if (mutation === 'last-wins' && setOnWhatStands(line, push)) return true
      if (mutation !== 'ack-before-commit') return true
      const ack = { type: 'ack', pushId: push.pushId, version: 1 } as const
      ledger.acked.set(push.pushId, { device: line.name, push, version: 1, at: options.now() })
      send(encodeControl(ack))
      return false
    },

    onDown(wire, bytes) {
      judgeEarly()
      const { line } = wire
      lookForTaken(line, bytes, 'a frame')
      if (mutation === 'told-again' && line.person !== null) {
        sent.push(bytes)
        for (const earlier of sent) lookForTaken(line, earlier, 'a frame that was sent before')
      }
      const frame = decodeFrame(bytes)
      if (!frame.ok) return [bytes]
      const { channel, payload } = frame.value
      if (channel !== CONTROL) {
        const room = rooms.get(wire)?.get(channel) ?? ''
        const ticket = room.slice(2, 28)
        const isContent = payload[0] === ROOM_MESSAGE.sync || payload[0] === ROOM_MESSAGE.awareness
        if (isContent && !maySeeNow(line, ticket)) {
          const queues = server.queuesOf(ticket)?.join(' and ') ?? 'no queue'
          const what = `I4 ${line.name}: a frame of room ${room.slice(0, 2)} of a ticket in ${queues}`
          early.push({ line, ticket, what, at: options.now() })
        }
        return [bytes]
      }
      const value = decodeControl(payload)
      const message = parseWith(ServerMessage, value.ok ? value.value : null)
      if (!message.ok) {
        ledger.problems.push(
          `the server sent something that is no message: ${message.fault.detail}`,
        )
        return [bytes]
      }
      if (mutation === 'deaf-devices' && message.value.type === 'scopes') return []
      return seeControl(line, message.value) ?? [bytes]
    },

    onRepeat() {
      if (mutation === 'forgets-pushes')
        void server.life()?.real.write((tx) => tx.run(`DELETE FROM pushes`))
    },

    async onAnswer(line, url, response) {
      judgeEarly()
      if (response.ok && url.pathname === '/gateway/lease') void seeLease(response.clone())
      if (!response.ok || line.person === null) return response
      lookForTaken(line, new Uint8Array(await response.clone().arrayBuffer()), url.pathname)
      const file = BLOB_PATH.exec(url.pathname)
      if (file?.[1] !== undefined && !maySeeNow(line, file[1])) {
        const what = `I4 ${line.name}: a file of ticket ${file[1]}`
        early.push({ line, ticket: file[1], what, at: options.now() })
      }
      if (url.pathname === '/feed') {
        const page = parseWith(FeedPage, await response.clone().json())
        if (page.ok) seePage(line, page.value)
      }
      if (url.pathname === '/feed/manifest') {
        const page = parseWith(FeedManifest, await response.clone().json())
        if (page.ok && !mayReadScope(line, page.value.scope))
          ledger.problems.push(`I4 ${line.name}: a manifest of ${page.value.scope}`)
      }
      if (url.pathname === '/docs') {
        const body = new Uint8Array(await response.clone().arrayBuffer())
        const value = decodeControl(body)
        const docs = parseWith(Docs, value.ok ? value.value : null)
        const items = docs.ok ? unpackItems(docs.value.items) : []
        for (const item of items) {
          seeDoc(line, item)
          lookForTaken(line, item.bytes, url.pathname)
        }
        if (!docs.ok || items.length < docs.value.items.length)
          ledger.problems.push('the documents of an answer could not be read')
      }
      return response
    },
  }
}
