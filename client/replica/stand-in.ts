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
type Scope = { seq: number; items: Map<string, FeedItem>; forgottenAt: number }
type Client = { events: SocketEvents; rooms: Map<number, string>; isOpen: boolean }

/** What the desk was at one time, as a backup keeps it. */
export type Backup = {
  tickets: { id: string; bytes: Uint8Array; version: number; epoch: number; queue: string }[]
  scopes: { name: string; seq: number; items: [string, FeedItem][] }[]
}

export type StandIn = ReturnType<typeof makeStandIn>

export function makeStandIn() {
  const tickets = new Map<string, HeldTicket>()
  const scopes = new Map<string, Scope>()
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
    /** What a refusal says besides. */
    refusalMore: {} as Record<string, unknown>,
    /** What the server itself writes with an update that it takes. */
    settle: (_push: Push, _doc: Y.Doc): void => {},
    /** False: the answer is lost on its way, as if the line broke after COMMIT. */
    doesAnswer: (_push: Push): boolean => true,
    rights: ['q:support'],
    /** Tickets whose documents are said to be gone, whatever the lists say. */
    withheld: new Set<string>(),
    /** What the server says of this session. */
    session: 'open' as 'open' | 'over' | 'disabled',
    generation: 'one',
    /** False: a hello is not answered. */
    doesGreet: true,
    leaseMs: 1_000_000,
    /** The server's clock. */
    now: 1_000,
    requests: [] as string[],
    /** Files that were brought, by hash, and how often one was. */
    files: new Map<string, string>(),
    filesAsked: 0,
    /** What bringing one waits for. */
    filesHeld: Promise.resolve(),
    /** So many times bringing one breaks off. */
    filesToBreak: 0,
    /** How bringing one is refused; null: it is taken. */
    fileFault: null as { status: number; code: string } | null,
  }

  function scopeOf(queue: string) {
    const name = `q:${queue}`
    const scope = scopes.get(name) ?? { seq: 0, items: new Map(), forgottenAt: 0 }
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

  /** What is done here is told to nobody. */
  function unseen(act: () => void) {
    const listening = [...clients]
    clients.clear()
    act()
    for (const client of listening) clients.add(client)
  }

  function held(id: string): HeldTicket {
    const ticket = tickets.get(id)
    if (!ticket) throw new Error(`no ticket ${id}`)
    return ticket
  }

  function maySee(id: string): boolean {
    const ticket = tickets.get(id)
    return ticket !== undefined && stand.rights.includes(`q:${ticket.queue}`)
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
    const isForeign = push.kind === 'update' && !maySee(push.ticket)
    const code = isForeign ? 'ticket/denied' : (stand.judge(push) ?? whatIsWrong(push))
    const more = stand.refusalMore
    if (code) return { type: 'nack', pushId, code, detail: 'refused by the test', more }
    stand.carriedOut.push(push)
    const answer: ServerMessage = { type: 'ack', pushId, version: apply(push) }
    answered.set(pushId, answer)
    return answer
  }

  /** An update from another epoch, or with something missing before it. */
  function whatIsWrong(push: Push): FaultCode | null {
    if (push.kind !== 'update') return null
    const { doc, epoch } = held(push.ticket)
    if (push.epoch !== epoch) return 'ticket/epoch'
    const trial = makeDoc(Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(trial, push.update)
    const isWhole = trial.store.pendingStructs === null && trial.store.pendingDs === null
    trial.destroy()
    return isWhole ? null : 'ticket/gap'
  }

  function apply(push: Push): number {
    switch (push.kind) {
      case 'update': {
        const ticket = held(push.ticket)
        const update = recordUpdate(ticket.doc, () => {
          Y.applyUpdate(ticket.doc, push.update)
          stand.settle(push, ticket.doc)
        })
        if (ticket.doc.store.pendingStructs) throw new Error('the client left a hole')
        ticket.version++
        moveRow(push.ticket, ticket.queue, 'row', update)
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
        if (!stand.doesGreet) return
        return tell(client, {
          type: 'welcome',
          protocol: 2,
          person: ADA,
          scopes: rightsNow(),
          now: stand.now,
          undoSeconds: 10,
          generation: stand.generation,
          leaseMs: stand.leaseMs,
        })
      case 'push': {
        stand.received.push(message.push)
        const answer = carryOut(message.push)
        if (stand.doesAnswer(message.push)) tell(client, answer)
        return
      }
      case 'open': {
        if (!mayEnter(message.room)) return closeRoom(client, message.channel)
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

  const mayEnter = (room: string) =>
    maySee(room.startsWith('d:') ? room.slice(2).replace(/-r\d+$/, '') : room.slice(2))

  function closeRoom(client: Client, channel: number) {
    client.rooms.delete(channel)
    tell(client, { type: 'closed', channel, code: 4403, reason: 'ticket/denied' })
  }

  const openSocket: OpenSocket = (_url, events) => {
    const client: Client = { events, rooms: new Map(), isOpen: false }
    clients.add(client)
    queueMicrotask(() => {
      if (!clients.has(client)) return
      if (!stand.isUp || stand.session !== 'open') return end(client)
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

  function end(client: Client, code = 1006) {
    if (clients.delete(client)) queueMicrotask(() => client.events.onClose(code))
  }

  const failing = new Set<string>()
  let heldBack: { path: string; turn: Promise<void>; release(): void } | null = null

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
    if (failing.delete(url.pathname)) return Promise.reject(new TypeError('the line broke'))
    const turn = heldBack?.path === url.pathname ? heldBack.turn : Promise.resolve()
    const file = /^\/blobs\/([0-9a-f]{64})$/.exec(url.pathname)?.[1]
    return turn.then(() =>
      file === undefined ? answerHttp(url, init) : takeFile(file, init?.body),
    )
  }

  async function takeFile(hash: string, body: unknown): Promise<Response> {
    stand.filesAsked++
    await stand.filesHeld
    if (stand.filesToBreak-- > 0 || !(body instanceof Blob)) throw new TypeError('the line broke')
    const { fileFault } = stand
    if (fileFault) return Response.json({ code: fileFault.code }, { status: fileFault.status })
    stand.files.set(hash, await body.text())
    return new Response(null, { status: 204 })
  }

  function answerHttp(url: URL, init?: RequestInit): Response {
    if (!new Headers(init?.headers).has('x-deskside'))
      return Response.json({ code: 'auth/origin' }, { status: 403 })
    if (url.pathname === '/api/sign-out') return new Response(null, { status: 204 })
    if (stand.session === 'over') return Response.json({ code: 'auth/required' }, { status: 401 })
    if (stand.session === 'disabled') return Response.json({ code: 'auth/denied' }, { status: 403 })
    if (url.pathname === '/api/desk') return Response.json(deskNow())
    const scope = url.searchParams.get('scope') ?? ''
    if (url.pathname.startsWith('/feed') && !stand.rights.includes(scope))
      return Response.json({ code: 'auth/denied' }, { status: 403 })
    if (url.pathname === '/feed/manifest') return answerManifest(url)
    if (url.pathname === '/feed') {
      const after = Number(url.searchParams.get('after'))
      const moved = [...(scopes.get(scope)?.items.values() ?? [])]
        .filter((item) => item.seq > after)
        .sort((a, b) => a.seq - b.seq)
      const items = moved.slice(0, PAGE_ROWS)
      const next = items.at(-1)?.seq ?? after
      const isLast = moved.length <= PAGE_ROWS
      const isReset = after > 0 && after < (scopes.get(scope)?.forgottenAt ?? 0)
      return Response.json({ type: 'page', scope, after, items, next, isLast, isReset })
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

  function answerManifest(url: URL): Response {
    const scope = url.searchParams.get('scope') ?? ''
    const from = url.searchParams.get('from') ?? ''
    const ids = [...(scopes.get(scope)?.items.values() ?? [])]
      .filter((item) => item.op === 'row' && item.ticket > from)
      .map((item) => item.ticket)
      .sort()
    const page = ids.slice(0, PAGE_ROWS)
    const next = ids.length > PAGE_ROWS ? (page.at(-1) ?? null) : null
    return Response.json({ scope, tickets: page, next })
  }

  function deskNow(): DeskInfo {
    const mine = desk.queues.filter((queue) => stand.rights.includes(`q:${queue.slug}`))
    return { ...desk, queues: mine }
  }

  function readDoc({ ticket, version }: { ticket: string; version: number }): DocItem {
    const here = tickets.get(ticket)
    if (!here || !stand.rights.includes(`q:${here.queue}`) || stand.withheld.has(ticket))
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
      unseen(() => change(id, write))
    },

    /** The next request there breaks off. */
    failOnce: (path: string) => void failing.add(path),

    /** Requests there are answered once they are released. */
    hold(path: string) {
      let release = () => {}
      const turn = new Promise<void>((resolve) => {
        release = resolve
      })
      heldBack = { path, turn, release }
    },
    release() {
      heldBack?.release()
      heldBack = null
    },

    closeRooms(room: string) {
      for (const client of clients)
        for (const [channel, name] of client.rooms) if (name === room) closeRoom(client, channel)
    },

    /** Gone, and nobody was told. */
    vanish(id: string) {
      unseen(() => moveRow(id, held(id).queue, 'leave', null))
      tickets.delete(id)
    },

    deleteTicket(id: string) {
      const { queue } = held(id)
      moveRow(id, queue, 'leave', null)
      tickets.delete(id)
    },

    /** What left a queue is forgotten: a device that has not heard of it yet is told to compare. */
    forgetLeaves(queue: string) {
      const { scope } = scopeOf(queue)
      for (const item of scope.items.values())
        if (item.op === 'leave') scope.items.delete(item.ticket)
      scope.forgottenAt = ++scope.seq
    },

    backUp(): Backup {
      return {
        tickets: [...tickets].map(([id, { doc, version, epoch, queue }]) => {
          return { id, bytes: Y.encodeStateAsUpdate(doc), version, epoch, queue }
        }),
        scopes: [...scopes].map(([name, { seq, items }]) => ({ name, seq, items: [...items] })),
      }
    },

    /** Another history from here on; everybody is cut off, as by a server that was started anew. */
    restore(backup: Backup) {
      for (const client of [...clients]) end(client)
      for (const held of [tickets, scopes, answered, drafts]) held.clear()
      for (const { id, bytes, ...rest } of backup.tickets)
        tickets.set(id, { ...rest, doc: makeDoc(bytes, 1) })
      for (const { name, seq, items } of backup.scopes)
        scopes.set(name, { seq, items: new Map(items), forgottenAt: 0 })
      stand.generation = `${stand.generation} again`
    },

    closeAll(code: number) {
      for (const client of [...clients]) end(client, code)
    },

    /** The session, or the account, ends while people are connected. */
    endSession(session: 'over' | 'disabled') {
      stand.session = session
      for (const client of [...clients]) end(client, session === 'over' ? 4401 : 4403)
    },

    /** The document made anew: nothing written before fits it. */
    renew(id: string, fields: Record<string, string> = {}) {
      const ticket = held(id)
      const old = readTicket(ticket.doc)
      ticket.doc = makeDoc(undefined, 1)
      ticket.epoch++
      change(id, (doc) => {
        for (const key of ['subject', 'status', 'priority', 'queue'] as const)
          setValue(doc, 'fields', key, fields[key] ?? old[key])
      })
    },

    setRights(rights: string[]) {
      stand.rights = rights
      for (const client of clients) {
        tell(client, { type: 'scopes', scopes: rightsNow() })
        for (const [channel, room] of client.rooms) if (!mayEnter(room)) closeRoom(client, channel)
      }
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
