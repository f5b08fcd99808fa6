/**
 * A stand-in for the server, for tests of the replica: real documents, real frames, an in-memory socket. Keeps what was
 * pushed, so that a test can count effects. Not a second server: it judges nothing but what a test tells it to.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import type { FaultCode } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { makeRow } from '../../shared/ticket/row.ts'
import { makeDoc, readTicket, recordUpdate, setValue, Y } from '../../shared/ticket/ticket-doc.ts'
import type { DeskInfo, DocItem, FeedItem, ServerMessage } from '../../shared/wire/down.ts'
import {
  CONTROL,
  decodeControl,
  decodeFrame,
  encodeControl,
  encodeRoomFrame,
  ROOM_MESSAGE,
} from '../../shared/wire/frame.ts'
import { ClientMessage, type Push } from '../../shared/wire/up.ts'
import type { OpenSocket, SocketEvents } from './link.ts'

export const ADA = { id: 'ada', name: 'Ada', email: 'ada@desk.example', role: 'agent' } as const
const PAGE_ROWS = 3
const BLANK = Uint8Array.of(0, 0)

type HeldTicket = { doc: Y.Doc; version: number; epoch: number; queue: string }
type Client = { events: SocketEvents; rooms: Map<number, string>; isOpen: boolean }

export type StandIn = ReturnType<typeof makeStandIn>

export function makeStandIn() {
  const tickets = new Map<string, HeldTicket>()
  const scopes = new Map<string, { seq: number; items: Map<string, FeedItem> }>()
  const answered = new Map<string, ServerMessage>()
  const drafts = new Map<string, Y.Doc>()
  const clients = new Set<Client>()
  const onUp = new Set<() => void>()
  const stand = {
    isUp: true,
    /** Pushes as they came, repeated ones too. */
    received: [] as Push[],
    /** Pushes that had an effect. */
    carriedOut: [] as Push[],
    /** A fault code to refuse a push with; null to take it. */
    judge: (_push: Push): FaultCode | null => null,
    /** False: the answer is lost on its way, as if the line broke after COMMIT. */
    doesAnswer: (_push: Push): boolean => true,
    rights: ['q:support'],
    requests: [] as string[],
  }

  function scopeOf(queue: string) {
    const name = `q:${queue}`
    const scope = scopes.get(name) ?? { seq: 0, items: new Map<string, FeedItem>() }
    scopes.set(name, scope)
    return { name, scope }
  }

  function tell(client: Client, message: ServerMessage) {
    const frame = encodeControl(message)
    queueMicrotask(() => {
      if (clients.has(client)) client.events.onFrame(frame)
    })
  }

  function tellRoom(client: Client, channel: number, payload: Uint8Array) {
    const frame = encodeRoomFrame(channel, payload)
    queueMicrotask(() => {
      if (clients.has(client)) client.events.onFrame(frame)
    })
  }

  /** Moves a ticket's row in a scope and tells who follows it. */
  function moveRow(id: string, queue: string, op: 'row' | 'leave', update: Uint8Array | null) {
    const ticket = held(id)
    const { name, scope } = scopeOf(queue)
    const prev = scope.seq
    const row = op === 'row' ? makeRow(id, readTicket(ticket.doc)) : null
    const item: FeedItem = { ticket: id, seq: ++scope.seq, version: ticket.version, op, row }
    scope.items.set(id, item)
    if (!stand.rights.includes(name)) return
    const message = { type: 'item', scope: name, prev, item, epoch: ticket.epoch } as const
    for (const client of clients)
      tell(client, { ...message, update: update ? Uint8Array.from(update) : null })
  }

  function held(id: string): HeldTicket {
    const ticket = tickets.get(id)
    if (!ticket) throw new Error(`no ticket ${id}`)
    return ticket
  }

  function change(id: string, write: (doc: Y.Doc) => void) {
    const ticket = held(id)
    const update = recordUpdate(ticket.doc, () => write(ticket.doc))
    ticket.version++
    moveRow(id, ticket.queue, 'row', update)
  }

  function carryOut(push: Push): ServerMessage {
    const { pushId } = push
    const before = answered.get(pushId)
    if (before) return before
    const here = push.kind === 'update' ? held(push.ticket) : null
    const isForeign = here !== null && !stand.rights.includes(`q:${here.queue}`)
    const code = isForeign ? 'ticket/denied' : stand.judge(push)
    if (code) return { type: 'nack', pushId, code, detail: 'refused by the test' }
    stand.carriedOut.push(push)
    const answer: ServerMessage = { type: 'ack', pushId, version: apply(push) }
    answered.set(pushId, answer)
    return answer
  }

  function apply(push: Push): number {
    switch (push.kind) {
      case 'update': {
        const ticket = held(push.ticket)
        Y.applyUpdate(ticket.doc, push.update)
        if (ticket.doc.store.pendingStructs) throw new Error('the client left a hole')
        ticket.version++
        moveRow(push.ticket, ticket.queue, 'row', push.update)
        return ticket.version
      }
      case 'draft':
        Y.applyUpdate(draftOf(push.draft), push.update)
        return 1
      case 'command': {
        const { command } = push
        if (command.kind === 'send') {
          change(command.ticket, (doc) => {
            const by = { kind: 'agent', id: ADA.id, name: ADA.name }
            const reply = { id: command.sendId, kind: 'reply', by, at: 2, text: 'as frozen' }
            setValue(doc, 'messages', command.sendId, reply)
            setValue(doc, 'delivery', command.sendId, { state: 'held', at: 2 })
          })
          return held(command.ticket).version
        }
        if (command.kind === 'move') {
          moveTo(command.ticket, command.queue)
          return held(command.ticket).version
        }
        return 0
      }
    }
  }

  function moveTo(id: string, queue: string) {
    const ticket = held(id)
    const from = ticket.queue
    const update = recordUpdate(ticket.doc, () => setValue(ticket.doc, 'fields', 'queue', queue))
    ticket.version++
    ticket.queue = queue
    moveRow(id, from, 'leave', null)
    moveRow(id, queue, 'row', update)
  }

  function draftOf(id: string): Y.Doc {
    const doc = drafts.get(id) ?? makeDoc()
    drafts.set(id, doc)
    return doc
  }

  function rightsNow() {
    return stand.rights.map((scope) => ({ scope, seq: scopes.get(scope)?.seq ?? 0 }))
  }

  function takeFrame(client: Client, bytes: Uint8Array) {
    const frame = decodeFrame(bytes)
    if (!frame.ok) throw new Error('a frame could not be read')
    const { channel, payload } = frame.value
    if (channel !== CONTROL) return takeRoom(client, channel, payload)
    const value = decodeControl(payload)
    const message = parseWith(ClientMessage, value.ok ? value.value : null)
    if (!message.ok) throw new Error(`not a client message: ${message.fault.detail}`)
    takeControl(client, message.value)
  }

  function takeControl(client: Client, message: ClientMessage) {
    switch (message.type) {
      case 'hello':
        return tell(client, {
          type: 'welcome',
          protocol: 1,
          person: ADA,
          scopes: rightsNow(),
          now: 0,
          undoSeconds: 10,
          generation: 'one',
          leaseMs: 1_000_000,
        })
      case 'push': {
        stand.received.push(message.push)
        const answer = carryOut(message.push)
        if (stand.doesAnswer(message.push)) tell(client, answer)
        return
      }
      case 'open': {
        client.rooms.set(message.channel, message.room)
        tell(client, { type: 'opened', channel: message.channel })
        if (!message.room.startsWith('d:')) return
        const encoder = encoding.createEncoder()
        encoding.writeVarUint(encoder, ROOM_MESSAGE.sync)
        writeSyncStep1(encoder, draftOf(message.room.slice(2)))
        return tellRoom(client, message.channel, encoding.toUint8Array(encoder))
      }
      case 'close':
        client.rooms.delete(message.channel)
        return
      case 'ping':
        return tell(client, { type: 'pong' })
      case 'feed':
      case 'docs':
        throw new Error('bulk goes over HTTP')
    }
  }

  function takeRoom(client: Client, channel: number, payload: Uint8Array) {
    const room = client.rooms.get(channel)
    const decoder = decoding.createDecoder(payload)
    if (decoding.readVarUint(decoder) !== ROOM_MESSAGE.sync || !room?.startsWith('d:')) return
    const doc = draftOf(room.slice(2))
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, ROOM_MESSAGE.sync)
    const isUpdate = payload[1] !== 0 && !(payload.length === 5 && payload[3] === 0)
    readSyncMessage(decoder, encoder, doc, null)
    if (encoding.length(encoder) > 1) tellRoom(client, channel, encoding.toUint8Array(encoder))
    if (isUpdate) tellRoom(client, channel, Uint8Array.of(ROOM_MESSAGE.ack))
  }

  const openSocket: OpenSocket = (_url, events) => {
    const client: Client = { events, rooms: new Map(), isOpen: false }
    clients.add(client)
    queueMicrotask(() => {
      if (!clients.has(client)) return
      if (!stand.isUp) return end(client)
      client.isOpen = true
      events.onOpen()
    })
    return {
      send: (bytes) => {
        const copy = Uint8Array.from(bytes)
        queueMicrotask(() => {
          if (clients.has(client)) takeFrame(client, copy)
        })
      },
      close: () => end(client),
      unsentBytes: () => 0,
    }
  }

  function end(client: Client) {
    if (clients.delete(client)) queueMicrotask(() => client.events.onClose(1006))
  }

  const desk: DeskInfo = {
    name: 'Desk',
    timeZone: 'UTC',
    undoSeconds: 10,
    queues: [
      { slug: 'support', name: 'Support', address: null },
      { slug: 'sales', name: 'Sales', address: null },
    ],
    people: [],
    me: ADA,
  }

  const doFetch: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    stand.requests.push(url.pathname)
    if (!stand.isUp) return Promise.reject(new TypeError('no network'))
    return Promise.resolve(answerHttp(url, init))
  }

  function answerHttp(url: URL, init?: RequestInit): Response {
    if (!new Headers(init?.headers).has('x-deskside'))
      return Response.json({ code: 'auth/origin' }, { status: 403 })
    if (url.pathname === '/api/desk') return Response.json(desk)
    if (url.pathname === '/api/sign-out') return new Response(null, { status: 204 })
    if (url.pathname === '/feed') {
      const scope = url.searchParams.get('scope') ?? ''
      const after = Number(url.searchParams.get('after'))
      const moved = [...(scopes.get(scope)?.items.values() ?? [])]
        .filter((item) => item.seq > after)
        .sort((a, b) => a.seq - b.seq)
      const items = moved.slice(0, PAGE_ROWS)
      const next = items.at(-1)?.seq ?? after
      const isLast = moved.length <= PAGE_ROWS
      return Response.json({ type: 'page', scope, after, items, next, isLast })
    }
    if (url.pathname === '/docs' && typeof init?.body === 'string') {
      const Wants = v.object({
        want: v.array(v.object({ ticket: v.string(), version: v.number() })),
      })
      const items = v.parse(Wants, JSON.parse(init.body)).want.slice(0, 2).map(readDoc)
      const encoder = encoding.createEncoder()
      encoding.writeAny(encoder, { items })
      return new Response(Uint8Array.from(encoding.toUint8Array(encoder)))
    }
    return Response.json({ code: 'kit/not-found' }, { status: 404 })
  }

  function readDoc({ ticket, version }: { ticket: string; version: number }): DocItem {
    const here = tickets.get(ticket)
    if (!here || !stand.rights.includes(`q:${here.queue}`))
      return { ticket, epoch: 0, version: 0, kind: 'gone', bytes: BLANK }
    const bytes = Uint8Array.from(Y.encodeStateAsUpdate(here.doc))
    const kind = version === 0 ? 'state' : 'update'
    return { ticket, epoch: here.epoch, version: here.version, kind, bytes }
  }

  return Object.assign(stand, {
    openSocket,
    fetch: doFetch,
    ticket: (id: string) => readTicket(held(id).doc),
    draft: draftOf,
    change,
    moveTo,

    addTicket(id: string, subject: string, queue = 'support') {
      const doc = makeDoc(undefined, 1)
      const update = recordUpdate(doc, () => {
        const fields = { subject, status: 'open', priority: 'normal', queue, assignee: null }
        for (const [key, value] of Object.entries(fields)) setValue(doc, 'fields', key, value)
        setValue(doc, 'facts', 'number', tickets.size + 1)
      })
      tickets.set(id, { doc, version: 1, epoch: 1, queue })
      moveRow(id, queue, 'row', update)
    },

    /** A change that followers are not told of: the next item does not fit their cursor. */
    changeUnseen(id: string, write: (doc: Y.Doc) => void) {
      const listening = [...clients]
      clients.clear()
      change(id, write)
      for (const client of listening) clients.add(client)
    },

    /** The document made anew: nothing written before fits it. */
    renew(id: string) {
      const ticket = held(id)
      const old = readTicket(ticket.doc)
      ticket.doc = makeDoc(undefined, 1)
      ticket.epoch++
      change(id, (doc) => {
        for (const key of ['subject', 'status', 'priority', 'queue'] as const)
          setValue(doc, 'fields', key, old[key])
      })
    },

    setRights(rights: string[]) {
      stand.rights = rights
      for (const client of clients) tell(client, { type: 'scopes', scopes: rightsNow() })
    },

    /** Frames of a draft from somebody else's device. */
    typeRemotely(id: string, write: (doc: Y.Doc) => void) {
      const doc = draftOf(id)
      const update = recordUpdate(doc, () => write(doc))
      if (!update) return
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, ROOM_MESSAGE.sync)
      writeUpdate(encoder, update)
      for (const client of clients)
        for (const [channel, room] of client.rooms)
          if (room === `d:${id}`) tellRoom(client, channel, encoding.toUint8Array(encoder))
    },

    goDown() {
      stand.isUp = false
      for (const client of [...clients]) end(client)
    },
    /** Tells the devices as a browser does when the network is back. */
    comeUp() {
      stand.isUp = true
      for (const listen of [...onUp]) listen()
    },
    onUp(listen: () => void) {
      onUp.add(listen)
      return () => onUp.delete(listen)
    },
  })
}
